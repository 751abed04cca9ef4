import { stringify } from 'yaml';
import type { Random } from '../../action/statistics/gamma-draw.ts';
import { randomFrom } from '../../action/statistics/random.ts';
import { type Exported, exported, messages } from './messages.ts';
import { at, on, type Team } from './team.ts';
import { study } from './timings.ts';

/** What the helpdesk held before day 0: made up, and drawn from one stream with the work of the weeks after it. */
export const PAST = randomFrom(1);

export const PEOPLE = ['user-1', 'user-2', 'user-3'] as const;

/** Code owners, those who may approve something, a sponsor: each a pull request of its own. */
export async function namesPeople(team: Team): Promise<void> {
  team.when(at(0, '10:00'));
  const owners = team.read('.github/CODEOWNERS').replaceAll(/^# (\/.*)@.*$/gm, '$1@acme/platform');
  await team.write({ '.github/CODEOWNERS': owners });
  await team.commit('chore: name code owners');
  team.edit('policy/owners.yaml', {
    'owners.data': ['Dana Data'],
    'owners.security': ['Sal Security'],
    'owners.operations': ['Ona Operations'],
    'owners.waivers': ['Sam Sponsor'],
  });
  await team.commit('chore: name who may approve what');
  team.edit('poc.yaml', { sponsor: 'Sam Sponsor' });
  await team.write({
    'policy/kill.yaml': team.read('policy/kill.yaml').replaceAll('Olga Owner', 'Sam Sponsor'),
  });
  await team.commit('chore: the sponsor confirms what would stop it');
}

/** What one unit is, and how long it takes today by the timestamps of the helpdesk. */
export async function timesTheWork(team: Team): Promise<void> {
  team.when(at(1));
  team.edit('baseline.yaml', {
    start_event: 'the message is opened in the helpdesk',
    stop_event: 'the message is moved to its queue with a note',
    eligible_per_month: 600,
    volume_query: 'select count(*) from messages where received_on between :from and :to',
    volume_window: '2027-01-01/2027-01-31',
  });
  await team.commit('docs: define one unit of the work');
  await team.write({ 'exports/january.csv': study('hand', at(-14), 36, 9.5, PAST) });
  await team.run(
    'npm run time -- import exports/january.csv --case-ref case --performer agent --started opened --stopped closed --names-as-they-are',
  );
  await team.run('rm -r exports');
  await team.commit('feat: time the work as it is done today');
}

/** Real cases with what people made of them, and data that its owner allows. */
export async function bringsCases(team: Team): Promise<void> {
  team.when(at(2));
  await team.run('rm eval/cases/sample.jsonl');
  await drawn(team, messages('msg-1', 700, PAST), '--n 700 --train 0.75 --slice-field channel');
  // Messages whose loss costs most: those that were told clearly and went to a wrong queue all the same.
  await drawn(
    team,
    messages('msg-2', 110, PAST, 'clear'),
    '--n 110 --train 0 --append --suite must_never --out eval/cases/must-never.jsonl',
  );
  const lost = messages('nobody', 50, PAST, 'elsewhere').map((one) => ({ ...one, queue: NOBODY }));
  await drawn(
    team,
    lost,
    `--n 50 --train 0 --append --unanswerable ${NOBODY} --out eval/cases/unanswerable.jsonl`,
  );
  await team.write({ 'eval/slices.yaml': stringify(MIX) });
  await team.commit('feat: real cases');
  team.edit('policy/data.yaml', {
    sources: [
      {
        id: 'helpdesk',
        owner: 'Dana Data',
        purpose: 'Sorting incoming messages in this proof of concept',
        personal_data: 'personal',
        processors: ['embedded'],
        retention_days: 90,
        approved_by: 'Dana Data',
        approved_on: on(2),
        expires_on: on(150),
      },
    ],
  });
  await team.commit('chore: the owner of the data allows it');
}

async function drawn(team: Team, all: readonly Exported[], how: string): Promise<void> {
  await team.write({ 'exports/helpdesk.csv': exported(all) });
  await team.run(
    `npm run import -- exports/helpdesk.csv --source-system helpdesk --label-field queue --id-field id ${how}`,
  );
  await team.run('rm -r exports');
}

/** What the helpdesk calls the queue of messages that nobody could sort. */
const NOBODY = 'nowhere';

/** What a month consists of, by the channel that a message came through. */
const MIX = {
  version: 1,
  query: 'select channel, count(*) from messages where received_on between :from and :to group by channel',
  window: { from: '2027-01-01', to: '2027-01-31' },
  slices: [
    { name: 'e-mail', share: 0.7 },
    { name: 'web form', share: 0.3 },
  ],
  weights: false,
};

/** Three people who do the job, with the yes of their manager. */
export async function findsUsers(team: Team): Promise<void> {
  team.when(at(3));
  const users = PEOPLE.map((pseudonym) => ({ pseudonym, role: 'support agent', acknowledged_on: on(3) }));
  team.edit('poc.yaml', { users });
  await team.commit('docs: three users, whose manager agreed');
}

/** Fifty finished cases, looked at again by somebody else; what an error costs. */
export async function countsErrors(team: Team): Promise<void> {
  team.when(at(3, '14:00'));
  await team.write({ 'baseline/errors.csv': ERRORS_HEAD + checked('by_hand', 120, 9, PAST) });
  team.edit('baseline.yaml', { value: money(on(3)) });
  await team.commit('feat: errors of today, and what is at stake');
}

const ERRORS_HEAD = 'case_ref,performer,checked_by,wrong,class,arm\n';
export const checked = (arm: 'by_hand' | 'with_poc', count: number, wrong: number, next: Random): string =>
  Array.from({ length: count }, (_, n) => {
    const bad = n < wrong;
    return `${arm}-${n},agent-${1 + Math.floor(next() * 3)},agent-9,${bad ? 'yes,wrong queue' : 'no,'},${arm}\n`;
  }).join('');

const money = (accepted: string) => ({
  currency: 'EUR',
  locale: 'en',
  hourly_cost: { amount: 52, basis: 'loaded', as_of: '2027-01-04', source: 'finance, rate card' },
  cost_per_error: { low: 20, likely: 35, high: 60, source: 'credit notes of last year' },
  capture: { share: 0.6, hours_become: 'backlog_cleared', owner: 'Sam Sponsor', accepted_on: accepted },
  build: [
    { item: 'one engineer', kind: 'people', days: 8, per_day: 700, spent: true, source: 'time log' },
    { item: 'half a day for everybody', kind: 'training', amount: 900, source: 'offer' },
    {
      item: 'nothing to connect yet',
      kind: 'integration',
      amount: 0,
      source: 'the page is used beside the helpdesk',
    },
  ],
  run: [
    { item: 'support', kind: 'support', per_month: 120, source: 'time log' },
    { item: 'a small machine', kind: 'infrastructure', per_month: 40, source: 'invoice' },
  ],
  horizon_months: 12,
  discount_rate: null,
});

/** When the model is right, by the training split; then every case once, for it and for the simplest alternative. */
export async function evaluates(team: Team): Promise<void> {
  await team.run('npm run calibrate && npm run eval && npm run eval:alternative');
  team.sign('eval/results');
  await team.commit('chore: results');
}

/** The proofs of all parts, as the workflow runs them where people use it; the load test goes 60 times as fast, and is short without minutes. */
export async function proves(team: Team, minutes = ''): Promise<void> {
  const more = { POC_ENVIRONMENT: 'staging', POC_LOAD_MINUTES: minutes, STORY_SPEED: '60' };
  await team.run('npm run prove', { more });
  await team.commit('chore: proofs');
  await scans(team);
}

/** Of the newest commit, and never part of it. */
export async function scans(team: Team): Promise<void> {
  await team.run('npm run scan');
  team.sign('evidence');
}
