import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { ACCESS_FILE } from '../contract/access.ts';
import { type Envelope, envelopeOf, type ProofInput, type ProofKind } from '../contract/envelope.ts';
import { LIMITS_FILE } from '../contract/limits.ts';
import type { Manifest } from '../contract/manifest.ts';
import { PROOF_IDS, PROOFS, type ProofId, type ProofResult, proofFile } from '../contract/proofs/index.ts';
import { SIGNALS_FILE } from '../contract/signals.ts';
import type { Evidence, Readings } from '../readiness/evidence.ts';
import type { Proof } from '../readiness/proof/proof.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import { digestOf } from './digests.ts';
import { readJson } from './json-file.ts';
import { type SignatureOf, signatureOfFile } from './signatures.ts';
import type { Tree } from './tree.ts';
import { treeDigest } from './tree-digest.ts';

/** The reading of every proof, by its check. */
export type Proofs = { [K in Extract<keyof Evidence, `proof:${string}`>]: Readings[K] };

/** Reads the envelope of every check that is proven by one. */
export async function readProofs(
  tree: Tree,
  base: Tree | null,
  manifest: Manifest,
  signatureOf: SignatureOf,
): Promise<Proofs> {
  // Most proofs are about the source: it is read once for all of them.
  const digests = new Map<ProofInput, Promise<string>>();
  const digest = (input: ProofInput): Promise<string> => {
    const known = digests.get(input) ?? digestOfInput(tree, manifest, input);
    digests.set(input, known);
    return known;
  };
  const read = PROOF_IDS.map(async (id) => [
    `proof:${id}`,
    await readProof(tree, base, digest, signatureOf, id),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Proofs;
}

async function readProof<I extends ProofId>(
  tree: Tree,
  base: Tree | null,
  digest: (input: ProofInput) => Promise<string>,
  signatureOf: SignatureOf,
  id: I,
): Promise<Reading<Proof<ProofResult<I>>>> {
  const file = proofFile(id);
  const { command }: ProofKind = PROOFS[id];
  // Where a command of ours writes it, the check names it already.
  const remedy = command === undefined ? `Record it with \`npx poc prove ${id} -- COMMAND\`.` : '';
  const envelope = await readEnvelopeOf(tree, id, remedy);
  if (envelope.status !== 'read') return envelope;
  const inputs = PROOFS[id].inputs.map(async (input) => [input, await digest(input)] as const);
  return {
    status: 'read',
    value: {
      file,
      envelope: envelope.value,
      inputsNow: Object.fromEntries(await Promise.all(inputs)),
      before: base === null ? null : (readValue(await readEnvelopeOf(base, id, '')) ?? null),
      signature: await signatureOfFile(tree, file, signatureOf),
    },
  };
}

/** The schema is built from the kind, so that what it parses to is the envelope of that kind. */
const readEnvelopeOf = <I extends ProofId>(tree: Tree, id: I, remedy: string) =>
  readJson(tree, proofFile(id), envelopeOf<z.ZodType>(id, PROOFS[id]), remedy) as Promise<
    Reading<Envelope<ProofResult<I>>>
  >;

const FILES = { access: ACCESS_FILE, limits: LIMITS_FILE, signals: SIGNALS_FILE } as const;

/** @returns the digest that a proof of this tree has to carry for one of its inputs. */
export async function digestOfInput(tree: Tree, manifest: Manifest, input: ProofInput): Promise<string> {
  switch (input) {
    case 'tree':
      return treeDigest(tree, manifest);
    case 'systems':
      return systemsDigest(manifest);
    case 'access':
    case 'limits':
    case 'signals':
      return digestOf(tree, [FILES[input]]);
    default:
      return digestOf(tree, manifest.evidence.inputs[input]);
  }
}

/** What it is connected to, and what may come from outside: all that the proof of a connection is about. */
function systemsDigest({ systems, capabilities, untrusted_inputs: inputs }: Manifest): string {
  const text = JSON.stringify({ systems, writes: capabilities.writes, inputs });
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
