import { textOf } from './fields.ts';
import { fingerprint } from './fingerprint.ts';

/** What a case is called, and whether that was made from its input. */
export type CaseId = { id: string; fingerprinted: boolean };

/**
 * @param stable the tool's own id, where it keeps it from run to run
 * @param input what the system was asked
 * @returns `null` where there is neither
 * @throws RangeError for an input that is nested too deep
 */
export function caseId(stable: unknown, input: unknown): CaseId | null {
  const own = textOf(stable);
  if (own !== null) return { id: own, fingerprinted: false };
  if (input === undefined || input === null) return null;
  return { id: fingerprint(input), fingerprinted: true };
}
