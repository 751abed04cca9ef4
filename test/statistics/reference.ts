import { readFileSync } from 'node:fs';
import { betaQuantile, incompleteBeta } from '../../action/statistics/beta.ts';
import { binomialCdf, binomialTerm } from '../../action/statistics/binomial.ts';
import { acceleration, bootstrap, bootstrapBca } from '../../action/statistics/bootstrap.ts';
import { clopperPearson, lowerBound, upperBound } from '../../action/statistics/clopper-pearson.ts';
import { clusteredMean } from '../../action/statistics/clustered.ts';
import { describe } from '../../action/statistics/describe.ts';
import { clusteredRate } from '../../action/statistics/effective-n.ts';
import { holm } from '../../action/statistics/holm.ts';
import { logNormalMean } from '../../action/statistics/lognormal.ts';
import { mcnemar } from '../../action/statistics/mcnemar.ts';
import { newcombePaired, newcombeUnpaired } from '../../action/statistics/newcombe.ts';
import { normalQuantile } from '../../action/statistics/normal.ts';
import { pairsNeeded, smallestDifference } from '../../action/statistics/power.ts';
import { passAtK, passPowerK } from '../../action/statistics/repeats.ts';
import { bisect } from '../../action/statistics/root.ts';
import {
  allPassNeeded,
  questionsNeeded,
  type ScoreVariance,
  smallestMeanDifference,
} from '../../action/statistics/sample-size.ts';
import { studentT } from '../../action/statistics/student-t.ts';
import { timingsFor, timingsNeeded } from '../../action/statistics/time-study.ts';
import { type Interval, wilson } from '../../action/statistics/wilson.ts';
import { paybackPeriods, presentValue } from '../../action/value/cash-flow.ts';
import { outcomeOf } from '../../action/value/outcome.ts';

/** A figure, a list of them, or figures by name. */
export type Figures = number | readonly number[] | Readonly<Record<string, number>>;

type Amount = 'x' | 'n' | 'conf' | 'x1' | 'n1' | 'x2' | 'n2' | 'n11' | 'n12' | 'n21' | 'n22' | 'c' | 'k';
type Parameter = 'p0' | 'p' | 'a' | 'b' | 'df' | 'delta' | 'psi' | 'sigma' | 'alpha' | 'beta' | 'level';
type Money = 'rate' | 'initial' | 'benefit' | 'cost';
type Study = 't' | 's' | 'xbar';
type Variance = 'omega2' | 'sA2' | 'sB2' | 'KA' | 'KB';
type Lists = { values: readonly number[]; pValues: readonly number[]; tries: readonly number[] };
type Input = Readonly<Record<Amount | Parameter | Money | Study | Variance, number>> &
  Lists & { clusters?: readonly number[]; valuesRule?: string };

/** One line of the table: what `fn` comes to for `input`. An entry holds the inputs of its own kind only. */
export type Entry = {
  id: string;
  fn: string;
  input: Input;
  expected: Readonly<Record<string, Figures>>;
  tol: number;
};

/** The table; every entry names its source. */
export const table = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as {
  entries: readonly Entry[];
  notUsed: readonly { fn: string; entries: number; why: string }[];
};

/** What we compute, by the name under which `expected` holds it. */
type Computed = Readonly<Record<string, Figures>>;

const ends = ({ low, high }: Interval): readonly number[] => [low, high];
/** Held against the full figure and against the printed one. */
const both = (value: Figures): Computed => ({ full: value, published: value });
const rawOf = ({ expected }: Entry): number => expected.raw as number;

/** Not used by the gate; made here of our binomial, for the sake of its published limits. */
function midP({ x, n, conf }: Input): readonly number[] {
  const tail = (1 - conf) / 2;
  const over = (p: number) => 1 - binomialCdf(x, n, p) + binomialTerm(x, n, p) / 2;
  return [x === 0 ? 0 : bisect(over, tail, 0, 1), x === n ? 1 : bisect(over, 1 - tail, 0, 1)];
}

/** Not used by the gate; made here of our beta quantile, for the sake of its published limits. */
function jeffreys({ x, n, conf }: Input): readonly number[] {
  const at = (p: number) => betaQuantile(p, x + 0.5, n - x + 0.5);
  return [x === 0 ? 0 : at((1 - conf) / 2), x === n ? 1 : at((1 + conf) / 2)];
}

const varianceOf = (input: Input): ScoreVariance => ({
  between: input.omega2,
  firstWithin: input.sA2,
  secondWithin: input.sB2,
  firstTries: input.KA,
  secondTries: input.KB,
});
const withoutTries = (between: number): ScoreVariance => ({
  between,
  firstWithin: 0,
  secondWithin: 0,
  firstTries: 1,
  secondTries: 1,
});

/** A difficulty that is uniform on 0 to 1 has variance 1/12, and the answers to it 1/6 on average. */
function resampled({ tries }: Input): Computed {
  const at = (firstTries: number) =>
    smallestMeanDifference(100, { ...withoutTries(1 / 12), firstWithin: 1 / 6, firstTries }) ** 2;
  return { factor: tries.map((one) => at(one) / at(1)) };
}

/** The unrounded n of the table is right when our difference for it is the one that it was computed from. */
function questions(entry: Entry, variance: ScoreVariance, alpha: number): Computed {
  const { delta, beta } = entry.input;
  const needed = questionsNeeded(delta, variance, 1 - beta, alpha);
  const found = smallestMeanDifference(rawOf(entry), variance, 1 - beta, alpha);
  return { n: needed, ceil: needed, published: needed, raw: rawOf(entry) * (found / delta) ** 2 };
}

function connor(entry: Entry): Computed {
  const { delta, psi } = entry.input;
  const found = smallestDifference(rawOf(entry), psi) ?? Number.NaN;
  return { n: pairsNeeded(delta, psi), raw: rawOf(entry) * (found / delta) };
}

/** "i%5, i=0..199" in clusters "big for i<180 else singleton". */
const LOPSIDED = Array.from({ length: 200 }, (_, i) => ({
  value: i % 5,
  cluster: i < 180 ? 'big' : String(i),
}));

function clusteredError({ values, clusters: of, valuesRule }: Input): Computed {
  const own = values?.map((value, i) => ({ value, cluster: String(of?.[i] ?? i) }));
  const { standardError, clusters } = clusteredMean(valuesRule === undefined ? own : LOPSIDED);
  const corrected = standardError ?? Number.NaN;
  const uncorrected = corrected * Math.sqrt((clusters - 1) / clusters);
  return { corrected, published_corrected: corrected, uncorrected, ...both(corrected) };
}

function designEffect({ values, clusters: of = [] }: Input): Computed {
  const own = (name: number) => values.filter((_, i) => of[i] === name);
  const clusters = [...new Set(of)].map((name) => ({
    passes: own(name).filter((value) => value === 1).length,
    trials: own(name).length,
  }));
  const { rate, rows, effectiveN } = clusteredRate(clusters);
  const spread = rate * (1 - rate);
  return {
    var: spread / effectiveN,
    binom_var: spread / rows,
    deff: rows / effectiveN,
    n_eff: effectiveN,
    wilson_neff: ends(wilson(rate, effectiveN)),
  };
}

const RULES: Readonly<Record<string, readonly number[]>> = {
  '1.2 then 500x(1.1,1.3)': [1.2, ...Array.from({ length: 500 }, () => [1.1, 1.3]).flat()],
  '1000000.2 then 500x(1000000.1,1000000.3)': [
    1000000.2,
    ...Array.from({ length: 500 }, () => [1000000.1, 1000000.3]).flat(),
  ],
};

function meanAndDeviation({ values, valuesRule }: Input): Computed {
  const { mean, cv } = describe(valuesRule === undefined ? values : (RULES[valuesRule] ?? []));
  return { mean, sd: (cv ?? Number.NaN) * mean };
}

function pluginVariance(sample: readonly number[]): number {
  const mean = sample.reduce((sum, one) => sum + one, 0) / sample.length;
  return sample.reduce((sum, one) => sum + (one - mean) ** 2, 0) / sample.length;
}

function spatialTest({ values, level }: Input): Computed {
  const options = { seed: 'spatial test', draws: 20_000, confidence: level };
  const corrected = ends(
    bootstrapBca(values, pluginVariance, options) ?? { low: Number.NaN, high: Number.NaN },
  );
  return {
    theta: pluginVariance(values),
    acceleration: acceleration(values, pluginVariance),
    published_bca: corrected,
    bca_MC200k: corrected,
    percentile_MC200k: ends(bootstrap(values, pluginVariance, options)),
  };
}

/** Cox's own interval has the normal quantile where ours has Student's t. */
function coxMean({ values, conf }: Input): Computed {
  const { mean, low, high } = logNormalMean(values, conf) ?? { mean: Number.NaN, low: 0, high: 0 };
  const logs = values.map(Math.log);
  const { mean: ybar, cv } = describe(logs);
  const factor = normalQuantile((1 + conf) / 2) / studentT(values.length - 1, conf);
  const cox = [low, high].map((end) => mean * (end / mean) ** factor);
  return { mean, cox, modified_cox_t: [low, high], ybar, s2: ((cv ?? Number.NaN) * ybar) ** 2 };
}

/** The table took t for nine degrees of freedom, to three digits. */
function timings({ t, s, k, xbar }: Input): Computed {
  const cv = s / xbar;
  return { raw: timingsFor(t, cv, k), n: timingsNeeded({ n: 10, cv }, k) ?? Number.NaN };
}

/** Two for z, and n where ours has n − 1 in the deviation. */
function timingsByTwo({ values }: Input): Computed {
  const n = values.length;
  const full = timingsFor(2, (describe(values).cv ?? Number.NaN) * Math.sqrt((n - 1) / n), 0.1);
  return { full, ceil: Math.ceil(full) };
}

/** A benefit of as many hours at 1 an hour, and nothing else. */
function returnOn({ benefit, cost }: Input): Computed {
  const nothing = { errorsToday: 0, errorsWithPoc: 0, costPerError: 0, runPerCase: 0, runPerYear: 0 };
  const hours = { minutesToday: 60, minutesWithPoc: 0, adoption: 1, casesPerYear: benefit };
  return { roi: outcomeOf({ ...nothing, ...hours, hourly: 1, capture: 1, haircut: 0, build: cost }).roi };
}

/** How each kind of the table is computed with what the gate has. */
export const COMPUTE: Readonly<Record<string, (input: Input, entry: Entry) => Computed>> = {
  wilson: ({ x, n }) => both(ends(wilson(x / n, n))),
  wilson_lower_1sided: ({ x, n, conf }) => both(wilson(x / n, n, normalQuantile(conf)).low),
  clopper: ({ x, n, conf }) => both(ends(clopperPearson(x, n, conf))),
  clopper_lower_1sided: ({ x, n, conf }) => both(lowerBound(x, n, conf)),
  midp: (input) => both(midP(input)),
  jeffreys: (input) => both(jeffreys(input)),
  rule_of_three: ({ n, conf }) => ({ exact_upper: upperBound(0, n, conf) }),
  min_n_all_pass: ({ p0, conf }) => ({ n: allPassNeeded(p0, conf) }),
  newcombe_unpaired: ({ x1, n1, x2, n2 }) => both(ends(newcombeUnpaired(x1, n1, x2, n2))),
  newcombe_paired: ({ n11, n12, n21, n22 }) =>
    both(ends(newcombePaired({ both: n11, onlyFirst: n12, onlySecond: n21, neither: n22 }))),
  mcnemar: ({ n12, n21 }) => both({ exact: mcnemar(n12, n21).exact, midp: mcnemar(n12, n21).midP }),
  paired_n_connor: (_, entry) => connor(entry),
  miller_n: (input, entry) => questions(entry, varianceOf(input), input.alpha),
  miller_mde: (input) => ({
    full: smallestMeanDifference(input.n, varianceOf(input)),
    full_n200: smallestMeanDifference(200, varianceOf(input)),
  }),
  n_mean_two_sided: (input, entry) => questions(entry, withoutTries(input.sigma ** 2), input.alpha),
  n_mean_one_sided: (input, entry) => questions(entry, withoutTries(input.sigma ** 2), 2 * input.alpha),
  resample_var_factor: resampled,
  clustered_se: clusteredError,
  se_clt: clusteredError,
  design_effect: designEffect,
  pass_at_k: ({ n, c, k }) => ({ pass_at_k: passAtK(n, c, k), pass_hat_k: passPowerK(n, c, k) }),
  holm: ({ pValues }) => ({ adjusted: holm(pValues) }),
  bca_variance_spatialA: spatialTest,
  mean_sd: meanAndDeviation,
  cox_lognormal_mean: coxMean,
  npv_excel: ({ rate, values }) => both(presentValue(rate, values)),
  npv_excel_plus_initial: ({ rate, initial, values }) => both(initial + presentValue(rate, values)),
  payback: ({ initial, values }) => ({
    simple_years: paybackPeriods(initial, values),
    discounted10: paybackPeriods(initial, values, 0.1),
  }),
  roi: returnOn,
  timestudy_n: timings,
  timestudy_n_95_10: timingsByTwo,
  betainc: ({ x, a, b }) => both(incompleteBeta(x, a, b)),
  betaincinv: ({ p, a, b }) => both(betaQuantile(p, a, b)),
  norm_ppf: ({ p }) => both(normalQuantile(p)),
  t_ppf: ({ p, df }) => both(studentT(df, 2 * p - 1)),
};
