import type { CanaryFinding, Distributions, FeatureFinding } from '../../../contract/drift-report.ts';
import type { EvalCase } from '../../../contract/eval-case.ts';
import { fewestFlips, smallestProvableDrop } from '../../../statistics/flips.ts';
import { holm } from '../../../statistics/holm.ts';
import type { Difference } from '../../../statistics/newcombe.ts';
import { type Comparison, compareWithBase } from '../../eval/comparison.ts';
import type { EvalRecord } from '../../eval/eval-record.ts';
import { modelsOf } from '../../eval/model-names.ts';
import { pairCases } from '../../eval/paired-cases.ts';
import { sortRealCases } from '../../eval/real-cases.ts';
import { drop } from '../../percent.ts';
import type { Row } from '../../reading.ts';
import { type ScoreTest, testScores } from './canary-scores.ts';
import { LEVEL } from './features.ts';
import type { RecordedResults } from './same-exam.ts';

/** The cases of the eval, asked again: what came out now, and what had come out when it was committed. */
export type Canaries = {
  cases: readonly Row<EvalCase>[];
  fresh: RecordedResults;
  /** Why there is nothing to compare with, where there is not. */
  base: (RecordedResults & { from: string }) | { why: string };
  unattended: boolean;
  /** What shows larger drops only shows nothing: the bar for `worse_by`. */
  most: number;
};

/** Canaries beside what they were; `null` where nothing could be paired. */
export type CanaryTest = Canaries & {
  comparison: Comparison | null;
  score: ScoreTest | null;
  /** Cases that were right, those that are alike as one: no other can break. */
  couldBreak: number;
  /** By which they count among other tests: the p of the cases, then that of the scores where there are any. */
  chances: readonly number[];
};

/** Pairs the cases as the gate does. */
export function testCanaries(canaries: Canaries): CanaryTest {
  const { cases, fresh, base, unattended } = canaries;
  const untested = { ...canaries, comparison: null, score: null, couldBreak: 0, chances: [] };
  if ('why' in base) return untested;
  const before = { cases, rows: withoutCrashes(base.rows), resultsFrom: base.from };
  const now = { cases, rows: withoutCrashes(fresh.rows) };
  const comparison = compareWithBase(before, now, unattended);
  if (comparison === null) return untested;
  const { pairs } = pairCases(before, now);
  const score = testScores(pairs);
  const wereRight = pairs.filter((one) => (unattended ? one.before === 1 : one.before > 0));
  const couldBreak = new Set(wereRight.map(({ cluster }) => cluster)).size;
  const chances = [chanceOf(comparison), ...(score === null ? [] : [score.p])];
  return { ...canaries, comparison, score, couldBreak, chances };
}

/** A provider that cannot be reached says nothing about its model; alerts on live runs tell that. */
const withoutCrashes = (rows: readonly Row<EvalRecord>[]): Row<EvalRecord>[] =>
  rows.map((row) =>
    row.value.verdict === 'system_error' ? { ...row, value: { ...row.value, verdict: 'no_verdict' } } : row,
  );

/** Where clusters decide, a few of them that all went one way have no spread to go by. */
function chanceOf({ clustered, differ, exactP, p }: Comparison): number {
  if (!clustered) return exactP;
  return differ < fewestFlips(LEVEL) ? 1 : p;
}

const MOST_FLIPPED = 10;

/** Of features of too few rows none was tested. */
type Tested = Pick<Distributions, 'enough'> & { features: readonly Pick<FeatureFinding, 'p'>[] };

/**
 * A drop of the same cases counts whatever its size: no other mix can have brought it about.
 *
 * @param distributions those that were tested together with it
 */
export function judgeCanaries(test: CanaryTest, distributions: Tested | null): CanaryFinding {
  const { comparison, score, chances, fresh, base } = test;
  const others = distributions?.enough ? distributions.features.map((one) => one.p ?? 1) : [];
  const [p = null, ofScore = 1] = holm([...others, ...chances]).slice(others.length);
  const level = LEVEL / (others.length + Math.max(1, chances.length));
  const change = comparison?.change ?? null;
  const worse = isWorse(change, p) || isWorse(score, ofScore);
  const why = whyNothingCounts(test) ?? (worse ? null : whyTooFew(test, level));
  return {
    state: why !== null ? 'unknown' : worse ? 'alert' : 'fine',
    why_unknown: why,
    fresh: { file: fresh.file, produced_at: fresh.run.produced_at, models: modelsOf(fresh) },
    base: 'why' in base ? null : { from: base.from, produced_at: base.run.produced_at },
    cases: comparison?.pairs ?? 0,
    ...flipsIn(comparison),
    change,
    p: chances[0] ?? null,
    p_adjusted: p,
    score: score === null ? null : { ...score, p_adjusted: ofScore },
    smallest_drop: smallestDrop(test, level),
  };
}

const isWorse = (change: Difference | null, p: number | null): boolean =>
  change !== null && change.difference < 0 && p !== null && p <= LEVEL;

function flipsIn(comparison: Comparison | null): Pick<CanaryFinding, 'broke' | 'repaired' | 'flipped'> {
  const { broke = [], repaired = [] } = comparison ?? {};
  const flipped = [
    ...broke.map((id) => ({ id, now: 'wrong' as const })),
    ...repaired.map((id) => ({ id, now: 'right' as const })),
  ];
  return { broke: broke.length, repaired: repaired.length, flipped: flipped.slice(0, MOST_FLIPPED) };
}

/** Cases that are alike are not many. */
const alone = ({ clustered, clusters, pairs }: Comparison): number => (clustered ? clusters : pairs);

/** @returns `null` where not even breaking all that can break would show */
function smallestDrop({ comparison, couldBreak }: CanaryTest, level: number): number | null {
  if (comparison === null || couldBreak < fewestFlips(level)) return null;
  return smallestProvableDrop(alone(comparison), level);
}

const LOOK =
  'Look at `system_error` and `grader_error` in the results, and run the eval again when they are mended';

/** As in the gate: what is left when more have no verdict is a choice of cases. */
const MOST_UNJUDGED = 0.05;

function whyNothingCounts({ base, comparison, cases }: CanaryTest): string | null {
  if ('why' in base) return base.why;
  if (comparison === null) {
    const { length } = sortRealCases(cases).counted;
    return length === 0
      ? 'no case of the eval is a real one. Import real cases'
      : `none of ${length} real cases has a verdict on both sides. ${LOOK}`;
  }
  const { pairs, unjudged, withoutBase } = comparison;
  const [left, all] = [unjudged + withoutBase, pairs + unjudged + withoutBase];
  return left > all * MOST_UNJUDGED
    ? `${left} of ${all} cases have no verdict on one of the sides. ${LOOK}`
    : null;
}

function whyTooFew(test: CanaryTest, level: number): string | null {
  const { comparison, most, couldBreak } = test;
  const smallest = smallestDrop(test, level);
  if (comparison === null || (smallest !== null && smallest <= most)) return null;
  const what = comparison.clustered ? 'groups of cases that are alike' : 'cases';
  const shown = smallest === null ? 'no drop at all' : `no drop under ${drop(smallest)}`;
  const flips = fewestFlips(level);
  const would = Math.ceil(flips / most - 1e-9);
  return `${alone(comparison)} ${what}, ${couldBreak} of them right before, show ${shown}; ${would}, with ${flips} right, would show one of ${drop(most)}`;
}
