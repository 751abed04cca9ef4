import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failing, openaiServer } from '../proofs/openai-server.ts';
import { scriptedModel, testWorkflow } from '../proofs/test-run.ts';
import { type Case, readCases } from '../src/batch/cases.ts';
import { withBatch } from '../src/batch/open-batch.ts';
import { type Pace, pace, watched } from '../src/batch/pace.ts';
import { progressOf } from '../src/batch/progress.ts';
import { openResults, resultOf } from '../src/batch/results.ts';
import { asker, pool, runBatch, type Stop } from '../src/batch/run-batch.ts';
import { toPerson } from '../src/outcome.ts';
import type { Part } from '../src/part.ts';
import { ITEM, proposal } from './made-up.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const casesOf = (count: number): Case[] =>
  Array.from({ length: count }, (_, index) => ({ case_ref: `case-${index}`, ...ITEM }));
const out = () => join(folder, 'results.jsonl');
const file = (lines: readonly unknown[]): string => {
  const name = join(folder, 'items.jsonl');
  writeFileSync(name, lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'));
  return name;
};
const locks = () => readdirSync(folder).filter((name) => name.endsWith('.lock'));
const written = () => (existsSync(out()) ? statSync(out()).size : 0);
const resultsIn = () =>
  readFileSync(out(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A batch of the real runner and checkpoint, whose model says this. */
async function batch(cases: Case[], say: () => unknown, parts: Part[] = [], speed: Pace = pace(1, null)) {
  const stop: Stop = { why: null };
  const ours = asker({ user: 'user-1', role: 'operator' }, { pace: speed, stop });
  const results = openResults(out());
  const asked: string[] = [];
  const model = scriptedModel(({ about }) => {
    asked.push(about.caseRef);
    return say();
  });
  const ask = ours.ask(testWorkflow(model, [...parts, ours.part]));
  try {
    await runBatch({ cases, results, pace: speed, stop, progress: () => {} }, ask);
  } finally {
    results.close();
  }
  return { asked, why: stop.why };
}

describe('the lines of a batch', () => {
  it.each([
    ['{"case_ref": "b"', ':2: found text that is not JSON'],
    ['[]', ':2: found the line'],
    [{ case_ref: '', fields: {} }, ':2: found case_ref'],
    [{ case_ref: 'b' }, ':2: found fields'],
    [{ case_ref: 'b', fields: {}, kind: 'test' }, ':2: found the line'],
    [{ case_ref: 'a', fields: {} }, ': found case_ref "a" twice; expected each case once'],
  ])('are refused before anything runs: %j', (line, found) => {
    expect(() => readCases(file([{ case_ref: 'a', ...ITEM }, line]))).toThrow(found);
  });

  it('may hold an item that the input contract refuses: that is an outcome', async () => {
    const [one] = readCases(file([{ case_ref: 'a', fields: { text: 1 } }]));
    await batch([one as Case], proposal);
    expect(resultsIn()).toMatchObject([
      { case_ref: 'a', outcome: 'refused', refusal: { class: 'wrong_type' } },
    ]);
  });
});

describe('the results of a batch', () => {
  it('are asked for once each, also when it is run again', async () => {
    await batch(casesOf(3), proposal);
    const again = await batch(casesOf(5), proposal);
    expect(again.asked).toEqual(['case-3', 'case-4']);
    expect(resultsIn().map(({ case_ref }) => case_ref)).toEqual(casesOf(5).map(({ case_ref }) => case_ref));
  });

  it.each(['{', '{"case_ref":"case-3","input_h', '{"case_ref":"case-3","outcome":"answered"}'])(
    'lose a last line that was cut off, and its case is asked again: %s',
    async (half) => {
      await batch(casesOf(3), proposal);
      appendFileSync(out(), half);
      expect((await batch(casesOf(4), proposal)).asked).toEqual(['case-3']);
      expect(resultsIn()).toHaveLength(4);
    },
  );

  it.each(['notes\n', 'notes', '{"case_ref":"a"}\n'])(
    'are not written into a file of something else: %j',
    (text) => {
      writeFileSync(out(), text);
      expect(() => openResults(out())).toThrow(`${out()}:1: found`);
      expect(readFileSync(out(), 'utf8')).toBe(text);
      expect(locks()).toEqual([]);
    },
  );

  it('are written by one process at a time', async () => {
    const other = spawn('sleep', ['60']);
    const lock = `${out()}.${other.pid}.lock`;
    writeFileSync(lock, '');
    expect(() => openResults(out())).toThrow(`${lock}: found process ${other.pid} at work`);
    expect(locks()).toEqual([basename(lock)]);
    other.kill('SIGKILL');
    await once(other, 'exit');
    openResults(out()).close();
    expect(locks()).toEqual([]);
  });

  it('are left alone while another command waits for the cases, except by that command', () => {
    writeFileSync(`${out()}.elsewhere.lock`, '');
    writeFileSync(join(folder, 'others.jsonl.elsewhere.lock'), '');
    expect(() => openResults(out())).toThrow('found elsewhere at work on these results');
    openResults(out(), 'elsewhere').close();
    openResults(join(folder, 'third.jsonl')).close();
    expect(locks()).toHaveLength(2);
  });

  it('are complete, each case once, after it was killed again and again', { timeout: 60_000 }, async () => {
    const items = file(casesOf(120));
    const start = () => spawn(process.execPath, ['--import', 'tsx', 'test/batch-slow.ts', items, out()]);
    for (let kills = 0; kills < 4; kills += 1) {
      const before = written();
      const child = start();
      const exited = once(child, 'exit');
      // It has begun to write, and is somewhere in the middle of it.
      while (written() === before) await setTimeout(5);
      await setTimeout(5 + 30 * kills);
      child.kill('SIGKILL');
      expect(await exited).toEqual([null, 'SIGKILL']);
      expect(locks()).toEqual([`results.jsonl.${child.pid}.lock`]);
    }
    expect(await once(start(), 'exit')).toEqual([0, null]);
    const refs = resultsIn().map(({ case_ref }) => case_ref);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.toSorted()).toEqual(
      casesOf(120)
        .map(({ case_ref }) => case_ref)
        .toSorted(),
    );
  });
});

describe('a batch', () => {
  it.each([
    ['switched off', toPerson('switched_off')],
    ['over a limit', toPerson('over_limit')],
    ['not allowed', { outcome: 'refused', refusal: { class: 'not_allowed', reason: 'no' } }],
  ] as const)('stops where it is %s, and counts nothing as finished', async (_, outcome) => {
    let begun = 0;
    const part: Part = { name: 'test', before: () => (++begun > 2 ? outcome : null) };
    const { why } = await batch(casesOf(5), proposal, [part]);
    expect(why).toContain('; expected ');
    expect(resultsIn()).toHaveLength(2);
    expect(begun).toBe(3);
  });

  it('stops after ten cases in a row that no model answered, and not before', async () => {
    const down = () => {
      throw new Error('down');
    };
    let calls = 0;
    const nine = await batch(casesOf(30), () => (++calls % 10 === 0 ? proposal() : down()));
    expect(nine).toMatchObject({ why: null, asked: { length: 30 } });
    rmSync(out());
    const ten = await batch(casesOf(30), down);
    expect(ten).toMatchObject({ why: expect.stringContaining('10 cases in a row'), asked: { length: 10 } });
  });

  it('asks again what no model answered, and nothing else', async () => {
    let calls = 0;
    await batch(casesOf(3), () => {
      calls += 1;
      if (calls === 2) throw new Error('down');
      return proposal();
    });
    expect((await batch(casesOf(3), proposal)).asked).toEqual(['case-1']);
    expect(resultsIn().at(-1)).toMatchObject({ case_ref: 'case-1', outcome: 'answered' });
    expect((await batch(casesOf(3), proposal)).asked).toEqual([]);
  });

  it('finishes what is under way when it is stopped, and starts nothing', async () => {
    const stop: Stop = { why: null };
    const results = openResults(out());
    const ask = async () => {
      stop.why = 'enough';
      await setTimeout(20);
      return toPerson('low_confidence');
    };
    await runBatch({ cases: casesOf(9), results, pace: pace(1, null), stop, progress: () => {} }, ask);
    results.close();
    expect(resultsIn()).toHaveLength(1);
  });

  it('works on so many at once as the pace allows, and after a fault says what went wrong', async () => {
    let [now, most] = [0, 0];
    const done: number[] = [];
    const work = async (one: number) => {
      now += 1;
      most = Math.max(most, now);
      if (one === 5) throw new Error('disk full');
      await setTimeout(20);
      now -= 1;
      done.push(one);
    };
    const going = { pace: pace(3, null), stop: { why: null } };
    await expect(pool([1, 2, 3, 4, 5, 6, 7, 8, 9].values(), going, work)).rejects.toThrow('disk full');
    expect(most).toBe(3);
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 6].slice(0, done.length));
    expect(done.length).toBeLessThanOrEqual(5);
  });
});

describe('the pace', () => {
  const go = () => false;
  it('lets so many requests a minute start, retries among them', async () => {
    const speed = pace(8, 1200);
    const started = performance.now();
    await speed.turn(go);
    await speed.turn(go);
    expect(performance.now() - started).toBeGreaterThanOrEqual(49);
    speed.ended(3);
    await speed.turn(go);
    expect(performance.now() - started).toBeGreaterThanOrEqual(199);
  });

  it('does not save up turns that nobody took', async () => {
    let ms = 0;
    const speed = pace(8, 60, () => ms);
    await speed.turn(go);
    ms = 10_000;
    await speed.turn(go);
    const third = speed.turn(() => true).then(() => 'stopped');
    expect(await third).toBe('stopped');
    ms = 10_999;
    const late = speed.turn(() => ms >= 12_000);
    ms = 12_000;
    await late;
  });

  it('halves at "too many", once for one burst, and grows again by answers', () => {
    let ms = 5_000;
    const speed = pace(8, null, () => ms);
    speed.slower();
    speed.slower();
    expect(speed.atOnce()).toBe(4);
    ms += 1_000;
    speed.slower();
    expect(speed.atOnce()).toBe(2);
    for (let index = 0; index < 3; index += 1) speed.ended(1);
    expect(speed.atOnce()).toBe(3);
    for (let index = 0; index < 100; index += 1) speed.ended(1);
    expect(speed.atOnce()).toBe(8);
    for (let index = 0; index < 9; index += 1) {
      ms += 1_000;
      speed.slower();
    }
    expect(speed.atOnce()).toBe(1);
  });

  it.each([
    [429, 4],
    [529, 4],
    [500, 8],
    [400, 8],
  ])('hears from status %i that %i at once are enough', async (status, atOnce) => {
    const server = await openaiServer(failing(status));
    const speed = pace(8, null, () => 5_000);
    const body = '{"model":"m","messages":[]}';
    await watched(globalThis.fetch, speed)(`${server.url}/chat/completions`, { method: 'POST', body });
    expect(speed.atOnce()).toBe(atOnce);
    await server.close();
  });
});

describe('progress', () => {
  const saidAfter = (total: number, minutes: number): string[] => {
    let ms = 0;
    const said: string[] = [];
    const progress = progressOf(
      total,
      40,
      (text) => said.push(text),
      () => ms,
    );
    progress.add({ outcome: 'answered' });
    expect(said).toEqual([]);
    ms = minutes * 60_000;
    progress.add({ outcome: 'refused' });
    progress.add({ outcome: 'refused' });
    progress.close();
    return said;
  };

  it('says how far it is, how fast, and how long it still takes', () => {
    expect(saidAfter(43, 1)).toEqual([
      '42/43 · 2.0 a minute · 1 min left · 1 answered, 0 to a person, 1 refused',
      '43/43 · 3.0 a minute · done · 1 answered, 0 to a person, 2 refused',
    ]);
  });

  it.each([
    [42 + 1440, 0],
    [42 + 1441, 1],
  ])('names once, for %i cases at one a minute, what makes it faster: %i times', (total, times) => {
    const advice = saidAfter(total, 2).filter((line) => line.includes('npx poc add queue'));
    expect(advice).toHaveLength(times);
    for (const line of advice) expect(line).toContain('npx poc add provider-batch');
  });
});

describe('npm run batch', { timeout: 30_000 }, () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/batch/batch-cli.ts', ...words], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, POC_STATE: join(folder, 'state'), POC_LOG: join(folder, 'runs.jsonl') },
    });

  it('works through a file with the real workflow, and has nothing left to do the second time', () => {
    const items = file(casesOf(3));
    const first = run(items);
    expect(first).toMatchObject({ status: 0 });
    expect(first.stderr).toContain('3/3 · ');
    expect(readFileSync(join(folder, 'runs.jsonl'), 'utf8').trim().split('\n')).toHaveLength(3);
    expect(run(items)).toMatchObject({ status: 0, stdout: expect.stringContaining('3 of 3 cases') });
    expect(readFileSync(join(folder, 'runs.jsonl'), 'utf8').trim().split('\n')).toHaveLength(3);
    file([{ case_ref: 'case-0', fields: { text: 'another' } }]);
    expect(run(items)).toMatchObject({ status: 2, stderr: expect.stringContaining('for other fields') });
  });

  it.each([
    [[], 'found 0 files'],
    [['a', 'b'], 'found 2 files'],
    [['nowhere.jsonl'], 'nowhere.jsonl: found no such file'],
    [['package.json', '--out', './package.json'], '--out: found ./package.json, the batch itself'],
    [['package.json', '--rpm', '1'], 'package.json:1: found text'],
    [['--what'], 'Unknown option'],
  ])('says what is wrong with %j', (words, found) => {
    expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(found) });
  });

  it('finishes what is under way on Ctrl-C, and goes on from there', async () => {
    const items = file(casesOf(3));
    const words = ['--import', 'tsx', 'src/batch/batch-cli.ts', items, '--out', out(), '--rpm'];
    const env = {
      PATH: process.env.PATH,
      POC_STATE: join(folder, 'state'),
      POC_LOG: join(folder, 'runs.jsonl'),
    };
    const child = spawn(process.execPath, [...words, '6'], { env });
    const exited = once(child, 'exit');
    while (written() === 0) await setTimeout(5);
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
    expect(resultsIn()).toHaveLength(1);
    expect(run(items, '--out', out())).toMatchObject({ status: 0 });
    expect(resultsIn()).toHaveLength(3);
  });

  it.each([
    [3, 0],
    [2, 1],
  ])('of three cases with %i outcomes ends with %i', async (count, code) => {
    const ended = await withBatch([file(casesOf(3))], { concurrency: '1', out: out() }, async (open) => {
      for (const one of open.cases.slice(0, count))
        open.results.keep(resultOf(one, toPerson('low_confidence')));
    });
    expect(ended).toBe(code);
  });

  it.each(['0', '1.5'])('takes no %s requests a minute', (rpm) => {
    const { status, stderr } = run(file(casesOf(1)), `--rpm=${rpm}`);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`--rpm: found "${rpm}"`)]);
  });
});
