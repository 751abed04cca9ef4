import type { z } from 'zod';
import type { Problem } from '../contract/problem.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { invalid, readText } from './decode.ts';
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

function parseLine(line: string, last: boolean): { value: unknown } | { problem: Omit<Problem, 'location'> } {
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    const found = last
      ? 'a last line that is cut off'
      : `${JSON.stringify(line.slice(0, 40))}, which is not JSON`;
    const remedy = last
      ? 'Write the file again; it was not written to its end.'
      : 'Correct or take out this line.';
    return { problem: { field: '', found, expected: 'one JSON value on each line', remedy } };
  }
}

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
  const [first, ...rest] = problems;
  return first === undefined ? { status: 'read', value: rows } : invalid(first, ...rest);
}
