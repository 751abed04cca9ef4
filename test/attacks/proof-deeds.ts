import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Envelope } from '../../action/contract/envelope.ts';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import {
  PROOF_IDS,
  PROOFS,
  type ProofId,
  type ProofResult,
  proofFile,
} from '../../action/contract/proofs/index.ts';
import { HEADLINE_END, HEADLINE_START } from '../../action/contract/words.ts';
import { byRule } from '../repository-builder/proven.ts';
import { aCase, aRow, type Files, jsonLines, type Poc } from '../repository-builder.ts';
import type { Deed } from './attack.ts';
import { EXAM, failing } from './deeds.ts';
import { inTurn } from './policy-deeds.ts';

type Proof = Envelope<unknown>;

const readProof = async (poc: Poc, id: ProofId): Promise<Proof> =>
  JSON.parse(await readFile(join(poc.folder, proofFile(id)), 'utf8')) as Proof;

const writeProof = (poc: Poc, id: ProofId, proof: Proof): Promise<void> =>
  poc.write({ [proofFile(id)]: `${JSON.stringify(proof, null, 2)}\n` });

/** What a clock or a count of another run comes to. */
const MOVED: Readonly<Record<string, number>> = { duration_ms: 0.25, p95_ms: 7, records_read: 1, n: 1 };

const asMeasuredAgain = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result), (key, value: unknown) => {
    if (key === 'started_at' || key === 'exported_at')
      return new Date(Date.parse(value as string) - 1000).toISOString();
    return key in MOVED && typeof value === 'number' ? value + (MOVED[key] as number) : value;
  });

/** Runs again what a change has made void, and nothing else: no clock shows the same twice. */
export const proveAgain: Deed = async (poc) => {
  const before = new Map<ProofId, Proof>();
  for (const id of PROOF_IDS) before.set(id, await readProof(poc, id));
  await poc.prove();
  for (const [id, old] of before) {
    const now = await readProof(poc, id);
    const isVoid = JSON.stringify(now.inputs) !== JSON.stringify(old.inputs);
    await writeProof(poc, id, isVoid ? { ...now, result: asMeasuredAgain(now.result) } : old);
  }
};

/** Runs again what a change has made void, and hands in another result for one check, counted as the gate will. */
export const proveWith =
  <I extends ProofId>(id: I, edit: (result: ProofResult<I>) => ProofResult<I>): Deed =>
  async (poc) => {
    await proveAgain(poc);
    const proof = await readProof(poc, id);
    const result = edit(proof.result as ProofResult<I>);
    const count = PROOFS[id].count as (result: ProofResult<I>) => number;
    await writeProof(poc, id, { ...proof, result, n: count(result) });
  };

/** Writes files, and runs again what that has made void. */
export const write = (files: Files): Deed => inTurn((poc) => poc.write(files), proveAgain);

/** A change of the code, such as anybody makes every day. */
export const CODE: Files = {
  'src/workflow.ts':
    "export const answer = (text: string) => (/bill|invoice/.test(text) ? 'bill' : 'other');\n",
};

/** Changes the code, and measures all that this made void; the cases end as these rows say. */
export const develop = (rows: readonly EvalRow[] = failing()(EXAM)): Deed =>
  inTurn(
    (poc) => poc.write(CODE),
    (poc) => poc.evaluate(rows),
    proveAgain,
  );

/** Adds so many real cases on which neither the POC nor its alternative is right, and hands in the results. */
export const addHardCases = (count: number): Deed => {
  const hard = Array.from({ length: count }, (_, i) =>
    aCase(41 + i, { slices: [i % 2 === 0 ? 'reminders' : 'invoices'] }),
  );
  // Half of them it sends to a person, so that it is neither too sure nor too shy.
  const wrong = hard.map((one, i) =>
    aRow(one, {
      verdict: 'fail',
      reason: 'another label',
      ...(i % 2 === 0 ? {} : { outcome: 'needs_person' as const }),
    }),
  );
  return inTurn(
    (poc) => poc.write({ 'eval/cases/cases.jsonl': jsonLines([...EXAM, ...hard]) }),
    (poc) => poc.evaluate([...failing()(EXAM), ...wrong]),
    (poc) => poc.evaluateAlternative([...byRule(EXAM), ...wrong]),
    proveAgain,
  );
};

type Faults = ProofResult<'errors/dependency-failure'>;

/** What one of the faults came to. */
export const ending =
  (fault: string, over: Partial<Faults['tests'][number]>) =>
  ({ tests }: Faults): Faults => ({
    tests: tests.map((test) => (test.fault === fault ? { ...test, ...over } : test)),
  });

/** Says in the README what the rows give. */
export const withHeadline: Deed = async (poc) => {
  await poc.write({ 'README.md': `# Billing triage\n\n${HEADLINE_START}${HEADLINE_END}\n` });
  await poc.run('roi', '--write', 'README.md');
  await proveAgain(poc);
};
