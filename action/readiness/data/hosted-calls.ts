import type { DataSource } from '../../contract/data-register.ts';
import type { Evidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { REQUEST_MODEL } from '../traces/span.ts';

/** A processor that is none, and the vendor of a model that runs in the house. */
const EMBEDDED = 'embedded';

/**
 * Where every row keeps the data in the house, a call of somebody else's model sends it out.
 *
 * @returns the model that was called although nobody may receive the data, or `null`
 */
export function calledThough(rows: readonly DataSource[], traces: Evidence['traces']): string | null {
  if (!rows.every(({ processors }) => processors.every((one) => sameName(one, EMBEDDED)))) return null;
  const models = traces.rows.map(({ value }) => String(value.attributes[REQUEST_MODEL] ?? EMBEDDED));
  return models.find((model) => model !== EMBEDDED && !model.startsWith(`${EMBEDDED}/`)) ?? null;
}
