import { join } from 'node:path';
import { CHECKS } from './checks/index.ts';
import { MANIFEST_FILE } from './contract/manifest.ts';
import type { Report } from './contract/report.ts';
import type { GatedStage } from './contract/stage.ts';
import type { BaseChoice, Elsewhere } from './evidence/base.ts';
import { collect } from './evidence/collect.ts';
import type { Repository } from './evidence/repository.ts';
import type { SignatureOf } from './evidence/signatures.ts';
import { openWorkingTree } from './evidence/working-tree.ts';
import type { Check } from './readiness/check.ts';
import type { Readings } from './readiness/evidence.ts';
import { judge } from './readiness/judge.ts';
import { type OrganisationPolicy, unknownChecks } from './readiness/policy/organisation.ts';
import { readValue } from './readiness/reading.ts';
import { toReport } from './reporters/report.ts';

/** What both edges bring: where to look, what to compare with, and what time it is. */
export type Assignment = {
  /** The POC's folder on disk. */
  folder: string;
  /** How that folder is called inside its repository; `.` for the root. */
  name: string;
  repository: Repository | null;
  base: BaseChoice;
  /** Where results of the base may lie, other than in its tree. */
  baseResults?: Elsewhere;
  /** The commit that is proposed, or `null` when the files on disk are. */
  head: string | null;
  author: string | null;
  /** Whether the platform vouches for a file; left out at a desk. */
  signatureOf?: SignatureOf;
  /** What an organisation asks for besides; nothing where it is left out. */
  organisation?: OrganisationPolicy | null;
  /** What would block in this stage, instead of in its own; only asked at a desk, where nothing is merged. */
  asIf?: GatedStage;
  now: Date;
  version: string;
};

/** There is nothing here to judge: not a POC, and its base was none either. */
export type NoPoc = { status: 'no-poc'; lookedIn: string };

/** What the gate says, and what it was read from. */
export type Judged = { status: 'judged'; report: Report; readings: Readings };

/** @returns what is wrong with the policy of an organisation by this catalogue, in three parts, or `null`. */
export const organisationFault = (policy: OrganisationPolicy): string | null =>
  unknownChecks(
    policy,
    CHECKS.map(({ id }) => id),
  );

/** The one path that the terminal and GitHub both take: folder in, report out, with what it was read from. */
export async function assess(
  assignment: Assignment,
  checks: readonly Check[] = CHECKS,
): Promise<Judged | NoPoc> {
  const { folder, repository, base, now } = assignment;
  const tree = await openWorkingTree(folder, repository?.git ?? null);
  const readings = await collect({ ...assignment, tree });
  const atBase = readValue(readings.change)?.base?.manifest;
  if (readings.manifest.status === 'missing' && atBase === undefined) {
    return { status: 'no-poc', lookedIn: join(assignment.name, MANIFEST_FILE) };
  }
  const measures = readings.measures;
  if (measures.status !== 'read') throw new Error('Measures are computed, so they are always there');
  const report = toReport(judge(checks, readings, now, assignment.asIf), {
    version: assignment.version,
    now,
    folder: assignment.name,
    commit: repository?.head ?? null,
    base: { commit: base.commit, how: base.how },
    organisation: assignment.organisation?.from ?? null,
    manifest: readValue(readings.manifest)?.value,
    measures: measures.value,
    files: readValue(readings.results)?.files ?? [],
  });
  return { status: 'judged', report, readings };
}
