import type { Random } from '../../action/statistics/gamma-draw.ts';
import { randomFrom } from '../../action/statistics/random.ts';
import { PEOPLE } from './first-days.ts';
import { type Message, messages } from './messages.ts';
import { openPage, type Page, type Shown } from './page.ts';
import { at, type Team } from './team.ts';

const INTAKE = 'intake-1';
const MINUTE = 60_000;

/** Who closed which case when, as the helpdesk lists it. */
export type Closed = { ref: string; at: Date; by: string };

/** What goes on in the weeks of use: one stream of chance for what people decide, and what the helpdesk knows. */
export type Use = { next: Random; closed: Closed[]; truth: Map<string, Message> };
export const beginUse = (): Use => ({ next: randomFrom(2), closed: [], truth: new Map() });

/** Working days from one to another. On each the messages of the day are handed in, three people decide, others work by hand. */
export async function works(team: Team, use: Use, days: readonly number[]): Promise<void> {
  for (const day of days) {
    team.when(at(day, '07:30'));
    const page = await openPage(team, [`${INTAKE}:operator`, ...PEOPLE.map((user) => `${user}:reviewer`)]);
    try {
      await handIn(team, use, page, day);
      if (day > 11 && day % 2 === 0)
        await team.run('npm run --silent review -- seed 5', { expected: [0, 1] });
      await decide(team, use, page, day);
    } finally {
      await page.close();
    }
  }
}

async function handIn(team: Team, { truth, closed }: Use, page: Page, day: number): Promise<void> {
  // Of the day's own: what comes in does not hang on which errors were seeded the day before, which is real chance.
  const next = randomFrom(1000 + day);
  const all = messages(`day-${day}`, 24 + Math.floor(next() * 7), next);
  for (const [n, one] of all.entries()) {
    const { id, channel, subject, text } = one;
    truth.set(id, one);
    if (next() < 0.7) {
      team.when(new Date(at(day, '07:31').getTime() + n * 9_000 + next() * 4_000));
      await page.handIn(INTAKE, id, { channel, subject, text });
    } else {
      const by = next() < 0.4 ? (PEOPLE[n % 3] as string) : 'agent-7';
      closed.push({ ref: id, at: new Date(at(day, '08:00').getTime() + next() * 7 * 60 * MINUTE), by });
    }
  }
}

type Turn = { user: string; moment: number; done?: () => Promise<unknown> };

/** Each of three people begins a case now and then, and is done with it a minute later. */
async function decide(team: Team, use: Use, page: Page, day: number): Promise<void> {
  const next = randomFrom(2000 + day);
  const turns: Turn[] = PEOPLE.flatMap((user) => begins(next, day).map((moment) => ({ user, moment })));
  for (;;) {
    turns.sort((a, b) => a.moment - b.moment);
    const turn = turns.shift();
    if (turn === undefined) return;
    const { user, moment } = turn;
    team.when(new Date(moment));
    if (turn.done !== undefined) {
      await turn.done();
      continue;
    }
    const shown = await page.next(user);
    // One in fifty is left lying, and offered to somebody else later.
    if (shown === null || use.next() < 0.02) continue;
    const after = moment + 22_000 + use.next() * 50_000;
    turns.push({ user, moment: after, done: () => answer(use, page, user, shown, new Date(after)) });
  }
}

/** Some ten moments between eight and a quarter past three, none at an even distance. */
function begins(next: Random, day: number): number[] {
  const all = [];
  let moment = at(day, '08:02').getTime() + next() * 20 * MINUTE;
  while (moment < at(day, '15:10').getTime()) {
    all.push(moment);
    moment += (4 + 70 * next() * next()) * MINUTE + 90_000;
  }
  return all;
}

/** Whoever decides knows the work: one error in twenty-five is overlooked. Which are seeded is chance. */
async function answer(use: Use, page: Page, user: string, shown: Shown, now: Date): Promise<void> {
  const right = use.truth.get(shown.ref)?.queue as string;
  const overlooked = use.next() < 1 / 25;
  if (shown.label === right || (shown.label !== null && overlooked))
    await page.decide(user, shown, 'accepted');
  else if (use.next() < 0.15) await page.decide(user, shown, 'rejected:wrong');
  else await page.decide(user, shown, 'edited', right);
  use.closed.push({ ref: shown.ref, at: new Date(now.getTime() + 40_000), by: user });
}

/** What the helpdesk says was eligible, and what the running system exports, until yesterday. */
export async function exports(team: Team, { closed }: Use): Promise<void> {
  const rows = [...new Map(closed.map((one) => [one.ref, one])).values()].map(
    ({ ref, at: when, by }) => `${ref},${when.toISOString()},${by}\n`,
  );
  await team.write({ 'exports/closed.csv': `case,closed,agent\n${rows.join('')}` });
  await team.run(
    'npm run usage:eligible -- exports/closed.csv --case-ref case --closed closed --closed-by agent --names-as-they-are',
  );
  await team.run('rm -r exports');
  await team.run('npm run usage:export');
  await team.run('npm run traces:export');
  await team.run('npx poc audit verify');
  await team.run('npm run audit -- checkpoint');
  await team.run('npm run --silent audit:export');
  await team.commit('chore: usage, traces and a sample of the audit trail');
}
