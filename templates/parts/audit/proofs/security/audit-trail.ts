import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCheckpoint } from '../../src/audit/checkpoint.ts';
import { pruneTrail, retentionDays } from '../../src/audit/keep.ts';
import { auditPart } from '../../src/audit/part.ts';
import { recordDecision } from '../../src/audit/record.ts';
import { folderOf, trailFile } from '../../src/audit/trail.ts';
import { ALWAYS } from '../../src/confidence.ts';
import { versionsOf } from '../../src/versions.ts';
import { createWorkflow } from '../../src/workflow.ts';
import { BAD_OUTPUTS, GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { writeProof } from '../harness.ts';
import { scriptedModel, TEST_RUN } from '../test-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = join(ROOT, 'evidence/audit/records.jsonl');
const DAY_MS = 86_400_000;

const env = { POC_STATE: mkdtempSync(join(tmpdir(), 'audit-trail-')), POC_AUDIT_CHECKPOINTS: '' };
const far = join(env.POC_STATE, 'far');

/** What is not this repository's own code reads the trail. @returns whether it is content, and what it said */
function poc(words: string): { content: boolean; said: string } {
  const options = { shell: true, cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(`npx poc audit ${words}`, options);
  if (status !== 0 && status !== 1) throw new Error(`poc audit ${words} ended with ${status}: ${stderr}`);
  return { content: status === 0, said: stdout + stderr };
}

type Exported = { id: string; outcome: string; case_ref: string };
const records = (text: string): Exported[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
const exported = () => records(poc('export').said);

/** Runs the workflow to each of its ends, and lets a person decide on what it proposed. */
async function runs(): Promise<void> {
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
  // Only work of somebody is recorded, so these runs say that they are.
  for (const [index, raw] of [ITEM, ITEM, ITEM, 'not an item'].entries())
    await handle(raw, { ...TEST_RUN, caseRef: `test-${index + 1}`, kind: 'live' });
  const completed = exported().find(({ outcome }) => outcome === 'completed');
  if (completed === undefined) throw new Error('no run completed, so nobody can decide on one');
  const of = { runId: completed.id, caseRef: completed.case_ref, answer: GOOD_OUTPUT.answer };
  await recordDecision(env, { ...of, decision: 'accepted', by: 'test-reviewer', role: 'reviewer' });
}

/** Changes an old record, first clumsily and then with every later hash made anew, and looks who notices. */
async function tamperTest(): Promise<'detected' | 'unnoticed'> {
  makeCheckpoint({ ...env, POC_AUDIT_CHECKPOINTS: far }, new Date());
  const [checkpoint = ''] = readdirSync(far);
  const key = join(far, 'signing.pub');
  writeFileSync(key, readFileSync(join(folderOf(env), 'signing.pub')));
  const verify = () => poc(`verify --checkpoint "${join(far, checkpoint)}" --public-key "${key}"`);
  const untouched = verify();
  if (!untouched.content) throw new Error(`an untouched trail does not verify: ${untouched.said}`);
  const before = readFileSync(trailFile(env), 'utf8');
  writeFileSync(trailFile(env), before.replace('"outcome":"error"', '"outcome":"completed"'));
  if (readFileSync(trailFile(env), 'utf8') === before) throw new Error('nothing was changed');
  const clumsy = !verify().content;
  // A whole new trail, as somebody who holds the file can write it.
  rmSync(trailFile(env));
  await runs();
  const rewritten = !verify().content;
  writeFileSync(trailFile(env), before);
  return clumsy && rewritten ? 'detected' : 'unnoticed';
}

/** @returns for how many days the trail refuses to let go of its records, up to what the policy says */
async function keptDays(): Promise<number> {
  const days = retentionDays();
  return (await pruneTrail(env, new Date(Date.now() + (days - 1) * DAY_MS))) === 0 ? days : 0;
}

try {
  await runs();
  const tamper = await tamperTest();
  // Beside these stand runs that people made, where somebody has exported some.
  const ofPeople = existsSync(SAMPLE) ? records(readFileSync(SAMPLE, 'utf8')) : [];
  writeProof({
    sink: 'state/audit/trail.jsonl',
    append_only: { mechanism: 'hash_chain', tamper_test: tamper },
    retention_days: await keptDays(),
    records: [...exported(), ...ofPeople],
  });
} finally {
  rmSync(env.POC_STATE, { recursive: true });
}
