/** Keywords that say what a value must be. */
const CONSTRAINTS = new Set([
  '$ref',
  'type',
  'enum',
  'format',
  'pattern',
  'default',
  'required',
  'uniqueItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
]);
/** Keywords that hold one schema. */
const NESTED = new Set(['items', 'not']);
/** Keywords that hold a list of schemas. */
const LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
/** Keywords for readers and for code generators. */
const PROSE = new Set([
  'title',
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'readOnly',
  'writeOnly',
  'discriminator',
]);

/**
 * Turns an OpenAPI 3.0 schema into plain JSON Schema without prose. `nullable`, which ajv refuses without a `type`
 * beside it, becomes a type or a branch of its own. A keyword that is neither constraint nor prose is an error, so
 * that an update of the source cannot silently weaken the description.
 */
export function plainSchema(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  const plain = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'nullable' || PROSE.has(keyword) || keyword.startsWith('x-')) continue;
    plain[keyword] = plainKeyword(keyword, value);
  }
  return schema.nullable === true ? orNull(plain) : plain;
}

function plainKeyword(keyword, value) {
  if (CONSTRAINTS.has(keyword)) return value;
  if (NESTED.has(keyword) || keyword === 'additionalProperties') return plainSchema(value);
  if (LISTS.has(keyword)) return value.map(plainSchema);
  // A property may be called `description` or `example`: names are kept, whatever they are.
  if (keyword === 'properties' || keyword === 'patternProperties') {
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, plainSchema(of)]));
  }
  throw new Error(
    `schema keyword: found "${keyword}"; expected one that plain.mjs knows. Sort it into CONSTRAINTS, NESTED, LISTS or PROSE.`,
  );
}

function orNull(plain) {
  if (Object.keys(plain).length === 0) return plain;
  if (typeof plain.type !== 'string') return { anyOf: [plain, { type: 'null' }] };
  const nullable = { ...plain, type: [plain.type, 'null'] };
  if (plain.enum && !plain.enum.includes(null)) nullable.enum = [...plain.enum, null];
  return nullable;
}

/** @returns every `$ref` inside `value`, in order of appearance. */
export function references(value) {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}
