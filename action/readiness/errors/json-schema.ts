/** A JSON Schema that is no `true` or `false`, or any object inside of one. */
export type SchemaObject = Readonly<Record<string, unknown>>;

/** The file that references are resolved in. In draft-07 a `$ref` silences what stands beside it. */
export type SchemaFile = { root: SchemaObject; draft7: boolean };

/** Everything that one value has to meet at once. */
export type Joint = {
  all: readonly SchemaObject[];
  /** Nothing can meet it. */
  impossible: boolean;
  /** A reference that leads to nothing in this file. */
  unresolved: string | null;
};

const DRAFT_7 = 'json-schema.org/draft-07/schema';
const DRAFT_2020 = 'json-schema.org/draft/2020-12/schema';

/** @returns the file, or `null` where it says that it is of another draft than 2020-12 and draft-07. */
export function schemaFile(root: SchemaObject): SchemaFile | null {
  if (root.$schema === undefined) return { root, draft7: false };
  const draft = String(root.$schema)
    .replace(/^https?:\/\//, '')
    .replace(/#$/, '');
  if (draft !== DRAFT_7 && draft !== DRAFT_2020) return null;
  return { root, draft7: draft === DRAFT_7 };
}

export const isSchemaObject = (value: unknown): value is SchemaObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the own member of that name; what a prototype has is none. */
export const memberOf = (value: unknown, name: string): unknown =>
  isSchemaObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Gathers what some schemas ask for together: themselves, what they refer to, and all of `allOf`. Keywords that only
 * narrow (`if`, `not`, `contains`) are left out, so that what is gathered never looks stricter than it is.
 */
export function joint(schemas: readonly unknown[], file: SchemaFile): Joint {
  const queue = [...schemas];
  const seen = new Set<SchemaObject>();
  const all: SchemaObject[] = [];
  let unresolved: string | null = null;
  for (const one of queue) {
    if (one === false || refusesAll(memberOf(one, 'not'))) return { all, impossible: true, unresolved };
    if (!isSchemaObject(one) || seen.has(one)) continue;
    seen.add(one);
    const references = REFERENCES.filter((word) => Object.hasOwn(one, word));
    const targets = references.map((word) => resolve(one[word], word, file.root));
    const lost = references.find((_, i) => targets[i] === undefined);
    if (lost !== undefined) unresolved ??= String(one[lost]);
    queue.push(...targets);
    if (file.draft7 && references.length > 0) continue;
    if (Object.keys(one).length > references.length) all.push(one);
    queue.push(...listOf(one.allOf));
  }
  return { all, impossible: false, unresolved };
}

/** Only the first is followed: where the others lead depends on how one came there. */
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];

/** `not: {}`, as zod writes z.never(). */
const refusesAll = (not: unknown): boolean =>
  not === true || (isSchemaObject(not) && Object.keys(not).length === 0);

/** JSON Pointer in a URI fragment (RFC 6901, section 6). Other files and anchors are not followed. */
function resolve(ref: unknown, word: string, root: SchemaObject): unknown {
  if (word !== '$ref' || typeof ref !== 'string') return undefined;
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const part of ref.slice(2).split('/')) {
    const key = unescaped(part);
    if (key === null || typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as SchemaObject)[key];
  }
  return at;
}

function unescaped(part: string): string | null {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return null;
  }
}
