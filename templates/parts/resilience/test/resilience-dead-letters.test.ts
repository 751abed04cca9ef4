import { spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { UnusableFile } from '../src/jsonl.ts';
import { type Outcome, toPerson } from '../src/outcome.ts';
import {
  askAgain,
  type DeadLetter,
  deadLetters,
  idOf,
  type Opening,
} from '../src/resilience/dead-letters.ts';
import { BadStatus, type FailedAttempt } from '../src/resilience/failure.ts';
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
};
const FAILED: FailedAttempt[] = [
  { at: DAY(1), class: 'retryable', what: 'HTTP 503', throttled: false, afterMs: null },
];
const open = (opening: Partial<Opening> = {}, now = DAY(1)): string =>
  store().open({ ...OPENING, ...opening }, ITEM, FAILED, now);

describe('a dead letter', () => {
  it('is what was given up on, with what is needed to do it again', () => {
    const id = open();
    const at = '2026-01-01T00:00:00.000Z';
    const attempts = [{ at, class: 'retryable', what: 'HTTP 503' }];
    const times = { first_at: at, last_at: at };
    expect(store().list()).toEqual([
      { ...OPENING, id, ...times, status: 'open', attempts, by: null, reason: null, payload: ITEM },
    ]);
  });

  it('is the same one when the same item of the same case is given up on again', () => {
    const other = open({ case_ref: 'case-2' }, DAY(3));
    const id = open();
    expect(open({}, DAY(2))).toBe(id);
    expect(store().list()).toMatchObject([
      { id, first_at: DAY(1).toISOString(), last_at: DAY(2).toISOString(), attempts: { length: 2 } },
      { id: other, attempts: { length: 1 } },
    ]);
  });

  it.each(['retried', 'discarded'] as const)('that was %s stays on record without its item', (status) => {
    const id = open();
    store().settle(id, { status, by: 'ada', reason: 'why' }, DAY(2));
    expect(store().list()).toMatchObject([
      { id, status, by: 'ada', reason: 'why', last_at: DAY(2).toISOString(), payload: null },
    ]);
    const [text = ''] = Object.values(ITEM.fields);
    expect(text.length).toBeGreaterThan(0);
    expect(readFileSync(kept(id), 'utf8')).not.toContain(text);
  });

  it('that is settled is not settled once more, nor one that never was', () => {
    const id = open();
    for (const by of ['ada', 'bob']) store().settle(id, { status: 'discarded', by, reason: 'why' });
    store().settle('none', { status: 'discarded', by: 'ada', reason: 'why' });
    expect(store().list()).toMatchObject([{ id, by: 'ada' }]);
  });

  it('is opened again when it fails after it was settled', () => {
    const id = open();
    store().settle(id, { status: 'retried', by: 'ada', reason: 'why' }, DAY(2));
    open({}, DAY(3));
    expect(store().list()).toMatchObject([{ id, status: 'open', by: null, reason: null, payload: ITEM }]);
  });

  it('is not lost when a crash cuts off what would replace it', () => {
    const id = open();
    const before = readFileSync(kept(id));
    // The new one is written beside it, so the name is another file as soon as it is whole.
    linkSync(kept(id), join(folder, 'before'));
    writeFileSync(`${kept(id)}.1.part`, before.subarray(0, 40));
    expect(store().list()).toMatchObject([{ id, status: 'open', payload: ITEM }]);
    open({}, DAY(2));
    expect(readFileSync(join(folder, 'before'))).toEqual(before);
    expect(store().list()).toMatchObject([{ id, attempts: { length: 2 } }]);
  });

  it.each(['{"id":', '{"id":"other"}'])(
    'whose file was changed to %s is not passed over in silence',
    (text) => {
      const id = open();
      writeFileSync(kept(id), text);
      expect(() => store().list()).toThrow(
        /found something else than a dead letter; expected .* Take it from/,
      );
      expect(() => open()).toThrow(UnusableFile);
    },
  );
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
    const letters = store().list();
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
    open();
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
  const CLI = 'src/resilience/dead-letters-cli.ts';
  const child = (env: NodeJS.ProcessEnv, file: string, ...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', file, ...words], { env, encoding: 'utf8' });
  const run = (...words: string[]) => child(env(), CLI, ...words);

  it('lists, shows and discards with a reason', () => {
    expect(run('list')).toMatchObject({ status: 0, stdout: 'None is open.\n' });
    const id = open();
    const listed = run('list');
    expect(listed.stdout).toContain(
      `${id}  open  2026-01-01T00:00:00.000Z  item  compatible/test  1 attempts`,
    );
    expect(listed.stdout).toContain('1 open, the oldest since 2026-01-01T00:00:00.000Z.');
    expect(JSON.parse(run('show', id).stdout)).toMatchObject({ id, payload: ITEM });
    expect(run('discard', id).stderr).toMatch(/found no reason; expected one.*Add --reason TEXT/);
    expect(run('discard', id, '--reason', 'done by hand', '--by', 'ada')).toMatchObject({ status: 0 });
    expect(run('list').stdout).toBe('None is open.\n');
    expect(run('list', '--all').stdout).toContain(`${id}  discarded`);
  });

  it('retries with the workflow as it is now, and only what is open', () => {
    const id = open();
    expect(run('retry', id)).toMatchObject({ status: 0, stdout: expect.stringContaining('"outcome"') });
    expect(store().list()).toMatchObject([{ id, status: 'retried' }]);
    expect(run('retry', id).stderr).toMatch(/which is retried since .*; expected an open one/);
  });

  it('says so when no model answered this time either', () => {
    const id = open();
    const nobody = { POC_MODEL: 'compatible/nobody', POC_MODEL_URL: 'http://127.0.0.1:9/v1' };
    const { status, stdout } = child({ ...env(), ...nobody }, CLI, 'retry', id);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'needs_person' });
    expect(status).toBe(1);
    expect(store().list()).toMatchObject([{ id, status: 'open' }]);
  });

  it('loses nothing when it is killed in the middle of a retry', async () => {
    const id = open();
    const { signal } = script(`
      const letters = deadLetters(process.env);
      await askAgain(letters, letters.list()[0], () => process.kill(process.pid, 'SIGKILL'), 'ada');`);
    expect(signal).toBe('SIGKILL');
    const [letter] = store().list();
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
      deadLetters(process.env).open(${JSON.stringify(OPENING)}, ${JSON.stringify(ITEM)}, []);
      process.kill(process.pid, 'SIGKILL');`);
    expect(signal).toBe('SIGKILL');
    const id = idOf(OPENING, ITEM);
    expect(store().list()).toMatchObject([{ id, status: 'open', payload: ITEM }]);
  });

  /** Runs these lines as a process of their own. */
  function script(lines: string) {
    const source = pathToFileURL(join(process.cwd(), 'src/resilience'));
    const imports = `import { askAgain, deadLetters } from '${source}/dead-letters.ts';`;
    const file = join(folder, 'script.mts');
    writeFileSync(file, `${imports}\n${lines}`);
    return child(env(), file);
  }

  it.each([
    [['show', 'none'], 'found none; expected the id of a dead letter. See npm run dead-letters -- list'],
    [['again'], 'found "again"; expected list, show, retry or discard'],
    [['list', '--every'], "Unknown option '--every'"],
  ])('refuses %j', (words, message) => {
    expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  it('sends a person to a write, instead of writing again', () => {
    const id = store().open({ ...OPENING, kind: 'write', adapter: 'records' }, { key: 'k' }, []);
    expect(run('retry', id)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('a write to records; expected an item.'),
    });
    expect(store().list()).toMatchObject([{ status: 'open' }]);
  });
});
