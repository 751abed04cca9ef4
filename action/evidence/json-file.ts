import type { z } from 'zod';
import type { Reading } from '../readiness/reading.ts';
import { fileProblem, invalid, readText } from './decode.ts';
import { bracketsOf, MOST_LEVELS } from './nesting.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a JSON file by its schema.
 *
 * @param remedy what to do when the file is not there or is no JSON
 */
export async function readJson<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  remedy: string,
): Promise<Reading<z.infer<S>>> {
  const text = await readText(tree, file, remedy);
  if (text.status !== 'read') return text;
  const { deepest } = bracketsOf(text.value);
  if (deepest > MOST_LEVELS)
    return invalid(fileProblem(file, `JSON nested ${deepest} levels deep`, `at most ${MOST_LEVELS}`, remedy));
  const json = parse(text.value);
  if (json === undefined) return invalid(fileProblem(file, 'text that is not JSON', 'JSON', remedy));
  const parsed = schema.safeParse(json);
  if (parsed.success) return { status: 'read', value: parsed.data };
  return invalid(...schemaProblems(parsed.error, schema, json, () => ({ file, line: null })));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
