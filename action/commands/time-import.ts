import { nameKey } from '../readiness/names.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import {
  findKey,
  KEY_FILE,
  KEY_VARIABLE,
  keyedHash,
  keyNote,
  newKey,
  storeKey,
} from './eval-import/source-key.ts';
import { diskOf, diskProblem } from './time/disk.ts';
import { openStudy, type StudyFolder, type StudyRows, taskOf } from './time/folder.ts';
import { takeLock } from './time/lock.ts';
import { addRows } from './time/store.ts';
import { type ImportOptions, readOptions } from './time-import/options.ts';
import { importNotes, importReport } from './time-import/report.ts';
import { firstWithoutZone, type Sorted, sortRows } from './time-import/rows.ts';
import { readSource } from './time-import/source.ts';
import { TIME_IMPORT_USAGE } from './time-import/usage.ts';

/** `poc time import`: timings from a system's own timestamps. */
export const timeImport: Command = {
  name: 'time import',
  summary: 'make timings from the timestamps of a system',
  usage: TIME_IMPORT_USAGE,
  async run(args, terminal) {
    const read = readOptions(args);
    if ('problems' in read) return refuse(terminal, ...read.problems);
    const folder = await openStudy(terminal.cwd);
    if ('problems' in folder) return refuse(terminal, ...folder.problems);
    try {
      const lock = takeLock(terminal.cwd);
      if ('problem' in lock) return refuse(terminal, lock.problem);
      try {
        return await importWith(read.options, folder, terminal);
      } finally {
        lock.release();
      }
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === null) throw error;
      return refuse(terminal, problem);
    }
  },
};

async function importWith(
  options: ImportOptions,
  folder: StudyFolder,
  terminal: Terminal,
): Promise<ExitCode> {
  const task = taskOf(folder.baseline);
  if ('problems' in task) return refuse(terminal, ...task.problems);
  const source = readSource(terminal.cwd, options);
  if ('problems' in source) return refuse(terminal, ...source.problems);
  const zoneless = firstWithoutZone(source.rows, options);
  if (zoneless !== null) return refuse(terminal, zoneProblem(options, zoneless));
  const existing = await folder.rows();
  if ('problems' in existing) return refuse(terminal, ...existing.problems);
  const names = namesFor(options, terminal, existing.rows);
  if ('problem' in names) return refuse(terminal, names.problem);
  const making = { options, task: task.digest, now: terminal.now, nameOf: names.nameOf };
  const sorted = sortRows(source.rows, existing.rows, making);
  const writes = !options.dryRun && sorted.imported.length > 0;
  const keyNotes = writes ? names.keep() : [];
  const file = folder.files[options.study];
  if (writes) addRows(diskOf(terminal.cwd), file, options.study, sorted.imported);
  terminal.print(importReport(options, file, sorted, [...importNotes(options), ...keyNotes]));
  return conclude(sorted, terminal);
}

function conclude({ refused }: Sorted, terminal: Terminal): ExitCode {
  if (refused.length === 0) return 0;
  const rows = refused.length === 1 ? '1 row was' : `${refused.length} rows were`;
  terminal.complain(
    `poc time import: ${rows} refused; expected rows as the list above says. Correct them at their source and import again: what is there already is passed over.`,
  );
  return 1;
}

const zoneProblem = ({ source }: ImportOptions, { row, text }: { row: number; text: string }): string =>
  `${source}: row ${row}: found ${JSON.stringify(text)}, a time without its zone; expected to be told which. Add --zone with the zone of that system, for example --zone Europe/Berlin.`;

type Names = { nameOf(performer: string): string; keep(): string[] };

/** A pseudonym is told from the name by the key alone, so the same person has the same one in every import. */
function namesFor(
  { pseudonyms, performerIs }: ImportOptions,
  terminal: Terminal,
  { timings, assisted }: StudyRows,
): Names | { problem: string } {
  if (!pseudonyms || performerIs !== null) return { nameOf: (name) => name, keep: () => [] };
  const stored = findKey(terminal);
  if (stored.status === 'unusable') return stored;
  const made = stored.status === 'none' ? [...timings, ...assisted].find(isPseudonym) : undefined;
  if (made !== undefined) return { problem: lostKey(made) };
  const key = stored.status === 'there' ? stored.key : newKey();
  const hash = keyedHash(key);
  return {
    nameOf: (name) => `person-${hash(`performer\n${nameKey(name)}`).slice(0, PSEUDONYM_DIGITS)}`,
    keep() {
      if (stored.status === 'there') return [];
      storeKey(terminal.cwd, key);
      return [keyNote(terminal.cwd, PSEUDONYMS)];
    },
  };
}

const PSEUDONYMS = { what: 'pseudonyms', without: 'gives the same people other ones' };

const isPseudonym = ({ value }: StudyRows['timings'][number]): boolean =>
  value.method === 'system_timestamps' && /^person-[0-9a-f]{8}$/.test(value.performer);

const lostKey = ({ file, line }: StudyRows['timings'][number]): string =>
  `${file}:${line}: found pseudonyms and no key; expected the key that made them, since with another the same people get other names. Put it into ${KEY_FILE} or ${KEY_VARIABLE}.`;

/** Two of a hundred people have the same one with a chance of one in a million. */
const PSEUDONYM_DIGITS = 8;

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc time import: ${problem}`);
  return 2;
}
