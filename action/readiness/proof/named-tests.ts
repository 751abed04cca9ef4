import { CANARY_TEST, type NamedTest } from '../../contract/proofs/named-test.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { named } from '../named-ids.ts';

/** A list of tests that the gate takes no word for: each has to have run, and one has to have failed. */
export type TestReport = { file: string; tests: readonly NamedTest[] };

const isCanary = ({ id }: NamedTest): boolean => id === CANARY_TEST;

/** @returns the tests, without the canary. */
export const withoutCanary = <T extends NamedTest>(tests: readonly T[]): T[] =>
  tests.filter((test) => !isCanary(test));

/** @returns whether a test ran to its end: one that was skipped or took no time did not. */
export const ran = ({ status, duration_ms: took }: NamedTest): boolean =>
  (status === 'passed' || status === 'failed') && took > 0;

/**
 * A harness that cannot fail proves nothing, nor does a test that did not run (gate.md, T5).
 *
 * @returns why the list proves nothing, or `null`
 */
export function testsFault({ file, tests }: TestReport): Finding | null {
  const location = { file, line: null };
  const ids = tests.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    return notProven(`${file} has the test ${named([twice])} more than once.`, { location });
  const canary = tests.find(isCanary);
  if (canary === undefined)
    return notProven(`${file} has no test \`${CANARY_TEST}\`, so nothing shows that these tests can fail.`, {
      location,
      remedy: `Restore the test \`${CANARY_TEST}\`, which expects the wrong thing on purpose, and run the tests again.`,
    });
  if (canary.status !== 'failed')
    return fail(`The canary, which must fail, came out as ${canary.status}: this harness cannot fail.`, {
      location,
      remedy: 'Mend the harness so that a wrong outcome fails, and run the tests again.',
    });
  const idle = withoutCanary(tests).filter((test) => !ran(test));
  if (idle.length > 0)
    return fail(
      `${idle.length} of ${tests.length - 1} tests did not run: ${named(idle.map(({ id }) => id))}.`,
      {
        location,
        remedy: 'Take the skip away, and run the tests again.',
      },
    );
  return null;
}
