import type { EvalCase, EvalChange } from '../contract/eval-case.ts';
import type { Base } from './evidence.ts';
import { sameName } from './names.ts';
import type { Row } from './reading.ts';

/** The case set of a pull request, beside that of its base, and the log of what was changed. */
export type CaseSets = {
  cases: readonly Row<EvalCase>[];
  changes: readonly Row<EvalChange>[];
  base: Base | null;
  /** Who proposes the pull request; nobody approves their own change of the exam. */
  author: string | null;
};

/** @returns the cases that this pull request may change. An entry excuses the one that brings it, and no later one. */
export function loggedIds(
  base: Base,
  changes: readonly Row<EvalChange>[],
  author: string | null,
): ReadonlySet<string> {
  const old = new Set(base.caseChanges.map(({ value }) => JSON.stringify(value)));
  return new Set(
    changes
      .filter(({ value }) => !old.has(JSON.stringify(value)))
      .filter(({ value }) => author === null || !sameName(value.approved_by, author))
      .map(({ value }) => value.id),
  );
}

/** @returns cases that the base has in a suite and this tree has not in it, for which nobody answered. */
export function leftSuite(suite: EvalCase['suite'], sets: CaseSets): Row<EvalCase>[] {
  const { base, cases, changes, author } = sets;
  if (base === null) return [];
  const logged = loggedIds(base, changes, author);
  const still = new Set(cases.filter(({ value }) => value.suite === suite).map(({ value }) => value.id));
  return base.cases.filter(
    ({ value }) => value.suite === suite && !still.has(value.id) && !logged.has(value.id),
  );
}
