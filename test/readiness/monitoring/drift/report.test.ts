import { describe, expect, it } from 'vitest';
import { driftReport } from '../../../../action/contract/drift-report.ts';
import { compareModels } from '../../../../action/readiness/monitoring/drift/models.ts';
import {
  firstMixed,
  type Observation,
  observedRuns,
} from '../../../../action/readiness/monitoring/drift/observations.ts';
import { compareDistributions, driftReportOf } from '../../../../action/readiness/monitoring/drift/report.ts';
import { samplesOf } from '../../../../action/readiness/monitoring/drift/samples.ts';
import { evaluateSignal } from '../../../../action/readiness/monitoring/drift/signals.ts';
import { runsOf } from '../../../../action/readiness/traces/runs.ts';
import type { Span } from '../../../../action/readiness/traces/span.ts';
import { rows } from '../../../given/rows.ts';
import { given } from '../../../given.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-09-07T00:00:00Z');

/** So many rows in the hours of a day, with every second label another. */
const onDay = (day: number, n: number, label = 'bill', models: string[] = []): Observation[] =>
  Array.from({ length: n }, (_, i) => ({
    at: START + day * DAY + i * 60_000,
    features: { label: i % 2 === 0 ? label : 'other' },
    models,
  }));

const asked = { since: null, referenceDays: 28, windowDays: 14, end: START + 60 * DAY };

describe('the two samples', () => {
  it('are the first days and the last, and what is between is in neither', () => {
    const all = [
      ...onDay(0, 300),
      ...onDay(27, 300),
      ...onDay(28, 7),
      ...onDay(45, 7),
      ...onDay(46, 250),
      ...onDay(60, 9),
    ];
    expect(samplesOf(all, asked)).toMatchObject({
      reference: { from: '2026-09-07T00:00:00.000Z', to: '2026-10-05T00:00:00.000Z', n: 600 },
      window: { from: '2026-10-23T00:00:00.000Z', to: '2026-11-06T00:00:00.000Z', n: 250 },
      enough: true,
      would_do: null,
    });
  });

  it.each([
    [500, 200, true],
    [499, 200, false],
    [500, 199, false],
  ])('of %d and %d are enough: %s', (before, after, enough) => {
    expect(samplesOf([...onDay(0, before), ...onDay(50, after)], asked).enough).toBe(enough);
  });

  it('never overlap: what is in the window is not in the reference', () => {
    const all = [...onDay(0, 600), ...onDay(5, 300)];
    const { before, after, reference } = samplesOf(all, { ...asked, end: START + 10 * DAY, windowDays: 7 });
    expect([before.length, after.length]).toEqual([600, 300]);
    expect(reference.to).toBe('2026-09-10T00:00:00.000Z');
  });

  it('say which days would do', () => {
    const all = [...onDay(0, 300), ...onDay(30, 200), ...onDay(40, 150), ...onDay(50, 60)];
    expect(samplesOf(all, asked).would_do).toEqual({ reference_days: 31, window_days: 20 });
    expect(samplesOf(all.slice(10), asked).would_do).toBeNull();
  });

  it('say fewer days than were asked for where those would overlap', () => {
    const all = [...onDay(0, 600), ...onDay(36, 60), ...onDay(50, 150)];
    expect(samplesOf(all, { ...asked, referenceDays: 50 }).would_do).toEqual({
      reference_days: 1,
      window_days: 24,
    });
  });

  it('count from the day that is said', () => {
    const { reference } = samplesOf([...onDay(0, 600), ...onDay(9, 50)], {
      ...asked,
      since: START + 9 * DAY,
    });
    expect(reference).toMatchObject({ from: '2026-09-16T00:00:00.000Z', n: 50 });
  });
});

describe('the models that answer', () => {
  const [a, b] = [onDay(0, 3, 'x', ['model-a']), onDay(50, 2, 'x', ['model-b', 'model-a'])];

  it('are told when one is new or gone, with its calls and first day', () => {
    expect(compareModels({ before: a, after: b })).toEqual({
      appeared: [{ model: 'model-b', calls: 2, first_seen: '2026-10-27T00:00:00.000Z' }],
      vanished: [],
    });
    expect(compareModels({ before: b, after: a }).vanished).toMatchObject([{ model: 'model-b' }]);
  });

  it('are neither where one side has none to compare with', () => {
    expect(compareModels({ before: onDay(0, 3), after: b })).toEqual({ appeared: [], vanished: [] });
    expect(compareModels({ before: a, after: onDay(50, 3) })).toEqual({ appeared: [], vanished: [] });
  });
});

const span = (n: number, attributes: Span['attributes'], over: Partial<Span> = {}): Span => ({
  traceId: `trace ${n}`,
  spanId: `root ${n}`,
  parentSpanId: null,
  name: 'triage',
  startedAt: `2026-10-05T09:00:0${n}.000Z`,
  endedAt: `2026-10-05T09:00:0${n}.500Z`,
  durationMs: 500,
  attributes,
  ...over,
});
const observed = (...spans: Span[]) => observedRuns(runsOf(rows('evidence/traces/a.jsonl', spans)));

describe('a run', () => {
  it('is seen by what its root and its calls say', () => {
    const said = {
      'poc.outcome': 'answered',
      'poc.confidence': 0.9,
      'poc.input.characters': '120',
      'poc.answer.category': 'bill',
    };
    const call = (id: string, input: number) =>
      span(
        1,
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.response.model': 'm-1',
          'gen_ai.usage.input_tokens': input,
          'gen_ai.usage.output_tokens': 7,
        },
        { spanId: id, parentSpanId: 'root 1' },
      );
    expect(observed(span(1, said), call('c1', 100), call('c2', 50))).toEqual([
      {
        at: Date.parse('2026-10-05T09:00:01Z'),
        features: {
          outcome: 'answered',
          category: 'bill',
          confidence: 0.9,
          'input characters': 120,
          'input tokens': 150,
          'output tokens': 14,
          'latency ms': 500,
        },
        models: ['m-1', 'm-1'],
      },
    ]);
  });

  it.each(['eval', 'load', 'test'])('of kind %s does not count', (kind) => {
    expect(observed(span(1, { 'poc.run.kind': kind }))).toEqual([]);
    expect(observed(span(1, { 'poc.run.kind': 'live' }), span(2, {}))).toHaveLength(2);
  });
});

describe('rows of other data', () => {
  const row = (features: Record<string, string | number>) => ({ ts: '2026-10-05T09:00:00Z', features });

  it('that mix text and numbers in one feature are told by the line', () => {
    const mixed = firstMixed(rows('a.jsonl', [row({ words: 1 }), row({ label: 'x' }), row({ words: '2' })]));
    expect(mixed).toMatchObject({ name: 'words', row: { line: 3 } });
    expect(firstMixed(rows('a.jsonl', [row({ words: 1 }), row({ words: 2 })]))).toBeNull();
  });
});

describe('the verdict', () => {
  const now = new Date(asked.end);
  const found = (...observations: Observation[][]) =>
    compareDistributions(observations.flat(), asked, 'somewhere');
  const still = [onDay(0, 600), onDay(50, 300)];
  const signal = (bad: number, n = 100) =>
    evaluateSignal(
      given.signal({ metric: 'edit_rate', reference_days: 28, worse_by: 0.1, period_days: 7 }),
      [
        ...Array.from({ length: 200 }, () => ({ at: START, bad: false })),
        ...Array.from({ length: n }, (_, i) => ({ at: START + 50 * DAY, bad: i < bad })),
      ],
      { now: asked.end, since: null },
    );

  it.each([
    ['nothing at all', null, null, 'unknown'],
    ['no signal, and rows that are the same', [], found(...still), 'none'],
    ['rows with another mix', null, found(onDay(0, 600), onDay(50, 300, 'refund')), 'drift'],
    ['too few rows', null, found(onDay(0, 600), onDay(50, 199, 'refund')), 'unknown'],
    [
      'another model in one call',
      null,
      found(onDay(0, 600, 'bill', ['a']), onDay(50, 300, 'bill', ['a']), onDay(51, 2, 'bill', ['b'])),
      'drift',
    ],
    ['a signal that is fine', [signal(9)], null, 'none'],
    ['a signal that alerts', [signal(10)], null, 'drift'],
    ['a signal that alerts, and too few rows', [signal(10)], found(onDay(0, 5)), 'drift'],
    ['a signal that is fine, and too few rows', [signal(9)], found(onDay(0, 5)), 'unknown'],
    ['a signal that nobody fed', [signal(0, 0)], found(...still), 'unknown'],
  ] as const)('of %s', (_, signals, distributions, verdict) => {
    const report = driftReportOf(now, signals === null ? null : [...signals], distributions);
    expect(report.verdict).toBe(verdict);
    expect(driftReport.parse(report)).toEqual(report);
  });
});
