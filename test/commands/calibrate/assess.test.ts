import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../action/commands/calibrate/assess.ts';
import {
  confidenceOf,
  fitCombine,
  fitIsotonic,
  NOTHING_KNOWN,
} from '../../../action/commands/calibrate/combine.ts';
import { confidence as confidenceSchema } from '../../../action/contract/confidence.ts';
import type { TrialsHead } from '../../../action/contract/trials.ts';
import { calibrationError, reliability } from '../../../action/statistics/calibration-error.ts';
import { upperBound } from '../../../action/statistics/clopper-pearson.ts';
import { HEAD, likely, type MadeUp, made, several, shuffled, telling, UNDECIDED } from './made-trials.ts';

const DEMAND = { risk: 0.05, level: 0.95 };

/** What is found, read back by its contract. */
const found = (trials: readonly MadeUp[], demand = DEMAND) => {
  const rows = trials.map((one, index) => ({ id: String(index), ...one }));
  return confidenceSchema.parse(assess(HEAD as TrialsHead, rows, demand).confidence);
};
const sure = (n: number, wrong: number): MadeUp[] =>
  Array.from({ length: n }, (_, index) => ({ correct: index >= wrong, signals: { score: index / n } }));
/** So many answers, the surest first, of which those at these places are wrong. */
const wrongAt = (n: number, ...places: number[]): MadeUp[] =>
  Array.from({ length: n }, (_, index) => ({
    correct: !places.includes(index + 1),
    signals: { score: 1 - index / n },
  }));
/** The trials that the made repository would answer with what was written. */
const answered = (trials: readonly MadeUp[], { combine, answers_from }: ReturnType<typeof found>) =>
  trials.filter(
    ({ correct, signals }) =>
      correct !== null && answers_from !== null && confidenceOf(combine, signals) >= answers_from,
  );

describe('the verdict', () => {
  it.each<[string, readonly MadeUp[], string]>([
    ['a score that tells', telling(500, 3), 'usable'],
    ['several signals, one of which tells nothing', several(600, 1), 'usable'],
    ['a score that tells nothing', shuffled(400, 1), 'useless'],
    [
      'a score that is higher where the answer is wrong',
      made(400, 1, (random) => {
        const score = random();
        return { correct: random() < 0.9 - 0.5 * score, signals: { score } };
      }),
      'useless',
    ],
    ['a single wrong answer too many to do without confidence', sure(92, 1), 'useless'],
    [
      '124 sure answers that pass, while sureness as a whole tells nothing',
      wrongAt(200, 20, 135, 140, 150, 160),
      'useless',
    ],
    ['58 right answers', sure(58, 0), 'too_few'],
    ['59 right answers', sure(59, 0), 'usable'],
    ['no trial', [], 'too_few'],
    ['trials that were all undecided', Array.from({ length: 500 }, () => UNDECIDED), 'too_few'],
  ])('on %s', (_, trials, verdict) => {
    const said = found(trials);
    expect(said.verdict).toBe(verdict);
    if (verdict !== 'usable')
      expect(said).toMatchObject({ answers_from: null, coverage: 0, risk: null, risk_upper: null });
  });

  it('is nine in ten times or more that a shuffled score is useless: its interval has a level of 95 %', () => {
    const verdicts = Array.from({ length: 100 }, (_, seed) => found(shuffled(300, seed)).verdict);
    expect(verdicts.filter((one) => one === 'useless').length).toBeGreaterThanOrEqual(90);
  });

  it('needs no confidence where all answers together are good enough, and answers them all', () => {
    const trials = made(400, 1, (random) => ({ correct: random() < 0.99, signals: { score: random() } }));
    const said = found(trials);
    expect(said.auroc?.low).toBeLessThan(0.5);
    expect(said).toMatchObject({ verdict: 'usable', coverage: 1 });
    expect(answered(trials, said)).toHaveLength(400);
  });

  it('takes ten answers, however little is demanded: there are ten folds', () => {
    expect(found(sure(9, 0), { risk: 0.5, level: 0.5 }).verdict).toBe('too_few');
    expect(found(sure(10, 0), { risk: 0.5, level: 0.5 }).verdict).toBe('usable');
  });

  it('can be that confidence tells, and still no answer is good enough', () => {
    const trials = made(400, 1, (random) => {
      const score = random();
      return { correct: random() < 0.3 + 0.5 * score, signals: { score } };
    });
    expect(found(trials)).toMatchObject({ verdict: 'usable', answers_from: null, coverage: 0 });
  });
});

describe('what is written of one signal', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => [seed]))(
    'answers exactly the trials that the bound was made of (draw %d)',
    (seed) => {
      const trials = telling(600, seed);
      const said = found(trials);
      const given = answered(trials, said);
      expect(given.length / 600).toBeCloseTo(said.coverage, 5);
      if (given.length === 0) return;
      const wrong = given.filter(({ correct }) => correct === false).length;
      expect(wrong / given.length).toBeCloseTo(said.risk as number, 5);
      expect(said.risk_upper).toBeGreaterThan(upperBound(wrong, given.length, 0.9499));
      expect(said.risk_upper).toBeLessThanOrEqual(0.05);
    },
  );

  it('ends a step where answers begin, and leaves less confidence below, even where fewer are right above', () => {
    const trials = Array.from({ length: 40 }, (_, index) => ({
      right: index < 20 || index % 4 !== 3,
      signals: { score: index },
    }));
    const combine = fitIsotonic('score', trials, 20);
    expect(confidenceOf(combine, { score: 20 })).toBeCloseTo(16 / 22, 5);
    expect(confidenceOf(combine, { score: 19 })).toBeLessThan(confidenceOf(combine, { score: 20 }));
    expect(confidenceOf(fitIsotonic('score', trials), { score: 19 })).toBe(
      confidenceOf(fitIsotonic('score', trials), { score: 20 }),
    );
  });

  it('is never certain', () => {
    const { combine } = found(sure(400, 0));
    expect(confidenceOf(combine, { score: 9 })).toBeCloseTo(401 / 402, 5);
  });
});

describe('what is written of several signals', () => {
  it('weighs those that tell, and hardly the one that does not', () => {
    const { combine } = found(several(3000, 1));
    const weights =
      combine.method === 'logistic' ? combine.signals.map(({ name, weight }) => [name, weight]) : [];
    const { score, agreement, length } = Object.fromEntries(weights) as Record<string, number>;
    expect(weights.map(([name]) => name)).toEqual(['agreement', 'length', 'score']);
    // The true weights, 6 and 3, in units of the standard deviations √(1/12) and about 0.35.
    expect(Math.abs((score as number) - 6 * Math.sqrt(1 / 12))).toBeLessThan(0.35);
    expect(Math.abs((agreement as number) - 3 * 0.35)).toBeLessThan(0.35);
    expect(Math.abs(length as number)).toBeLessThan(0.2);
  });

  it('has the mean and the standard deviation of each', () => {
    const trials = [1, 2, 3].map((a) => ({ right: a > 1, signals: { a, b: 10 * a } }));
    expect(fitCombine(['a', 'b'], trials)).toMatchObject({
      signals: [
        { name: 'a', mean: 2, sd: 1 },
        { name: 'b', mean: 20, sd: 10 },
      ],
    });
  });

  it('gives a signal that never changes no weight, and harms nobody who changes it later', () => {
    const trials = telling(500, 3).map(({ correct, signals }) => ({
      correct,
      signals: correct === null ? {} : { ...signals, agreement: 1 },
    }));
    const { combine } = found(trials);
    expect(combine).toMatchObject({
      signals: [{ name: 'agreement', mean: 1, sd: 1, weight: 0 }, { name: 'score' }],
    });
  });

  it('keeps the promise on fresh cases in 95 of 100 repetitions', () => {
    const fresh = several(4000, 99_999);
    let broken = 0;
    let accepting = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const given = answered(fresh, found(several(400, seed)));
      if (given.length === 0) continue;
      accepting += 1;
      const risk = given.reduce((sum, { signals }) => sum + 1 - likely(signals), 0) / given.length;
      if (risk > 0.05) broken += 1;
    }
    expect(broken).toBeLessThanOrEqual(5);
    expect(accepting).toBeGreaterThan(50);
  });
});

describe('the figures', () => {
  it('count undecided trials in coverage, and in nothing else', () => {
    const all = sure(300, 0);
    const half = found([...all, ...Array.from({ length: 300 }, () => UNDECIDED)]);
    expect(half).toMatchObject({
      trials: 600,
      undecided: 300,
      coverage: 0.5,
      coverage_at_risk: 0.5,
      error_rate: 0,
    });
    expect(half.curve.at(-1)).toEqual({ coverage: 0.5, risk: 0 });
    expect(found(all)).toMatchObject({ coverage: 1, risk_upper: half.risk_upper });
  });

  it('of the best order are by hand', () => {
    // 100 answers, the 20 least sure of which are wrong.
    const { auroc, e_aurc, error_rate, coverage_at_risk, curve } = found(sure(100, 20));
    expect({ auroc, e_aurc, error_rate }).toEqual({
      auroc: { value: 1, low: 1, high: 1 },
      e_aurc: 0,
      error_rate: 0.2,
    });
    // 84 with four wrong are 4.8 %, 85 with five 5.9 %.
    expect(coverage_at_risk).toBe(0.84);
    expect(curve).toHaveLength(20);
    expect(curve.slice(15, 17)).toEqual([
      { coverage: 0.8, risk: 0 },
      { coverage: 0.85, risk: 0.058824 },
    ]);
  });

  it('of fewer than ten answers are none', () => {
    expect(found(sure(9, 1))).toMatchObject({
      auroc: null,
      aurc: null,
      ece: null,
      error_rate: null,
      curve: [],
    });
    expect(found(sure(10, 1)).aurc).not.toBeNull();
  });

  it('of calibration are out of fold: a fit that is judged by what it saw looks twice as honest', () => {
    const draws = Array.from({ length: 30 }, (_, seed) => shuffled(100, seed));
    const seen = (trials: readonly MadeUp[]) => {
      const decided = trials.map(({ correct, signals }) => ({ right: correct === true, signals }));
      const combine = fitCombine(['score'], decided);
      const judged = decided.map(({ right, signals }) => ({
        right,
        confidence: confidenceOf(combine, signals),
      }));
      return calibrationError(reliability(judged)) as number;
    };
    const meanOver = (error: (trials: readonly MadeUp[]) => number) =>
      draws.reduce((sum, trials) => sum + error(trials), 0) / draws.length;
    expect(meanOver((trials) => found(trials).ece as number)).toBeGreaterThan(2 * meanOver(seen));
  });

  it('of calibration are in bins of all answers', () => {
    const { reliability: bins, trials, undecided } = found(telling(600, 1));
    expect(bins.reduce((sum, bin) => sum + bin.trials, 0)).toBe(trials - undecided);
  });

  it('are the same for the same trials', () => {
    expect(found(several(300, 5))).toEqual(found(several(300, 5)));
  });

  it('ask for less where less is demanded', () => {
    const trials = telling(500, 3);
    const strict = found(trials, { risk: 0.03, level: 0.99 });
    const loose = found(trials, { risk: 0.2, level: 0.8 });
    expect(strict.coverage).toBeLessThan(found(trials).coverage);
    expect(loose.coverage).toBeGreaterThan(found(trials).coverage);
    expect(loose).toMatchObject({ target_risk: 0.2, level: 0.8 });
  });
});

it('no signals, however odd, break it, and no promise comes of them', () => {
  const odd = fc.constantFrom(0, -0, 1, 1e9, -1e9, 5e-324, 1e-12, 0.1 + 0.2, 0.3);
  const answer = fc.record({ correct: fc.boolean(), signals: fc.record({ a: odd, b: odd, c: odd }) });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 40 }), (trials) => {
      expect(found(trials)).toMatchObject({ verdict: 'too_few', answers_from: null });
    }),
    { seed: 20_260_411, numRuns: 300 },
  );
});

it('nothing known is as likely right as not', () => {
  expect(found([]).combine).toEqual(NOTHING_KNOWN);
  expect(confidenceOf(NOTHING_KNOWN, {})).toBe(0.5);
});
