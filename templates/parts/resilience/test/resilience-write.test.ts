import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mood, type RecordServer, recordServer } from '../proofs/record-server.ts';
import { TEST_RUN } from '../proofs/test-run.ts';
import { deadLetters } from '../src/resilience/dead-letters.ts';
import { type Change, keyOf, type System, type Write, writerTo } from '../src/resilience/write.ts';

const CHANGE: Change = {
  object: 'cases',
  recordId: 'case-1',
  fields: { state: 'closed', team: 'first' },
  decision: 'run-1',
};

let server: RecordServer;
let folder: string;
beforeEach(async () => {
  server = await recordServer();
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const env = () => ({ POC_STATE: folder });
/** As after a restart: nothing of the process before is left. */
const fresh = (system: System = server.system): Write => writerTo(system, env(), 800);
const write = (change = CHANGE) => fresh()(change, TEST_RUN);
const letters = () => deadLetters(env()).list();

describe('the key of a change', () => {
  it('is the same for the same decision, in whichever order its fields are', () => {
    const { state, team } = CHANGE.fields as Record<'state' | 'team', string>;
    expect(keyOf('records', { ...CHANGE, fields: { team, state } })).toBe(keyOf('records', CHANGE));
  });

  it.each<Partial<Change>>([
    { object: 'other' },
    { recordId: 'case-2' },
    { fields: { state: 'closed', team: 'second' } },
    { fields: { state: 'closed' } },
    { decision: 'run-2' },
  ])('is another one with %o', (other) => {
    expect(keyOf('records', { ...CHANGE, ...other })).not.toBe(keyOf('records', CHANGE));
    expect(keyOf('elsewhere', CHANGE)).not.toBe(keyOf('records', CHANGE));
  });
});

describe('a write', () => {
  it('is done once, and seen to be done', async () => {
    expect(await write()).toEqual({ status: 'done' });
    expect(server.seen).toMatchObject({ requests: 2, effects: 1 });
    expect(letters()).toEqual([]);
  });

  it.each<[Mood, string, string[]]>([
    ['silent', 'the record does not hold what was written', ['timeout']],
    ['half', 'the record is half written', []],
    ['refusing', 'the record does not hold what was written', ['HTTP 429']],
  ])(
    'that goes wrong (%s) becomes a dead letter, and a person is told: %s',
    async (mood, state, failures) => {
      server.mood(mood);
      expect(await write()).toEqual({
        status: 'needs_person',
        reason: `records: ${state}; kept as a dead letter, for somebody to look`,
        deadLetter: letters()[0]?.id,
      });
      expect(letters()[0]?.attempts.map(({ what }) => what)).toEqual(failures);
      expect(letters()).toMatchObject([
        { status: 'open', kind: 'write', adapter: 'records', case_ref: 'test' },
      ]);
    },
  );

  it('that took but was not answered is found by looking', async () => {
    server.mood('written_then_silent');
    expect(await write()).toEqual({ status: 'done' });
    expect(server.seen).toMatchObject({ effects: 1, raised: 1 });
  });

  it('that cannot be looked at is not called done', async () => {
    const { system } = server;
    const blind: System = { ...system, read: () => Promise.reject(new TypeError('fetch failed')) };
    expect(await fresh(blind)(CHANGE, TEST_RUN)).toMatchObject({
      status: 'needs_person',
      reason: expect.stringContaining('nobody knows what was written'),
    });
  });

  it('is not done again when it is delivered twice, one after the other or at once', async () => {
    await write();
    expect(await write()).toEqual({ status: 'done' });
    expect(server.seen).toMatchObject({ requests: 2, effects: 1 });
    const other = { ...CHANGE, recordId: 'case-2' };
    const late: System = {
      ...server.system,
      async write(...of) {
        await new Promise((done) => setTimeout(done, 30));
        await server.system.write(...of);
      },
    };
    const one = fresh(late);
    expect(await Promise.all([one(other, TEST_RUN), one(other, TEST_RUN)])).toEqual([
      { status: 'done' },
      { status: 'done' },
    ]);
    expect(server.seen.effects).toBe(2);
  });

  it('that a crash cut off is looked for, and never written a second time', async () => {
    server.mood('silent');
    await write();
    server.mood('well');
    expect(await write()).toMatchObject({ status: 'needs_person' });
    expect(server.seen.effects).toBe(0);
  });

  it('that was plainly refused may be written by the next delivery, and its dead letter is settled', async () => {
    server.mood('refusing');
    await write();
    server.mood('well');
    expect(await write()).toEqual({ status: 'done' });
    expect(server.seen.effects).toBe(1);
    expect(letters()).toMatchObject([{ status: 'retried', reason: 'the record holds it now' }]);
  });
});
