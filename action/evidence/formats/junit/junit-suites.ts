import type { Fault, XmlCase } from '../format.ts';
import { numberOf } from '../shared/fields.ts';
import { shown } from '../shared/shown.ts';
import type { JudgedCase } from './junit-case.ts';

type Suite = XmlCase['suite'];
type Inside = { cases: number; bad: number; errors: number };

const NOTHING: Inside = { cases: 0, bad: 0, errors: 0 };

/**
 * Compares what suites say of errors and failures with the cases in them. A suite that crashed counts an error and has
 * no case for it: its tests did not run, and without this they would be missing in silence.
 */
export function countSuites(): {
  add(suite: Suite, { verdict }: JudgedCase): void;
  close(suite: Suite): Fault | null;
  /** @param silent whether no suite was at fault for what the root counts */
  root(root: Suite, silent: boolean): Fault | null;
} {
  const open = new Map<Suite, Inside>();
  const closed: Inside[] = [];
  const all: Inside = { ...NOTHING };
  return {
    add(suite, judged) {
      const inside = open.get(suite) ?? { ...NOTHING };
      open.set(suite, inside);
      for (const one of [inside, all]) addCase(one, judged);
    },
    close(suite) {
      const own = open.get(suite) ?? NOTHING;
      open.delete(suite);
      const inside = sum([own, ...innerOf(suite, own, closed)]);
      closed.push(inside);
      return holds(suite, inside) ? null : crashed(suite);
    },
    root: (root, silent) => (silent && !holds(root, all) ? crashed(root) : null),
  };
}

function addCase(inside: Inside, { verdict }: JudgedCase): void {
  inside.cases += 1;
  if (verdict === 'pass' || verdict === 'no_verdict') return;
  inside.bad += 1;
  if (verdict === 'system_error') inside.errors += 1;
}

/**
 * An outer suite counts the cases of its inner ones too, which closed right before it. Takes them off the list where
 * their cases come to what the outer one says. A suite that crashed says none, or an error that none of them has.
 */
function innerOf(suite: Suite, own: Inside, closed: Inside[]): readonly Inside[] {
  let missing = (numberOf(suite.tests) ?? 0) - own.cases;
  let from = closed.length;
  while (from > 0 && missing > 0) {
    from -= 1;
    missing -= closed[from]?.cases ?? 0;
  }
  const inner = missing === 0 ? closed.slice(from) : [];
  const hasErrors = [own, ...inner].some(({ errors }) => errors > 0);
  if (inner.length === 0 || ((numberOf(suite.errors) ?? 0) > 0 && !hasErrors)) return [];
  closed.length = from;
  return inner;
}

const sum = (all: readonly Inside[]): Inside =>
  all.reduce((one, { cases, bad, errors }) => ({
    cases: one.cases + cases,
    bad: one.bad + bad,
    errors: one.errors + errors,
  }));

/** Runners differ in what they call an error and what a failure, and agree on their sum. */
const holds = (suite: Suite, { bad }: Inside): boolean =>
  (numberOf(suite.errors) ?? 0) + (numberOf(suite.failures) ?? 0) <= bad;

const crashed = (suite: Suite): Fault => ({
  found: `a suite ${shown(suite.name ?? '')} that says errors="${numberOf(suite.errors) ?? 0}" failures="${numberOf(suite.failures) ?? 0}", and fewer such cases in it`,
  expected: 'a case for each of them',
  remedy:
    'Look at why the suite crashed; with jest-junit, set `reportTestSuiteErrors` to "true". Then run it again.',
});
