import { z } from 'zod';
import type { Location, Problem } from '../contract/problem.ts';

type Issue = z.core.$ZodIssue;
type Shape = {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  additionalProperties?: Shape;
};

/** Finds where a field stands; `key` asks for the key itself rather than its value. */
export type Locate = (path: readonly PropertyKey[], key?: string) => Location;

/** Turns what zod found wrong with `value` into problems that a person can act on. */
export function schemaProblems(
  error: z.ZodError,
  schema: z.ZodType,
  value: unknown,
  locate: Locate,
): [Problem, ...Problem[]] {
  const problems = error.issues.flatMap((issue) => toProblems(issue, schema, value, locate));
  return problems as [Problem, ...Problem[]];
}

function toProblems(issue: Issue, schema: z.ZodType, value: unknown, locate: Locate): Problem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => unknownKey(key, known, field, locate(issue.path, key)));
  }
  const found = valueAt(value, issue.path);
  const name = field === '' ? 'the value' : `\`${String(issue.path.at(-1))}\``;
  return [
    {
      location: locate(issue.path),
      field,
      found: found === undefined ? 'nothing' : show(found),
      expected: expectedBy(issue),
      remedy: found === undefined ? `Add ${name}.` : `Correct ${name}.`,
    },
  ];
}

function expectedBy(issue: Issue): string {
  if (issue.code === 'invalid_type') return `${article(issue.expected)}`;
  if (issue.code === 'invalid_value') return issue.values.map((one) => show(one)).join(' or ');
  if (issue.code === 'too_small')
    return `at least ${issue.minimum}${issue.origin === 'array' ? ' entries' : ''}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.message.replace(/^(?:expected|Invalid input: expected) /, '');
}

const article = (type: string): string =>
  ({
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of keys',
  })[type] ?? type;

function unknownKey(key: string, known: readonly string[], field: string, location: Location): Problem {
  const near = nearest(key, known);
  return {
    location,
    field: field === '' ? key : `${field}.${key}`,
    found: `the key ${show(key)}, which nothing reads`,
    expected: known.length === 0 ? 'no such key' : `one of ${known.join(', ')}`,
    remedy: near === undefined ? 'Take it out.' : `Write \`${near}\` if that was meant; else take it out.`,
  };
}

/** Walks the schema as JSON Schema, only where something is wrong. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let shapes: Shape[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape];
  for (const step of path) {
    shapes = shapes.flatMap(alternatives).flatMap((shape) => {
      const next =
        typeof step === 'number'
          ? shape.items
          : (shape.properties?.[String(step)] ?? shape.additionalProperties);
      return next === undefined ? [] : [next];
    });
  }
  return shapes.flatMap(alternatives).flatMap((shape) => Object.keys(shape.properties ?? {}));
}

const alternatives = (shape: Shape): Shape[] =>
  shape.anyOf === undefined ? [shape] : shape.anyOf.flatMap(alternatives);

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      at !== null && typeof at === 'object' && Object.hasOwn(at, step)
        ? (at as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}

const MOST_SHOWN = 60;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** @returns the known word that is at most two edits (a third of its length) away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, distance: edits(word, one) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.one.length / 3))
    ? best.one
    : undefined;
}

/** Levenshtein's distance: insertions, deletions and substitutions. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change));
    }
    row = next;
  }
  return row[b.length] as number;
}
