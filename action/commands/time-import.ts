import type { Command, ExitCode, Terminal } from './command.ts';
import { diskOf, diskProblem } from './time/disk.ts';
import { openStudy, type StudyFolder, type StudyRows, taskOf } from './time/folder.ts';
import { takeLock } from './time/lock.ts';
import { addRows, COLUMNS } from './time/store.ts';
import { type ImportOptions, namedColumns, readOptions } from './time-import/options.ts';
import { AS_THEY_ARE, isPseudonym, type Names, pseudonyms } from './time-import/pseudonyms.ts';
import { conclude } from './time-import/refused.ts';
import { importNotes, importReport } from './time-import/report.ts';
import { sortRows, zoneProblem } from './time-import/rows.ts';
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
  const source = readSource(terminal.cwd, options.source, namedColumns(options.columns));
  if ('problems' in source) return refuse(terminal, ...source.problems);
  const { started, stopped } = options.columns;
  const zoneless = zoneProblem(source.rows, options, [started, stopped]);
  if (zoneless !== null) return refuse(terminal, zoneless);
  const existing = await folder.rows();
  if ('problems' in existing) return refuse(terminal, ...existing.problems);
  const names = namesFor(options, terminal, existing.rows);
  if ('problem' in names) return refuse(terminal, names.problem);
  const making = { options, task: task.digest, now: terminal.now, nameOf: names.nameOf };
  const sorted = sortRows(source.rows, existing.rows, making);
  const writes = !options.dryRun && sorted.imported.length > 0;
  const keyNotes = writes ? names.keep() : [];
  const file = folder.files[options.study];
  if (writes) addRows(diskOf(terminal.cwd), file, COLUMNS[options.study], sorted.imported);
  terminal.print(importReport(options, file, sorted, [...importNotes(options), ...keyNotes]));
  return conclude(sorted.refused.length, terminal, 'poc time import', 'import again: what is there');
}

function namesFor(
  { pseudonyms: wanted, performerIs }: ImportOptions,
  terminal: Terminal,
  { timings, assisted }: StudyRows,
): Names | { problem: string } {
  if (!wanted || performerIs !== null) return AS_THEY_ARE;
  const made = [...timings, ...assisted].find(
    ({ value }) => value.method === 'system_timestamps' && isPseudonym(value.performer),
  );
  return pseudonyms(terminal, made);
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc time import: ${problem}`);
  return 2;
}
