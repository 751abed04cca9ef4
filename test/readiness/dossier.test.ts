import { describe, expect, it } from 'vitest';
import type { Value } from '../../action/contract/value.ts';
import { dossierOf } from '../../action/readiness/dossier.ts';
import type { Evidence } from '../../action/readiness/evidence.ts';
import { given } from '../given.ts';

const assisted = (n: number, change: object = {}) => ({
  ...given.timing(n),
  t_tool_s: null,
  t_review_s: 30,
  t_fix_s: null,
  fell_back: 'no' as const,
  assignment: 'before_after' as const,
  arm: 'with_poc' as const,
  followed: 'yes' as const,
  ...change,
});
const inFile = <T>(file: string, values: readonly T[]) => ({ file, rows: given.rows(file, values) });
const dossier = (over: Partial<Evidence>) => dossierOf(given.readings(over));

const VALUE: Value = {
  currency: 'EUR',
  locale: 'de',
  hourly_cost: { amount: 52, basis: 'loaded', as_of: '2026-09-01', source: 'finance' },
  cost_per_error: { low: 20, likely: 35, high: 60, source: 'credit notes' },
  capture: { share: 0.5, hours_become: 'overtime_cut', owner: 'Fin Ance', accepted_on: '2026-10-02' },
  build: [{ item: 'people', kind: 'people', days: 20, per_day: 800, spent: false, source: 'time log' }],
  run: [
    { item: 'support', kind: 'support', per_month: 1450, source: 'invoices' },
    { item: 'model', kind: 'model', per_case: { low: 0.1, likely: 0.2, high: 0.4 }, source: 'usage export' },
  ],
  horizon_months: 12,
  discount_rate: null,
};

describe('the rows behind a report', () => {
  it('are those of both arms, each with its place and its minutes', () => {
    const found = dossier({
      timings: inFile('t.csv', [given.timing(0, { seconds: 630, method: 'system_timestamps' })]),
      assisted: inFile('a.csv', [
        assisted(1, { fell_back: 'yes', followed: 'no', method: 'system_timestamps' }),
      ]),
    });
    expect(found.today).toEqual([
      {
        file: 't.csv',
        line: 1,
        caseRef: 'ref-0',
        performer: 'person-0',
        day: '2026-11-16',
        minutes: 10.5,
        method: 'system_timestamps',
        counted: true,
        fellBack: false,
        refused: false,
      },
    ]);
    expect(found.withPoc).toMatchObject([{ file: 'a.csv', line: 1, fellBack: true, refused: true }]);
  });

  it('say of warm-up that it does not count, and stay in the order of the file', () => {
    const of = (n: number) =>
      given.timing(n, { performer: 'person-0', started_at: `2026-11-1${n}T08:00:00Z` });
    const { today } = dossier({ timings: inFile('t.csv', [of(3), of(1), of(2), of(4), of(5), of(6)]) });
    expect(today.map(({ line, day, counted }) => [line, day.slice(-2), counted])).toEqual([
      [1, '13', true],
      [2, '11', false],
      [3, '12', false],
      [4, '14', true],
      [5, '15', true],
      [6, '16', true],
    ]);
  });

  it('hold no estimate', () => {
    expect(dossier({ timings: given.timings(1, () => ({ method: 'estimate' })) }).today).toEqual([]);
  });

  it('tell what was discarded, and what was looked at again', () => {
    const found = dossier({
      discarded: inFile('d.csv', [
        {
          case_ref: 'r',
          performer: 'p',
          discarded_at: '2026-11-17T08:00:00Z',
          reason: 'the phone rang',
          arm: '',
        },
      ]),
      checkedCases: inFile('e.csv', [
        { case_ref: 'r', performer: 'p', checked_by: 'q', wrong: 'yes', class: 'amount', arm: 'by_hand' },
        { case_ref: 's', performer: 'p', checked_by: 'q', wrong: 'no', class: '', arm: 'with_poc' },
      ]),
    });
    expect(found.discarded).toEqual([
      { file: 'd.csv', line: 1, caseRef: 'r', performer: 'p', day: '2026-11-17', reason: 'the phone rang' },
    ]);
    expect(found.checked).toEqual([
      {
        file: 'e.csv',
        line: 1,
        caseRef: 'r',
        performer: 'p',
        checkedBy: 'q',
        arm: 'by_hand',
        wrong: true,
        kind: 'amount',
      },
      {
        file: 'e.csv',
        line: 2,
        caseRef: 's',
        performer: 'p',
        checkedBy: 'q',
        arm: 'with_poc',
        wrong: false,
        kind: '',
      },
    ]);
  });

  it('tell what was stated, each with its source; what follows from two figures is worked out', () => {
    const { stated } = dossier({ baseline: given.baseline({ value: VALUE }) });
    expect(
      stated.map(({ what, low, likely, high, unit, source }) => [what, low, likely, high, unit, source]),
    ).toEqual([
      [
        'Cases a month',
        1200,
        1200,
        1200,
        'cases',
        'select count(*) from messages where …, 2026-10-01/2026-10-31',
      ],
      ['An hour of work, all it costs', 52, 52, 52, 'money', 'finance, 2026-09-01'],
      ['One error that nobody catches', 20, 35, 60, 'money', 'credit notes'],
      [
        'Share of freed hours that becomes something named',
        0.5,
        0.5,
        0.5,
        'share',
        'overtime cut; accepted by Fin Ance, 2026-10-02',
      ],
      ['Once: people (planned)', 16_000, 16_000, 16_000, 'money', 'time log'],
      ['A month: support', 1450, 1450, 1450, 'money', 'invoices'],
      ['A case: model', 0.1, 0.2, 0.4, 'money', 'usage export'],
    ]);
  });

  it('say of a share that nobody put a name to that nobody accepted it', () => {
    const capture = { ...VALUE.capture, accepted_on: null };
    const { stated } = dossier({ baseline: given.baseline({ value: { ...VALUE, capture } }) });
    expect(stated[3]?.source).toBe('overtime cut; accepted by nobody yet');
  });

  it('say on which line something was stated', () => {
    const baseline = {
      ...given.baseline({ value: VALUE }),
      lines: { 'value.hourly_cost': 31, 'value.run.1': 58, value: 29 },
    };
    const lines = dossier({ baseline }).stated.map(({ file, line }) => `${file}:${line}`);
    expect(lines).toEqual([
      'baseline.yaml:null',
      'baseline.yaml:31',
      'baseline.yaml:29',
      'baseline.yaml:29',
      'baseline.yaml:29',
      'baseline.yaml:29',
      'baseline.yaml:58',
    ]);
  });

  it('hold the decisions, the latest first, and the waivers of the base', () => {
    const found = dossier({
      decisions: [
        { ...given.decision({ date: '2026-10-01', decision: 'continue' }), file: 'decisions/0001-a.md' },
        { ...given.decision({ date: '2026-11-01', decision: 'harden' }), file: 'decisions/0002-b.md' },
        { ...given.decision({ date: '2026-11-01', decision: 'stop' }), file: 'decisions/0003-c.md' },
      ],
      change: given.change({ base: given.base({ waivers: [given.waiver()] }) }),
    });
    expect(found.decisions.map((one) => one.decision)).toEqual(['stop', 'harden', 'continue']);
    expect(found.decisions[0]).not.toHaveProperty('body');
    expect(found.waivers).toEqual([
      {
        check: 'eval/pass-rate',
        text: 'The sponsor accepts it for the trial.',
        instead: 'A person reads every answer.',
        owner: 'Olga Owner',
        renewals: 0,
      },
    ]);
  });

  it('name the files that were read, and none that has no row', () => {
    const { sources } = dossier({ timings: given.timings(20) });
    expect(sources.map(({ what, files, rows }) => [what, files.join(), rows])).toEqual([
      ['What this proof of concept is', 'poc.yaml', null],
      ['The work today, its volume and the money', 'baseline.yaml', null],
      ['Timed cases, as done today', 'baseline/timings.csv', 20],
      ['Cases of the eval', 'eval/cases/all.jsonl', 207],
      ['Results of the eval', 'eval/results/results.jsonl', 207],
      ['Bars', 'policy/thresholds.yaml', null],
      ['What would make us stop', 'policy/kill.yaml', null],
    ]);
  });

  it('hold a curve only of results that are about this tree', () => {
    const rows = given.caseSet().map((one) => given.evalRow(one, { confidence: 0.9 }));
    expect(dossier({ results: given.results(rows) }).riskCoverage).toMatchObject({ attempts: 70 });
    const stale = given.results(rows, {}, { source: given.digest('f') });
    expect(dossier({ results: stale }).riskCoverage).toBeNull();
  });

  it('are empty where nothing could be read', () => {
    const missing = { status: 'missing', lookedIn: 'x', remedy: '' } as const;
    const all = given.readings();
    const nothing = Object.fromEntries(Object.keys(all).map((key) => [key, missing])) as typeof all;
    expect(dossierOf(nothing)).toEqual({
      unit: null,
      today: [],
      withPoc: [],
      discarded: [],
      checked: [],
      stated: [],
      decisions: [],
      waivers: [],
      riskCoverage: null,
      sources: [],
    });
  });
});
