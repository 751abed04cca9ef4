import { REASONS, type Reason } from '../../intake/entry.ts';
import type { SliceField } from '../../intake/slices.ts';
import type { LabelRow, Tally } from '../../intake/tally.ts';
import type { CaseFile } from './case-files.ts';
import { counted, grouped, shown } from './words.ts';

/** What `poc eval import --json` prints. */
export type ImportReport = {
  schema: 'poc-import/v1';
  source: { path: string; kind: 'folder' | 'csv' | 'jsonl'; system: string; digest: string };
  sampling: 'consecutive' | 'random';
  stratified: boolean;
  seed: string;
  dry_run: boolean;
  /** What happened to the files; of a dry run, what would have. */
  files: { path: string; cases: number; how: CaseFile['how'] }[];
  /** What a person should know besides the numbers. */
  notes: string[];
} & Tally;

type Line = [number: string, what: string];

/** @returns the report for a terminal: what was read, what became of it, and the labels. */
export function importTable(report: ImportReport): string {
  const width = Math.max(...accounts(report).map(([number]) => number.length));
  const account = accounts(report).map(([number, what]) => `  ${number.padStart(width)}  ${what}`);
  return `${[
    `${grouped(report.counts.read)} read from ${shown(report.source.path, Number.POSITIVE_INFINITY)} (${report.source.kind}), of which`,
    ...account,
    '',
    ...labelTable(report.labels),
    '',
    ...report.slices.flatMap((field) => [...sliceTable(field), '']),
    sampled(report),
    ...report.notes,
    ...report.files.map((file) => written(file, report.dry_run)),
    ...nothingWritten(report),
  ].join('\n')}\n`;
}

function accounts({ counts, duplicates, malformed, not_matched }: ImportReport): Line[] {
  const { exact, near, same_identifier, groups } = duplicates;
  const kinds = `${grouped(exact)} word for word, ${grouped(near)} nearly, ${grouped(same_identifier)} by identifier alone`;
  const lines: Line[] = [
    [grouped(counts.sampled), 'new, to score'],
    [grouped(counts.training), 'new, to train on'],
    [grouped(counts.duplicates), `duplicates in ${counted(groups, 'group')}: ${kinds}`],
    [grouped(counts.malformed), 'malformed'],
    ...Object.entries(malformed).map(
      ([reason, count]): Line => ['', `  ${grouped(count)} ${reason}: ${REASONS[reason as Reason]}`],
    ),
    [grouped(counts.not_sampled), 'not sampled'],
    [grouped(counts.not_matched), `not matched${extensions(not_matched)}`],
  ];
  return counts.already_present === 0
    ? lines
    : [...lines, [grouped(counts.already_present), 'sampled, and cases already']];
}

function extensions(counts: Record<string, number>): string {
  const all = Object.entries(counts).map(([extension, count]) => `${grouped(count)} ${shown(extension)}`);
  return all.length === 0 ? '' : `: ${all.slice(0, 10).join(', ')}${all.length > 10 ? ', …' : ''}`;
}

function labelTable(labels: readonly LabelRow[]): string[] {
  const rows = [
    ['label', 'becomes', 'items', 'distinct', 'to score', 'to train on'],
    ...labels.map((row) => [
      shown(row.label),
      row.mapped === null ? 'a person, unanswerable' : shown(row.mapped),
      ...[row.items, row.distinct, row.sampled, row.training].map(grouped),
    ]),
  ];
  return table(rows, 2);
}

function sliceTable({ field, slices, empty, unusable }: SliceField): string[] {
  const without = empty + unusable;
  return table(
    [
      [`slices of ${shown(field)}`, 'items', 'to score', 'to train on'],
      ...slices.map(({ slice, items, sampled, training }) => [
        shown(slice),
        ...[items, sampled, training].map(grouped),
      ]),
      ...(without === 0 ? [] : [['(none)', grouped(without), '', '']]),
    ],
    1,
  );
}

/** @param names how many columns are names; the others are numbers */
function table(rows: string[][], names: number): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) =>
    at < names ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join('  ').trimEnd()}`);
}

function sampled({ sampling, stratified, seed }: ImportReport): string {
  if (sampling === 'consecutive') return 'Sampled the first ones in the order of the source.';
  return `Sampled at random with seed ${shown(seed)}${stratified ? ', each label in its share of the distinct items' : ''}.`;
}

function nothingWritten({ dry_run, files }: ImportReport): string[] {
  if (dry_run) return ['Nothing was written (--dry-run).'];
  return files.length === 0 ? ['Nothing was written: there is nothing new.'] : [];
}

const VERBS = { created: 'Wrote', appended: 'Added', replaced: 'Replaced the made-up rows by' } as const;

function written({ path, cases, how }: ImportReport['files'][number], dryRun: boolean): string {
  const verb = dryRun ? 'Would write' : VERBS[how];
  return `${verb} ${counted(cases, 'case')}: ${path}`;
}
