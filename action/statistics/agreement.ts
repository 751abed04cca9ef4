import { expectCount } from './range.ts';
import { type Interval, wilson } from './wilson.ts';

/** A grader's verdicts against a person's on the same answers: true where the person agrees. */
export type VerdictCounts = { truePass: number; falsePass: number; trueFail: number; falseFail: number };

/** A share with its two-sided 95 % Wilson interval and the number of answers it rests on. */
export type Share = Interval & { rate: number; n: number };

/** `null` stands for what no answer could show. */
export type Agreement = {
  /** Of what the person passed, the share that the grader passed. */
  truePositiveRate: Share | null;
  /** Of what the person failed, the share that the grader failed. The one that a lenient grader misses. */
  trueNegativeRate: Share | null;
  /** Agreement beyond chance, 1 at best. `null` when person and grader gave one and the same verdict throughout. */
  kappa: number | null;
};

/**
 * How well a grader agrees with a person. A plain share of agreement is left out on purpose: where 95 % pass, a grader
 * that passes everything has 95 % of it.
 *
 * @throws RangeError for counts that are not whole numbers of 0 or more, or no answers at all
 * @see J. Cohen, Educ. Psychol. Meas. 20 (1960) 37–46 (kappa)
 */
export function agreement(counts: VerdictCounts): Agreement {
  for (const [name, count] of Object.entries(counts)) expectCount(name, count);
  const { truePass, falsePass, trueFail, falseFail } = counts;
  if (truePass + falsePass + trueFail + falseFail === 0) throw new RangeError('No answers to agree on');
  return {
    truePositiveRate: shareOf(truePass, truePass + falseFail),
    trueNegativeRate: shareOf(trueFail, trueFail + falsePass),
    kappa: kappaOf(counts),
  };
}

const shareOf = (count: number, n: number): Share | null =>
  n === 0 ? null : { rate: count / n, n, ...wilson(count / n, n) };

function kappaOf({ truePass, falsePass, trueFail, falseFail }: VerdictCounts): number | null {
  const n = truePass + falsePass + trueFail + falseFail;
  const bothPass = ((truePass + falsePass) / n) * ((truePass + falseFail) / n);
  const bothFail = ((trueFail + falseFail) / n) * ((trueFail + falsePass) / n);
  const chance = bothPass + bothFail;
  return chance === 1 ? null : ((truePass + trueFail) / n - chance) / (1 - chance);
}
