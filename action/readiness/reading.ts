import type { Location, Problem } from '../contract/problem.ts';

/**
 * What came of looking for a piece of evidence. Checks see only what was read; everything else ends as
 * "not proven" with its reason, because a gate that cannot see must stay shut.
 */
export type Reading<T> =
  | { status: 'read'; value: T }
  | { status: 'missing'; lookedIn: string; remedy: string }
  | { status: 'invalid'; problems: [Problem, ...Problem[]] };

/** A file of one value, with the line on which each field stands (dotted path → line, from 1). */
export type Document<T> = { file: string; value: T; lines: Readonly<Record<string, number>> };

/** A row of a file, with where it stands. */
export type Row<T> = { value: T; file: string; line: number };

/** @returns where a person would edit `field`: its own line, else that of the nearest field around it. */
export function locate(document: Document<unknown>, field: string): Location {
  const parts = field.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const line = document.lines[parts.slice(0, length).join('.')];
    if (line !== undefined) return { file: document.file, line };
  }
  return { file: document.file, line: null };
}

/** @returns the value where there is one. */
export const readValue = <T>(reading: Reading<T>): T | undefined =>
  reading.status === 'read' ? reading.value : undefined;
