import type { Location, Problem } from '../action/contract/problem.ts';
import { type Answers, answers } from './answers.ts';
import type { Typed } from './command-line.ts';
import { DAYS_TO_DECIDE, daysAfter } from './days.ts';
import { acceptedName } from './package-name.ts';
import { QUESTIONS } from './questions.ts';
import { refusal } from './refusal.ts';

/** Answers as they came, each with the place where a person would change it. */
export type Given = Map<keyof Answers, { value: unknown; place: Location }>;

/** @returns what was typed on the command line, each with its flag as its place. */
export function typedAnswers(typed: Typed): Given {
  return new Map(
    QUESTIONS.flatMap(({ key, flag }) => {
      const value = typed[key];
      return value === undefined ? [] : [[key, { value, place: { file: flag, line: null } }] as const];
    }),
  );
}

/** Text says a list with commas and no number with `none`; the schema wants the list and `null`. */
function unwritten(key: keyof Answers, value: unknown): unknown {
  if (key === 'labels' && typeof value === 'string') return value.split(',');
  if (key !== 'minutes') return value;
  if (typeof value === 'string') return /^\s*(?:none)?\s*$/i.test(value) ? null : Number(value);
  // `z.coerce` would read `true` as one minute.
  return typeof value === 'number' || value === null ? value : Number.NaN;
}

/** One answer, or what is expected instead. */
export type Checked<K extends keyof Answers> = { value: Answers[K] } | { expected: string };

/**
 * Checks one answer, by the schema of the answers.
 *
 * @param today the day of generation, `YYYY-MM-DD`: a decision lies after it
 */
export function checkAnswer<K extends keyof Answers>(key: K, value: unknown, today: string): Checked<K> {
  const parsed = answers.shape[key].safeParse(unwritten(key, value));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'another value';
    return {
      expected: message.replace(/^(?:Invalid \w+: )?(?:expected )?/, '').replace(/, received .*/, ''),
    };
  }
  if (key === 'decisionDue' && String(parsed.data) <= today)
    return { expected: `a day after today, ${today}` };
  return { value: parsed.data as Answers[K] };
}

/** What holds of the answers, and what is wrong with the rest. */
export type CheckedAnswers = { values: Partial<Answers>; problems: Problem[] };

/** Checks every answer that was given, and tells all that is wrong at once. */
export function checkAnswers(given: Given, today: string): CheckedAnswers {
  const checked: CheckedAnswers = { values: {}, problems: [] };
  for (const [key, { value, place }] of given) {
    const result = checkAnswer(key, value, today);
    if ('value' in result) Object.assign(checked.values, { [key]: result.value });
    else checked.problems.push(answerProblem(key, { value, place }, result.expected, today));
  }
  return checked;
}

type GivenAnswer = { value: unknown; place: Location };

function answerProblem(key: keyof Answers, given: GivenAnswer, expected: string, today: string): Problem {
  const { value, place } = given;
  const isTyped = place.file === QUESTIONS.find((one) => one.key === key)?.flag;
  const remedy = `Write, for example, ${exampleOf(key, value, today)}.`;
  const problem = refusal(place.file, JSON.stringify(value) ?? 'nothing', expected, remedy);
  return { ...problem, location: place, field: isTyped ? '' : key };
}

function exampleOf(key: keyof Answers, value: unknown, today: string): string {
  if (key === 'kind') return answers.shape.kind.unwrap().options.join(' or ');
  if (key === 'decisionDue') return daysAfter(today, DAYS_TO_DECIDE);
  const like = key === 'name' ? acceptedName(String(value)) : undefined;
  return like ?? QUESTIONS.find((one) => one.key === key)?.placeholder ?? 'something else';
}
