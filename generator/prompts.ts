import { intro, isCancel, log, text } from '@clack/prompts';
import type { WorkflowKind } from '../action/contract/workflow.ts';
import type { Answers } from './answers.ts';
import type { RefuseHere } from './complete-answers.ts';
import { checkAnswer } from './given.ts';
import type { MissingAnswer } from './outcome.ts';
import { isAskedOf, QUESTIONS } from './questions.ts';

/** What a person said, or that they left. */
export type Asked = { status: 'answered'; values: Partial<Answers> } | { status: 'cancelled' };

/** @returns why an answer is not taken, or `undefined`. */
type Refuse = (question: MissingAnswer, answer: string) => string | undefined;

/**
 * Asks at the terminal for what is missing. An honest default stands in the field, to be accepted or changed.
 *
 * @param kind what the workflow does, where that was said already
 * @param today the day of generation, `YYYY-MM-DD`
 * @param refuseHere why a good answer cannot be taken here, such as the name of a folder that is not empty
 */
export async function askAtTerminal(
  missing: readonly MissingAnswer[],
  kind: WorkflowKind | undefined,
  today: string,
  refuseHere: RefuseHere,
  signal?: AbortSignal,
): Promise<Asked> {
  const refuse: Refuse = ({ key }, answer) => {
    const checked = checkAnswer(key, answer, today);
    if ('expected' in checked) return `Expected ${checked.expected}.`;
    return refuseHere(key, checked.value);
  };
  intro('create-poc: one workflow, a measured baseline, a decision');
  const values: Partial<Answers> = {};
  for (const question of missing) {
    if (!isAskedOf(questionOf(question), values.kind ?? kind)) continue;
    const answer = await askOne(question, refuse, signal);
    if (answer === undefined) return { status: 'cancelled' };
    const checked = checkAnswer(question.key, answer, today);
    if ('value' in checked) Object.assign(values, { [question.key]: checked.value });
  }
  log.step('That is all. Writing.');
  return { status: 'answered', values };
}

const questionOf = ({ key }: MissingAnswer) => QUESTIONS.find((one) => one.key === key) ?? {};

async function askOne(
  question: MissingAnswer,
  refuse: Refuse,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { key, message, placeholder, offered } = question;
  const answer = await text({
    message,
    placeholder,
    ...(offered === null || key === 'minutes' ? {} : { initialValue: offered }),
    ...(signal === undefined ? {} : { signal }),
    validate: (value) => refuse(question, value ?? ''),
  });
  return isCancel(answer) ? undefined : (answer ?? '');
}
