import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { ALWAYS } from '../src/confidence.ts';
import type { Doubt } from '../src/outcome.ts';
import { toPerson } from '../src/outcome.ts';
import type { About } from '../src/run.ts';
import { usagePart } from '../src/usage/part.ts';
import { exportUsage, outputHash, recordUsage, recordUsageOnce, usageLines } from '../src/usage/usage.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ITEM, proposal } from './made-up.ts';

let folder: string;
const env = () => ({ POC_STATE: join(folder, 'state') });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const events = () => usageLines(env()).map((line) => JSON.parse(line));
const about: About = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' };

async function run(said: unknown, of: Partial<About> = {}, raw: unknown = ITEM, before?: Doubt) {
  const stop = before === undefined ? [] : [{ name: 'stop', before: () => toPerson(before) }];
  const made = {
    model: scriptedModel(() => said),
    confidence: ALWAYS,
    parts: [...stop, usagePart(env())],
    versions: { workflow: `sha256:${'ab'.repeat(32)}`, prompt: 'p', policy: 'q' },
  };
  return createWorkflow(made)(raw, { ...about, ...of });
}

describe('a run in use', () => {
  it('that answers is an offer, with its trace and version and without text', async () => {
    await run(proposal());
    const [event] = events();
    expect(event).toEqual({
      event: 'offered',
      user: 'user-1',
      role: 'operator',
      case_ref: 'case-1',
      ts: expect.stringMatching(/Z$/),
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      workflow_version: 'abababababab',
    });
  });

  it.each([
    ['the model cannot decide', { undecided: 'model_undecided' }, ITEM, 'model_undecided'],
    ['the answer is broken', 'no answer', ITEM, 'broken_output'],
    ['the input is refused', proposal(), { fields: { text: ' ' } }, 'empty'],
  ])('falls back to a person where %s', async (_, said, raw, reason) => {
    await run(said, {}, raw);
    expect(events()).toMatchObject([{ event: 'fell_back', reason }]);
  });

  it('falls back to a person while it is switched off', async () => {
    await run(proposal(), {}, ITEM, 'switched_off');
    expect(events()).toMatchObject([{ event: 'fell_back', reason: 'switched_off' }]);
  });
});

it('whoever may not run items did not use it', async () => {
  const refusal = { class: 'not_allowed', reason: 'made up' } as const;
  const parts = [
    { name: 'stop', before: () => ({ outcome: 'refused', refusal }) as const },
    usagePart(env()),
  ];
  await testWorkflow(
    scriptedModel(() => proposal()),
    parts,
  )(ITEM, about);
  expect(events()).toEqual([]);
});

it.each(['eval', 'load', 'test'] as const)('a run of kind %s is no use', async (kind) => {
  await run(proposal(), { kind });
  expect(events()).toEqual([]);
});

it('gives the answer also where the event cannot be written', async () => {
  writeFileSync(join(folder, 'state'), 'a file where a folder has to be');
  expect(await run(proposal())).toMatchObject({ outcome: 'answered' });
});

const event = (ts: string, case_ref = 'case-1') =>
  ({ event: 'accepted', user: 'user-1', role: 'reviewer', case_ref, ts }) as const;

describe('the export', () => {
  const target = () => join(folder, 'export');
  const now = new Date('2026-11-27T10:00:00Z');
  const read = (month: string) =>
    readFileSync(join(target(), `${month}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).ts);

  it('has whole days, by month, and not today', () => {
    const days = ['2026-10-31T23:59:59Z', '2026-11-26T23:59:59Z', '2026-11-27T00:00:00Z'];
    for (const ts of days) recordUsage(env(), event(ts));
    expect(exportUsage(env(), target(), now).map(({ events }) => events)).toEqual([1, 1]);
    expect([read('2026-10'), read('2026-11')]).toEqual([[days[0]], [days[1]]]);
  });

  it('is the same when it is made again', () => {
    recordUsage(env(), event('2026-11-25T09:00:00Z'));
    exportUsage(env(), target(), now);
    exportUsage(env(), target(), now);
    expect(read('2026-11')).toEqual(['2026-11-25T09:00:00Z']);
  });

  it('keeps what another machine exported', () => {
    mkdirSync(target());
    writeFileSync(join(target(), '2026-11.jsonl'), `${JSON.stringify(event('2026-11-20T09:00:00Z'))}\n`);
    recordUsage(env(), event('2026-11-25T09:00:00Z'));
    exportUsage(env(), target(), now);
    expect(read('2026-11')).toEqual(['2026-11-20T09:00:00Z', '2026-11-25T09:00:00Z']);
  });

  it('leaves out a line that broke off', () => {
    recordUsage(env(), event('2026-11-25T09:00:00Z'));
    writeFileSync(join(env().POC_STATE, 'usage', '2026-11.jsonl'), '{"event":"acc', { flag: 'a' });
    expect(exportUsage(env(), target(), now)).toMatchObject([{ events: 1 }]);
  });
});

it('records what may be there already once', () => {
  const both = [event('2026-11-25T09:00:00Z'), event('2026-11-25T09:00:00Z', 'case-2')];
  recordUsage(env(), both[0] as (typeof both)[0]);
  recordUsageOnce(env(), both);
  recordUsageOnce(env(), both);
  expect(events().map(({ case_ref: ref }) => ref)).toEqual(['case-1', 'case-2']);
});

it('tells outputs apart by a digest that another machine cannot guess', () => {
  const other = { POC_STATE: join(folder, 'other') };
  expect(outputHash(env(), 'a')).toBe(outputHash(env(), 'a'));
  expect(outputHash(env(), 'a')).not.toBe(outputHash(env(), 'b'));
  expect(outputHash(env(), 'a')).not.toBe(outputHash(other, 'a'));
});
