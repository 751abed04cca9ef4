import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { access } from '../../action/contract/access.ts';
import { baseline } from '../../action/contract/baseline.ts';
import { dataRegister } from '../../action/contract/data-register.ts';
import { decision } from '../../action/contract/decision.ts';
import { evalCase, evalChange } from '../../action/contract/eval-case.ts';
import { evalRow, evalRun } from '../../action/contract/eval-run.ts';
import { graderAgreement } from '../../action/contract/grader-agreement.ts';
import { kill } from '../../action/contract/kill.ts';
import { limits } from '../../action/contract/limits.ts';
import { manifest } from '../../action/contract/manifest.ts';
import { organisation } from '../../action/contract/organisation.ts';
import { owners } from '../../action/contract/owners.ts';
import { prices } from '../../action/contract/prices.ts';
import { productionMix } from '../../action/contract/production-mix.ts';
import { report } from '../../action/contract/report.ts';
import { signals } from '../../action/contract/signals.ts';
import { suppressions } from '../../action/contract/suppressions.ts';
import { thresholds } from '../../action/contract/thresholds.ts';
import { timing } from '../../action/contract/timings.ts';
import { waivers } from '../../action/contract/waivers.ts';
import { given } from '../given.ts';

type Json = Record<string, unknown>;
/** Sets the field at a dotted path; `undefined` takes it out. */
function put(value: unknown, path: string, next: unknown): unknown {
  const copy = structuredClone(value) as Json;
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce<Json>((at, key) => at[key] as Json, copy);
  if (next === undefined) delete parent[last];
  else parent[last] = next;
  return copy;
}

const GOOD: Record<string, { schema: z.ZodType; value: unknown }> = {
  'poc.yaml': {
    schema: manifest,
    value: given.manifest({ extension: { days: 7, sponsor: 'Sam', granted_on: '2026-11-20' } }).value,
  },
  'baseline.yaml': {
    schema: baseline,
    value: given.baseline({ estimate: { minutes: 9, said_by: 'Ann', said_on: '2026-11-16' } }).value,
  },
  'policy/kill.yaml': { schema: kill, value: given.kill().value },
  'policy/thresholds.yaml': {
    schema: thresholds,
    value: given.thresholds({ 'eval/pass-rate': { reviewed: 0.9 } }).value,
  },
  'eval/slices.yaml': { schema: productionMix, value: given.mix() },
  'eval/grader-agreement.json': {
    schema: graderAgreement,
    value: given.agreement([given.labelled('case-0')]),
  },
  'policy/waivers.yaml': { schema: waivers, value: { version: 1, waivers: [given.waiver()] } },
  'policy/owners.yaml': { schema: owners, value: given.owners().value },
  'policy/data.yaml': { schema: dataRegister, value: given.dataRegister().value },
  'policy/access.yaml': { schema: access, value: given.access().value },
  'policy/limits.yaml': { schema: limits, value: given.limits().value },
  'policy/prices.yaml': { schema: prices, value: given.prices().value },
  'policy/signals.yaml': { schema: signals, value: given.signals().value },
  'policy/suppressions.yaml': { schema: suppressions, value: given.suppressions().value },
  'poc-policy.yaml': { schema: organisation, value: { version: 1, name: 'Acme' } },
  'a row of timings.csv': { schema: timing, value: { ...given.timing(1), interrupted_s: '0' } },
  'a line of eval/cases': { schema: evalCase, value: given.evalCase('a') },
  'a line of eval/CHANGES.jsonl': { schema: evalChange, value: given.caseChange('a', 'olga') },
  'a row of results': { schema: evalRow, value: given.evalRow(given.evalCase('a')) },
  'run.json': { schema: evalRun, value: given.results([]).run },
  'a decision record': { schema: decision, value: given.decision().value },
  'a report': {
    schema: report,
    value: {
      schema: 'poc-report/v1',
      version: '0.1.0',
      judged_at: '2026-11-20T12:00:00Z',
      folder: '.',
      commit: null,
      base: { commit: null, how: 'nothing' },
      organisation: null,
      verdict: 'continue',
      reason: 'the value is not proven either way',
      blocked: false,
      stage: 'explore',
      as_if: null,
      next_stage: 'pilot',
      poc: { id: 'x', title: 'X', owner: 'Olga', decision_due: '2026-11-17', days_left: -3, day_of_stage: 5 },
      standing: { minutes_today: null, pass_rate: null },
      eval: { slices: [], slices_in_all: 0, change: null, files: [], files_in_all: 0 },
      value: null,
      adoption: null,
      bars_changed: [],
      results: [],
      ahead: [],
    },
  },
};
const schemaOf = (file: string) => GOOD[file]?.schema as z.ZodType;
const with_ = (file: string, path: string, next: unknown) =>
  schemaOf(file).safeParse(put(GOOD[file]?.value, path, next));

describe('the schema of', () => {
  it.each(Object.keys(GOOD))('%s accepts a good one', (file) => {
    expect(schemaOf(file).safeParse(GOOD[file]?.value)).toMatchObject({ success: true });
  });

  it.each(Object.keys(GOOD).filter((file) => file !== 'a decision record'))(
    '%s refuses a key that nothing reads',
    (file) => {
      expect(with_(file, 'unheard_of', 1).error?.issues).toMatchObject([{ code: 'unrecognized_keys' }]);
    },
  );

  it.each([
    ['poc.yaml', 'workflow.titel'],
    ['poc.yaml', 'users.0.name'],
    ['poc.yaml', 'capabilities.write'],
    ['poc.yaml', 'evidence.inputs.sources'],
    ['policy/kill.yaml', 'criteria.0.treshold'],
    ['policy/thresholds.yaml', 'bars.eval/pass-rat'],
    ['policy/thresholds.yaml', 'bars.eval/pass-rate.reviewd'],
    ['policy/waivers.yaml', 'waivers.0.until'],
    ['run.json', 'inputs.params'],
  ])('%s refuses the key %s inside', (file, path) => {
    expect(with_(file, path, 1).error?.issues).toMatchObject([{ code: 'unrecognized_keys' }]);
  });

  it('a decision record leaves other keys of MADR alone', () => {
    expect(with_('a decision record', 'consulted', ['Ann']).success).toBe(true);
  });

  it.each([
    ['poc.yaml', 'version', 2],
    ['poc.yaml', 'version', undefined],
    ['poc.yaml', 'workflow.id', 'Message Triage'],
    ['poc.yaml', 'workflow.kind', 'summarise'],
    ['poc.yaml', 'workflow.labels', ['one']],
    ['poc.yaml', 'owner', ['Ann', 'Bob']],
    ['poc.yaml', 'owner', '   '],
    ['poc.yaml', 'users', undefined],
    ['poc.yaml', 'users.0.pseudonym', ''],
    ['poc.yaml', 'users.0.acknowledged_on', 'yesterday'],
    ['poc.yaml', 'stage', 'live'],
    ['poc.yaml', 'stage_started_on', '2026-02-30'],
    ['poc.yaml', 'decision_due', '2026-11-30T12:00:00Z'],
    ['poc.yaml', 'decision_due', null],
    ['poc.yaml', 'extension.days', 0],
    ['poc.yaml', 'extension.days', 2.5],
    ['poc.yaml', 'extension.sponsor', undefined],
    ['poc.yaml', 'capabilities.unattended', 'no'],
    ['poc.yaml', 'capabilities.unattended', undefined],
    ['poc.yaml', 'systems.0.access', 'admin'],
    ['baseline.yaml', 'unit', 7],
    ['baseline.yaml', 'unit', ''],
    ['baseline.yaml', 'eligible_per_month', 0],
    ['baseline.yaml', 'eligible_per_month', 10.5],
    ['baseline.yaml', 'eligible_per_month', '1200'],
    ['baseline.yaml', 'performer_roles', 'agent'],
    ['baseline.yaml', 'estimate.minutes', -1],
    ['policy/kill.yaml', 'criteria.0.metric', 'users.happy'],
    ['policy/kill.yaml', 'criteria.0.op', '=='],
    ['policy/kill.yaml', 'criteria.0.threshold', '5'],
    ['policy/kill.yaml', 'criteria.0.threshold', Number.NaN],
    ['policy/kill.yaml', 'criteria.0.threshold', Number.NEGATIVE_INFINITY],
    ['policy/kill.yaml', 'criteria.0.by_date', null],
    ['policy/kill.yaml', 'criteria.1.id', 'value'],
    ['policy/thresholds.yaml', 'bars.eval/pass-rate.reviewed', 1.01],
    ['policy/thresholds.yaml', 'bars.eval/pass-rate.reviewed', -0.1],
    ['policy/thresholds.yaml', 'bars.eval/pass-rate.reviewed', '0.9'],
    ['policy/thresholds.yaml', 'bars.data/real-cases', { explore_cases: 9.5 }],
    ['policy/thresholds.yaml', 'bars.data/real-cases', { explore_cases: 0 }],
    ['policy/waivers.yaml', 'waivers.0.check', 'eval/*'],
    ['policy/waivers.yaml', 'waivers.0.check', 'eval'],
    ['policy/waivers.yaml', 'waivers.0.reason', 'busy'],
    ['policy/waivers.yaml', 'waivers.0.approver', ' '],
    ['policy/waivers.yaml', 'waivers.0.expires_on', undefined],
    ['policy/waivers.yaml', 'waivers.0.renewals', -1],
    ['a row of timings.csv', 'method', 'guess'],
    ['a row of timings.csv', 'started_at', '2026-11-16 09:00'],
    ['a row of timings.csv', 'started_at', '2026-11-16T09:00:00'],
    ['a row of timings.csv', 'interrupted_s', ''],
    ['a row of timings.csv', 'interrupted_s', '-1'],
    ['a row of timings.csv', 'interrupted_s', 'a while'],
    ['a row of timings.csv', 'interrupted_s', 'Infinity'],
    ['a row of timings.csv', 'performer', ''],
    ['a line of eval/cases', 'id', ''],
    ['a line of eval/cases', 'input', undefined],
    ['a line of eval/cases', 'origin', 'REAL'],
    ['a line of eval/cases', 'source_ref', ''],
    ['a line of eval/cases', 'sampled_at', '2026-11-16'],
    ['a line of eval/cases', 'suite', 'holdout'],
    ['a line of eval/CHANGES.jsonl', 'reason', 'it failed'],
    ['a line of eval/CHANGES.jsonl', 'approved_by', ''],
    ['a row of results', 'verdict', 'passed'],
    ['a row of results', 'verdict', undefined],
    ['a row of results', 'repeat', -1],
    ['a row of results', 'confidence', 1.5],
    ['a row of results', 'latency_ms', -0.1],
    ['run.json', 'schema', 'poc-evidence/v2'],
    ['run.json', 'produced_at', undefined],
    ['run.json', 'produced_at', '2026-11-20'],
    ['run.json', 'produced_at', '2026-11-20T23:59:60Z'],
    ['run.json', 'commit', 'abc123'],
    ['run.json', 'inputs.cases', 'sha256:abc'],
    ['run.json', 'inputs.cases', undefined],
    ['run.json', 'n', -1],
    ['a decision record', 'status', 'done'],
    ['a decision record', 'decision', 'maybe'],
    ['a decision record', 'decision-makers', []],
    ['a decision record', 'date', '20 November'],
    ['a report', 'verdict', 'kill'],
    ['a report', 'schema', 'poc-report/v0'],
    ['a report', 'poc.days_left', 1.5],
  ])('%s refuses %s: %o', (file, path, value) => {
    const issues = with_(file, path, value).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([
      expect.stringContaining(path.startsWith('criteria.1') ? 'criteria' : path),
    ]);
  });

  it.each([
    ['poc.yaml', 'sponsor', null],
    ['poc.yaml', 'users', []],
    ['poc.yaml', 'extension', undefined],
    ['poc.yaml', 'systems', undefined],
    ['poc.yaml', 'evidence', undefined],
    ['baseline.yaml', 'start_event', null],
    ['baseline.yaml', 'estimate', undefined],
    ['policy/kill.yaml', 'criteria', []],
    ['policy/thresholds.yaml', 'bars', {}],
    ['policy/thresholds.yaml', 'bars.eval/results-fresh', { pilot_days: 0 }],
    ['policy/thresholds.yaml', 'bars.eval/pass-rate.reviewed', 1],
    ['policy/waivers.yaml', 'waivers.0.renewals', undefined],
    ['a row of timings.csv', 'started_at', '2026-11-16T09:00:00+01:00'],
    ['a row of timings.csv', 'interrupted_s', '12.5'],
    ['a line of eval/cases', 'slices', undefined],
    ['a line of eval/cases', 'input', { nested: [1, null, true] }],
    ['a row of results', 'repeat', undefined],
    ['run.json', 'commit', 'a'.repeat(64)],
  ])('%s accepts %s: %o', (file, path, value) => {
    expect(with_(file, path, value)).toMatchObject({ success: true });
  });
});

describe('a timed case', () => {
  const row = GOOD['a row of timings.csv']?.value as ReturnType<typeof given.timing>;
  const parse = (change: Json) => timing.safeParse({ ...row, started_at: '2026-11-16T09:00:00Z', ...change });

  it.each([
    ['that stops when it starts', { stopped_at: '2026-11-16T09:00:00Z' }],
    ['that stops before it starts', { stopped_at: '2026-11-16T08:59:59Z' }],
    ['that was interrupted all the time', { stopped_at: '2026-11-16T09:10:00Z', interrupted_s: '600' }],
  ])('%s is refused', (_, change) => {
    expect(parse(change).error?.issues).toMatchObject([
      { path: ['stopped_at'], message: 'expected a stop after the start, by more than the interruptions' },
    ]);
  });

  it('that was worked on for a second is accepted', () => {
    expect(parse({ stopped_at: '2026-11-16T09:10:00Z', interrupted_s: '599' })).toMatchObject({
      success: true,
      data: { interrupted_s: 599 },
    });
  });
});

describe('defaults', () => {
  it('of poc.yaml name the files of a made repository', () => {
    expect(manifest.parse(put(given.manifest().value, 'evidence', undefined)).evidence).toEqual({
      results: 'eval/results/**/run.json',
      usage: 'usage/*.jsonl',
      eligible: 'usage/eligible.csv',
      seeds: 'evidence/seeds.jsonl',
      traces: 'evidence/traces/*.jsonl',
      output_schema: 'src/output.schema.json',
      inputs: {
        cases: ['eval/cases/**/*.jsonl'],
        source: ['src/**', 'data/**'],
        prompts: ['prompts/**'],
        grader: ['eval/**/*.ts'],
        policy: ['policy/thresholds.yaml'],
      },
    });
  });

  it('of a row are its first repeat, and nothing known', () => {
    expect(evalRow.parse({ id: 'a', verdict: 'pass' })).toEqual({
      id: 'a',
      repeat: 0,
      verdict: 'pass',
      outcome: null,
      answer: null,
      reason: null,
      confidence: null,
      latency_ms: null,
      cost_usd: null,
      cluster: null,
      model: null,
    });
  });

  it('cut the spaces around text', () => {
    expect(evalChange.parse(given.caseChange(' a ', ' olga '))).toMatchObject({
      id: 'a',
      approved_by: 'olga',
    });
  });
});
