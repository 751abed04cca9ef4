import { createHash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTable, type Table, tableEntries } from '../../intake/csv.ts';
import { toUtf8 } from '../../intake/decode.ts';
import type { Entry } from '../../intake/entry.ts';
import { formatOf } from '../../intake/format.ts';
import { jsonlKeys, readJsonl } from '../../intake/jsonl.ts';
import { readFolder } from './folder.ts';
import type { ImportOptions } from './options.ts';
import { listed } from './words.ts';

/** What a source holds, in its own order, and the digest of what was read. */
export type Loaded = {
  status: 'loaded';
  kind: 'folder' | 'csv' | 'jsonl';
  entries: Entry[];
  /** One word for each file that was passed over: its extension, or what it is. */
  notMatched: string[];
  digest: string;
};

export type Source = Loaded | { status: 'unusable'; problem: string };

/** A CSV or JSONL file is held in memory whole; beyond this it is to be exported in parts. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

const unusable = (problem: string): Source => ({ status: 'unusable', problem });

/** Reads a file or folder. Its format is told by its content. */
export async function readSource(
  cwd: string,
  options: ImportOptions,
  announce: (files: number) => void,
): Promise<Source> {
  const path = resolve(cwd, options.source);
  const stat = statOf(path);
  if (stat === null || !(stat.isFile() || stat.isDirectory())) {
    return unusable(
      `${options.source}: found no such file or folder; expected an export. Name one that is there.`,
    );
  }
  const misplaced = misplacedFlag(options, stat.isDirectory());
  if (misplaced !== null) return unusable(misplaced);
  if (stat.isDirectory()) return readFolder(path, options, announce);
  if (stat.size > MAX_FILE_BYTES) {
    return unusable(
      `${options.source}: found ${stat.size} bytes; expected at most ${MAX_FILE_BYTES}. Export fewer records, or in parts.`,
    );
  }
  return readFile(path, options);
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

function misplacedFlag(options: ImportOptions, isFolder: boolean): string | null {
  if (!isFolder) {
    return options.only === null
      ? null
      : `--only: found it with a file; expected a folder, whose files it chooses. Leave it out.`;
  }
  const [flag] = [
    options.labelField === null ? [] : ['--label-field'],
    options.idField === null ? [] : ['--id-field'],
  ].flat();
  return flag === undefined
    ? null
    : `${flag}: found it with a folder; expected a CSV or JSONL file. Leave it out: the label of a file is the name of its sub-folder.`;
}

function readFile(path: string, options: ImportOptions): Source {
  const raw = readFileSync(path);
  const digest = createHash('sha256').update(raw).digest('hex');
  const bytes = toUtf8(raw);
  if ('broken' in bytes) {
    return unusable(
      `${options.source}: found UTF-16 that breaks off or is broken; expected text. Export it as UTF-8.`,
    );
  }
  const format = formatOf(bytes);
  const loaded = (kind: 'csv' | 'jsonl', entries: Entry[]): Source => ({
    status: 'loaded',
    kind,
    entries,
    notMatched: [],
    digest,
  });
  switch (format) {
    case 'jsonl': {
      const problem = columnProblem(options, jsonlKeys(bytes), 'keys');
      return problem === null ? loaded('jsonl', readJsonl(bytes, columnsOf(options))) : unusable(problem);
    }
    case 'csv': {
      const table = readTable(bytes);
      const problem = tableProblem(options, table);
      return table !== null && problem === null
        ? loaded('csv', tableEntries(table, columnsOf(options)))
        : unusable(problem ?? '');
    }
    default:
      return unusable(`${options.source}: ${OTHER_FORMATS[format]}`);
  }
}

const OTHER_FORMATS = {
  empty: 'found nothing in it; expected CSV or JSONL. Export it again.',
  'json-array':
    'found a JSON list; expected one JSON object on each line. Export JSONL, or convert it: jq -c ".[]".',
  mail: 'found one e-mail; expected CSV, JSONL, or a folder of e-mails in sub-folders named for their labels. Name that folder.',
} as const;

const columnsOf = ({ labelField, idField, sliceFields }: ImportOptions) => ({
  label: labelField ?? '',
  id: idField,
  slices: sliceFields,
});

function tableProblem(options: ImportOptions, table: Table | null): string | null {
  return table === null
    ? `${options.source}:1: found no row of column names; expected CSV with a header row in UTF-8. Add one, or export it again.`
    : columnProblem(options, table.names, 'columns');
}

function columnProblem(options: ImportOptions, names: string[], noun: string): string | null {
  const all = `the ${noun} are ${listed(names)}`;
  if (options.labelField === null) {
    return `--label-field: found none; expected which of the ${noun} holds the label. In ${options.source} ${all}. Add, for example, --label-field ${JSON.stringify(names.at(-1) ?? 'label')}.`;
  }
  for (const [flag, name] of [
    ['--label-field', options.labelField],
    ['--id-field', options.idField],
    ...options.sliceFields.map((name) => ['--slice-field', name]),
  ]) {
    if (name != null && !names.includes(name)) {
      return `${flag}: found ${JSON.stringify(name)}; expected one that ${options.source} has; ${all}. Name one of them.`;
    }
  }
  return null;
}
