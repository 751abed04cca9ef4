import type { Fault } from '../format.ts';

/**
 * Compares a total that a file states with what was counted in it. Such a file was cut, edited or merged: which of the
 * two is right cannot be told from here.
 *
 * @returns the fault, or `null` where they agree or nothing is stated
 */
export function totalFault(stated: unknown, counted: number, field: string): Fault | null {
  if (typeof stated !== 'number' || stated === counted) return null;
  return {
    found: `\`${field}\` is ${stated}, where the file holds ${counted}`,
    expected: 'the same number',
    remedy: 'Run the eval again, and use the file as the tool wrote it.',
  };
}
