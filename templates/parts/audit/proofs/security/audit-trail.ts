import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCheckpoint, publicKeyFile, readPublicKey } from '../../src/audit/checkpoint.ts';
import { pruneTrail } from '../../src/audit/keep.ts';
import { auditPart } from '../../src/audit/part.ts';
import { type AuditRecord, exportRecords, recordDecision } from '../../src/audit/record.ts';
import { trailFile } from '../../src/audit/trail.ts';
import { retentionDays, verifyTrail, type Witness } from '../../src/audit/verify.ts';
import { ALWAYS } from '../../src/confidence.ts';
import type { Env } from '../../src/part.ts';
import type { About } from '../../src/run.ts';
import { versionsOf } from '../../src/versions.ts';
import { createWorkflow } from '../../src/workflow.ts';
import { BAD_OUTPUTS, GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { writeProof } from '../harness.ts';
import { scriptedModel, TEST_RUN } from '../test-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = join(ROOT, 'evidence/audit/records.jsonl');
const DAY_MS = 86_400_000;

/** Runs the workflow to each of its ends, and lets a person decide on what it proposed. */
async function runs(env: Env): Promise<void> {
  const says: (() => unknown)[] = [
    () => GOOD_OUTPUT,
    () => BAD_OUTPUTS.refusal,
    () => {
      throw new Error('not reachable');
    },
  ];
  const model = scriptedModel(() => says.shift()?.());
  const parts = [auditPart(env)];
  const handle = createWorkflow({ model, confidence: ALWAYS, parts, versions: versionsOf(ROOT) });
  for (const [index, raw] of [ITEM, ITEM, ITEM, 'not an item'].entries())
    await handle(raw, aboutCase(`test-${index + 1}`));
  const [completed] = exportRecords(env).filter(({ outcome }) => outcome === 'completed');
  if (completed === undefined) throw new Error('no run completed, so nobody can decide on one');
  const { id: runId, case_ref: caseRef } = completed;
  const decided = {
    decision: 'accepted',
    by: 'test-reviewer',
    role: 'reviewer',
    answer: GOOD_OUTPUT.answer,
  } as const;
  await recordDecision(env, { runId, caseRef, ...decided });
}

/** Only work of somebody is recorded, so these runs say that they are. */
const aboutCase = (caseRef: string): About => ({ ...TEST_RUN, caseRef, kind: 'live' });

/** Changes an old record, first clumsily and then with every later hash made anew, and looks who notices. */
async function tamperTest(env: Env): Promise<'detected' | 'unnoticed'> {
  const checkpoint = makeCheckpoint(env, new Date());
  const far: Witness = { file: 'checkpoint', checkpoint, key: readPublicKey(publicKeyFile(env)) };
  const found = () => verifyTrail(env, new Date(), far).problems;
  if (found().length > 0) throw new Error(`an untouched trail does not verify: ${found().join('\n')}`);
  const before = readFileSync(trailFile(env), 'utf8');
  writeFileSync(trailFile(env), before.replace('"outcome":"error"', '"outcome":"completed"'));
  if (readFileSync(trailFile(env), 'utf8') === before) throw new Error('nothing was changed');
  const clumsy = found().length > 0;
  // A whole new trail, as somebody who holds the file can write it.
  rmSync(trailFile(env));
  await runs(env);
  const rewritten = found().length > 0;
  writeFileSync(trailFile(env), before);
  return clumsy && rewritten ? 'detected' : 'unnoticed';
}

/** @returns for how many days the trail refuses to let go of its records, up to what the policy says */
async function keptDays(env: Env): Promise<number> {
  const days = retentionDays();
  const after = (count: number) => new Date(Date.now() + count * DAY_MS);
  return (await pruneTrail(env, after(days - 1))) === 0 ? days : 0;
}

/** Runs that people made, where somebody has exported some. */
const ofPeople = (): AuditRecord[] =>
  existsSync(SAMPLE)
    ? readFileSync(SAMPLE, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

const folder = mkdtempSync(join(tmpdir(), 'audit-trail-'));
const env = { POC_STATE: folder };
try {
  await runs(env);
  const tamper = await tamperTest(env);
  writeProof({
    sink: 'state/audit/trail.jsonl',
    append_only: { mechanism: 'hash_chain', tamper_test: tamper },
    retention_days: await keptDays(env),
    records: [...exportRecords(env), ...ofPeople()],
  });
} finally {
  rmSync(folder, { recursive: true });
}
