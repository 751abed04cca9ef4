import { listed } from '../../contract/manifest.ts';
import type { Arm, Assisted, CheckedCase } from '../../contract/study.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { readManifest } from '../../evidence/poc-files.ts';
import { readCheckedCases, readUsage } from '../../evidence/study-files.ts';
import { readEligible } from '../../evidence/usage-extracts.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import type { Extract } from '../../readiness/adoption/coverage.ts';
import type { Use } from '../../readiness/adoption/events.ts';
import { type Session, sessionsOf, wasDone } from '../../readiness/adoption/sessions.ts';
import { caseKey } from '../../readiness/names.ts';
import type { Row } from '../../readiness/reading.ts';
import { openStudy, pathProblem, whyUnread } from '../time/folder.ts';

/** A case that was closed: who did it, and how; `null` where it was tried with the POC and ended otherwise. */
export type Finished = { caseRef: string; performer: string; arm: Arm | null };

/** What is known of finished cases. */
export type Records = {
  /** By the key of the case. */
  finished: ReadonlyMap<string, Finished>;
  checked: readonly Row<CheckedCase>[];
  /** Who was timed on what, as `[key of the case, name]`. */
  timed: readonly (readonly [string, string])[];
  /** Where checked cases are written. */
  file: string;
  eligibleFile: string;
  bars: Bars;
};

/** Reads what the gate reads of finished cases. */
export async function openRecords(cwd: string): Promise<Records | { problems: string[] }> {
  const study = await openStudy(cwd);
  if ('problems' in study) return study;
  const file = study.baseline.errors;
  const misplaced = pathProblem(cwd, 'baseline.yaml: errors', file, 'errors: baseline/errors.csv');
  if (misplaced !== null) return { problems: [misplaced] };
  const tree = await openWorkingTree(cwd, null);
  const manifest = await readManifest(tree);
  if (manifest.status !== 'read') return { problems: whyUnread(manifest) };
  const { eligible: eligibleFile, usage: patterns } = manifest.value.value.evidence;
  const eligible = await readEligible(tree, eligibleFile);
  if (eligible.status !== 'read') return { problems: whyUnread(eligible) };
  const usage = await readUsage(tree, listed(patterns));
  if (usage.status !== 'read') return { problems: whyUnread(usage) };
  const checked = await readCheckedCases(tree, file);
  if (checked.status !== 'read') return { problems: whyUnread(checked) };
  const timings = await study.rows();
  if ('problems' in timings) return timings;
  const { timings: byHand, assisted } = timings.rows;
  return {
    finished: finishedCases(eligible.value.rows, usage.value, assisted),
    checked: checked.value.rows,
    timed: [...byHand, ...assisted].map(({ value }) => [caseKey(value.case_ref), value.performer] as const),
    file,
    eligibleFile,
    bars: study.bars,
  };
}

/** @returns the closed cases by their keys, each once, by its first row */
export function finishedCases(
  eligible: Extract,
  usage: readonly Use[],
  assisted: readonly Row<Assisted>[],
): ReadonlyMap<string, Finished> {
  const sessions = new Map(sessionsOf(usage).map((session) => [session.caseRef, session]));
  const studied = new Map(
    assisted
      .filter(({ value }) => value.arm === 'with_poc')
      .map(({ value }) => [caseKey(value.case_ref), value]),
  );
  return new Map(
    [...eligible].reverse().map(({ value }) => {
      const key = caseKey(value.case_ref);
      const done = doneOf(sessions.get(key), studied.get(key));
      return [key, { caseRef: value.case_ref, performer: value.closed_by, ...done }];
    }),
  );
}

/** How a case was done, by its last session; whoever answered the output did it, and not whatever closed it. */
function doneOf(
  session: Session | undefined,
  study: Assisted | undefined,
): Partial<Finished> & Pick<Finished, 'arm'> {
  if (session !== undefined) {
    const isWithIt = wasDone(session) && session.end !== 'rejected';
    return isWithIt
      ? { arm: 'with_poc', performer: session.rows.at(-1)?.value.user ?? session.user }
      : { arm: null };
  }
  if (study === undefined) return { arm: 'by_hand' };
  const isWithIt = study.followed === 'yes' && study.fell_back === 'no';
  return isWithIt ? { arm: 'with_poc', performer: study.performer } : { arm: null };
}
