import type { Document, Row } from '../../action/readiness/reading.ts';

export const document = <T>(file: string, value: T, lines: Record<string, number> = {}): Document<T> => ({
  file,
  value,
  lines,
});

export const rows = <T>(file: string, values: readonly T[]): Row<T>[] =>
  values.map((value, i) => ({ value, file, line: i + 1 }));
