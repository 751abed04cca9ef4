import type { z } from 'zod';
import type { Problem } from '../contract/problem.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { readText, whenWrong } from './decode.ts';
import { bracketsOf, MOST_LEVELS } from './nesting.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Tree } from './tree.ts';

/** Rows that could be read, and what is wrong with the others. */
export type JsonLines<T> = { rows: Row<T>[]; problems: Problem[] };

/** Parses one JSON value a line; empty lines are passed over. A last line that is cut off is said to be. */
export function parseJsonLines<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): JsonLines<z.infer<S>> {
  const rows: Row<z.infer<S>>[] = [];
  const problems: Problem[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const location = { file, line: i + 1 };
    const json = parseLine(line, i === lines.length - 1);
    if ('problem' in json) {
      problems.push({ ...json.problem, location });
      continue;
    }
    const parsed = schema.safeParse(json.value);
    if (parsed.success) rows.push({ value: parsed.data, ...location });
    else problems.push(...schemaProblems(parsed.error, schema, json.value, () => location));
  }
  return { rows, problems };
}

type LineProblem = Omit<Problem, 'location'>;

function parseLine(line: string, last: boolean): { value: unknown } | { problem: LineProblem } {
  const { deepest } = bracketsOf(line);
  if (deepest > MOST_LEVELS) return { problem: tooDeep(deepest) };
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    return { problem: last ? cutOff : notJson(line) };
  }
}

const EXPECTED = 'one JSON value on each line';

const tooDeep = (levels: number): LineProblem => ({
  field: '',
  found: `a value nested ${levels} levels deep`,
  expected: `at most ${MOST_LEVELS} levels`,
  remedy: 'Flatten it, or take out this line.',
});

const cutOff: LineProblem = {
  field: '',
  found: 'a last line that is cut off',
  expected: EXPECTED,
  remedy: 'Write the file again; it was not written to its end.',
};

const notJson = (line: string): LineProblem => ({
  field: '',
  found: `${JSON.stringify(line.trimEnd().slice(0, 40))}, which is not JSON`,
  expected: EXPECTED,
  remedy: 'Correct or take out this line.',
});

/** Reads a file of JSON lines whole; one bad line makes the file unreadable, since half a set is another set. */
export async function readJsonLines<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  remedy: string,
): Promise<Reading<Row<z.infer<S>>[]>> {
  const text = await readText(tree, file, remedy);
  if (text.status !== 'read') return text;
  const { rows, problems } = parseJsonLines(text.value, file, schema);
  return whenWrong(problems) ?? { status: 'read', value: rows };
}
