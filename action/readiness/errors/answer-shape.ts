import { shortId } from '../named-ids.ts';
import { type AnswerShape, choose, loosen, type Scan, scanOf, shapeFound } from './answer-scan.ts';
import { joint, listOf, type SchemaObject } from './json-schema.ts';
import {
  branchWord,
  isNoProse,
  itemsOf,
  leastOf,
  namesIn,
  namesOf,
  schemasOf,
  typesOf,
  valuesOf,
} from './schema-words.ts';

/** No answer that a person reads needs more; a hostile schema would take for ever. */
const MOST_STEPS = 5000;
const MOST_LEVELS = 100;

/** Where the walk stands; `open` holds every set of schemas that it is inside of. */
type Place = { path: string; open: ReadonlySet<string> };

/**
 * Walks a JSON Schema (draft 2020-12 or draft-07) and says what it leaves open: fields that it does not name, objects that
 * require nothing, values of any type, and free text. What is gathered is never stricter than the schema itself.
 */
export function shapeOfAnswer(root: SchemaObject): AnswerShape {
  const scan = scanOf(root, MOST_STEPS);
  const text = scan.unread === null ? walk([root], { path: '', open: new Set() }, scan) : 0;
  return shapeFound(scan, text);
}

/** @returns the most characters of free text that a value can carry which meets all of these schemas. */
function walk(schemas: readonly unknown[], at: Place, scan: Scan): number {
  const { all, impossible, unresolved } = joint(schemas, scan.file);
  scan.steps -= 1 + all.length;
  if (unresolved !== null) scan.unread ??= `it refers to ${shortId(unresolved)}, which is not in it`;
  if (scan.steps < 0 || at.open.size > MOST_LEVELS)
    scan.unread ??= 'it is too large or too deep to be walked';
  if (scan.unread !== null || impossible) return 0;
  const key = keyOf(all, scan);
  if (at.open.has(key)) {
    scan.recursive = true;
    return 0;
  }
  return judge(all, { path: at.path, open: new Set([...at.open, key]) }, scan);
}

/** The same schemas further in are the same question: that is where recursion ends. */
function keyOf(all: readonly SchemaObject[], { ids }: Scan): string {
  const numbers = all.map((one) => {
    const id = ids.get(one) ?? ids.size;
    ids.set(one, id);
    return id;
  });
  return numbers.sort((a, b) => a - b).join(' ');
}

function judge(all: readonly SchemaObject[], at: Place, scan: Scan): number {
  const split = all.find((one) => branchWord(one) !== null);
  if (split !== undefined && valuesOf(all) === null) return eachBranch(all, split, at, scan);
  const types = typesOf(all);
  if (at.path === '' && (types.length !== 1 || types[0] !== 'object'))
    loosen(scan, '', 'need not be an object (`type: object`)');
  const values = valuesOf(all);
  if (values !== null) {
    choose(values, at.path, scan);
    return 0;
  }
  if (types.length === 0) loosen(scan, at.path, 'can be anything, for want of a `type`');
  if (types.includes('boolean')) choose([true, false], at.path, scan);
  const text = types.map((type) => {
    if (type === 'object') return objectText(all, at, scan);
    if (type === 'array') return arrayText(all, at, scan);
    return type === 'string' ? stringText(all, at, scan) : 0;
  });
  return Math.max(0, ...text);
}

function eachBranch(all: readonly SchemaObject[], split: SchemaObject, at: Place, scan: Scan): number {
  const word = branchWord(split) as 'anyOf' | 'oneOf';
  const { [word]: _, ...rest } = split;
  const bare = scan.bare.get(split) ?? rest;
  scan.bare.set(split, bare);
  const others = all.map((one) => (one === split ? bare : one));
  const text = listOf(split[word]).map((branch) => walk([...others, branch], at, scan));
  return text.reduce((most, one) => Math.max(most, one), 0);
}

function stringText(all: readonly SchemaObject[], { path }: Place, scan: Scan): number {
  if (all.some(isNoProse)) return 0;
  const most = leastOf(all, 'maxLength');
  if (most !== Number.POSITIVE_INFINITY) return most;
  loosen(scan, path, 'is free text without an end (`enum`, `format`, an anchored `pattern` or `maxLength`)');
  return 0;
}

function objectText(all: readonly SchemaObject[], at: Place, scan: Scan): number {
  const closed = namesIn(all, scan.file);
  const names = closed ?? namesOf(all);
  const wanted = new Set(all.flatMap((one) => listOf(one.required)));
  const required = names.filter((name) => wanted.has(name));
  if (closed === null)
    loosen(scan, at.path, 'allows fields that it does not name (`additionalProperties: false`)');
  if (required.length === 0)
    loosen(scan, at.path, `requires none of its ${names.length} fields (\`required\`)`);
  const pathOf = (name: string) => (at.path === '' ? name : `${at.path}.${name}`);
  for (const name of names) scan.fields.add(pathOf(name));
  for (const name of required) scan.required.add(pathOf(name));
  const textOf = (name: string) =>
    walk(
      all.flatMap((one) => schemasOf(one, name)),
      { ...at, path: pathOf(name) },
      scan,
    );
  return names.reduce((sum, name) => sum + textOf(name), 0);
}

function arrayText(all: readonly SchemaObject[], at: Place, scan: Scan): number {
  const items = all.map((one) => itemsOf(one, scan.file));
  const most = leastOf(all, 'maxItems');
  const length = items.reduce((longest, { first }) => Math.max(longest, first.length), 0);
  let text = 0;
  for (let i = 0; i < Math.min(most, length); i += 1) {
    const item = items.map(({ first, rest }) => (i < first.length ? first[i] : rest));
    text += walk(item, { ...at, path: `${at.path}[${i}]` }, scan);
  }
  if (most <= length) return text;
  const rest = items.map((one) => one.rest);
  const each = walk(rest, { ...at, path: `${at.path}[]` }, scan);
  return each === 0 ? text : text + each * (most - length);
}
