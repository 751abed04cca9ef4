import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import type { Stage } from '../../action/contract/stage.ts';
import type { Check } from '../../action/readiness/check.ts';
import { pass } from '../../action/readiness/finding.ts';
import { judge } from '../../action/readiness/judge.ts';
import { missed } from '../../action/readiness/result.ts';
import { given } from '../given.ts';

/** Writes down under which stage and bars it was asked. */
function witness() {
  const seen: Parameters<Check['evaluate']>[1][] = [];
  const check = {
    ...(CHECKS[0] as Check),
    needs: [],
    evaluate: (_: unknown, circumstances: (typeof seen)[number]) => {
      seen.push(circumstances);
      return pass('Seen.');
    },
  };
  return { check, seen };
}
const askedUnder = (readings: ReturnType<typeof given.readings>) => {
  const { check, seen } = witness();
  judge([check], readings, given.now);
  return seen[0];
};
const moved = (before: Stage | null, now: Stage) =>
  given.readings({
    manifest: given.manifest({ stage: now }),
    change: given.change({
      base: given.base({ manifest: before === null ? undefined : given.manifest({ stage: before }) }),
    }),
  });
const bars = (reviewed: number) => given.thresholds({ 'eval/pass-rate': { reviewed } });
const UNREADABLE = {
  status: 'missing',
  lookedIn: 'poc.yaml',
  remedy: 'Restore it.',
} as const;

describe('a POC that is in order', () => {
  it('is not blocked', () => {
    const inOrder = given.worthSaid({ decisions: [given.decision({ decision: 'continue' })] });
    // What the newer checks need is in no literal; test/checks/in-order.test.ts asks all of a repository.
    const known = CHECKS.filter(({ since }) => since === 1);
    const judgement = judge(known, given.readings(inOrder), given.now);
    expect(judgement).toMatchObject({ stage: 'explore', blocked: false, barsChanged: [] });
    expect(judgement.results.filter(missed)).toEqual([]);
  });

  it('gives the same words for the same evidence on the same day', () => {
    const twice = [1, 2].map(() => JSON.stringify(judge(CHECKS, given.readings(), given.now)));
    expect(twice[0]).toBe(twice[1]);
  });
});

describe('the stage by which a pull request is judged', () => {
  it.each([
    [null, 'explore', 'explore'],
    ['explore', 'pilot', 'pilot'],
    ['pilot', 'explore', 'pilot'],
    ['production', 'explore', 'production'],
    ['pilot', 'stopped', 'pilot'],
    ['stopped', 'pilot', 'pilot'],
    ['stopped', 'stopped', 'explore'],
  ] as const)('from %s to %s is %s', (before, now, stage) => {
    expect(askedUnder(moved(before, now))?.stage).toBe(stage);
  });

  it('is that of the base when poc.yaml cannot be read', () => {
    const { change } = moved('pilot', 'pilot');
    expect(askedUnder({ ...given.readings(), change, manifest: UNREADABLE })?.stage).toBe('pilot');
  });
});

describe('a POC that is being stopped', () => {
  const untimed = { timings: given.timings(0), manifest: given.manifest({ stage: 'stopped' }) };
  const late = new Date('2026-11-25T12:00:00Z');
  const stop = given.decision({ decision: 'stop', date: '2026-11-20' });
  const blockers = (readings: ReturnType<typeof given.readings>) =>
    judge(CHECKS, readings, late).results.flatMap((one) => (one.blocks ? [one.id] : []));

  it('is asked for the record of it, and for nothing else', () => {
    expect(blockers(given.readings({ ...untimed, decisions: [] }))).toEqual(['decision/timebox']);
    expect(blockers(given.readings({ ...untimed, decisions: [stop] }))).toEqual([]);
  });
});

describe('the bars by which a pull request is judged', () => {
  it('are those of the base, and the change is told', () => {
    const readings = given.readings({
      thresholds: bars(0.5),
      change: given.change({ base: given.base({ thresholds: bars(0.9) }) }),
    });
    expect(askedUnder(readings)?.bars['eval/pass-rate'].reviewed).toBe(0.9);
    expect(judge([], readings, given.now).barsChanged).toMatchObject([
      { bar: 'eval/pass-rate reviewed', from: 0.9, to: 0.5, loosened: true },
    ]);
  });

  it('are the defaults when the base has none', () => {
    const readings = given.readings({
      thresholds: bars(0.5),
      change: given.change({ base: given.base({ thresholds: undefined }) }),
    });
    expect(askedUnder(readings)?.bars['eval/pass-rate'].reviewed).toBe(0.8);
  });

  it('are its own when there is nothing to compare with', () => {
    const readings = given.readings({
      thresholds: bars(0.5),
      change: given.change({ base: null, reason: 'the first commit' }),
    });
    expect(askedUnder(readings)?.bars['eval/pass-rate'].reviewed).toBe(0.5);
    expect(judge([], readings, given.now).barsChanged).toEqual([]);
  });
});

describe('waivers', () => {
  const failing = { timings: given.timings(4) };
  const late = new Date('2026-11-25T12:00:00Z');
  const waiver = given.waiver({ check: 'baseline/measured-timings' });
  const outcome = (readings: ReturnType<typeof given.readings>) =>
    judge(CHECKS, readings, late).results.find((one) => one.id === 'baseline/measured-timings')?.outcome;

  it('come from the base', () => {
    const cases = given.rows('eval/cases/all.jsonl', given.caseSet());
    const change = given.change({ base: given.base({ cases, waivers: [waiver] }) });
    expect(outcome(given.readings({ ...failing, change }))).toBe('waived');
  });

  it('do not hold without a base', () => {
    expect(outcome(given.readings({ ...failing, change: given.change({ base: null }) }))).toBe('not-proven');
  });
});

describe('the days of grace', () => {
  const timings = { timings: given.timings(4) };
  const blocked = (day: string) =>
    judge(CHECKS, given.readings(timings), new Date(`${day}T12:00:00Z`)).blocked;

  it('do not block on the last of them, and do on the next', () => {
    expect(blocked('2026-11-20')).toBe(false);
    expect(blocked('2026-11-21')).toBe(true);
  });

  it('are not known without poc.yaml, so there are none', () => {
    const { results } = judge(CHECKS, given.readings(timings, { manifest: UNREADABLE }), given.now);
    expect(results.find((one) => one.id === 'baseline/measured-timings')?.effect).toEqual({ kind: 'blocks' });
  });
});

describe('what the next stage asks for', () => {
  const ahead = (over: Parameters<typeof given.readings>[0], now = given.now) =>
    judge(CHECKS, given.readings(over), now).ahead.map((one) => one.id);
  const few = { timings: given.timings(5) };

  it('is told where it is met today and would not be then', () => {
    const judgement = judge(CHECKS, given.readings(few), given.now);
    expect(judgement).toMatchObject({
      blocked: false,
      ahead: [{ id: 'baseline/measured-timings', blocks: true }],
    });
    expect(judgement.ahead[0]?.message).toBe('5 of 20 timed cases.');
  });

  it('is not told again where it is missed today', () => {
    expect(ahead({ timings: given.timings(4) })).toEqual([]);
  });

  it('is nothing when all of it is met', () => {
    expect(ahead({})).toEqual([]);
  });

  it('is nothing in production, after which no stage comes', () => {
    const manifest = given.manifest({ stage: 'production' });
    expect(ahead({ manifest, results: given.results([], { produced_at: '2026-11-01T09:00:00Z' }) })).toEqual(
      [],
    );
  });

  it.each([
    ['is ship when all of it is met', given.worthSaid(), 'ship'],
    ['is not ship when a bar of the next stage is missed', few, 'continue'],
  ])('decides the verdict, which %s', (_, over, verdict) => {
    const real = (CHECKS as readonly Check[]).filter((check) => check.id.startsWith('baseline/'));
    expect(judge(real, given.readings(over), given.now).ruling.verdict).toBe(verdict);
  });
});

describe('reasons to stop', () => {
  const late = new Date('2026-12-01T00:00:00Z');
  const verdict = (over: Parameters<typeof given.readings>[0], now = late) =>
    judge(CHECKS, given.readings(over), now).ruling;

  it('are none in time', () => {
    expect(verdict({}, given.now).verdict).not.toBe('stop');
  });

  it('are a decision that is overdue', () => {
    expect(verdict({})).toEqual({
      verdict: 'stop',
      reason: 'the decision was due on 2026-11-30 and nobody has recorded one',
    });
  });

  it('are a criterion that is met, before the overdue decision', () => {
    const [first, ...rest] = given.criteria;
    if (first === undefined) throw new Error('There are criteria');
    expect(verdict({ kill: given.kill([{ ...first, threshold: 99 }, ...rest]) }).reason).toBe(
      'criterion value, set by Olga Owner, is met: baseline.timed_cases < 99 on 2026-11-30: now 20, 79 below 99',
    );
  });

  it('end with a recorded decision, in a pull request that nothing blocks', () => {
    const over = {
      decisions: [given.decision({ date: '2026-12-01' })],
      change: given.change({ files: ['decisions/0001-stop.md'] }),
      timings: given.timings(0),
    };
    expect(verdict(over).verdict).not.toBe('stop');
    expect(judge(CHECKS, given.readings(over), late).blocked).toBe(false);
  });

  it('stay, and block, while a pull request changes other files', () => {
    expect(judge(CHECKS, given.readings(), late).blocked).toBe(true);
  });
});

describe('without poc.yaml', () => {
  it('nothing can be judged, and it is blocked', () => {
    const judgement = judge(CHECKS, given.readings({}, { manifest: UNREADABLE }), given.now);
    expect(judgement).toMatchObject({
      stage: null,
      blocked: true,
      ruling: { verdict: 'cannot-judge' },
    });
  });
});
