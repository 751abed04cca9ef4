import type { Problem } from '../action/contract/problem.ts';
import { type Answers, answers as schema } from './answers.ts';
import type { Arguments } from './command-line.ts';
import { dayOf } from './days.ts';
import { honestDefaults } from './defaults.ts';
import type { Desk } from './desk.ts';
import { misfitProblems } from './given.ts';
import { exampleCommand, type Intent } from './intent.ts';
import { missingAnswers, takeDefaults } from './missing.ts';
import { type MissingAnswer, type Outcome, refused, type TakenDefault } from './outcome.ts';
import { DEFAULT_KIND, type QuestionKey } from './questions.ts';

/** An answer to every question, and the defaults among them that nobody chose. */
export type CompleteAnswers = { answers: Answers; defaults: TakenDefault[] };

type Completed = ({ status: 'complete' } & CompleteAnswers) | { status: 'ended'; outcome: Outcome };

/** @returns why a good answer cannot be taken here, as a sentence, or `undefined`. */
export type RefuseHere = (key: QuestionKey, value: unknown) => string | undefined;

/** Asks for what is missing when there is somebody to ask; else takes what `--yes` allows, or refuses. */
export async function completeAnswers(
  read: Arguments,
  intent: Intent,
  desk: Desk,
  refuseHere: RefuseHere,
): Promise<Completed> {
  const { values, given } = intent;
  const mayAsk = desk.interactive && !read.yes && !read.json && !isSet(desk.env.CI);
  const kind = values.kind ?? (mayAsk ? undefined : DEFAULT_KIND);
  const problems = [...intent.problems, ...misfitsOf(intent, kind, desk)];
  if (mayAsk && problems.length > 0) return { status: 'ended', outcome: refused(problems) };
  const isWhole = missingAnswers(given, {}, kind).length === 0;
  const defaults = isWhole ? {} : await honestDefaults(dayOf(desk.now), desk.cwd, desk.env);
  const missing = missingAnswers(given, defaults, kind);
  if (mayAsk && !isWhole) return ask(missing, intent, desk, refuseHere);
  const filled = read.yes ? takeDefaults(missing, defaults) : { values: {}, taken: [], missing };
  if (problems.length > 0 || filled.missing.length > 0) {
    const command = exampleCommand(read, values, filled.missing, desk.env.npm_config_user_agent);
    const example = filled.missing.length > 0 ? command : null;
    return { status: 'ended', outcome: refused(problems, filled.missing, example) };
  }
  const answers = schema.parse({ ...values, ...filled.values });
  return { status: 'complete', answers, defaults: filled.taken };
}

async function ask(
  missing: MissingAnswer[],
  intent: Intent,
  desk: Desk,
  refuseHere: RefuseHere,
): Promise<Completed> {
  const { askAtTerminal } = await import('./prompts.ts');
  const asked = await askAtTerminal(missing, intent.values.kind, dayOf(desk.now), refuseHere, desk.signal);
  if (asked.status === 'cancelled') return { status: 'ended', outcome: { outcome: 'cancelled' } };
  const values = { ...intent.values, ...asked.values };
  const problems = misfitsOf(intent, values.kind, desk);
  if (problems.length > 0) return { status: 'ended', outcome: refused(problems) };
  return { status: 'complete', answers: schema.parse(values), defaults: [] };
}

const misfitsOf = ({ given, values }: Intent, kind: Answers['kind'] | undefined, { now }: Desk): Problem[] =>
  kind === undefined ? [] : misfitProblems(given, values, kind, dayOf(now));

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && !['', '0', 'false'].includes(variable);
}
