import type { parseArgs } from 'node:util';
import { DECISION_OPTIONS, type DecisionOption } from '../../contract/decision.ts';
import { day } from '../../contract/fields.ts';
import { dayOf, daysAfter } from '../../readiness/clock.ts';
import { REVIEW_DAYS } from '../../readiness/decision/decision-rules.ts';
import { nearest } from '../../text/nearest.ts';

/** The flags of `poc decide`. */
export const FLAGS = {
  reason: { type: 'string' },
  by: { type: 'string', multiple: true },
  accepted: { type: 'boolean', default: false },
  date: { type: 'string' },
  'review-on': { type: 'string' },
  'spent-days': { type: 'string' },
  keep: { type: 'string', multiple: true },
  'delete-by': { type: 'string' },
  reopen: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;
/** The flags as they were given. */
export type Values = ReturnType<
  typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>
>['values'];
type Flag = keyof typeof FLAGS;

/** @returns everything that is wrong with the words of an acceptance */
export function acceptProblems(values: Values, rest: readonly string[], now: Date): string[] {
  const others = (Object.keys(FLAGS) as Flag[]).filter(
    (flag) => flag !== 'date' && flag !== 'dry-run' && values[flag] !== undefined && values[flag] !== false,
  );
  return [
    ...(rest.length === 1
      ? []
      : [
          `found ${rest.length} records to accept; expected one. Write, for example, npx poc decide accept decisions/0001-stop.md.`,
        ]),
    ...others.map((flag) => `--${flag}: found it with accept; expected it in the record. Leave it out.`),
    ...dayProblem('date', values.date),
    ...futureProblem(values.date, now),
  ];
}

const STOP_ONLY = ['spent-days', 'keep', 'delete-by', 'reopen'] as const satisfies readonly Flag[];

/** @returns everything that is wrong with the words of a decision */
export function wrongValues(
  values: Values,
  decision: DecisionOption,
  rest: readonly string[],
  now: Date,
): string[] {
  const date = values.date ?? dayOf(now);
  const days = [
    ...dayProblem('date', values.date),
    ...dayProblem('review-on', values['review-on']),
    ...dayProblem('delete-by', values['delete-by']),
  ];
  const order = days.length > 0 ? [] : orderProblems(values, date, now);
  const misplaced = decision === 'stop' ? [] : STOP_ONLY.filter((flag) => values[flag] !== undefined);
  return [
    ...(rest.length < 2 ? [] : [`found ${rest.length} folders; expected one. See \`poc decide --help\`.`]),
    ...days,
    ...order,
    ...misplaced.map((flag) => `--${flag}: found it with ${decision}; expected it with stop. Leave it out.`),
    ...spentProblem(values['spent-days']),
  ];
}

const dayProblem = (flag: Flag, found: string | undefined): string[] =>
  found === undefined || day.safeParse(found).success
    ? []
    : [
        `--${flag}: found ${JSON.stringify(found)}; expected a day. Write, for example, --${flag} 2026-11-30.`,
      ];

const futureProblem = (date: string | undefined, now: Date): string[] =>
  date === undefined || !day.safeParse(date).success || date <= dayOf(now)
    ? []
    : [`--date: found ${date}; expected today or earlier, since what is to be decided is not. Leave it out.`];

function orderProblems(values: Values, date: string, now: Date): string[] {
  const { 'review-on': review, 'delete-by': deletion } = values;
  const last = daysAfter(date, REVIEW_DAYS);
  const badReview = review !== undefined && (review <= date || review > last);
  return [
    ...futureProblem(values.date, now),
    ...(badReview
      ? [
          `--review-on: found ${review}; expected a day after ${date}, ${last} at the latest. Write, for example, --review-on ${last}.`,
        ]
      : []),
    ...(deletion !== undefined && deletion < date
      ? [
          `--delete-by: found ${deletion}, which is before ${date}; expected that day or later. Write, for example, --delete-by ${daysAfter(date, 30)}.`,
        ]
      : []),
  ];
}

const spentProblem = (found: string | undefined): string[] =>
  found === undefined || /^\d{1,5}(\.\d+)?$/.test(found)
    ? []
    : [
        `--spent-days: found ${JSON.stringify(found)}; expected person-days. Write, for example, --spent-days 9.5.`,
      ];

/** @returns what to say of a word that is no decision */
export function unknownDecision(found: string | undefined): string {
  const expected = `${DECISION_OPTIONS.slice(0, -1).join(', ')} or ${DECISION_OPTIONS.at(-1)}`;
  if (found === undefined)
    return `found no decision; expected ${expected}. Write, for example, npx poc decide harden.`;
  const meant = nearest(found, [...DECISION_OPTIONS, 'accept']);
  const remedy =
    meant === undefined
      ? 'See `npx poc decide --help`.'
      : `Write \`npx poc decide ${meant}\` if that was meant.`;
  return `found ${JSON.stringify(found)}; expected ${expected}. ${remedy}`;
}
