import type { NodePlopAPI, PromptQuestion } from 'node-plop';
import type { Answers } from './answers.ts';
import { dayOf } from './days.ts';
import { isAskedOf, QUESTIONS, type Question } from './questions.ts';

const today = (): string => dayOf(new Date());

/** A question for another kind of workflow is left empty; plop could skip it, but not together with its bypass. */
async function validate(
  question: Question,
  value: unknown,
  { kind }: Partial<Answers>,
): Promise<true | string> {
  if (!isAskedOf(question, kind) && value === '') return true;
  const { checkAnswer } = await import('./given.ts');
  const checked = checkAnswer(question.key, value, today());
  return 'value' in checked || `${question.key}: expected ${checked.expected}.`;
}

async function offered(key: Question['key']): Promise<string | undefined> {
  const { honestDefaults } = await import('./defaults.ts');
  const defaults: Record<string, unknown> = await honestDefaults(today(), process.cwd(), process.env);
  return defaults[key] === undefined ? undefined : String(defaults[key] ?? 'none');
}

/** Text fields, so that plop's own bypass (`plop poc NAME "…"`) can fill each of them. */
function prompt(question: Question): PromptQuestion {
  const { key, message, default: source } = question;
  return {
    type: 'input',
    name: key,
    message,
    validate: (value: unknown, answers: Partial<Answers> = {}) => validate(question, value, answers),
    ...(source === null ? {} : { default: () => offered(key) }),
  };
}

/**
 * A plop pack: `await plop.load('create-poc')` in a plopfile gives the generator `poc`. Its one action writes
 * everything or nothing; plop's own actions would leave what they had written when a later one fails.
 */
export default function createPocPack(plop: NodePlopAPI): void {
  plop.setActionType('create-poc', async (answers, _config, { getDestBasePath }) => {
    const { makeFromPlop } = await import('./plop-action.ts');
    return makeFromPlop(answers, getDestBasePath());
  });
  plop.setGenerator('poc', {
    description: 'An AI proof of concept that is aimed at production',
    prompts: QUESTIONS.map(prompt),
    actions: [{ type: 'create-poc' }],
  });
}
