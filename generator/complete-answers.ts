import { type Answers, answers as schema } from './answers.ts';
import type { Arguments } from './command-line.ts';
import { dayOf } from './days.ts';
import { honestDefaults } from './defaults.ts';
import type { Desk } from './desk.ts';
import { exampleCommand, type Intent } from './intent.ts';
import { missingAnswers, takeDefaults } from './missing.ts';
import { type MissingAnswer, type Outcome, refused, type TakenDefault } from './outcome.ts';

/** An answer to every question, and the defaults among them that nobody chose. */
export type CompleteAnswers = { answers: Answers; defaults: TakenDefault[] };

type Completed = ({ status: 'complete' } & CompleteAnswers) | { status: 'ended'; outcome: Outcome };

/** @returns why this name cannot be taken here, or `undefined`. */
export type RefuseName = (name: string) => string | undefined;

/** Asks for what is missing when there is somebody to ask; else takes what `--yes` allows, or refuses. */
export async function completeAnswers(
  read: Arguments,
  intent: Intent,
  desk: Desk,
  refuseName: RefuseName,
): Promise<Completed> {
  const { values, answered, problems } = intent;
  const mayAsk = desk.interactive && !read.yes && !read.json && !isSet(desk.env.CI);
  if (mayAsk && problems.length > 0) return { status: 'ended', outcome: refused(problems) };
  const isWhole = missingAnswers(answered, {}).length === 0;
  const defaults = isWhole ? {} : await honestDefaults(dayOf(desk.now), desk.cwd, desk.env);
  const missing = missingAnswers(answered, defaults);
  if (mayAsk && !isWhole) return ask(missing, values, desk, refuseName);
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
  values: Partial<Answers>,
  desk: Desk,
  refuseName: RefuseName,
): Promise<Completed> {
  const { askAtTerminal } = await import('./prompts.ts');
  const asked = await askAtTerminal(missing, dayOf(desk.now), refuseName, desk.signal);
  if (asked.status === 'cancelled') return { status: 'ended', outcome: { outcome: 'cancelled' } };
  return { status: 'complete', answers: schema.parse({ ...values, ...asked.values }), defaults: [] };
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && !['', '0', 'false'].includes(variable);
}
