import type { EvalCase } from '../../contract/eval-case.ts';
import type { Interval } from '../../statistics/wilson.ts';
import type { Row } from '../reading.ts';
import { attemptsById } from './attempts.ts';
import { isJudged, isRight } from './case-verdict.ts';
import { separateDuplicates } from './duplicate-rows.ts';
import { estimateRate, type RepeatRule, trialsOf } from './estimate.ts';
import type { EvalRecord } from './eval-record.ts';
import { sortRealCases } from './real-cases.ts';

/** A share of the attempts that is answered, with the share of those answers that is wrong. */
export type RiskPoint = { coverage: number; risk: number; answered: number; wrong: number };

/** How often it is wrong, the less sure it may be. */
export type RiskCoverage = {
  /** Judged attempts at real scored cases, answered or not. */
  attempts: number;
  /** From the surest answers alone to all that were given. What was withheld was not graded, so there the curve ends. */
  points: readonly RiskPoint[];
  /** What was chosen: all that it answered, with the 95 % interval of the risk. */
  chosen: RiskPoint & { interval: Interval };
  /** The confidence of the least sure answer that was given. */
  leastSure: number;
  /** Mean risk along the curve; the lower, the better confidence tells right from wrong. */
  aurc: number;
};

/** From fewer answers a curve is noise. */
const FEWEST_ANSWERS = 10;

/**
 * The curve of risk against coverage: answers sorted by confidence, the surest first. Answers of one confidence cannot
 * be told apart, so they come in together. Answers without a confidence have no place on it, and are left out of all.
 *
 * @returns `null` with fewer than 10 answers that have a confidence
 * @see R. El-Yaniv and Y. Wiener, JMLR 11 (2010) 1605–1641; Y. Geifman, G. Uziel and R. El-Yaniv, ICLR 2019 (AURC)
 */
export function riskCoverage(
  cases: readonly Row<EvalCase>[],
  rows: readonly Row<EvalRecord>[],
): RiskCoverage | null {
  const byCase = attemptsById(separateDuplicates(rows).unique);
  const ids = new Set(sortRealCases(cases).counted.map((row) => row.value.id));
  const judged = [...ids].map((id) => (byCase.get(id) ?? []).filter(isJudged));
  const answers = judged.map((attempts) => attempts.filter(isAnswer).filter(hasConfidence));
  const surest = answers.flat().sort((a, b) => b.confidence - a.confidence);
  if (surest.length < FEWEST_ANSWERS) return null;
  const withheld = judged.flat().filter((one) => !isAnswer(one)).length;
  const points = pointsOf(surest, surest.length + withheld);
  return {
    attempts: surest.length + withheld,
    points,
    chosen: { ...(points.at(-1) as RiskPoint), interval: riskInterval(answers) },
    leastSure: (surest.at(-1) as Sure).confidence,
    aurc: meanRisk(points),
  };
}

type Sure = EvalRecord & { confidence: number };
const hasConfidence = (one: EvalRecord): one is Sure => one.confidence !== null;

/** Without a named outcome, an attempt that was graded had an answer to grade. */
const isAnswer = ({ outcome, verdict }: EvalRecord): boolean =>
  outcome === 'answered' || (outcome === null && verdict !== 'system_error');

function pointsOf(sorted: readonly Sure[], attempts: number): RiskPoint[] {
  let wrong = 0;
  return sorted.flatMap((one, i) => {
    if (!isRight(one)) wrong += 1;
    const answered = i + 1;
    if (sorted[answered]?.confidence === one.confidence) return [];
    return [{ coverage: answered / attempts, risk: wrong / answered, answered, wrong }];
  });
}

/** Each answer counts with the risk at which it comes in. */
function meanRisk(points: readonly RiskPoint[]): number {
  const sum = points.reduce(
    (total, { risk, answered }, i) => total + risk * (answered - (points[i - 1]?.answered ?? 0)),
    0,
  );
  return sum / (points.at(-1) as RiskPoint).answered;
}

const EACH_ATTEMPT: RepeatRule = { unattended: false, ofRepeats: 0 };

/** Attempts at one case, or at cases that are alike, are worth fewer than as many cases. */
function riskInterval(answers: readonly (readonly Sure[])[]): Interval {
  const trials = answers.map((own) => trialsOf(own, own.length, EACH_ATTEMPT));
  const right = estimateRate(trials.filter((one) => one !== null));
  return right === null
    ? { low: 0, high: 1 }
    : { low: 1 - right.interval.high, high: 1 - right.interval.low };
}
