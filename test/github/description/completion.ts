import type { Schema, Subset } from './subset.ts';

/** In every text that the description requires and the story does not state, so that code which reads it shows. */
export const UNSTATED = 'unstated';
const FORMATS: Record<string, string> = {
  uri: 'https://unstated.invalid/',
  'date-time': '1970-01-01T00:00:00Z',
  email: 'unstated@unstated.invalid',
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Adds to a reply the fields that GitHub's description requires and that the story says nothing about. What the
 * server knows is never changed, and what is optional is never added.
 */
export function complete(known: unknown, schema: Schema, subset: Subset): unknown {
  const plain = firstBranch(schema, subset);
  if (known === undefined) return unstated(plain, subset);
  if (Array.isArray(known) && plain.items) {
    const { items } = plain;
    return known.map((entry) => complete(entry, items, subset));
  }
  return isObject(known) ? completeObject(known, plain, subset) : known;
}

function completeObject(known: Json, schema: Schema, subset: Subset): Json {
  const full: Json = { ...known };
  for (const [key, of] of Object.entries(schema.properties ?? {})) {
    if (key in known || schema.required?.includes(key)) full[key] = complete(known[key], of, subset);
  }
  return full;
}

/** The first branch of a choice that is not `null`; of several parts of a whole, all together. */
function firstBranch(schema: Schema, subset: Subset): Schema {
  if (schema.$ref) return firstBranch(named(schema.$ref, subset), subset);
  const choice = (schema.anyOf ?? schema.oneOf)?.find((branch) => branch.type !== 'null');
  const parts = [...(schema.allOf ?? []), ...(choice ? [choice] : [])].map((part) =>
    firstBranch(part, subset),
  );
  return parts.reduce<Schema>(merge, schema);
}

function merge(whole: Schema, part: Schema): Schema {
  const properties = { ...part.properties, ...whole.properties };
  const required = [...(whole.required ?? []), ...(part.required ?? [])];
  return { ...part, ...whole, properties, required };
}

function named(reference: string, subset: Subset): Schema {
  const schema = subset.components.schemas[reference.slice('#/components/schemas/'.length)];
  if (schema === undefined) throw new Error(`the description names ${reference} and does not have it`);
  return schema;
}

function unstated(schema: Schema, subset: Subset): unknown {
  const types = [schema.type].flat();
  if (types.includes('null') || schema.anyOf?.some((branch) => branch.type === 'null')) return null;
  if (schema.enum) return schema.enum[0];
  if (schema.properties || types.includes('object')) return completeObject({}, schema, subset);
  if (types.includes('array')) return [];
  if (types.includes('boolean')) return false;
  if (types.includes('integer') || types.includes('number')) return 0;
  return FORMATS[schema.format ?? ''] ?? UNSTATED;
}
