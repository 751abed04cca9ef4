import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { Problem } from '../contract/problem.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid, readText, whenWrong } from './decode.ts';
import { schemaProblems, show } from './schema-problems.ts';
import type { Tree } from './tree.ts';

type Record_ = { record: Record<string, string>; info: { lines: number } };

/** Reads a CSV file with a header line; every cell is text until the schema says otherwise. */
export async function readCsv<S extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: S,
  columns: Columns,
  remedy: string,
): Promise<Reading<Row<z.infer<S>>[]>> {
  const text = await readText(tree, file, remedy);
  return text.status === 'read' ? parseCsv(text.value, file, schema, columns) : text;
}

/** Names that a header must have, and names that it may have. */
export type Columns = { needed: readonly string[]; optional?: readonly string[] };

/** Parses CSV text whose header must name the needed columns, in any order, and no other than the optional ones. */
export function parseCsv<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  columns: Columns,
): Reading<Row<z.infer<S>>[]> {
  const header = parseHeader(text);
  const wrongHeader = headerProblem(header, file, columns);
  if (wrongHeader !== null) return invalid(wrongHeader);
  const records = parseRecords(text, file, header);
  if ('problem' in records) return invalid(records.problem);
  const rows: Row<z.infer<S>>[] = [];
  const problems: Problem[] = [];
  for (const { record, info } of records.it) {
    const location = { file, line: info.lines };
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push({ value: parsed.data, ...location });
    else problems.push(...schemaProblems(parsed.error, schema, record, () => location));
  }
  return whenWrong(problems) ?? { status: 'read', value: rows };
}

/** @returns the cells of the first line; none where it cannot be read as CSV. */
function parseHeader(text: string): string[] {
  try {
    return (parse(text, { ...OPTIONS, info: false, to: 1 }) as string[][])[0] ?? [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [];
  }
}

function headerProblem(header: readonly string[], file: string, columns: Columns): Problem | null {
  const { needed, optional = [] } = columns;
  const known = [...needed, ...optional];
  const missing = needed.filter((column) => !header.includes(column));
  const extra = header.filter((cell, i) => !known.includes(cell) || header.indexOf(cell) !== i);
  if (missing.length === 0 && extra.length === 0) return null;
  const found =
    missing.length > 0 ? `without ${missing.join(', ')}` : `with ${show(extra.join(', '))} too many`;
  const problem = fileProblem(
    file,
    header.length === 0 ? 'no header' : `a header ${found}`,
    `the columns ${known.join(',')}, each once`,
    `Make the first line \`${known.join(',')}\`.`,
  );
  return { ...problem, location: { file, line: 1 } };
}

const OPTIONS = { info: true, skip_empty_lines: true, trim: true } as const;

function parseRecords(
  text: string,
  file: string,
  header: string[],
): { it: Record_[] } | { problem: Problem } {
  try {
    // The header was read before; `from` counts records, so that of the header is left out.
    return { it: parse(text, { ...OPTIONS, columns: header, from: 2 }) as unknown as Record_[] };
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
