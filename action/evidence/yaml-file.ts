import {
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type Document as YamlDocument,
} from 'yaml';
import type { z } from 'zod';
import type { Location, Problem } from '../contract/problem.ts';
import type { Document, Reading } from '../readiness/reading.ts';
import { fileProblem, invalid, readText, whenWrong } from './decode.ts';
import { depthOfYaml, MOST_LEVELS } from './nesting.ts';
import { type Locate, schemaProblems, show } from './schema-problems.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a YAML file by its schema.
 *
 * @param remedy what to do when the file is not there
 * @returns the value with the line of every field; or each problem with line, column, field, what was found and expected
 */
export async function readYaml<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  remedy: string,
): Promise<Reading<Document<z.infer<S>>>> {
  const text = await readText(tree, file, remedy);
  return text.status === 'read' ? parseYaml(text.value, file, schema) : text;
}

/** Parses YAML text by its schema; `file` is for messages. */
export function parseYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): Reading<Document<z.infer<S>>> {
  const unfit = tooMuch(text, file);
  if (unfit !== null) return invalid(unfit);
  const counter = new LineCounter();
  const options = {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  } as const;
  const yaml = parseDocument(text, options);
  const [broken] = yaml.errors;
  if (broken !== undefined) return invalid(syntaxProblem(file, broken, counter, text));
  const value = toValue(yaml);
  if (value.failed !== null) return invalid(aliasProblem(file, value.failed, yaml, counter));
  if (value.it === null) return invalid(fileProblem(file, 'an empty file', 'the keys of this file', RESTORE));
  const parsed = schema.safeParse(value.it);
  if (parsed.success) {
    return { status: 'read', value: { file, value: parsed.data, lines: linesOf(yaml, counter) } };
  }
  const locate: Locate = (path, key) => place(yaml, counter, file, path, key);
  const problems = schemaProblems(parsed.error, schema, value.it, locate);
  return whenWrong(problems) ?? invalid(...problems);
}

const RESTORE = 'Restore it, or see the README for its keys.';

/** The library compares every key with every other, so that a long file would take minutes. */
const MOST_CHARACTERS = 64 * 1024;

function tooMuch(text: string, file: string): Problem | null {
  if (text.length > MOST_CHARACTERS) {
    const expected = `at most ${MOST_CHARACTERS}`;
    return fileProblem(file, `${text.length} characters`, expected, 'Keep data in other files.');
  }
  const depth = depthOfYaml(text);
  if (depth <= MOST_LEVELS) return null;
  return fileProblem(file, `values nested ${depth} levels deep`, `at most ${MOST_LEVELS}`, 'Flatten them.');
}

/** Aliases that multiply (a "billion laughs") are refused by the library when the value is built. */
function toValue(yaml: YamlDocument): { it: unknown; failed: string | null } {
  try {
    return { it: yaml.toJS({ maxAliasCount: 20 }) as unknown, failed: null };
  } catch (error) {
    return { it: null, failed: error instanceof Error ? error.message : String(error) };
  }
}

function aliasProblem(file: string, why: string, yaml: YamlDocument, counter: LineCounter): Problem {
  let first: number | null = null;
  visit(yaml, {
    Alias(_, { range }) {
      first ??= range?.[0] ?? null;
    },
  });
  const { line, col } = counter.linePos(first ?? 0);
  return {
    location: { file, line, column: col },
    field: '',
    found: `an alias that cannot be followed (${why})`,
    expected: 'plain YAML',
    remedy: 'Write the values out in full.',
  };
}

function syntaxProblem(
  file: string,
  error: YamlDocument['errors'][number],
  counter: LineCounter,
  text: string,
): Problem {
  const { line, col } = counter.linePos(error.pos[0]);
  const source = text.split('\n')[line - 1]?.trim() ?? '';
  const found = source === '' ? 'the end of the file' : show(source);
  const problem = { location: { file, line, column: col }, field: '', found };
  if (error.code === 'MULTIPLE_DOCS')
    return { ...problem, expected: 'one document', remedy: 'Take out what follows, or this line.' };
  return {
    ...problem,
    expected: `valid YAML (${error.message.split('\n')[0]?.replace(/\.$/, '')})`,
    remedy: 'Correct this line; often a quote, a colon or the indentation is off.',
  };
}

function place(
  yaml: YamlDocument,
  counter: LineCounter,
  file: string,
  path: readonly PropertyKey[],
  key?: string,
): Location {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent = path.slice(0, length);
    const node = nodeAt(yaml, parent, length === path.length ? key : String(path[length]));
    if (node?.range) {
      const { line, col } = counter.linePos(node.range[0]);
      return { file, line, column: col };
    }
  }
  return { file, line: 1, column: 1 };
}

/** The node of a key where there is one, else the node of the value at `path`. */
function nodeAt(yaml: YamlDocument, path: readonly PropertyKey[], key: string | undefined): Node | null {
  const node = path.length === 0 ? yaml.contents : yaml.getIn(path as unknown[], true);
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (pair !== undefined && isScalar(pair.key)) return pair.key;
  }
  return (node as Node | null | undefined) ?? null;
}

function linesOf(yaml: YamlDocument, counter: LineCounter): Record<string, number> {
  const lines: Record<string, number> = {};
  visit(yaml, {
    Pair(_, pair, ancestors) {
      if (isScalar(pair.key) && pair.key.range)
        lines[[...pathOf(ancestors), String(pair.key.value)].join('.')] = counter.linePos(
          pair.key.range[0],
        ).line;
    },
    Seq(_, sequence, ancestors) {
      sequence.items.forEach((item, i) => {
        const range = (item as Node | null)?.range;
        if (range) lines[[...pathOf(ancestors), String(i)].join('.')] = counter.linePos(range[0]).line;
      });
    },
  });
  return lines;
}

function pathOf(ancestors: readonly unknown[]): string[] {
  return ancestors.flatMap((ancestor, i) => {
    const pair = ancestor as { key?: unknown };
    if (isScalar(pair.key)) return [String(pair.key.value)];
    const items = (ancestor as { items?: unknown[] }).items;
    const child = ancestors[i + 1];
    const isSequence = Array.isArray(items) && !isMap(ancestor);
    return isSequence && child !== undefined ? [String(items.indexOf(child))] : [];
  });
}
