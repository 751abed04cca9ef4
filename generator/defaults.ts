import type { Answers } from './answers.ts';
import { DAYS_TO_DECIDE, daysAfter } from './days.ts';
import { gitUserName } from './git.ts';
import type { Env } from './npm-config.ts';
import { DEFAULT_KIND, type QuestionKey } from './questions.ts';

/** The defaults that are honest: nobody's knowledge of the task is made up. */
export type Defaults = Partial<Pick<Answers, QuestionKey>>;

/**
 * @param today `YYYY-MM-DD`
 * @param folder where git is asked for the name of the person
 */
export async function honestDefaults(today: string, folder: string, env: Env): Promise<Defaults> {
  const owner = await gitUserName(folder, env);
  return {
    kind: DEFAULT_KIND,
    minutes: null,
    parts: 'default',
    decisionDue: daysAfter(today, DAYS_TO_DECIDE),
    ...(owner === undefined ? {} : { owner }),
  };
}
