import { z } from 'zod';
import type { Location, Problem } from '../contract/problem.ts';
import { nearest } from '../text/nearest.ts';

type Issue = z.core.$ZodIssue;
type Shape = {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  $ref?: string;
  $defs?: Record<string, Shape>;
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
  // A sentence of the contract's own says more than the rule that it words.
  if (issue.message.startsWith(OURS)) return issue.message.slice(OURS.length);
  if (issue.code === 'invalid_type') return article(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map((one) => show(one)).join(' or ');
  if (issue.code === 'too_small') {
    const least = `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    return issue.origin === 'array' ? `${least} ${issue.minimum === 1 ? 'entry' : 'entries'}` : least;
  }
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'a URL';
  // What is left are shapes such as "any JSON", which only a missing value does not have.
  return 'a value of the shape in the README';
}

const OURS = 'expected ';

const article = (type: string): string =>
  ({
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of keys',
  })[type] ?? type;

/** A key is text of the repository: one with control characters is quoted wherever it is printed. */
const PLAIN = /^[\w/.-]{1,60}$/;

function unknownKey(key: string, known: readonly string[], field: string, location: Location): Problem {
  const near = nearest(key, known);
  return {
    location,
    field: [...(field === '' ? [] : [field]), PLAIN.test(key) ? key : show(key)].join('.'),
    found: `the key ${show(key)}, which nothing reads`,
    expected: known.length === 0 ? 'no such key' : `one of ${known.join(', ')}`,
    remedy: near === undefined ? 'Take it out.' : `Write \`${near}\` if that was meant; else take it out.`,
  };
}

/** Walks the schema as JSON Schema, only where something is wrong. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = jsonSchemaOf(schema);
  let shapes = alternatives(root, root);
  for (const step of path) {
    shapes = shapes
      .flatMap((shape) => (typeof step === 'number' ? shape.items : shape.properties?.[String(step)]) ?? [])
      .flatMap((shape) => alternatives(shape, root));
  }
  return shapes.flatMap((shape) => Object.keys(shape.properties ?? {}));
}

const jsonSchemas = new WeakMap<z.ZodType, Shape>();

/** Kept, since a hostile file has as many unknown keys as it likes. */
function jsonSchemaOf(schema: z.ZodType): Shape {
  const known = jsonSchemas.get(schema);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  jsonSchemas.set(schema, shape);
  return shape;
}

/** What a shape stands for: a schema with an id is written as a reference to its definition. */
function alternatives(shape: Shape, root: Shape): Shape[] {
  const named = shape.$ref === undefined ? undefined : root.$defs?.[shape.$ref.replace('#/$defs/', '')];
  if (named !== undefined) return alternatives(named, root);
  return shape.anyOf === undefined ? [shape] : shape.anyOf.flatMap((one) => alternatives(one, root));
}

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

/** @returns the value as JSON, cut after sixty characters. */
export function show(value: unknown): string {
  // JSON has no word for infinity, which YAML can write.
  const text = typeof value === 'number' ? String(value) : asJson(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** An alias inside its own anchor makes a value that contains itself. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that contains itself';
  }
}
