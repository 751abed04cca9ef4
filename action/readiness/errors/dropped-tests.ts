import type { NamedTest } from '../../contract/proofs/named-test.ts';
import { type Finding, fail } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import { withoutCanary } from '../proof/named-tests.ts';
import type { Proof } from '../proof/proof.ts';

/**
 * A test that did not pass is mended under its own name: taken out or renamed, it is only out of sight (gate.md, T5).
 *
 * @returns which tests of the base that did not pass are gone, or `null`
 */
export function droppedTests(proof: Proof<{ tests: readonly NamedTest[] }>): Finding | null {
  const now = new Set(proof.envelope.result.tests.map(({ id }) => id));
  const gone = withoutCanary(proof.before?.result.tests ?? []).filter(
    ({ id, status }) => status !== 'passed' && !now.has(id),
  );
  const [first] = gone;
  if (first === undefined) return null;
  return fail(
    `${gone.length} tests that did not pass at the base are gone or renamed: ${named(gone.map(({ id }) => id))}.`,
    {
      location: { file: proof.file, line: null },
      remedy: `Put the test ${shortId(first.id)} back under its name, and mend what it found.`,
    },
  );
}
