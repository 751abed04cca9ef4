import type { ProofInput, ProofKind } from '../../contract/envelope.ts';
import { PROOFS, type ProofId } from '../../contract/proofs/index.ts';
import { DAY, yetToCome } from '../clock.ts';
import { brief, NOTHING } from '../digest.ts';
import { type Finding, notProven } from '../finding.ts';
import type { Proof } from './proof.ts';

/** What a check asks of its proof before it looks at the result. */
export type ProofTerms = {
  now: Date;
  /** How old it may be; `null` where only its digests make it old. */
  mostDays: number | null;
  /** Whether its result has measured figures, which never come out the same twice. */
  measured: boolean;
};

/**
 * A proof counts when it is about this tree, is of today, and was measured for it (gate.md, T4 and T7).
 *
 * @returns why this one does not, or `null`
 */
export function proofFault(proof: Proof<unknown>, terms: ProofTerms): Finding | null {
  return (
    ofAnotherTree(proof) ??
    outOfTime(proof, terms) ??
    miscounted(proof) ??
    (terms.measured ? copied(proof) : null)
  );
}

const at = (proof: Proof<unknown>) => ({ location: { file: proof.file, line: null } });

function ofAnotherTree(proof: Proof<unknown>): Finding | null {
  const names = Object.keys(proof.inputsNow) as ProofInput[];
  const loose = names.find((name) => proof.inputsNow[name] === NOTHING);
  if (loose !== undefined)
    return notProven(
      `${proof.file} is bound to no files: \`evidence.inputs.${loose}\` matches none.`,
      at(proof),
    );
  const stale = names.filter((name) => proof.envelope.inputs[name] !== proof.inputsNow[name]);
  if (stale.length === 0) return null;
  const each = stale.map(
    (name) =>
      `${name} ${told(proof.envelope.inputs[name])}, and this tree has ${told(proof.inputsNow[name])}`,
  );
  return notProven(`${proof.file} is about other files than these: ${each.join('; ')}.`, {
    ...at(proof),
    cause: `What was proven is about other files than these: ${each.join('; ')}.`,
    remedy: again(proof),
  });
}

function again({ envelope }: Proof<unknown>): string {
  const { command }: ProofKind = PROOFS[envelope.check as ProofId];
  return command === undefined
    ? 'Prove it again on this tree: run the commands that record it, or the workflow that does.'
    : `Run \`${command}\` on this tree.`;
}

const told = (digest: string | undefined): string =>
  digest === undefined ? 'without a digest' : brief(digest);

function outOfTime(proof: Proof<unknown>, { now, mostDays }: ProofTerms): Finding | null {
  const { produced_at: made } = proof.envelope;
  if (yetToCome(made, now))
    return notProven(`${proof.file} is dated ${made}, which is yet to come.`, at(proof));
  const days = Math.floor((now.getTime() - Date.parse(made)) / DAY);
  if (mostDays === null || days <= mostDays) return null;
  return notProven(`${proof.file} is ${days} days old and may be ${mostDays}.`, at(proof));
}

function miscounted(proof: Proof<unknown>): Finding | null {
  const { check, n, result } = proof.envelope;
  const count = PROOFS[check as ProofId].count as (result: unknown) => number;
  const counted = count(result);
  return n === counted ? null : notProven(`${proof.file} says n = ${n} and holds ${counted}.`, at(proof));
}

/** A report of other code whose every figure is that of the last one was written, not measured. */
function copied(proof: Proof<unknown>): Finding | null {
  const { before, envelope } = proof;
  if (before === null || JSON.stringify(before.inputs) === JSON.stringify(envelope.inputs)) return null;
  if (JSON.stringify(before.result) !== JSON.stringify(envelope.result)) return null;
  return notProven(
    `Every figure of ${proof.file} is that of the base, while what it is about has changed: it was carried over.`,
    at(proof),
  );
}
