import { keepsProseOut } from './bounding-pattern.ts';
import {
  isSchemaObject,
  joint,
  listOf,
  memberOf,
  type SchemaFile,
  type SchemaObject,
} from './json-schema.ts';

/** Formats that say what a text is. `regex` or `uri-template` would admit prose. */
const FORMATS = new Set(
  'date date-time time duration email idn-email hostname ipv4 ipv6 uri url uuid guid'.split(' '),
);
const TYPES = new Set(['object', 'array', 'string', 'number', 'boolean', 'null']);

/** @returns the keyword that offers a choice of schemas, or `null`. */
export const branchWord = (schema: SchemaObject): 'anyOf' | 'oneOf' | null =>
  Array.isArray(schema.anyOf) ? 'anyOf' : Array.isArray(schema.oneOf) ? 'oneOf' : null;

/** @returns the values that one has to be of, or `null` where no list limits it. */
export function valuesOf(all: readonly SchemaObject[]): readonly unknown[] | null {
  const one = all.find((schema) => Array.isArray(schema.enum) || Object.hasOwn(schema, 'const'));
  return one === undefined ? null : Array.isArray(one.enum) ? one.enum : [one.const];
}

/** @returns the types that a value can have, whole numbers as numbers; none where nothing says so. */
export function typesOf(all: readonly SchemaObject[]): string[] {
  const lists = all
    .filter((one) => one.type !== undefined)
    .map((one) => (Array.isArray(one.type) ? one.type : [one.type]))
    .map((list) => list.map((type) => (type === 'integer' ? 'number' : String(type))));
  const [first = [], ...rest] = lists;
  return first.filter((type) => TYPES.has(type) && rest.every((list) => list.includes(type)));
}

/** Does a format or a pattern keep prose out? */
export const isNoProse = ({ format, pattern }: SchemaObject): boolean =>
  FORMATS.has(String(format)) || (typeof pattern === 'string' && keepsProseOut(pattern));

/** @returns the least of a keyword's values, such as `maxLength`; infinite where none has it. */
export const leastOf = (all: readonly SchemaObject[], word: string): number =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...all.map((one) => one[word]).filter((one): one is number => typeof one === 'number' && one >= 0),
  );

const memberObject = (schema: SchemaObject, name: string): SchemaObject => {
  const found = memberOf(schema, name);
  return isSchemaObject(found) ? found : {};
};

const hasPatterns = (schema: SchemaObject): boolean =>
  Object.keys(memberObject(schema, 'patternProperties')).length > 0;

/** @returns the names that fields can have, or `null` where they can have any. */
export function namesIn(all: readonly SchemaObject[], file: SchemaFile): string[] | null {
  const lists = all.map((one) => namesAllowedBy(one, file)).filter((list) => list !== null);
  const [first, ...rest] = lists;
  if (first !== undefined) return first.filter((name) => rest.every((list) => list.includes(name)));
  const evaluatesMore = (one: SchemaObject) =>
    hasPatterns(one) ||
    ['additionalProperties', 'if', 'dependentSchemas'].some((word) => Object.hasOwn(one, word));
  const closed = !file.draft7 && all.some((one) => one.unevaluatedProperties === false);
  if (!closed || all.some(evaluatesMore)) return null;
  return namesOf(all);
}

/** @returns the names of all fields that are described. */
export const namesOf = (all: readonly SchemaObject[]): string[] => [
  ...new Set(all.flatMap((one) => Object.keys(memberObject(one, 'properties')))),
];

function namesAllowedBy(schema: SchemaObject, file: SchemaFile): string[] | null {
  if (schema.additionalProperties === false && !hasPatterns(schema))
    return Object.keys(memberObject(schema, 'properties'));
  // As zod writes a record whose keys are an enum.
  const names = valuesOf(joint([schema.propertyNames], file).all);
  return names === null ? null : names.map(String);
}

/** @returns what a schema asks of the field of that name. */
export function schemasOf(schema: SchemaObject, name: string): unknown[] {
  const properties = memberObject(schema, 'properties');
  if (Object.hasOwn(properties, name)) return [properties[name]];
  return hasPatterns(schema) ? [] : [schema.additionalProperties];
}

/** What an array's first items are described by, one each, and what the rest of them is. */
export function itemsOf(
  schema: SchemaObject,
  { draft7 }: SchemaFile,
): { first: readonly unknown[]; rest: unknown } {
  const { items } = schema;
  if (!draft7) return { first: listOf(schema.prefixItems), rest: items };
  return { first: listOf(items), rest: Array.isArray(items) ? schema.additionalItems : items };
}
