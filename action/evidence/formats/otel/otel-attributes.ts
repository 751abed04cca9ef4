import { type Fields, fieldsOf, isFields, own, textOf } from '../shared/fields.ts';

/** @returns attributes as one flat object, whether they are written as such or as OTLP's list of keys and values. */
export function attributesOf(value: unknown): Fields {
  if (!Array.isArray(value)) return fieldsOf(value);
  // Without a prototype, so that a key of the name __proto__ stays a key.
  const flat = Object.create(null) as Record<string, unknown>;
  for (const entry of value) {
    const key = isFields(entry) ? textOf(own(entry, 'key')) : null;
    if (key !== null) flat[key] = scalarOf(own(fieldsOf(entry), 'value'));
  }
  return flat;
}

const KINDS = ['stringValue', 'doubleValue', 'intValue', 'boolValue'];

function scalarOf(value: unknown): unknown {
  if (!isFields(value)) return value;
  const kind = KINDS.find((name) => Object.hasOwn(value, name));
  return kind === undefined ? undefined : value[kind];
}
