import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { Problem } from '../contract/problem.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid, readText } from './decode.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Tree } from './tree.ts';

type Record_ = { record: Record<string, string>; info: { lines: number } };

/** Reads a CSV file with a header line; every cell is text until the schema says otherwise. */
export async function readCsv<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  columns: readonly string[],
  remedy: string,
): Promise<Reading<Row<z.infer<S>>[]>> {
  const text = await readText(tree, file, remedy);
  return text.status === 'read' ? parseCsv(text.value, file, schema, columns) : text;
}

/** Parses CSV text whose header must name exactly `columns`, in any order. */
export function parseCsv<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  columns: readonly string[],
): Reading<Row<z.infer<S>>[]> {
  const wrongHeader = headerProblem(text, file, columns);
  if (wrongHeader !== null) return invalid(wrongHeader);
  const records = parseRecords(text, file);
  if ('problem' in records) return invalid(records.problem);
  const rows: Row<z.infer<S>>[] = [];
  const problems: Problem[] = [];
  for (const { record, info } of records.it) {
    const location = { file, line: info.lines };
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push({ value: parsed.data, ...location });
    else problems.push(...schemaProblems(parsed.error, schema, record, () => location));
  }
  const [first, ...rest] = problems;
  return first === undefined ? { status: 'read', value: rows } : invalid(first, ...rest);
}

function headerProblem(text: string, file: string, columns: readonly string[]): Problem | null {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.trim());
  const missing = columns.filter((column) => !header.includes(column));
  const extra = header.filter((cell) => !columns.includes(cell));
  if (missing.length === 0 && extra.length === 0) return null;
  const found =
    missing.length > 0 ? `a header without ${missing.join(', ')}` : `a header with ${extra.join(', ')}`;
  const problem = fileProblem(
    file,
    found,
    `the columns ${columns.join(',')}`,
    `Make the first line \`${columns.join(',')}\`.`,
  );
  return { ...problem, location: { file, line: 1 } };
}

function parseRecords(text: string, file: string): { it: Record_[] } | { problem: Problem } {
  try {
    const options = { columns: true, info: true, skip_empty_lines: true, trim: true } as const;
    return { it: parse(text, options) as unknown as Record_[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : null;
    const problem = fileProblem(
      file,
      error.message,
      'as many cells as the header has',
      'Correct this line; quote cells that hold a comma.',
    );
    return { problem: { ...problem, location: { file, line } } };
  }
}
