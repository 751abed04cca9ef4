import { QUESTIONS, SWITCHES } from './questions.ts';

type Line = [flag: string, summary: string];

function aligned(lines: readonly Line[]): string[] {
  const width = Math.max(...lines.map(([flag]) => flag.length));
  return lines.map(([flag, summary]) => `  ${flag.padEnd(width)}  ${summary}`);
}

/** @returns what `create-poc --help` prints, without a last line break. */
export function help(): string {
  const questions: Line[] = QUESTIONS.map(({ flag, message, default: source }) => {
    return [flag, source === null ? message : `${message} [--yes takes: ${source}]`];
  });
  const switches: Line[] = SWITCHES.map((one) => {
    const short = 'short' in one ? `-${one.short}, ` : '    ';
    return [`${short}${one.flag}${one.value === null ? '' : ` ${one.value}`}`, one.summary];
  });
  return [
    'Makes a repository for an AI proof of concept that is aimed at production.',
    '',
    'Usage: create-poc NAME [flags]',
    '',
    'NAME is the new folder, or . for the current one when it is empty.',
    'Without a terminal nothing is asked: every answer needs its flag or a line in the answers file.',
    '',
    'Answers:',
    ...aligned(questions),
    '',
    'Flags:',
    ...aligned(switches),
    '',
    'Example:',
    '  npx create-poc@latest invoice-exceptions --answers answers.yaml --yes',
    '',
    'Exit codes: 0 made (or shown by --dry-run), 1 refused, 2 could not run.',
  ].join('\n');
}
