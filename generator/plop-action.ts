import { join } from 'node:path';
import { describeProblem, type Problem } from '../action/contract/problem.ts';
import { answers as schema } from './answers.ts';
import { create, planFiles } from './create.ts';
import { dayOf } from './days.ts';
import { checkAnswers, misfitProblems, typedAnswers } from './given.ts';
import { listenForInterrupt } from './interrupt.ts';
import { packageRoot } from './package-root.ts';
import { packageSource } from './package-source.ts';
import { DEFAULT_KIND } from './questions.ts';
import { findTarget } from './target.ts';

/** Plop shows the message of an error and fails the run. */
const failure = (problems: readonly Problem[]): Error => new Error(problems.map(describeProblem).join('\n'));

/** What was left empty was not answered; only the minutes may be said to be none so. */
const answered = (typed: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).filter(([key, value]) => value !== '' || key === 'minutes'));

/**
 * Makes a POC from the answers that plop collected.
 *
 * @param typed question to text, as plop hands it over
 * @param base the folder that the new folder is made in
 * @returns one line for plop to show
 */
export async function makeFromPlop(typed: Record<string, string>, base: string): Promise<string> {
  const today = dayOf(new Date());
  const given = typedAnswers(answered(typed));
  const { values, problems } = checkAnswers(given, today);
  const wrong = [...problems, ...misfitProblems(given, values, values.kind ?? DEFAULT_KIND, today)];
  if (wrong.length > 0) throw failure(wrong);
  const answers = schema.parse(values);
  const source = await packageSource(packageRoot());
  const files = planFiles(answers, source, today);
  const paths = files.map(({ path }) => path);
  const found = findTarget(join(base, answers.name), answers.name, paths);
  if ('problem' in found) throw failure([found.problem]);
  const { signal, release } = listenForInterrupt();
  const writing = { target: found.target, git: true, env: process.env, version: source.version, signal };
  const git = await create(files, writing).finally(release);
  return `${answers.name}: ${files.length} files (git: ${git.status})`;
}
