import type { FieldName } from '../src/fields.ts';

/**
 * Words that stand before the value in your documents, for each field, as somebody knows who does this work:
 * `{ issued: ['invoice date', 'date of issue'] }`. They are looked for before the name of the field.
 */
export const OWN_LABELS: Readonly<Partial<Record<FieldName, readonly string[]>>> = {};
