import type { Check } from '../check.ts';
import { type Finding, notProven } from '../finding.ts';

/** Whether the platform vouches for a file: that a workflow of this repository made it. */
export type Signature =
  /** By an artifact attestation of the file's digest. */
  { status: 'verified'; workflow: string; commit: string } | { status: 'unsigned'; why: string };

/** At a desk nobody vouches for anything. */
export const NOT_HERE: Signature = {
  status: 'unsigned',
  why: 'signatures are verified where the gate runs on GitHub',
};

/**
 * What decides about production is a report of CI that the platform vouches for (E1); a file that anybody could have
 * written (E2) serves until then.
 *
 * @param evidence what the check read
 * @returns the finding that takes the place of a pass, or `null`
 */
export function unsigned(
  check: Pick<Check, 'kinds' | 'severity'>,
  evidence: Readonly<Record<string, unknown>>,
  passed: string,
): Finding | null {
  if (check.severity !== 'critical' || !check.kinds.includes('E1')) return null;
  for (const one of Object.values(evidence)) {
    const signature = signatureIn(one);
    if (signature?.status === 'unsigned')
      return notProven(`${passed} But nobody vouches for it: ${signature.why}.`, {
        unsigned: true,
        cause:
          'It passes, and nobody vouches for the evidence: a signed report of the workflow decides in production.',
        remedy:
          'Let the workflow that makes it attest it (`actions/attest-build-provenance`), and let the gate run on GitHub.',
      });
  }
  return null;
}

const signatureIn = (value: unknown): Signature | null =>
  typeof value === 'object' && value !== null && 'signature' in value ? (value.signature as Signature) : null;
