import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answer } from '../src/answer.ts';
import { command } from '../src/command.ts';
import { readJsonLines, UnusableFile } from '../src/jsonl.ts';
import { readCases } from './cases.ts';
import { type FieldScore, type Pair, scoreFields, VERDICTS } from './field-scores.ts';

/** What of a row of the results tells how fields were read: `textOf` wrote its answer. */
const row = z.looseObject({ id: z.string(), answer: z.string().nullable() });

/** The gate counts whole records; this says which fields are to blame. Documents that went to a person are not in it. */
export type FieldsReport = {
  documents: number;
  answered: number;
  fields: Record<string, FieldScore>;
};

/** @returns how each field was read in one file of results. @throws UnusableFile */
export function reportOn(results: string, cases: string): FieldsReport {
  const wanted = new Map(
    readCases(cases).flatMap(({ id, expected }) => {
      const read = answer.safeParse(expected);
      return read.success ? [[id, read.data.fields] as const] : [];
    }),
  );
  const rows = readJsonLines(results, row).filter(({ id }) => wanted.has(id));
  const pairs = rows.flatMap(({ id, answer: text }): Pair[] => {
    const fields = wanted.get(id);
    return text === null || fields === undefined ? [] : [{ wanted: fields, given: fieldsIn(text, results) }];
  });
  return { documents: rows.length, answered: pairs.length, fields: scoreFields(pairs) };
}

function fieldsIn(text: string, file: string): Pair['given'] {
  try {
    return answer.shape.fields.parse(JSON.parse(text));
  } catch {
    throw new UnusableFile(
      `${file}: found an answer that does not hold the fields of src/fields.ts; expected results of this workflow. Run npm run eval.`,
    );
  }
}

/** @returns the report as a table of plain text. */
export function table({ documents, answered, fields }: FieldsReport): string {
  const head = `${answered} of ${documents} documents with an answer`;
  if (answered === 0) return `${head}, so there is nothing to say of fields yet.`;
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  const columns = [...VERDICTS, 'precision', 'recall'] as const;
  const cell = (value: number | null, column: string) =>
    (value === null ? '-' : Number.isInteger(value) ? `${value}` : value.toFixed(3)).padStart(column.length);
  const lines = Object.entries(fields).map(
    ([name, score]) =>
      `  ${name.padEnd(width)}  ${columns.map((column) => cell(score[column], column)).join('  ')}`,
  );
  return [`${head}; of those, by field:`, `  ${''.padEnd(width)}  ${columns.join('  ')}`, ...lines].join(
    '\n',
  );
}

/** Every file of rows under a folder: one of a whole run, or one for each part. */
const resultsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('results.jsonl'))
        .sort()
        .map((name) => join(folder, name))
    : [];

function main(): number {
  for (const results of resultsIn('eval/results')) {
    const report = reportOn(results, 'eval/cases');
    writeFileSync(join(dirname(results), 'fields.json'), `${JSON.stringify(report, null, 2)}\n`);
    console.log(`${results}: ${table(report)}`);
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await command(main, 'npm run eval: this runs after it');
