import { parseArgs } from 'node:util';
import { DECISION_OPTIONS, type DecisionOption } from '../../contract/decision.ts';
import { dayOf } from '../../readiness/clock.ts';
import { nameKey } from '../../readiness/names.ts';
import { flagFault } from '../flag-fault.ts';
import { acceptProblems, FLAGS, unknownDecision, type Values, wrongValues } from './options-problems.ts';

/** What `poc decide` was asked to record. What may be missing is `null`, and is told with everything else that is. */
export type DecideOptions = {
  decision: DecisionOption;
  folder: string;
  reason: string | null;
  by: readonly string[];
  accepted: boolean;
  date: string;
  reviewOn: string | null;
  spentDays: number | null;
  keep: readonly string[];
  deleteBy: string | null;
  reopen: string | null;
  dryRun: boolean;
  /** The words as they were given, for the command that would do. */
  given: readonly string[];
};

/** What `poc decide accept` was asked. */
export type AcceptOptions = { accept: string; date: string; dryRun: boolean };

/** @returns the options, or everything that is wrong with the words at once. */
export function readOptions(
  args: string[],
  now: Date,
): { options: DecideOptions | AcceptOptions } | { problems: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: FLAGS });
    const [what, ...rest] = positionals;
    if (what === 'accept') return acceptFrom(values, rest, now);
    const decision = DECISION_OPTIONS.find((one) => one === what);
    if (decision === undefined) return { problems: [unknownDecision(what)] };
    const problems = wrongValues(values, decision, rest, now);
    return problems.length > 0 ? { problems } : { options: decideFrom(values, decision, rest, now, args) };
  } catch (error) {
    return { problems: [`${flagFault(error)} See \`npx poc decide --help\`.`] };
  }
}

function decideFrom(
  values: Values,
  decision: DecisionOption,
  rest: readonly string[],
  now: Date,
  given: readonly string[],
): DecideOptions {
  return {
    decision,
    folder: rest[0] ?? '.',
    reason: said(values.reason),
    by: namesIn(values.by ?? []),
    accepted: values.accepted,
    date: values.date ?? dayOf(now),
    reviewOn: values['review-on'] ?? null,
    spentDays: values['spent-days'] === undefined ? null : Number(values['spent-days']),
    keep: (values.keep ?? []).flatMap((one) => said(one) ?? []),
    deleteBy: values['delete-by'] ?? null,
    reopen: said(values.reopen),
    dryRun: values['dry-run'],
    given,
  };
}

const said = (text: string | undefined): string | null => text?.trim().replace(/\s+/g, ' ') || null;

/** Nobody decides twice: a name that is given again is the same person. */
function namesIn(given: readonly string[]): string[] {
  const names = given.flatMap((one) => one.split(',')).flatMap((one) => said(one) ?? []);
  return [...new Map(names.reverse().map((name) => [nameKey(name), name])).values()].reverse();
}

function acceptFrom(
  values: Values,
  rest: readonly string[],
  now: Date,
): { options: AcceptOptions } | { problems: string[] } {
  const problems = acceptProblems(values, rest, now);
  if (problems.length > 0) return { problems };
  return {
    options: { accept: rest[0] as string, date: values.date ?? dayOf(now), dryRun: values['dry-run'] },
  };
}
