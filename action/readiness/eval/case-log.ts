import type { EvalCase, EvalChange } from '../../contract/eval-case.ts';
import type { Base } from '../evidence.ts';
import { sameName } from '../names.ts';
import { isProposer, type Proposal } from '../policy/proposer.ts';
import type { Row } from '../reading.ts';

/**
 * The case set of a pull request, beside that of its base, and the log of what was changed; nobody approves their own
 * change of the exam.
 */
export type CaseSets = Proposal & {
  cases: readonly Row<EvalCase>[];
  changes: readonly Row<EvalChange>[];
  base: Base | null;
};

/** @returns the entries that this pull request brings. One excuses the pull request that brings it, and no later one. */
export function newEntries(base: Base, changes: readonly Row<EvalChange>[]): EvalChange[] {
  const old = new Set(base.caseChanges.map(({ value }) => JSON.stringify(value)));
  return changes.map(({ value }) => value).filter((one) => !old.has(JSON.stringify(one)));
}

/** @returns the cases that this pull request may change: somebody agreed whom the base names, and who does not propose it. */
export function loggedIds(
  base: Base,
  changes: readonly Row<EvalChange>[],
  proposal: Proposal,
): ReadonlySet<string> {
  const known = namesAt(base);
  return new Set(
    newEntries(base, changes)
      .filter(({ approved_by: by }) => !isProposer(by, proposal))
      .filter(({ approved_by: by }) => known === null || known.some((name) => sameName(name, by)))
      .map(({ id }) => id),
  );
}

/** Whoever is named nowhere agrees to anything. `null` where the base names nobody. */
function namesAt({ manifest, owners }: Base): string[] | null {
  if (manifest === undefined) return null;
  const { owner, sponsor, users } = manifest.value;
  const duties = Object.values(owners?.value.owners ?? {}).flat();
  return [owner, sponsor ?? '', ...users.map(({ pseudonym }) => pseudonym), ...duties];
}

/** @returns cases that the base has in a suite and this tree has not in it, for which nobody answered. */
export function leftSuite(suite: EvalCase['suite'], sets: CaseSets): Row<EvalCase>[] {
  const { base, cases, changes } = sets;
  if (base === null) return [];
  const logged = loggedIds(base, changes, sets);
  const still = new Set(cases.filter(({ value }) => value.suite === suite).map(({ value }) => value.id));
  return base.cases.filter(
    ({ value }) => value.suite === suite && !still.has(value.id) && !logged.has(value.id),
  );
}
