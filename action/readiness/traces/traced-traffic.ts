import type { EvalCase } from '../../contract/eval-case.ts';
import type { UsageEvent } from '../../contract/usage.ts';
import { dayOfEvent } from '../adoption/events.ts';
import { type Finding, notProven } from '../finding.ts';
import { named } from '../named-ids.ts';
import { caseKey } from '../names.ts';
import { percent } from '../percent.ts';
import type { Row } from '../reading.ts';
import { isLive, type Run } from './runs.ts';
import { OUTCOME, textAt } from './span.ts';

/** Runs for real users, and those that look like it and are not. */
export type RealRuns = {
  counted: readonly Run[];
  /** Of evals, load tests and tests. */
  trials: number;
  /** Of cases that the usage export does not know. */
  unused: readonly Run[];
};

/** Sorts runs by whom they were for: what an eval costs says nothing of what a case of a user costs. */
export function realRuns(
  runs: readonly Run[],
  cases: readonly Row<EvalCase>[],
  usage: readonly Row<UsageEvent>[],
): RealRuns {
  const evals = new Set(cases.map(({ value }) => caseKey(value.id)));
  const used = new Set(usage.map(({ value }) => caseKey(value.case_ref)));
  const isUsed = ({ caseRef }: Run) => caseRef !== null && used.has(caseKey(caseRef));
  const named = new Set(usage.map(({ value }) => value.trace_id?.toLowerCase()));
  // A run that the usage export names was for that user, whatever it calls itself.
  const isReal = (run: Run) => isLive(run) || named.has(run.traceId);
  const live = runs.filter((run) => isReal(run) && !evals.has(caseKey(run.caseRef ?? '')));
  return {
    counted: live.filter(isUsed),
    trials: runs.length - live.length,
    unused: live.filter((run) => !isUsed(run)),
  };
}

/** More runs that belong to no user, and the sample is of something else. */
const MOST_UNUSED = 0.1;

/** @returns why a sample is not one of enough cases of real users, or `null` */
export function notReal(file: string, { counted, trials, unused }: RealRuns, needed: number): Finding | null {
  const location = unused[0]?.root ?? counted[0]?.root ?? { file, line: null };
  const live = counted.length + unused.length;
  if (unused.length > live * MOST_UNUSED)
    return notProven(
      `${unused.length} of ${live} runs are of no case of the usage export (${named(unused.map(({ caseRef }) => caseRef ?? 'without a case'))}); ${percent(MOST_UNUSED)} may be.`,
      {
        location,
        remedy:
          'Export traces and usage of the same days, and mark runs of evals and tests with `poc.run.kind`.',
      },
    );
  const cases = new Set(counted.map(({ caseRef }) => caseKey(caseRef ?? ''))).size;
  if (cases >= needed) return null;
  const aside = trials === 0 ? '' : `, beside ${trials} runs of evals or tests`;
  return notProven(`${file} has ${cases} cases of real users${aside}; ${needed} are needed.`, {
    location,
    remedy: 'Export the traces of more days of real use.',
  });
}

const GIVEN_UP: readonly UsageEvent['event'][] = ['abandoned', 'fell_back'];

/**
 * What came to nothing was paid for as well.
 *
 * @returns why a sample has successes alone, though usage of its days has others, or `null`
 */
export function onlySuccesses(counted: readonly Run[], usage: readonly Row<UsageEvent>[]): Finding | null {
  const days = new Set(counted.map(({ root }) => root.value.startedAt.slice(0, 10)));
  const givenUp = usage.filter((row) => GIVEN_UP.includes(row.value.event) && days.has(dayOfEvent(row)));
  const keys = new Set(givenUp.map(({ value }) => caseKey(value.case_ref)));
  const [first] = givenUp;
  const ended = ({ root, caseRef }: Run) =>
    textAt(root.value, OUTCOME) !== 'answered' || keys.has(caseKey(caseRef ?? ''));
  if (first === undefined || counted.some(ended)) return null;
  return notProven(
    `Of the days of the sample the usage export has ${keys.size} cases that were given up or done by hand after all, and the sample has successes alone.`,
    { location: first, remedy: 'Export every trace of these days, those of failures and refusals too.' },
  );
}
