import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { type Outcome, toPerson } from '../src/outcome.ts';
import { askAgain } from '../src/resilience/ask-again.ts';
import { type DeadLetter, deadLetters, idOf, type Opening } from '../src/resilience/dead-letters.ts';
import { BadStatus } from '../src/resilience/failure.ts';
import { resiliencePart } from '../src/resilience/part.ts';
import { ITEM, proposal } from './made-up.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dead-letters-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const store = () => deadLetters({ POC_STATE: folder });
const kept = (id: string) => join(folder, 'dead-letters', `${id}.json`);
const DAY = (day: number) => new Date(Date.UTC(2026, 0, day));
const OPENING: Opening = {
  kind: 'item',
  case_ref: 'case-1',
  user: 'user-1',
  role: 'operator',
  adapter: 'compatible/test',
  attempts: [{ at: '2026-01-01T00:00:00.000Z', class: 'retryable', what: 'HTTP 503' }],
};

describe('a dead letter', () => {
  it('is what was given up on, with what is needed to do it again', () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    expect(store().list()).toEqual({
      unreadable: [],
      letters: [
        {
          ...OPENING,
          id,
          payload_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          status: 'open',
          first_at: DAY(1).toISOString(),
          last_at: DAY(1).toISOString(),
          reason: null,
        },
      ],
    });
    expect(store().payloadOf(id)).toEqual(ITEM);
  });

  it('has no text of the item in its line', () => {
    store().open(OPENING, ITEM);
    const [text = ''] = Object.values(ITEM.fields);
    expect(text.length).toBeGreaterThan(0);
    expect(readFileSync(store().file, 'utf8')).not.toContain(text);
  });

  it('is the same one when the same item of the same case is given up on again', () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    expect(store().open(OPENING, ITEM, DAY(2))).toBe(id);
    const other = store().open({ ...OPENING, case_ref: 'case-2' }, ITEM, DAY(3));
    expect(store().list().letters).toMatchObject([
      { id, first_at: DAY(1).toISOString(), last_at: DAY(2).toISOString(), attempts: { length: 2 } },
      { id: other, attempts: { length: 1 } },
    ]);
  });

  it.each(['retried', 'discarded'] as const)('that was %s stays on record without its item', (status) => {
    const id = store().open(OPENING, ITEM, DAY(1));
    store().settle(id, { status, by: 'ada', reason: 'why' }, DAY(2));
    expect(store().list().letters).toMatchObject([
      { id, status, reason: 'why', last_at: DAY(2).toISOString() },
    ]);
    expect(readFileSync(store().file, 'utf8').trim().split(/\n+/)).toHaveLength(2);
    expect(store().payloadOf(id)).toBeNull();
    expect(existsSync(kept(id))).toBe(false);
  });

  it('is opened again when it fails after it was settled', () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    store().settle(id, { status: 'retried', by: 'ada', reason: null }, DAY(2));
    store().open(OPENING, ITEM, DAY(3));
    expect(store().list().letters).toMatchObject([{ id, status: 'open' }]);
  });

  it('is not lost when a crash cut its line off at any place, nor is the one after it', () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    const whole = readFileSync(store().file, 'utf8').length;
    for (const length of [0, 1, 2, 40, whole - 2, whole - 1]) {
      rmSync(folder, { recursive: true });
      store().open(OPENING, ITEM, DAY(1));
      truncateSync(store().file, length);
      const next = store().open({ ...OPENING, case_ref: 'case-2' }, ITEM, DAY(2));
      const { letters, unreadable } = store().list();
      expect(new Set(letters.map((one) => `${one.id} ${one.status}`))).toEqual(
        new Set([`${id} open`, `${next} open`]),
      );
      expect(unreadable).toHaveLength(length === 0 || length === 1 || length === whole - 1 ? 0 : 1);
      expect(store().payloadOf(id)).toEqual(ITEM);
    }
  });

  it('whose file was changed is not passed over in silence', () => {
    const id = store().open(OPENING, ITEM);
    writeFileSync(kept(id), '{"opening":');
    expect(() => store().list()).toThrow(/found something else than a dead letter; expected .* Take it from/);
  });
});

/** A model that fails as long as it is told to. */
function workflow(fails: () => boolean) {
  const model = scriptedModel(() => {
    if (fails()) throw new BadStatus(new Response(null, { status: 400 }));
    return proposal();
  });
  return testWorkflow(model, [resiliencePart({ POC_STATE: folder })]);
}

describe('asking again', () => {
  const only = (): DeadLetter => {
    const { letters } = store().list();
    expect(letters).toHaveLength(1);
    return letters[0] as DeadLetter;
  };

  it('leaves the letter open while the model fails, and settles it once it answers', async () => {
    let fails = true;
    const handle = workflow(() => fails);
    await handle(ITEM, { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' });
    expect(await askAgain(store(), only(), handle, 'ada')).toMatchObject({ settled: false });
    expect(only()).toMatchObject({ status: 'open', attempts: { length: 2 }, user: 'user-1' });
    fails = false;
    expect(await askAgain(store(), only(), handle, 'ada')).toMatchObject({
      settled: true,
      outcome: { outcome: 'answered' },
    });
    expect(only()).toMatchObject({ status: 'retried' });
  });

  it.each<[Outcome, boolean]>([
    [toPerson('low_confidence'), true],
    [toPerson('switched_off'), false],
    [toPerson('over_limit'), false],
    [toPerson('not_recorded'), false],
    [{ outcome: 'refused', refusal: { class: 'oversize', reason: 'r' } }, true],
    [{ outcome: 'refused', refusal: { class: 'not_allowed', reason: 'r' } }, false],
  ])('that ends with %o settles it: %s', async (outcome, settled) => {
    store().open(OPENING, ITEM);
    expect(await askAgain(store(), only(), async () => outcome, 'ada')).toEqual({ outcome, settled });
    expect(only().status).toBe(settled ? 'retried' : 'open');
  });
});

describe('npm run dead-letters', { timeout: 30_000 }, () => {
  const env = () => ({
    ...process.env,
    POC_STATE: folder,
    POC_LOG: join(folder, 'runs.jsonl'),
    POC_MODEL: '',
  });
  const child = (file: string, ...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', file, ...words], { env: env(), encoding: 'utf8' });
  const run = (...words: string[]) => child('src/resilience/dead-letters-cli.ts', ...words);

  it('lists, shows and discards with a reason', () => {
    expect(run('list')).toMatchObject({ status: 0, stdout: 'None is open.\n' });
    const id = store().open(OPENING, ITEM, DAY(1));
    appendFileSync(store().file, '{"id":"cut');
    const listed = run('list');
    expect(listed.stdout).toContain(
      `${id}  open  2026-01-01T00:00:00.000Z  item  compatible/test  1 attempts`,
    );
    expect(listed.stdout).toContain('1 open, the oldest since 2026-01-01T00:00:00.000Z.');
    expect(listed.stderr).toMatch(
      /dead-letters\.jsonl:\d+: found a line that was cut off or changed; expected/,
    );
    expect(JSON.parse(run('show', id).stdout)).toMatchObject({ id, payload: ITEM });
    expect(run('discard', id).stderr).toMatch(/found no reason; expected one.*Add --reason TEXT/);
    expect(run('discard', id, '--reason', 'done by hand', '--by', 'ada')).toMatchObject({ status: 0 });
    expect(run('list').stdout).toBe('None is open.\n');
    expect(run('list', '--all').stdout).toContain(`${id}  discarded`);
  });

  it('retries with the workflow as it is now, and only what is open', () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    expect(run('retry', id)).toMatchObject({ status: 0, stdout: expect.stringContaining('"outcome"') });
    expect(store().list().letters).toMatchObject([{ id, status: 'retried' }]);
    expect(run('retry', id).stderr).toMatch(/which is retried since .*; expected an open one/);
  });

  it('loses nothing when it is killed in the middle of a retry', async () => {
    const id = store().open(OPENING, ITEM, DAY(1));
    const { signal } = script(`
      const letters = deadLetters(process.env);
      await askAgain(letters, letters.list().letters[0], () => process.kill(process.pid, 'SIGKILL'), 'ada');`);
    expect(signal).toBe('SIGKILL');
    const [letter] = store().list().letters;
    expect(letter).toMatchObject({ id, status: 'open' });
    expect(
      await askAgain(
        store(),
        letter as DeadLetter,
        workflow(() => false),
        'ada',
      ),
    ).toMatchObject({
      settled: true,
    });
  });

  it('keeps what it wrote when the process is killed right after', () => {
    const { signal } = script(`
      deadLetters(process.env).open(${JSON.stringify(OPENING)}, ${JSON.stringify(ITEM)});
      process.kill(process.pid, 'SIGKILL');`);
    expect(signal).toBe('SIGKILL');
    const id = idOf(OPENING, ITEM);
    expect(store().list().letters).toMatchObject([{ id, status: 'open' }]);
    expect(store().payloadOf(id)).toEqual(ITEM);
  });

  /** Runs these lines as a process of their own. */
  function script(lines: string) {
    const source = pathToFileURL(join(process.cwd(), 'src/resilience'));
    const imports = `import { deadLetters } from '${source}/dead-letters.ts';
      import { askAgain } from '${source}/ask-again.ts';`;
    const file = join(folder, 'script.mts');
    writeFileSync(file, `${imports}\n${lines}`);
    return child(file);
  }

  it.each([
    [['show', 'none'], 'found none; expected the id of a dead letter. See npm run dead-letters -- list'],
    [['again'], 'found "again"; expected list, show, retry or discard'],
    [['list', '--every'], "Unknown option '--every'"],
  ])('refuses %j', (words, message) => {
    expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  it('sends a person to a write, instead of writing again', () => {
    const id = store().open({ ...OPENING, kind: 'write', adapter: 'records' }, { key: 'k' });
    expect(run('retry', id)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('a write to records; expected an item.'),
    });
    expect(store().list().letters).toMatchObject([{ status: 'open' }]);
  });
});
