import { type DoneTasks, doneTasks } from '../../readiness/adoption/done-tasks.ts';
import { type Use, usersIn } from '../../readiness/adoption/events.ts';
import { namingLines } from '../../readiness/adoption/naming-lines.ts';
import { usePatterns } from '../../readiness/adoption/use-patterns.ts';
import { windowTo, within } from '../../readiness/adoption/window.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { dayOf, yetToCome } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { isBuilder } from '../../readiness/named-users.ts';
import { percent } from '../../readiness/percent.ts';
import { locate } from '../../readiness/reading.ts';

type Needed = Pick<Evidence, 'usage' | 'eligible' | 'manifest' | 'authors' | 'history'>;

/** Cases that turn out not to be eligible are some; more are invented, or are of another system. */
const MOST_UNKNOWN = 0.1;

export const realUsage = defineCheck({
  id: 'users/real-usage',
  title: 'The named users do real work with it, on several days',
  failureTitle: 'It is not shown that the named users do real work with it',
  question: 'Did those people do real work with it, on several days, unprompted?',
  why: 'A list of users is an intention; what they did is behaviour.',
  remedy: 'Sit with two users for an hour, then leave them alone for a week, and export the events.',
  severity: 'critical',
  evidence:
    'The usage export (`evidence.usage` in `poc.yaml`, by default `usage/*.jsonl`: `event`, `user`, `case_ref`, `ts`) beside the extract of eligible cases (`evidence.eligible`, by default `usage/eligible.csv`: `case_ref`, `closed_at`, `closed_by`). Over the last `window_days`: people, days and cases, against the bars of `users/real-usage`. Only people under `users:` count who did not build it, and only cases that the system of record lists and that were answered (completed, accepted, edited, rejected).',
  kinds: ['E4'],
  noticed:
    'Builders among the users; events of people who are not on the list; cases that the system of record does not know; one user with most of the cases; starts as regular as a machine’s; bursts that nobody can read, or at hours when nobody else works; days copied from older ones; events that are there twice or have not happened yet.',
  since: 2,
  blocksFrom: 'pilot',
  grace: { pilot: 14 },
  needs: ['usage', 'eligible', 'manifest', 'authors', 'history'],
  evaluate(evidence, circumstances) {
    const { window_days: days } = circumstances.bars['users/real-usage'];
    const window = windowTo(dayOf(circumstances.now), days);
    const recent = within(evidence.usage, window);
    const tasks = doneTasks(recent, evidence);
    return (
      notOurs(evidence, circumstances) ??
      nothingToSee(evidence, recent, days) ??
      suspicious(evidence, tasks, circumstances) ??
      rated(tasks, evidence, circumstances)
    );
  },
});

/** Who uses it has to be told from who builds it, and what was from what will be. */
function notOurs({ usage, manifest, authors, history }: Needed, { now }: Circumstances): Finding | null {
  const builder = manifest.value.users.findIndex((user) => isBuilder(user, authors));
  if (builder >= 0)
    return notProven(
      `${manifest.value.users[builder]?.pseudonym} is among the users and has commits in this repository: a builder who clicks is no use.`,
      {
        location: locate(manifest, `users.${builder}`),
        remedy: 'Replace this person with one who does the job.',
      },
    );
  const future = usage.filter(({ value }) => yetToCome(value.ts, now));
  if (future.length > 0)
    return namingLines(
      `${future.length} of ${usage.length} events are yet to come: ${future[0]?.value.ts} is the first.`,
      future,
      'yet to come',
      'Correct the clock of the export, and export again.',
    );
  if (history.complete) return null;
  return notProven('The history is cut short, so not all builders can be told from users.', {
    remedy: 'Check out with `fetch-depth: 0`.',
  });
}

function nothingToSee({ usage, eligible }: Needed, recent: readonly Use[], days: number): Finding | null {
  const last = usage.at(-1);
  if (last === undefined)
    return notProven('There is no usage export, or nothing in it.', {
      remedy: 'Export the events of the running system to `usage/`.',
    });
  if (recent.length === 0)
    return notProven(`The last event is of ${last.value.ts}; none is of the last ${days} days.`, {
      location: last,
    });
  if (eligible.rows.length > 0) return null;
  return notProven(
    `${recent.length} events are of the last ${days} days, and no extract of eligible cases says which of their cases exist.`,
    {
      remedy: `List the eligible cases of the system of record in \`${eligible.file}\`: \`npx poc usage eligible --help\`.`,
    },
  );
}

function suspicious({ usage, eligible }: Needed, tasks: DoneTasks, { bars }: Circumstances): Finding | null {
  const { all, counted, unknown, top } = tasks;
  const closed = eligible.rows.map(({ value }) => value);
  const [pattern] = usePatterns(all, usage, closed);
  if (pattern !== undefined)
    return namingLines(
      `This does not look like people at work: ${pattern.what}.`,
      pattern.rows,
      pattern.what,
      pattern.remedy,
    );
  if (unknown.cases > MOST_UNKNOWN * (unknown.cases + counted.cases))
    return namingLines(
      `${unknown.cases} of ${unknown.cases + counted.cases} cases are not in \`${eligible.file}\`: ${named(unknown.rows.map(({ value }) => value.case_ref))}.`,
      unknown.rows,
      'not known to the system of record',
      'Write the ids of the system of record as `case_ref`, or extract the eligible cases again.',
    );
  const most = bars['users/real-usage'].top_share;
  if (top === null || top.share <= most) return null;
  return notProven(
    `One user did ${percent(top.share)} of the ${top.of} cases; at most ${percent(most)} may be of one.`,
    { remedy: 'Win a second and a third person for it before you count on it.' },
  );
}

function rated(
  { counted, strangers, unknown, later, top }: DoneTasks,
  { usage, eligible }: Needed,
  { bars }: Circumstances,
): Finding {
  const { users, days, tasks, window_days: window } = bars['users/real-usage'];
  const seen = [
    `${counted.users} named users (${users} are needed)`,
    `${counted.days} days (${days})`,
    `${counted.cases} cases that the system of record knows (${tasks})`,
  ].join(', ');
  const rest = [
    ...(top === null ? [] : [`the busiest did ${percent(top.share)}`]),
    ...(unknown.cases === 0 ? [] : [`${unknown.cases} more cases are not in the extract`]),
    ...(strangers.length === 0
      ? []
      : [
          `${strangers.length} events of ${named([...usersIn(strangers)])} do not count, who are not under \`users:\``,
        ]),
  ];
  const message = `In the last ${window} days: ${seen}${rest.map((one) => `; ${one}`).join('')}.`;
  const enough = counted.users >= users && counted.days >= days && counted.cases >= tasks;
  if (enough) return pass(message);
  if (later === 0) return fail(message, { location: usage.at(-1) as Use });
  return notProven(`${message} ${later} cases were done after \`${eligible.file}\` ends.`, {
    location: { file: eligible.file, line: null },
    remedy: 'Extract the eligible cases again, for the days of the usage export.',
  });
}
