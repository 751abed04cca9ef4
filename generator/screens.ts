import { describeProblem } from '../action/contract/problem.ts';
import type { ListedFile, Made, MissingAnswer, Outcome } from './outcome.ts';

type Shown<O extends Outcome['outcome']> = Extract<Outcome, { outcome: O }>;

/** @returns the words for a person, ready for a terminal, without a last line break. */
export function screenOf(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'made':
      return madeScreen(outcome);
    case 'planned':
      return plannedScreen(outcome);
    case 'refused':
      return refusedScreen(outcome);
    case 'cancelled':
      return 'Nothing was written.';
    case 'failed':
      return `create-poc could not run: ${outcome.reason}\nNothing was written.`;
  }
}

function madeScreen({ folder, files, git, next, ...made }: Shown<'made'>): string {
  const gitLine =
    git.status === 'committed'
      ? `git: first commit on ${git.branch}.`
      : `git: ${git.status === 'staged' ? 'files added, not committed' : 'left alone'} (${git.reason}).`;
  return [
    `Made ${folder}: ${files.length} files, ${sizeOf(files)}.`,
    ...notes(made),
    gitLine,
    '',
    'Next:',
    ...next.map((command) => `  ${command}`),
  ].join('\n');
}

function plannedScreen({ folder, files, ...made }: Shown<'planned'>): string {
  const width = Math.max(...files.map(({ bytes }) => String(bytes).length));
  return [
    `Would make ${folder}: ${files.length} files, ${sizeOf(files)}.`,
    ...files.map(({ path, bytes }) => `  ${String(bytes).padStart(width)}  ${path}`),
    ...notes(made),
    'Nothing was written.',
  ].join('\n');
}

function notes({
  defaults,
  vendored,
  minutes,
  parts,
}: Pick<Made, 'defaults' | 'vendored' | 'minutes' | 'parts'>): string[] {
  const taken = defaults.map(({ flag, value }) => `${flag} ${value}`).join(', ');
  return [
    ...(taken === '' ? [] : [`Defaults taken: ${taken}.`]),
    ...(parts.length === 0 ? [] : [`Parts: ${parts.join(', ')}.`]),
    minutes === null
      ? 'No minutes given: nothing is claimed about the time this takes today.'
      : `${minutes} minutes is recorded as an estimate: it counts as nothing until somebody is timed.`,
    ...(vendored ? ['A copy of create-poc is in .github/actions/poc-gate; nothing is fetched for it.'] : []),
  ];
}

function refusedScreen({ problems, missing, command }: Shown<'refused'>): string {
  return [
    ...problems.map((problem) => describeProblem(problem)),
    ...(missing.length > 0 ? missingLines(missing) : []),
    ...(command === null ? [] : ['', 'For example:', `  ${command}`, '']),
    'Nothing was written.',
  ].join('\n');
}

function missingLines(missing: readonly MissingAnswer[]): string[] {
  const width = Math.max(...missing.map(({ flag }) => flag.length));
  const count = missing.length === 1 ? '1 answer is missing' : `${missing.length} answers are missing`;
  return [
    `${count}, and there is nobody to ask:`,
    ...missing.map(({ flag, message, offered }) => {
      const default_ = offered === null ? '' : ` [--yes takes: ${offered}]`;
      return `  ${flag.padEnd(width)}  ${message}${default_}`;
    }),
  ];
}

function sizeOf(files: readonly ListedFile[]): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes < 100_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
