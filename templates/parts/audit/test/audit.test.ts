import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
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
import { canonical } from '../src/audit/canonical.ts';
import { makeCheckpoint, publicKeyFile, readPublicKey } from '../src/audit/checkpoint.ts';
import { eraseSubject, pruneTrail } from '../src/audit/keep.ts';
import { withLock } from '../src/audit/lock.ts';
import { auditPart, CHECKPOINT_EVERY } from '../src/audit/part.ts';
import { type AuditProof, proofProblem, proveContinued, proveEntry } from '../src/audit/proofs.ts';
import { exportRecords, recordDecision } from '../src/audit/record.ts';
import { append, type Body, type Entry, hashOf, readTrail, sha256, trailFile } from '../src/audit/trail.ts';
import { retentionDays, verifyTrail } from '../src/audit/verify.ts';
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
const problems = (now = NOW) => verifyTrail(env(), now).problems;
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
    expect(problems()).toEqual([]);
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
    expect(problems().length).toBeGreaterThan(0);
  });

  it('is not whole when an entry was changed and its own hashes were made anew', async () => {
    const [first, second] = await added(3);
    if (first === undefined || second === undefined) throw new Error('there are three');
    const changed = rehashed(second, { number: 9 });
    writeFileSync(trailFile(env()), read().replace(canonical(second), canonical(changed)));
    expect(problems()).toEqual([
      expect.stringContaining('trail.jsonl:3: found that it follows another entry'),
    ]);
  });

  it('says that entries are missing behind a line that cannot be read', async () => {
    await added(4);
    const [first = '', , , fourth = ''] = read().split('\n');
    writeFileSync(trailFile(env()), `${first}\nnothing\n${fourth}\n`);
    expect(problems()).toEqual([
      expect.stringContaining(':2: found a line that broke off or was changed'),
      expect.stringContaining(':3: found entry 4; expected entry 3'),
    ]);
  });

  it.each([1, 5, 60])('goes on after a write that broke off %i characters before its end', async (lost) => {
    await added(3);
    writeFileSync(trailFile(env()), read().slice(0, -lost));
    await add(4);
    // A line that only lacks its end is whole.
    expect(numbers()).toEqual(lost === 1 ? [1, 2, 3, 4] : [1, 2, 'mended', 4]);
    expect(problems()).toEqual([]);
    expect(existsSync(join(folder, 'audit/broken-off.txt'))).toBe(lost > 1);
  });

  it('goes on after a write that broke off in the middle of a character, and in its first line', async () => {
    mkdirSync(join(folder, 'audit'));
    writeFileSync(trailFile(env()), Buffer.from('{"at":"éé').subarray(0, -1));
    await add(1);
    expect(numbers()).toEqual(['mended', 1]);
    expect(problems()).toEqual([]);
  });

  it('begins in a file that is still empty', async () => {
    mkdirSync(join(folder, 'audit'));
    writeFileSync(trailFile(env()), '');
    expect(problems()).toEqual([]);
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
    expect(problems()).toEqual([]);
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
  const far = () => {
    const checkpoint = makeCheckpoint(env(), NOW);
    return { file: 'far.json', checkpoint, key: readPublicKey(publicKeyFile(env())) };
  };

  it('shows what the chain alone cannot: a trail that was written anew', async () => {
    await added(3);
    const witness = far();
    await add(4);
    expect(verifyTrail(env(), NOW, witness).problems).toEqual([]);
    rmSync(join(folder, 'audit'), { recursive: true });
    for (const number of [1, 9, 3]) await add(number);
    expect(verifyTrail(env(), NOW).problems).toEqual([]);
    expect(verifyTrail(env(), NOW, witness).problems).toEqual([expect.stringContaining('written anew')]);
  });

  it('shows that the newest entries were cut off', async () => {
    await added(3);
    const witness = far();
    writeFileSync(trailFile(env()), read().split('\n').slice(0, 2).concat('').join('\n'));
    expect(verifyTrail(env(), NOW, witness).problems[0]).toContain('Entries were cut off');
  });

  it.each([
    ['size', { size: 2 }],
    ['root', { root: `sha256:${'0'.repeat(64)}` }],
    ['time', { at: '2026-11-02T09:00:00.001Z' }],
    ['signature', { signature: Buffer.alloc(64).toString('base64') }],
  ])('counts for nothing with another %s', async (_, change) => {
    await added(3);
    const witness = far();
    const changed = { ...witness, checkpoint: { ...witness.checkpoint, ...change } };
    expect(verifyTrail(env(), NOW, changed).problems[0]).toContain('found a signature of another key');
  });

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

describe('a proof for somebody who has only a checkpoint', () => {
  const proven = async () => {
    const entries = await added(5);
    const checkpoint = makeCheckpoint(env(), NOW);
    return { entries, checkpoint, key: readPublicKey(publicKeyFile(env())) };
  };

  it.each([1, 3, 5])('shows that entry %i is in the trail', async (seq) => {
    const { entries, checkpoint, key } = await proven();
    expect(proofProblem(proveEntry(entries, seq, checkpoint), key)).toBeNull();
  });

  it.each([0, 6, 1.5, Number.NaN])('does not exist for entry %d', async (seq) => {
    const { entries, checkpoint } = await proven();
    expect(() => proveEntry(entries, seq, checkpoint)).toThrow(/1 to 5/);
  });

  it('does not hold for an entry that was made up', async () => {
    const { entries, checkpoint, key } = await proven();
    const proof = proveEntry(entries, 2, checkpoint) as Extract<AuditProof, { entry: Entry }>;
    const forged = rehashed(proof.entry, { number: 9 });
    expect(proofProblem({ ...proof, entry: forged }, key)).toBe('an entry that is not in this trail');
    const changed = { ...proof.entry, body: { number: 9 } };
    expect(proofProblem({ ...proof, entry: changed }, key)).toBe('an entry that was changed');
  });

  it('shows that the trail continues an older one, and not another', async () => {
    const { checkpoint, key } = await proven();
    await add(6);
    const to = makeCheckpoint(env(), days(1));
    const proof = proveContinued(readTrail(env()), checkpoint, to) as Extract<AuditProof, { from: object }>;
    expect(proofProblem(proof, key)).toBeNull();
    expect(proofProblem({ ...proof, path: proof.path.slice(1) }, key)).toContain('does not continue');
    expect(() => proveContinued(readTrail(env()), to, checkpoint)).toThrow(/older first/);
  });
});

describe('a run', () => {
  it('is recorded with all that it takes to tell what happened, and without text', async () => {
    await handle()(ITEM, about());
    const [record] = exportRecords(env());
    expect(record).toMatchObject({
      actor: 'user-1',
      case_ref: 'case-1',
      model: 'test/fixed',
      prompt_version: 'p',
      policy_version: 'y',
      outcome: 'completed',
      human_decision: 'none',
      decided_by: null,
    });
    expect(record?.source_hashes).toHaveLength(Object.keys(ITEM.fields).length);
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
    expect(exportRecords(env()).map((one) => one.outcome)).toEqual([outcome]);
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

  it('carries the last decision of a person', async () => {
    await handle()(ITEM, about());
    const [{ id: runId } = { id: '' }] = exportRecords(env());
    const decided = { runId, caseRef: 'case-1', role: 'reviewer', answer: ANSWER };
    await recordDecision(env(), { ...decided, decision: 'rejected', by: 'user-2' });
    await recordDecision(env(), { ...decided, decision: 'accepted', by: 'user-3' });
    expect(exportRecords(env())).toMatchObject([{ human_decision: 'accepted', decided_by: 'user-3' }]);
  });

  it('is in a sample by its hash, and not because somebody picked it', async () => {
    for (const caseRef of ['a', 'b', 'c', 'd']) await handle()(ITEM, about({ caseRef }));
    const hashes = readTrail(env()).map(({ hash, body }) => [hash, body?.run_id] as const);
    const [lowest] = hashes.sort(([a], [b]) => (a < b ? -1 : 1));
    expect(exportRecords(env(), 1).map(({ id }) => id)).toEqual([lowest?.[1]]);
  });
});

describe('a person or a case', () => {
  const why = { by: 'user-9', reason: 'asked for it' };

  it('is unreadable once erased, and the chain and its checkpoints stay whole', async () => {
    await handle()(ITEM, about());
    await handle()(ITEM, about({ user: 'user-2' }));
    makeCheckpoint(env(), NOW);
    await eraseSubject(env(), 'person:user-1', why, NOW);
    expect(exportRecords(env()).map(({ actor, case_ref }) => [actor, case_ref])).toEqual([
      ['erased', 'case-1'],
      ['user-2', 'case-1'],
    ]);
    await eraseSubject(env(), 'case:case-1', why, NOW);
    expect(exportRecords(env()).map(({ case_ref }) => case_ref)).toEqual(['erased', 'erased']);
    expect(problems()).toEqual([]);
    expect(readTrail(env()).map(({ kind }) => kind)).toEqual(['run', 'run', 'erasure', 'erasure']);
  });

  it('looks different in each entry, and its digests are those of no other', async () => {
    for (const caseRef of ['case-1', 'case-1', 'case-2']) await handle()(ITEM, about({ caseRef }));
    const bodies = readTrail(env()).map(({ body }) => body);
    expect(new Set(bodies.map((one) => one?.case)).size).toBe(3);
    expect(new Set(bodies.map((one) => one?.output_hash)).size).toBe(2);
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
    expect(problems(days(kept))).toEqual([]);
    await add(3, days(kept));
    expect(problems(days(kept))).toEqual([]);
  });

  it('is broken by what was taken out sooner, also from the middle', async () => {
    const [, second] = await added(3);
    const line = canonical(second as Entry);
    writeFileSync(trailFile(env()), read().replace(line, canonical({ ...second, body: null } as Entry)));
    expect(problems(days(retentionDays() - 1))).toEqual([
      expect.stringContaining('trail.jsonl:2: found 1 entries removed'),
    ]);
    expect(problems(days(retentionDays()))).toEqual([]);
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

  it('says 0 for a whole trail, 1 for a changed one, and 2 for what it cannot do', async () => {
    await added(2);
    expect(audit('verify').status).toBe(0);
    appendFileSync(trailFile(env()), '{');
    expect(audit('verify').status).toBe(1);
    expect(audit('verify', '--checkpoint', join(folder, 'none.json')).stderr).toContain('found ENOENT');
    for (const words of [
      ['fly'],
      ['erase', 'user-1'],
      ['prove', 'x'],
      ['export', '--sample', '0'],
      ['--fly'],
    ])
      expect(audit(...words).status).toBe(2);
  }, 60_000);

  it('proves one entry to somebody who has the proof and the public key', async () => {
    await added(2);
    const proof = join(folder, 'proof.json');
    writeFileSync(proof, audit('prove', '1').stdout);
    expect(audit('check', proof).stdout).toBe('It holds.\n');
    writeFileSync(proof, readFileSync(proof, 'utf8').replace('"number": 1', '"number": 7'));
    expect(audit('check', proof).status).toBe(1);
  }, 60_000);
});

/** An entry as a forger would write it: another body, and its own hashes right. */
function rehashed(entry: Entry, body: Body): Entry {
  const { hash: _, body: __, ...head } = { ...entry, digest: sha256(canonical(body)) };
  return { ...head, hash: hashOf(head), body } as Entry;
}
