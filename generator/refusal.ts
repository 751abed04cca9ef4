import type { Problem } from '../action/contract/problem.ts';

/**
 * A problem with what was typed.
 *
 * @param place the flag, file or folder that a person would change
 */
export function refusal(place: string, found: string, expected: string, remedy: string): Problem {
  return { location: { file: place, line: null }, field: '', found, expected, remedy };
}
