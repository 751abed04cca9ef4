import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeProblem, type Problem } from '../../contract/problem.ts';
import { type Trial, type TrialsHead, trial, trialsHead } from '../../contract/trials.ts';
import { MOST_PROBLEMS } from '../../evidence/decode.ts';
import { parseJsonLines } from '../../evidence/json-lines.ts';
import type { Row } from '../../readiness/reading.ts';
import { printable } from '../../text/printable.ts';
import { listed } from '../eval-import/words.ts';

export type Trials = { head: TrialsHead; trials: Trial[] };

/** Reads a file of trials whole; one bad line makes it unusable, since half of the trials are other trials. */
export function readTrials(cwd: string, file: string): Trials | { problems: string[] } {
  const text = textOf(cwd, file);
  if ('problem' in text) return { problems: [text.problem] };
  const [first = '', ...rest] = text.text.split('\n');
  const top = parseJsonLines(`${first}\n`, file, trialsHead);
  // The empty line in the place of the first keeps the numbers of the others.
  const { rows, problems } = parseJsonLines(['', ...rest].join('\n'), file, trial);
  const wrong = [...top.problems, ...problems, ...repeated(rows), ...unlike(rows)];
  const [head] = top.rows;
  if (wrong.length > 0)
    return { problems: wrong.slice(0, MOST_PROBLEMS).map((one) => printable(describeProblem(one))) };
  if (head === undefined) return { problems: [noHead(file)] };
  return { head: head.value, trials: rows.map(({ value }) => value) };
}

function textOf(cwd: string, file: string): { text: string } | { problem: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(resolve(cwd, file))) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return { problem: `${file}: found nothing there; expected trials. Run \`npm run calibrate\`.` };
    if (error instanceof TypeError)
      return { problem: `${file}: found bytes that are not UTF-8; expected text. Write the file again.` };
    return { problem: `${file}: found ${message}; expected a file of trials. Name one that can be read.` };
  }
}

const noHead = (file: string): string =>
  `${file}:1: found an empty line; expected {"version":1,"model":…,"training":…}, what was tried. Run \`npm run calibrate\`.`;

function repeated(rows: readonly Row<Trial>[]): Problem[] {
  const seen = new Map<string, number | null>();
  return rows.flatMap(({ value: { id }, file, line }) => {
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, line);
      return [];
    }
    return [
      {
        location: { file, line },
        field: 'id',
        found: `${JSON.stringify(id)} again`,
        expected: `each case once; it stands in line ${before} too`,
        remedy: 'Take one of the two out: a case that is tried twice would count as two.',
      },
    ];
  });
}

/** Every line that has signals must have those of the first that has any. */
function unlike(rows: readonly Row<Trial>[]): Problem[] {
  const decided = rows.filter(({ value }) => value.correct !== null);
  const [first] = decided;
  if (first === undefined) return [];
  const namesOf = (row: Row<Trial>) => Object.keys(row.value.signals).sort();
  const names = namesOf(first);
  return decided
    .filter((row) => namesOf(row).join('\n') !== names.join('\n'))
    .map((row) => ({
      location: { file: row.file, line: row.line },
      field: 'signals',
      found: listed(namesOf(row)),
      expected: `${listed(names)}, as in line ${first.line}`,
      remedy: 'Write the same signals on every line that has an answer.',
    }));
}
