import { stringify } from 'yaml';
import { baseline } from '../../action/contract/baseline.ts';
import { CATALOGUE } from '../../action/contract/catalogue.ts';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import { type Manifest, manifest } from '../../action/contract/manifest.ts';
import type { Stage } from '../../action/contract/stage.ts';
import { type Timing, timing } from '../../action/contract/timings.ts';
import { type Files, HOUR } from './repository.ts';

const dayFrom = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 24 * HOUR).toISOString().slice(0, 10);

/** What a POC is, its bars and what stops it: the files that have to be there before the first result. */
export function criteria(now: Date, stage: Stage, connected: Partial<Manifest> = {}): Files {
  const due = dayFrom(now, 4);
  return {
    'poc.yaml': stringify(
      manifest.parse({
        version: 1,
        workflow: {
          id: 'billing-triage',
          kind: 'classify',
          title: 'Is a message about a bill?',
          labels: ['bill', 'other'],
          user_role: 'billing clerk',
          out_of_scope: ['Answering messages', 'Messages in other languages', 'Attachments'],
        },
        owner: 'Olga Owner',
        sponsor: 'Sam Sponsor',
        users: ['user-1', 'user-2', 'user-3'].map((pseudonym) => ({
          pseudonym,
          role: 'billing clerk',
          acknowledged_on: dayFrom(now, -9),
        })),
        stage,
        stage_started_on: dayFrom(now, -10),
        decision_due: due,
        capabilities: {
          writes: connected.systems !== undefined,
          unattended: false,
          personal_data: true,
          llm_judge: false,
        },
        ...connected,
      }),
    ),
    'policy/kill.yaml': stringify({
      version: 1,
      criteria: [
        criterion('too-few-timed', 'baseline.timed_cases', 5, due),
        criterion('nobody-uses-it', 'users.named', 2, due),
        criterion('hopeless', 'eval.pass_rate_upper', 0.7, due),
      ],
    }),
    'policy/thresholds.yaml': stringify({
      version: 1,
      // A POC that has nothing for the newer checks is one that has not accepted them yet.
      ...(connected.systems === undefined ? {} : { catalogue: CATALOGUE }),
      bars: { 'eval/pass-rate': { reviewed: 0.8 } },
    }),
    'policy/waivers.yaml': stringify({ version: 1, waivers: [] }),
    ...(stage === 'explore' ? {} : { 'decisions/0001-ship.md': entering(stage, now) }),
  };
}

/** The decision that led into a stage. */
const entering = (stage: Stage, now: Date): string =>
  [
    '---',
    stringify({
      status: 'accepted',
      date: dayFrom(now, -10),
      decision: 'ship',
      'decision-makers': ['Olga Owner'],
      to: stage,
      options: ['ship', 'stop'],
      reason: 'The eval holds, and the clerks asked for it.',
      review_on: dayFrom(now, 100),
    }).trimEnd(),
    '---',
    '# Go on',
    '',
  ].join('\n');

const criterion = (id: string, metric: string, threshold: number, due: string) => ({
  id,
  metric,
  op: '<',
  threshold,
  by_date: due,
  set_by: 'Sam Sponsor',
});

/** What pilot asks for: the price of an error. */
const PRICED = {
  currency: 'EUR',
  hourly_cost: { amount: 60, as_of: '2026-09-01', source: 'rate card' },
  cost_per_error: { low: 10, likely: 20, high: 40, source: 'credit notes of 2025' },
};

/** Finished cases that somebody else looked at again; every tenth was wrong. */
const lookedAt = (n: number): string =>
  [
    'case_ref,performer,checked_by,wrong,class,arm',
    ...Array.from(
      { length: n },
      (_, i) => `finished-${i},person-${i % 3},person-9,${i % 10 === 0 ? 'yes,wrong queue' : 'no,'},by_hand`,
    ),
    '',
  ].join('\n');

/** What is judged: the baseline, the cases, the code. */
export function evidence(chosen: readonly EvalCase[], timed: readonly Timing[], stage: Stage): Files {
  const columns = Object.keys(timing.shape) as (keyof Timing)[];
  return {
    'baseline.yaml': stringify(
      baseline.parse({
        version: 1,
        unit: 'one incoming message',
        start_event: 'the message is opened',
        stop_event: 'the message is filed',
        performer_roles: ['billing clerk'],
        eligible_per_month: 900,
        volume_query: 'messages received in October, from the helpdesk',
        volume_window: '2026-10-01/2026-10-31',
        exclusions: [],
        value: stage === 'explore' ? null : PRICED,
      }),
    ),
    ...(stage === 'explore' ? {} : { 'baseline/errors.csv': lookedAt(50) }),
    'baseline/timings.csv': `${columns.join(',')}\n${timed.map((row) => `${columns.map((column) => row[column]).join(',')}\n`).join('')}`,
    'eval/cases/cases.jsonl': jsonLines(chosen),
    'eval/grader.ts': 'export const grade = (answer: string, expected: string) => answer === expected;\n',
    'prompts/classify.md': 'Say whether it is about money that is owed.\n',
    'src/workflow.ts': "export const answer = (text: string) => (/bill/.test(text) ? 'bill' : 'other');\n",
  };
}

/** One JSON value a line. */
export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
