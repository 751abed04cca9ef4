import { packageManager } from './package-manager.ts';
import { QUESTIONS, type QuestionKey } from './questions.ts';

/** Answers as they were typed, before they are checked. */
export type Typed = Partial<Record<QuestionKey, string>>;

/** What was asked for, as it was typed. */
export type Arguments = {
  typed: Typed;
  /** Path of the answers file, as typed. */
  answersFile: string | undefined;
  yes: boolean;
  json: boolean;
  dryRun: boolean;
  git: boolean;
  help: boolean;
  version: boolean;
};

/** @returns a word as a shell, PowerShell and cmd take it: quoted only where it must be. */
export function quoted(word: string): string {
  if (/^[\w.,:@/+-]+$/.test(word)) return word;
  if (!/["$`\\!%]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * @param rest further words, such as `--dry-run`
 * @returns a command that hands every flag to create-poc and none to the package manager
 */
export function safeCommand(typed: Typed, rest: readonly string[], userAgent: string | undefined): string {
  const flags = QUESTIONS.flatMap(({ key, flag }) => {
    const value = typed[key];
    if (value === undefined) return [];
    return flag === 'NAME' ? [quoted(value)] : [flag, quoted(value)];
  });
  return [packageManager(userAgent).run, ...flags, ...rest.map(quoted)].join(' ');
}

/** @returns the flags that say how to run, as they were given. */
export function switchesOf(read: Arguments): string[] {
  return [
    ...(read.answersFile === undefined ? [] : ['--answers', read.answersFile]),
    ...(read.yes ? ['--yes'] : []),
    ...(read.json ? ['--json'] : []),
    ...(read.dryRun ? ['--dry-run'] : []),
    ...(read.git ? [] : ['--no-git']),
  ];
}
