import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../action/contract/report.ts';
import type { RiskCoverage } from '../../../action/readiness/eval/risk-coverage.ts';
import { risk } from '../../../action/reporters/html/risk.ts';
import { slices } from '../../../action/reporters/html/slices.ts';
import { aReport } from '../a-report.ts';
import { aDossier, anExample } from './example.ts';
import { labelsOf, textOf } from './text-of.ts';

type Slice = Report['eval']['slices'][number];
const slice = (over: Partial<Slice> = {}): Slice => ({
  name: 'letters',
  passed: 3,
  rows: 4,
  cases: 4,
  rate: 0.75,
  low: 0.3,
  high: 0.95,
  bar: null,
  verdict: null,
  ...over,
});
const withSlices = (some: Slice[], inAll = some.length) =>
  anExample({ eval: { slices: some, slices_in_all: inAll, change: null, files: [], files_in_all: 0 } });

describe('how often it is right', () => {
  it('is told in all, and of the worst slice', () => {
    expect(textOf(slices(anExample()))).toMatch(
      /^How often it is right 89\.2 % right \(82–94\), 107 of 120; worst slice credit notes at 70\.6 % \(n=17\)/,
    );
  });

  it.each([
    ['misses', 'bar 90 %: missed'],
    ['meets', 'bar 90 %: met'],
    ['cannot-tell', 'bar 90 %: too few to tell'],
  ] as const)('says of a slice that %s its bar so in words', (verdict, words) => {
    const part = slices(withSlices([slice({ bar: 0.9, verdict })]));
    expect(labelsOf(part)).toContain(`letters: 75 %, n=4; ${words}`);
    expect(textOf(part)).toContain(`letters 75 % 30–95 % 3 of 4 ${words.slice('bar '.length)}`);
  });

  it('gives the bar a line of its own on a phone', () => {
    const part = slices(withSlices([slice({ name: 'n'.repeat(40), bar: 0.9, verdict: 'meets' })]));
    expect(labelsOf(part, 'narrow')).toContain(`${'n'.repeat(24)}…: 75 %, n=4bar 90 %: met`);
  });

  it('counts what is not drawn', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => slice({ name: `slice-${i}` }));
    expect(textOf(slices(withSlices(twenty, 30)))).toContain('16 more slices not drawn.');
    expect(textOf(slices(withSlices(twenty.slice(0, 14))))).not.toContain('not drawn');
    expect(textOf(slices(withSlices(twenty.slice(0, 15))))).toContain('1 more slice not drawn.');
  });

  it('says what to do where nothing was evaluated', () => {
    expect(textOf(slices(aReport()))).toBe(
      'How often it is right It has not been evaluated on real cases Not measured: how often it is right on real cases. Run npm run eval on at least 30 of them.',
    );
  });
});

describe('when it is unsure', () => {
  const found = aDossier().riskCoverage as RiskCoverage;

  it('says what was chosen: the share answered, and the share wrong of that', () => {
    const text = textOf(risk(found));
    expect(text).toMatch(
      /^When it is unsure It answers 81\.7 % of 120 attempts, and 4\.1 % of those answers are wrong \(1–10\)/,
    );
    expect(text).toContain(
      'every answer with a confidence of 0.82 or more. To the right of it nothing was answered, so nothing is known. Mean risk along the line (AURC): 0.018.',
    );
  });

  it('does not take none wrong for never wrong', () => {
    const chosen = { coverage: 1, risk: 0, answered: 40, wrong: 0, interval: { low: 0, high: 0.0876 } };
    const part = risk({ ...found, attempts: 40, chosen });
    expect(textOf(part)).toContain('none of those 40 answers is wrong, so at most 9 % are');
    expect(part.text).toContain('chosen: none wrong');
  });

  it.each([
    [0.81, 'end'],
    [0.2, 'start'],
  ])('labels the chosen point on the side where there is room, at a coverage of %d', (coverage, side) => {
    const part = risk({ ...found, chosen: { ...found.chosen, coverage } });
    const { document } = parseHTML(`<body>${part.text}</body>`);
    const label = [...document.querySelectorAll('.wide svg text')].find((one) =>
      one.textContent?.startsWith('chosen'),
    );
    expect(label?.textContent).toBe('chosen: 4.1 % wrong');
    expect(label?.closest('[text-anchor]')?.getAttribute('text-anchor')).toBe(side);
  });

  it('tells a dozen points of the curve, what was chosen among them', () => {
    const text = textOf(risk(found));
    expect(text).toContain('81.7 % 98 4 4.1 %');
    expect(text.match(/\d+(?:\.\d)? % \d+ \d+ \d/g)).toHaveLength(11);
  });

  it('stays small for a hundred thousand answers', () => {
    const points = Array.from({ length: 100_000 }, (_, i) => ({
      coverage: (i + 1) / 100_000,
      risk: 0.1,
      answered: i + 1,
      wrong: Math.floor((i + 1) / 10),
    }));
    expect(risk({ ...found, points }).text.length).toBeLessThan(40_000);
  });

  it('draws no curve where there is none', () => {
    expect(textOf(risk(null))).toBe(
      'When it is unsure It is not known how wrong it is when it is unsure Not measured: risk against coverage. Let the workflow give a confidence with every answer; from 10 answers to real cases on there is a curve.',
    );
  });
});
