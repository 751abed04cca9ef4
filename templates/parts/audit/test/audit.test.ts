import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCheckpoint } from '../src/audit/checkpoint.ts';
import { canonical, type Entry } from '../src/audit/entry.ts';
import { eraseSubject, pruneTrail, retentionDays } from '../src/audit/keep.ts';
import { withLock } from '../src/audit/lock.ts';
import { auditPart, CHECKPOINT_EVERY } from '../src/audit/part.ts';
import { recordDecision } from '../src/audit/record.ts';
import { append, readTrail, trailFile } from '../src/audit/trail.ts';
import { ALWAYS } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import type { About } from '../src/run.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ANSWER, ITEM, proposal } from './made-up.ts';

const NOW = new Date('2026-11-02T09:00:00.000Z');
const DAY_MS = 86_400_000;
const days = (count: number) => new Date(NOW.getTime() + count * DAY_MS);
const dead = spawnSync(process.execPath, ['-e', '']).pid;

let folder: string;
const env = () => ({ POC_STATE: folder });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const add = (number: number, now = NOW) => append(env(), 'run', () => ({ number }), now);
async function added(count: number): Promise<Entry[]> {
  for (let number = 1; number <= count; number += 1) await add(number);
  return readTrail(env());
}
const read = () => readFileSync(trailFile(env()), 'utf8');
const bodies = () => readTrail(env()).map(({ body }) => body);
/** What is not this repository's own code reads the trail. */
const poc = (words: string) =>
  spawnSync(`npx poc audit ${words}`, {
    shell: true,
    env: { ...process.env, POC_STATE: folder },
    encoding: 'utf8',
  });
const numbers = () => readTrail(env()).map(({ kind, body }) => (kind === 'run' ? body?.number : kind));

const model = (say: () => unknown): Model => ({
  id: 'test/fixed',
  repairs: false,
  ask: async () => replyOf(say()),
});
const handle = (say: () => unknown = () => proposal()) =>
  createWorkflow({
    model: model(say),
    confidence: ALWAYS,
    parts: [auditPart(env())],
    versions: { workflow: 'w', prompt: 'p', policy: 'y' },
  });
const about = (more: Partial<About> = {}): About => ({
  caseRef: 'case-1',
  user: 'user-1',
  role: 'operator',
  kind: 'live',
  ...more,
});

describe('the trail', () => {
  it('chains each entry to the one before', async () => {
    const [first, second] = await added(2);
    expect([first?.seq, first?.prev, second?.seq, second?.prev]).toEqual([1, null, 2, first?.hash]);
  });

  it.each([
    ['a value changed', (text: string) => text.replace('"number":2', '"number":9')],
    ['a time changed', (text: string) => text.replace('T09:00', 'T08:00')],
    ['an entry taken out', (text: string) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['the first entry taken out', (text: string) => text.split('\n').slice(1).join('\n')],
    [
      'two entries exchanged',
      (text: string) =>
        text
          .split('\n')
          .toSpliced(0, 2, ...text.split('\n').slice(0, 2).reverse())
          .join('\n'),
    ],
    ['an entry twice', (text: string) => text.replace(/^(.*\n)/, '$1$1')],
    ['a space put in', (text: string) => text.replace('"number":2', '"number": 2')],
    ['no line end', (text: string) => `${text}{`],
  ])('is not whole with %s', async (_, change) => {
    await added(3);
    writeFileSync(trailFile(env()), change(read()));
    expect(() => readTrail(env())).toThrow(/trail\.jsonl:\d: found a line that broke off/);
  });

  it.each([1, 5, 60])('goes on after a write that broke off %i characters before its end', async (lost) => {
    await added(3);
    writeFileSync(trailFile(env()), read().slice(0, -lost));
    await add(4);
    expect(numbers()).toEqual([1, 2, 'mended', 4]);
    expect(existsSync(join(folder, 'audit/broken-off.txt'))).toBe(true);
  });

  it('goes on after a write that broke off in the middle of a character, and in its first line', async () => {
    mkdirSync(join(folder, 'audit'));
    writeFileSync(trailFile(env()), Buffer.from('{"at":"éé').subarray(0, -1));
    await add(1);
    expect(numbers()).toEqual(['mended', 1]);
  });

  it('begins in a file that is still empty', async () => {
    mkdirSync(join(folder, 'audit'));
    writeFileSync(trailFile(env()), '');
    await add(1);
    expect(numbers()).toEqual([1]);
  });

  it('goes on after an entry that is longer than what is read of the end at once', async () => {
    for (const text of ['é'.repeat(50_000), 'short']) await append(env(), 'run', () => ({ text }), NOW);
    await append(env(), 'run', () => ({ text: 'x'.repeat(70_000) }), NOW);
    await add(4);
    expect(readTrail(env()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('takes nothing more after a last line that was changed', async () => {
    await added(2);
    writeFileSync(trailFile(env()), read().replace('"number":2', '"number":9'));
    await expect(add(3)).rejects.toThrow(/last line that was changed/);
  });
});

describe('writers at once', () => {
  it('do not fork the chain, also when one of them is killed', async () => {
    const program = `
      import { append } from ${JSON.stringify(new URL('../src/audit/trail.ts', import.meta.url).href)};
      for (let n = 0; n < 40; n += 1) await append(process.env, 'run', () => ({ n, by: process.pid }));
    `;
    const start = () =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        env: { ...process.env, POC_STATE: folder },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const [first, second, third] = [start(), start(), start()];
    const ends = [first, second, third].map((one) => once(one, 'exit'));
    while (!existsSync(trailFile(env())) || read().length < 4_000)
      await new Promise((done) => setTimeout(done, 2));
    third.kill('SIGKILL');
    await Promise.all(ends);
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    const by = readTrail(env()).map(({ body }) => body?.by);
    expect([first, second].map(({ pid }) => by.filter((one) => one === pid).length)).toEqual([40, 40]);
  }, 60_000);

  it.each([
    ['a process that is gone', `${dead} ${hostname()}`, true],
    ['a process that lives', `${process.ppid} ${hostname()}`, false],
    ['a process of another machine', `${dead} elsewhere`, false],
    ['nobody who can be told', '', false],
  ])('take over the lock of %s: %#', async (_, holder, takenOver) => {
    mkdirSync(join(folder, 'audit'));
    writeFileSync(join(folder, 'audit/lock'), holder);
    const result = withLock(join(folder, 'audit'), () => 'done', 50);
    await (takenOver
      ? expect(result).resolves.toBe('done')
      : expect(result).rejects.toThrow(/found it held/));
    expect(existsSync(join(folder, 'audit/lock'))).toBe(!takenOver);
  });

  it('give the lock back after work that failed', async () => {
    const failing = () => {
      throw new Error('no');
    };
    await expect(withLock(folder, failing)).rejects.toThrow('no');
    await expect(withLock(folder, () => 'done')).resolves.toBe('done');
  });
});

describe('a checkpoint', () => {
  it('goes where POC_AUDIT_CHECKPOINTS says too, and is signed with the key that POC_AUDIT_KEY names', async () => {
    await added(1);
    const away = {
      ...env(),
      POC_AUDIT_CHECKPOINTS: join(folder, 'away'),
      POC_AUDIT_KEY: join(folder, 'own.key'),
    };
    makeCheckpoint(away, NOW);
    expect(readdirSync(join(folder, 'away'))).toEqual(readdirSync(join(folder, 'audit/checkpoints')));
    expect(existsSync(join(folder, 'own.key'))).toBe(true);
    expect(existsSync(join(folder, 'audit/signing.key'))).toBe(false);
  });

  it(`is made at every ${CHECKPOINT_EVERY}th entry`, async () => {
    await added(CHECKPOINT_EVERY - 2);
    const run = handle();
    const made = () => existsSync(join(folder, 'audit/checkpoints'));
    await run(ITEM, about());
    expect(made()).toBe(false);
    await run(ITEM, about());
    expect(made()).toBe(true);
  });
});

describe('a run', () => {
  it('is recorded with all that it takes to tell what happened, and without text', async () => {
    await handle()(ITEM, about());
    const [body] = bodies();
    expect(body).toMatchObject({
      role: 'operator',
      model: 'test/fixed',
      workflow_version: 'w',
      prompt_version: 'p',
      policy_version: 'y',
      outcome: 'completed',
      why: null,
    });
    expect(body?.source_hashes).toHaveLength(Object.keys(ITEM.fields).length);
    const kept = read();
    for (const text of [...Object.values(ITEM.fields), canonical(ANSWER), 'user-1', 'case-1'])
      expect(kept).not.toContain(text);
  });

  it.each([
    ['completed', ITEM, () => proposal()],
    ['needs_person', ITEM, () => 'not an answer'],
    ['refused', 'not an item', () => proposal()],
    [
      'error',
      ITEM,
      () => {
        throw new Error('down');
      },
    ],
  ])('is recorded as %s', async (outcome, raw, say) => {
    await handle(say)(raw, about());
    expect(bodies().map((one) => one?.outcome)).toEqual([outcome]);
  });

  it.each(['eval', 'load', 'test'] as const)(
    'of the kind %s is nobody’s work, and not recorded',
    async (kind) => {
      await handle()(ITEM, about({ kind }));
      expect(existsSync(trailFile(env()))).toBe(false);
    },
  );

  it('gives no answer when it cannot be recorded', async () => {
    writeFileSync(join(folder, 'audit'), 'a file where a folder should be');
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await handle()(ITEM, about())).toMatchObject({ outcome: 'needs_person', doubt: 'not_recorded' });
    expect(complained).toHaveBeenCalledOnce();
    complained.mockRestore();
  });
});

describe('a person or a case', () => {
  const why = { by: 'user-9', reason: 'asked for it' };

  it('is unreadable once erased, and the chain and its checkpoints stay whole, as other code sees it', async () => {
    await handle()(ITEM, about());
    await handle()(ITEM, about({ user: 'user-2' }));
    const [first] = bodies();
    const decided = { runId: String(first?.run_id), caseRef: 'case-1', role: 'reviewer', answer: ANSWER };
    await recordDecision(env(), { ...decided, decision: 'accepted', by: 'user-3' });
    makeCheckpoint(env(), NOW);
    await eraseSubject(env(), 'person:user-1', why, NOW);
    const records = poc('export')
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map((one) => [one.actor, one.case_ref, one.human_decision, one.decided_by])).toEqual([
      ['erased', 'case-1', 'accepted', 'user-3'],
      ['user-2', 'case-1', 'none', null],
    ]);
    await eraseSubject(env(), 'case:case-1', why, NOW);
    expect(poc('list').stdout).not.toMatch(/case-1|user-1/);
    expect(poc('verify').stdout).toContain('5 entries');
    expect(poc('verify').status).toBe(0);
    expect(readTrail(env()).map(({ kind }) => kind)).toEqual([
      'run',
      'run',
      'decision',
      'erasure',
      'erasure',
    ]);
    const proof = join(folder, 'proof.json');
    writeFileSync(proof, poc('prove 2').stdout);
    expect(poc(`verify --proof ${proof} --public-key ${join(folder, 'audit/signing.pub')}`).status).toBe(0);
    writeFileSync(trailFile(env()), read().replace('"accepted"', '"rejected"'));
    expect(poc('verify').status).toBe(1);
  }, 60_000);

  it('looks different in each entry, and its digests are those of no other', async () => {
    for (const caseRef of ['case-1', 'case-1', 'case-2']) await handle()(ITEM, about({ caseRef }));
    expect(new Set(bodies().map((one) => one?.case)).size).toBe(3);
    expect(new Set(bodies().map((one) => one?.output_hash)).size).toBe(2);
  });

  it('cannot be erased when the trail does not know them', async () => {
    await handle()(ITEM, about());
    await expect(eraseSubject(env(), 'person:user-7', why, NOW)).rejects.toThrow(/no key of person:user-7/);
  });
});

describe('retention', () => {
  it('takes out what is older than it is kept, and not a day sooner; checkpoints hold', async () => {
    const kept = retentionDays();
    await add(1);
    await add(2, days(1));
    makeCheckpoint(env(), days(1));
    expect(await pruneTrail(env(), days(kept - 1))).toBe(0);
    expect(await pruneTrail(env(), days(kept))).toBe(1);
    expect(numbers()).toEqual([undefined, 2]);
    await add(3, days(kept));
    expect(numbers()).toEqual([undefined, 2, 3]);
  });

  it('takes out keys that nothing needs any more', async () => {
    await handle()(ITEM, about());
    const keys = () => readdirSync(join(folder, 'audit/keys')).length;
    expect(keys()).toBe(2);
    await pruneTrail(env(), new Date(Date.now() + (retentionDays() + 1) * DAY_MS));
    expect(keys()).toBe(0);
  });
});

describe('the command', () => {
  const audit = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/audit/audit-cli.ts', ...words], {
      env: { ...process.env, POC_STATE: folder },
      encoding: 'utf8',
    });

  it('signs what there is, takes nothing out before its time, and says 2 for what it cannot do', async () => {
    await handle()(ITEM, about());
    expect(audit('checkpoint').stdout).toMatch(/^1 entries, root sha256:/);
    expect(audit('prune').stdout).toMatch(/^0 entries/);
    expect(audit('erase', 'person:user-1', '--reason', 'asked for it').status).toBe(0);
    for (const words of [['fly'], ['erase', 'user-1', '--reason', 'x'], ['erase', 'case:case-1'], ['--fly']])
      expect(audit(...words).status).toBe(2);
  }, 60_000);
});
