import type { Schema, Subset } from './subset.ts';

/** Follows references and branches: every plain schema that may have a say about a value. */
function branches(schema: Schema, subset: Subset): Schema[] {
  const named = schema.$ref
    ? subset.components.schemas[schema.$ref.slice('#/components/schemas/'.length)]
    : undefined;
  const nested = [
    ...(named ? [named] : []),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
  ];
  return [schema, ...nested.flatMap((part) => branches(part, subset))];
}

/** An object of which GitHub describes no key at all, such as the parts of an attestation. */
const isMapOfAnything = ({ properties, additionalProperties }: Schema): boolean =>
  additionalProperties === true && Object.keys(properties ?? {}).length === 0;

const present = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Keys that no branch of the schema knows. JSON Schema lets them through, so a slip such as `anotations` would pass.
 * @returns JSON pointers into the value.
 */
export function undescribed(value: unknown, schema: Schema, subset: Subset, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = branches(schema, subset);
  if (Array.isArray(value)) {
    const items = { anyOf: parts.map((part) => part.items).filter(present) };
    return value.flatMap((entry, index) => undescribed(entry, items, subset, `${at}/${index}`));
  }
  const maps = parts.map((part) => part.properties).filter(present);
  if (maps.length === 0 || parts.some(isMapOfAnything)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const anyOf = maps.map((map) => map[key]).filter(present);
    return anyOf.length === 0 ? [`${at}/${key}`] : undescribed(entry, { anyOf }, subset, `${at}/${key}`);
  });
}
