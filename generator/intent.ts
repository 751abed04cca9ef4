import type { Problem } from '../action/contract/problem.ts';
import type { Answers } from './answers.ts';
import type { ReadAnswersFile } from './answers-file.ts';
import { type Arguments, quoted, safeCommand, switchesOf, type Typed } from './command-line.ts';
import { checkAnswers, type Given, typedAnswers } from './given.ts';
import type { MissingAnswer } from './outcome.ts';
import { QUESTIONS } from './questions.ts';
import { targetFolder } from './target.ts';

/** All that was said before anybody is asked, checked. */
export type Intent = {
  values: Partial<Answers>;
  /** What was answered, well or not: none of it is missing. */
  given: Given;
  problems: Problem[];
};

/**
 * Brings the command line and the answers file together. What was typed wins.
 *
 * @param today the day of generation, `YYYY-MM-DD`
 */
export async function readIntent(read: Arguments, cwd: string, today: string): Promise<Intent> {
  const { answersFile } = read;
  const file = answersFile === undefined ? undefined : await readFileOfAnswers(answersFile, cwd);
  const given: Given = new Map(file?.given);
  for (const [key, answer] of typedAnswers(withFolderName(read.typed, cwd, given.has('name')))) {
    given.set(key, answer);
  }
  const { values, problems } = checkAnswers(given, today);
  return { values, given, problems: [...(file?.problems ?? []), ...problems] };
}

/** Loaded only for this: the YAML reader is a good part of a start. */
async function readFileOfAnswers(path: string, cwd: string): Promise<ReadAnswersFile> {
  const { readAnswersFile } = await import('./answers-file.ts');
  return readAnswersFile(path, cwd);
}

/** The word for the folder may be a path; the name is its last part. `.` leaves the name to the answers file. */
function withFolderName({ name, ...others }: Typed, cwd: string, named: boolean): Typed {
  if (name === undefined || (name === '.' && named)) return others;
  return { ...others, name: targetFolder(name, cwd).name };
}

/** @returns the folder as the person wrote it: the word on the command line, or the name. */
export function writtenFolder({ typed }: Arguments, { name }: Partial<Answers>): string | undefined {
  return typed.name ?? name;
}

/**
 * @param missing what the command gets examples for
 * @returns a command that would go through: what was typed well, and an example wherever an answer is missing
 */
export function exampleCommand(
  read: Arguments,
  values: Partial<Answers>,
  missing: readonly MissingAnswer[],
  userAgent: string | undefined,
): string {
  const typed: Typed = {};
  for (const { key } of QUESTIONS) if (values[key] !== undefined) typed[key] = read.typed[key];
  const examples = missing.filter(({ offered }) => offered === null);
  for (const { key, placeholder } of examples) typed[key] = placeholder;
  const yes = read.yes || examples.length < missing.length;
  return safeCommand(typed, switchesOf({ ...read, yes }), userAgent);
}

/** @returns what to type after the repository is made, in order. */
export function nextCommands(folder: string, install: string, script: (name: string) => string): string[] {
  const into = folder === '.' ? [] : [`cd ${quoted(folder)}`];
  return [...into, install, script('test'), script('eval'), script('scan'), script('gate')];
}
