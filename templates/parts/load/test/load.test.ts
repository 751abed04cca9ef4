import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrivals, within } from '../src/load/arrivals.ts';
import {
  bindingConstraint,
  listening,
  measuredCeilings,
  minutesOf,
  peopleCeiling,
  type Taken,
} from '../src/load/ceilings.ts';
import { loadTest } from '../src/load/load-test.ts';
import { readLoad } from '../src/load/settings.ts';
import type { Outcome } from '../src/outcome.ts';
import { toPerson } from '../src/outcome.ts';
import type { MakePart } from '../src/part.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const block = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('arrivals at a constant rate', () => {
  it('come on time, each with the next number', async () => {
    const at: number[] = [];
    const started = performance.now();
    const found = await arrivals(
      async (index) => {
        at[index] = performance.now() - started;
        return true;
      },
      { perHour: 36_000, seconds: 0.5 },
    );
    expect(found).toMatchObject({ sent: 5, errors: 0, dropped: 0 });
    expect(found.completedMs).toHaveLength(5);
    // Never early; how late is for the machine to say.
    for (const [index, ms] of at.entries()) {
      expect(ms).toBeGreaterThan(index * 100 - 2);
      expect(ms).toBeLessThan(index * 100 + 5_000);
    }
    expect(found.minutes * 60).toBeGreaterThanOrEqual(0.5);
    expect(found.minutes * 60).toBeLessThan(10);
  });

  it('do not wait for answers, however slow those are', async () => {
    const { sent, atOnce, completedMs, minutes } = await arrivals(
      async () => {
        await pause(400);
        return true;
      },
      { perHour: 72_000, seconds: 0.5 },
    );
    expect([sent, completedMs.length]).toEqual([10, 10]);
    expect(atOnce).toBeGreaterThanOrEqual(7);
    expect(minutes * 60).toBeLessThan(10);
  });

  it('count waiting from when each was due, and not from when it could be sent', async () => {
    // The first one holds up the process, so the others begin late: whoever sent them has waited all the same.
    const { completedMs } = await arrivals(
      async (index) => {
        if (index === 0) block(300);
        return true;
      },
      { perHour: 72_000, seconds: 0.3 },
    );
    expect(completedMs).toHaveLength(6);
    expect(completedMs[2]).toBeGreaterThan(100);
  });

  it.each([
    [500, 0],
    [1400, 1],
  ])('after %i ms in which the process was held up, at least %i are not sent', async (ms, dropped) => {
    const found = await arrivals(
      async (index) => {
        if (index === 0) block(ms);
        return true;
      },
      { perHour: 36_000, seconds: 0.4 },
    );
    if (dropped === 0) expect(found.dropped).toBe(0);
    else expect(found.dropped).toBeGreaterThanOrEqual(dropped);
    expect(found.sent + found.dropped).toBe(4);
  });

  it('tell what failed, what threw, and what was never answered apart', async () => {
    const kinds = [
      async () => true,
      async () => false,
      async () => {
        throw new Error('no');
      },
      () => new Promise<boolean>(() => {}),
    ];
    const ask = (index: number) => kinds[index]?.() ?? Promise.resolve(true);
    const { sent, completedMs, errors } = await arrivals(ask, {
      perHour: 72_000,
      seconds: 0.2,
      drainMs: 50,
    });
    expect([sent, completedMs.length, errors]).toEqual([4, 1, 2]);
  });

  it('keep up with a thousand a second', async () => {
    const { sent, dropped, minutes } = await arrivals(async () => true, {
      perHour: 3_600_000,
      seconds: 1,
    });
    expect([sent, dropped]).toEqual([1000, 0]);
    expect(minutes * 60).toBeLessThan(3);
  });

  it('are at least one', async () => {
    expect((await arrivals(async () => true, { perHour: 36_000, seconds: 0.01 })).sent).toBe(1);
  });

  it.each([
    [[], 0.5, 0],
    [[7], 0.95, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
    [[1, 2], 0, 1],
  ])('of %j have within %d the time %d', (sorted, share, ms) => {
    expect(within(sorted, share)).toBe(ms);
  });
});

describe('the load to run', () => {
  const root = (perMonth: number | 'null') => {
    mkdirSync(join(folder, 'policy'), { recursive: true });
    cpSync(join(ROOT, 'policy/thresholds.yaml'), join(folder, 'policy/thresholds.yaml'));
    writeFileSync(join(folder, 'baseline.yaml'), `eligible_per_month: ${perMonth}\n`);
    return folder;
  };

  it.each([
    // 21 days, a fifth of a day in its peak hour, 1.5 times that: 2100 a month are 30 an hour.
    [{ POC_LOAD_MINUTES: '600' }, 2100, 30, 36_000],
    [{ POC_LOAD_MINUTES: '600' }, 2101, 31, 36_000],
    // A hundred requests are needed: 600 an hour in ten minutes.
    [{ POC_LOAD_MINUTES: '10' }, 2100, 600, 600],
    [{ POC_LOAD_MINUTES: '10' }, 70_000, 1000, 600],
    [{ POC_LOAD_MINUTES: '10', POC_LOAD_PER_HOUR: '601' }, 2100, 601, 600],
    [{ POC_LOAD_MINUTES: '10', POC_LOAD_PER_HOUR: '600' }, 'null', 600, 600],
    // At a desk: 30 arrivals, or 20 seconds.
    [{ POC_LOAD_MINUTES: '' }, 2100, 5400, 20],
    [{}, 'null', 5400, 20],
    [{ POC_LOAD_PER_HOUR: '10800' }, 2100, 10_800, 10],
  ] as const)('with %j and %s a month is %i an hour for %i s', (env, perMonth, perHour, seconds) => {
    expect(readLoad(env, root(perMonth))).toMatchObject({ perHour, seconds, environment: 'local' });
  });

  it('says where its rate comes from, and that it was raised', () => {
    expect(readLoad({}, root(2100)).words).toMatch(/30 an hour: 1.5 times the peak hour.*raised to 5400/);
    expect(readLoad({}, root('null')).words).toMatch(/is not known, since baseline.yaml has no eligible/);
  });

  it.each([
    [{ POC_LOAD_PER_HOUR: '0' }, /POC_LOAD_PER_HOUR: found "0"; expected a number above 0/],
    [{ POC_LOAD_PER_HOUR: 'many' }, /POC_LOAD_PER_HOUR: found "many"/],
    [{ POC_LOAD_MINUTES: '-1' }, /POC_LOAD_MINUTES: found "-1"/],
    [{ POC_LOAD_MINUTES: 'Infinity' }, /POC_LOAD_MINUTES/],
    [{ POC_ENVIRONMENT: 'prod' }, /found "prod"; expected local, staging, production/],
  ])('refuses %j', (env, words) => {
    expect(() => readLoad(env, root(2100))).toThrow(words);
  });
});

describe('what gives way first', () => {
  const TAKEN: Taken = { items: 10, calls: 20, tokens: 5000, handedOver: 5, cpuMs: 100 };
  const LIMITS = { requestsPerMinute: null, tokensPerMinute: null, refused: 0 };
  const perHourOf = (taken: Partial<Taken>, limits: object = {}) =>
    measuredCeilings({ ...TAKEN, ...taken }, { ...LIMITS, ...limits }, 77).map(({ perHour }) => perHour);

  it.each([
    ['10 ms of the processor for an item', {}, {}, [360_000]],
    ['60 requests a minute, two for an item', { cpuMs: 0 }, { requestsPerMinute: 60 }, [1800]],
    ['1000 tokens a minute, 500 for an item', { cpuMs: 0 }, { tokensPerMinute: 1000 }, [120]],
    ['status 429 under this load', { cpuMs: 0 }, { refused: 1 }, [77]],
    ['no item', { items: 0, calls: 0, tokens: 0 }, { requestsPerMinute: 60 }, []],
  ])('is worked out from %s', (_, taken, limits, expected) => {
    expect(perHourOf(taken, limits)).toEqual(expected);
  });

  it('is the lowest', () => {
    const ceilings = [3, 1, 2].map((perHour) => ({ name: `n${perHour}`, perHour, from: 'why' }));
    expect(bindingConstraint(ceilings)).toBe('n1, at about 1 items an hour: why');
    expect(bindingConstraint([])).toBe('nothing was measured that has an end');
  });

  it('is heard from the headers of a provider', async () => {
    const headers: Record<string, string>[] = [
      { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-limit-tokens': '30000' },
      { 'anthropic-ratelimit-requests-limit': '50' },
      {},
    ];
    const statuses = [200, 429, 200];
    let asked = 0;
    const { fetch, limits } = listening(async () => {
      const response = new Response('{}', { headers: headers[asked] ?? {}, status: statuses[asked] ?? 200 });
      asked += 1;
      return response;
    });
    await fetch('http://127.0.0.1');
    expect(limits).toEqual({ requestsPerMinute: 500, tokensPerMinute: 30_000, refused: 0 });
    await fetch('http://127.0.0.1');
    await fetch('http://127.0.0.1');
    expect(limits).toEqual({ requestsPerMinute: 50, tokensPerMinute: 30_000, refused: 1 });
  });

  const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task\n';
  const row = (minutes: number, interrupted = 0, method = 'stopwatch') =>
    `"a, b",user-1,2026-11-02T09:00:00Z,2026-11-02T09:${String(minutes).padStart(2, '0')}:00Z,${interrupted},${method},,\n`;

  it.each([
    [HEADER, null],
    ['', null],
    [HEADER + row(4) + row(9) + row(5), 5],
    [HEADER + row(4, 60), 3],
    [HEADER + row(4) + row(50, 0, 'estimate') + row(50, 0, 'estimate'), 4],
  ])('knows the minutes of %j', (csv, minutes) => {
    expect(minutesOf(csv)).toBe(minutes);
  });

  it.each([
    ['[a, b]', HEADER + row(4), 'null', 60, /2 of them at 4.0 minutes by hand \(timed\), and 50 % of/],
    ['[a]', HEADER, '{ minutes: 6 }', 20, /a guess/],
    ['[]', HEADER + row(4), 'null', null, null],
    ['[a]', HEADER, 'null', null, null],
  ])('with the people %s, counts what they can take', (users, csv, estimate, perHour, words) => {
    mkdirSync(join(folder, 'baseline'));
    writeFileSync(join(folder, 'poc.yaml'), `users: ${users}\n`);
    writeFileSync(join(folder, 'baseline/timings.csv'), csv);
    writeFileSync(join(folder, 'baseline.yaml'), `estimate: ${estimate}\n`);
    const ceiling = peopleCeiling(folder, TAKEN);
    if (perHour === null) expect(ceiling).toBeNull();
    else expect(ceiling).toMatchObject({ perHour, from: expect.stringMatching(words ?? '') });
  });

  it('leaves people out where nothing is handed over', () => {
    mkdirSync(join(folder, 'baseline'));
    writeFileSync(join(folder, 'poc.yaml'), 'users: [a]\n');
    writeFileSync(join(folder, 'baseline.yaml'), 'estimate: { minutes: 5 }\n');
    expect(peopleCeiling(folder, { ...TAKEN, handedOver: 0 })).toBeNull();
  });
});

describe('the load test', () => {
  const SHORT = { perHour: 72_000, seconds: 0.2, environment: 'local', words: '' } as const;
  const env = () => ({ POC_MODEL: '', POC_STATE: join(folder, 'state'), POC_LOG: join(folder, 'log.jsonl') });
  /** Ends every run so, once a model was asked. */
  const ending =
    (outcome: (index: number) => Outcome | null): MakePart =>
    () => {
      let index = 0;
      return {
        name: 'ending',
        after(run) {
          run.outcome = outcome(index) ?? run.outcome;
          index += 1;
        },
      };
    };

  it('sends items of the training split through the whole workflow, as nobody’s work', async () => {
    const seen: string[] = [];
    const looks: MakePart = () => ({
      name: 'looks',
      after: ({ about }) => void seen.push(`${about.kind} ${about.user}`),
    });
    const { arrived, ceilings, model } = await loadTest(env(), ROOT, SHORT, { make: [looks] });
    expect(model).toMatch(/^embedded\//);
    expect([arrived.sent, arrived.completedMs.length]).toEqual([4, 4]);
    expect(seen).toEqual(Array(4).fill('load load'));
    expect(ceilings.map(({ name }) => name)).toContain('the processor');
  });

  it.each([
    ['model_failed', 4],
    ['over_limit', 4],
    ['switched_off', 4],
    ['not_recorded', 4],
    ['low_confidence', 0],
    ['model_undecided', 0],
  ] as const)('takes %s for a failure %i of 4 times', async (doubt, errors) => {
    const { arrived } = await loadTest(env(), ROOT, SHORT, { make: [ending(() => toPerson(doubt))] });
    expect(arrived.errors).toBe(errors);
  });

  it('takes an item that may not be run for a failure', async () => {
    const refusal = { class: 'not_allowed', reason: 'no' } as const;
    const make = [ending((index) => (index === 0 ? { outcome: 'refused', refusal } : null))];
    expect((await loadTest(env(), ROOT, SHORT, { make })).arrived.errors).toBe(1);
  });

  it('refuses to have measured where no model was asked', async () => {
    const stops: MakePart = () => ({ name: 'stops', before: () => toPerson('switched_off') });
    await expect(loadTest(env(), ROOT, SHORT, { make: [stops] })).rejects.toThrow(
      /found no call of a model in 4 items/,
    );
  });

  it('needs items', async () => {
    await expect(loadTest(env(), folder, SHORT)).rejects.toThrow(/data\/train.jsonl: found no item/);
  });

  it('at a desk prints what it found out, and ends with 2 where a setting is wrong', async () => {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const run = (more: Record<string, string>) =>
      promisify(execFile)(process.execPath, ['--import', tsx, 'src/load/load-cli.ts'], {
        cwd: ROOT,
        env: { ...process.env, ...env(), POC_LOAD_PER_HOUR: '36000', POC_LOAD_MINUTES: '', ...more },
      });
    const { stdout } = await run({});
    expect(stdout).toMatch(/30 items sent at 36000 an hour, 30 done, 0 failed, 0 never answered, 0 not sent/);
    expect(stdout).toMatch(/p50 .* p95 .* p99/);
    expect(stdout).toMatch(/What gives way first: .* items an hour/);
    await expect(run({ POC_ENVIRONMENT: 'x' })).rejects.toMatchObject({ code: 2 });
  }, 30_000);
});
