import type { z } from 'zod';
import type { Location, Problem } from '../action/contract/problem.ts';
import { type Answers, answers, misfits } from './answers.ts';
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

/** Text says a list with commas, and nothing of it with `none`; the schema wants the list and `null`. */
function unwritten(key: keyof Answers, value: unknown): unknown {
  if (typeof value === 'string') {
    if (key === 'labels') return value.split(',');
    if (key === 'fields') return value.split(',').map(fieldOf);
    if (key === 'parts') return partsOf(value.trim());
  }
  if (key !== 'minutes') return value;
  if (typeof value === 'string') return /^\s*(?:none)?\s*$/i.test(value) ? null : Number(value);
  // `z.coerce` would read `true` as one minute.
  return typeof value === 'number' || value === null ? value : Number.NaN;
}

function fieldOf(written: string): { name: string | undefined; type: string | undefined } {
  const [name, type, ...more] = written.split(':').map((word) => word.trim());
  return { name, type: more.length > 0 ? undefined : type };
}

function partsOf(written: string): string | string[] {
  if (written === 'default' || written === 'all') return written;
  return written === 'none' ? [] : written.split(',').map((name) => name.trim());
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
    return { expected: wordsOf(parsed.error.issues[0]) };
  }
  if (key === 'decisionDue' && String(parsed.data) <= today)
    return { expected: `a day after today, ${today}` };
  return { value: parsed.data as Answers[K] };
}

/** What zod says, without what is said of the value already; where in a list, the entry is counted from 1. */
function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  const message = issue?.message ?? 'another value';
  const expected = message.replace(/^(?:Invalid \w+: )?(?:expected )?/, '').replace(/, received .*/, '');
  const [entry, name] = issue?.path ?? [];
  return typeof entry === 'number' && name !== undefined
    ? `${expected.replaceAll('|', ' or ')}, as ${String(name)} of field ${entry + 1}`
    : expected;
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

/** @returns what was answered well, but for another kind of workflow. */
export function misfitProblems(given: Given, values: Partial<Answers>, kind: Answers['kind'], today: string) {
  const { labels = [], fields = [] } = values;
  return misfits({ kind, labels, fields }).flatMap(({ key, expected }) => {
    const one = given.get(key);
    if (one === undefined || values[key] === undefined) return [];
    const problem = answerProblem(key, one, expected, today);
    const remedy = values[key].length > 0 ? 'Leave it out, or choose another kind.' : problem.remedy;
    return [{ ...problem, remedy }];
  });
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
