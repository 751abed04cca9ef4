import type { Baseline } from '../../contract/baseline.ts';
import type { Kill } from '../../contract/kill.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { describeProblem } from '../../contract/problem.ts';
import type { Report } from '../../contract/report.ts';
import type { Tree } from '../../evidence/tree.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { metCriteria, sponsorOf } from '../../readiness/decision/kill-status.ts';
import type { Base, DecisionRecord, Readings } from '../../readiness/evidence.ts';
import type { Measures } from '../../readiness/measures.ts';
import { type Reading, type Row, readValue } from '../../readiness/reading.ts';
import type { JudgedFolder } from '../assess-folder.ts';

/** All that a decision stands on. What could not be read, and need not be, is `undefined`. */
export type Ground = {
  folder: string;
  tree: Tree;
  /** Those that belong to the repository. */
  files: readonly string[];
  report: Report;
  readings: Readings;
  manifest: Manifest;
  base: Base | null;
  /** Who pays, as the base says. */
  sponsor: string | null;
  baseline: Baseline | undefined;
  kill: Kill | undefined;
  measures: Measures;
  decisions: readonly Row<DecisionRecord>[];
  /** Kill criteria that are met on that day. */
  met: ReturnType<typeof metCriteria>;
};

/** @returns what a decision of that day stands on; or why there is nothing to stand on */
export async function groundOf(
  { folder, repository, report, readings }: JudgedFolder,
  now: Date,
): Promise<{ ground: Ground } | { problems: string[] }> {
  const problems = [readings.manifest, readings.decisions].flatMap(whyUnread);
  const manifest = readValue(readings.manifest)?.value;
  const decisions = readValue(readings.decisions);
  const measures = readValue(readings.measures);
  if (manifest === undefined || decisions === undefined || measures === undefined) return { problems };
  const base = readValue(readings.change)?.base ?? null;
  const sponsor = sponsorOf(manifest, base);
  const kill = readValue(readings.kill)?.value;
  const tree = await openWorkingTree(folder, repository?.git ?? null);
  return {
    ground: {
      folder,
      tree,
      files: await tree.list(),
      report,
      readings,
      manifest,
      base,
      sponsor,
      baseline: readValue(readings.baseline)?.value,
      kill,
      measures,
      decisions,
      met: kill === undefined ? [] : metCriteria(kill, measures, decisions, sponsor, now),
    },
  };
}

function whyUnread(reading: Reading<unknown>): string[] {
  if (reading.status === 'read') return [];
  return reading.status === 'invalid'
    ? reading.problems.map(describeProblem)
    : [`${reading.lookedIn}: found no such file; expected one. ${reading.remedy}`];
}
