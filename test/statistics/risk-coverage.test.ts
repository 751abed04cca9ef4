import { describe, expect, it } from 'vitest';
import {
  acceptedAtRisk,
  aurc,
  excessAurc,
  type Ranked,
  riskCoverage,
  ties,
} from '../../action/statistics/risk-coverage.ts';

/** The surest first: `+` right, `-` wrong; those in brackets are equally sure. */
function ordered(signs: string): Ranked[] {
  let confidence = signs.length;
  let tied = false;
  return [...signs].flatMap((sign) => {
    if (sign === '(' || sign === ')') {
      tied = sign === '(';
      confidence -= 1;
      return [];
    }
    if (!tied) confidence -= 1;
    return [{ confidence, right: sign === '+' }];
  });
}

describe('the risk-coverage curve', () => {
  it.each<[string, number[]]>([
    ['++-+', [0, 0, 1 / 3, 1 / 4]],
    ['-+', [1, 1 / 2]],
    ['(+-)', [1 / 2, 1 / 2]],
    // After one right answer, two of which one is wrong: half a wrong one at two, one at three.
    ['+(-+)', [0, 1 / 4, 1 / 3]],
    ['', []],
  ])('of %s is by hand %j', (signs, risks) => {
    expect(riskCoverage(ordered(signs))).toEqual(risks);
    expect(riskCoverage(ordered(signs).reverse())).toEqual(risks);
  });

  it('knows which answers can only be accepted together', () => {
    expect(ties(ordered('+(-+)-')).map(({ trials, wrong }) => [trials, wrong])).toEqual([
      [1, 0],
      [2, 1],
      [1, 1],
    ]);
  });
});

describe('AURC and its excess over the best order', () => {
  it.each([
    // Mean of 0, 0, 1/3, 1/4 is 7/48; of the best order, 0, 0, 0, 1/4, it is 3/48.
    ['++-+', 7 / 48, 4 / 48],
    ['+++-', 3 / 48, 0],
    // The worst order: 1, 1/2, 1/3, 1/4.
    ['-+++', 25 / 48, 22 / 48],
    ['++++', 0, 0],
    ['----', 1, 0],
    // One tie of all is abstaining at random: the share of wrong answers at any coverage.
    ['(++-+)', 1 / 4, 1 / 4 - 3 / 48],
  ])('of %s', (signs, area, excess) => {
    expect(aurc(ordered(signs))).toBeCloseTo(area, 14);
    expect(excessAurc(ordered(signs))).toBeCloseTo(excess, 14);
  });

  it('of the best order comes to the paper’s limit r + (1 − r) ln(1 − r) with many answers', () => {
    // Geifman, Uziel and El-Yaniv (2019), equation for κ*; r = 0.2 gives 0.02148.
    const best = Array.from({ length: 20_000 }, (_, index) => ({
      confidence: -index,
      right: index < 16_000,
    }));
    expect(aurc(best)).toBeCloseTo(0.2 + 0.8 * Math.log(0.8), 4);
    expect(excessAurc(best)).toBe(0);
  });

  it('of nothing is nothing', () => {
    expect([aurc([]), excessAurc([])]).toEqual([null, null]);
  });
});

describe('coverage at risk', () => {
  it.each([
    ['++-+', 0, 2],
    ['++-+', 0.2499, 2],
    ['++-+', 0.25, 4],
    ['-+++', 0.2, 0],
    // A tie is accepted whole or not at all.
    ['+(+-)', 0.3, 1],
    ['', 0.5, 0],
  ])('of %s at %f is %d answers', (signs, risk, accepted) => {
    expect(acceptedAtRisk(ordered(signs), risk)).toBe(accepted);
  });

  it('refuses a risk over 1, and a confidence that is no number', () => {
    expect(() => acceptedAtRisk([], 1.1)).toThrow(RangeError);
    expect(() => aurc([{ confidence: Number.NaN, right: true }])).toThrow(RangeError);
  });
});
