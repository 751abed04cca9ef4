import { shortId } from '../named-ids.ts';
import { type SchemaFile, type SchemaObject, schemaFile } from './json-schema.ts';

/** A place of an answer that a schema leaves open. */
export type Looseness = { where: string; what: string };

/** What a schema lets an answer be. */
export type AnswerShape = {
  loose: readonly Looseness[];
  /** Why the schema cannot be judged; `null` where it was read to its end. */
  unread: string | null;
  fields: number;
  required: number;
  /** Fields that are limited to two values or more. */
  choices: number;
  /** The most characters of free text in one answer; infinite where nothing limits them. */
  freeText: number;
};

/** What a walk through a schema has found so far. */
export type Scan = {
  file: SchemaFile;
  loose: Map<string, Looseness>;
  unread: string | null;
  fields: Set<string>;
  required: Set<string>;
  values: Map<string, Set<string>>;
  recursive: boolean;
  steps: number;
  ids: Map<SchemaObject, number>;
  bare: Map<SchemaObject, SchemaObject>;
};
/** @returns a walk that has found nothing yet. */
export function scanOf(root: SchemaObject, steps: number): Scan {
  const file = schemaFile(root);
  return {
    file: file ?? { root, draft7: false },
    loose: new Map(),
    unread: file === null ? 'its `$schema` is neither draft 2020-12 nor draft-07' : null,
    fields: new Set(),
    required: new Set(),
    values: new Map(),
    recursive: false,
    steps,
    ids: new Map(),
    bare: new Map(),
  };
}

/** Notes that a place is open. */
export function loosen(scan: Scan, path: string, what: string): void {
  const where = path === '' ? 'the answer' : `\`${shortId(path)}\``;
  scan.loose.set(`${where} ${what}`, { where, what });
}

/** Notes the values that one place is limited to. */
export function choose(values: readonly unknown[], path: string, scan: Scan): void {
  const known = scan.values.get(path) ?? new Set();
  for (const value of values) known.add(JSON.stringify(value));
  scan.values.set(path, known);
}

/** @returns what was found, once the walk is over. */
export function shapeFound(scan: Scan, text: number): AnswerShape {
  const choices = [...scan.values.values()].filter((values) => values.size > 1).length;
  if (scan.unread === null && choices === 0) loosen(scan, '', 'limits no field to a list of values (`enum`)');
  return {
    loose: [...scan.loose.values()],
    unread: scan.unread,
    fields: scan.fields.size,
    required: scan.required.size,
    choices,
    freeText: scan.recursive && text > 0 ? Number.POSITIVE_INFINITY : text,
  };
}
