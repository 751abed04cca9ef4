import { hash } from 'node:crypto';
import { isFields } from './fields.ts';

/**
 * An id for a case whose tool gives it none: 80 bits of SHA-256 over its input as JSON with sorted keys, so the same
 * input has the same id in every run.
 *
 * @throws RangeError for a value that is nested too deep
 */
export const fingerprint = (input: unknown): string =>
  `#${hash('sha256', JSON.stringify(input, sorted) ?? 'undefined').slice(0, 20)}`;

function sorted(_: string, value: unknown): unknown {
  if (!isFields(value)) return value;
  // Without a prototype, so that a key of the name __proto__ stays a key.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).sort()) copy[key] = value[key];
  return copy;
}
