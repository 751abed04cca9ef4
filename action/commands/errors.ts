import { ARMS } from '../contract/study.ts';
import { CHECKED_COLUMNS } from '../evidence/study-files.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { SHEET_COLUMNS, sortRows } from './errors/add.ts';
import { draw } from './errors/draw.ts';
import { type ErrorsOptions, readOptions } from './errors/options.ts';
import { openRecords, type Records } from './errors/records.ts';
import { addReport, drawReport } from './errors/report.ts';
import { ERRORS_USAGE } from './errors/usage.ts';
import { linkOnTheWay } from './eval-import/case-files.ts';
import { counted } from './eval-import/words.ts';
import { diskOf, diskProblem } from './time/disk.ts';
import { addRows } from './time/store.ts';
import { readSource } from './time-import/source.ts';

/** `poc errors`: how often work is wrong, from cases that somebody looks at again. */
export const errors: Command = {
  name: 'errors',
  summary: 'draw finished cases to be looked at again, add what was found',
  usage: ERRORS_USAGE,
  async run(args, terminal) {
    const asked = readOptions(args);
    if ('problems' in asked) return refuse(terminal, 2, ...asked.problems);
    try {
      const records = await openRecords(terminal.cwd);
      if ('problems' in records) return refuse(terminal, 2, ...records.problems);
      return asked.does === 'draw'
        ? drawCases(terminal, records, asked)
        : addChecked(terminal, records, asked);
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === null) throw error;
      return refuse(terminal, 2, problem);
    }
  },
};

type Of<Does extends ErrorsOptions['does']> = Extract<ErrorsOptions, { does: Does }>;

function drawCases(terminal: Terminal, records: Records, { wanted, out }: Of<'draw'>): ExitCode {
  const link = linkOnTheWay(terminal.cwd, `${out}/`);
  if (link !== null) return refuse(terminal, 2, linkProblem(link));
  const disk = diskOf(terminal.cwd);
  if (disk.read(out) !== null) return refuse(terminal, 2, occupiedProblem(out));
  const drawn = draw(records, wanted ?? records.bars['baseline/error-cost'].cases);
  if (drawn.cases.length > 0) {
    const rows = drawn.cases.map(({ caseRef }) => ({ case_ref: caseRef }));
    addRows(disk, out, { needed: SHEET_COLUMNS }, rows);
    terminal.print(drawReport(out, drawn));
    return 0;
  }
  if (ARMS.some((arm) => drawn.missing[arm] > 0)) return refuse(terminal, 1, noneProblem(records));
  terminal.print('As many cases of each way were looked at as are wanted; --n draws more.');
  return 0;
}

function addChecked(
  terminal: Terminal,
  records: Records,
  { source, checkedBy, dryRun }: Of<'add'>,
): ExitCode {
  const columns = SHEET_COLUMNS.map((name) => [name, name] as const);
  const read = readSource(terminal.cwd, source, columns);
  if ('problems' in read) return refuse(terminal, 2, ...read.problems);
  const sorted = sortRows(read.rows, records, checkedBy);
  if (!dryRun && sorted.added.length > 0)
    addRows(diskOf(terminal.cwd), records.file, CHECKED_COLUMNS, sorted.added);
  terminal.print(addReport(source, records, sorted, dryRun));
  return sorted.refused.length === 0 ? 0 : refuse(terminal, 1, refusedProblem(source, sorted.refused.length));
}

const linkProblem = (link: string): string =>
  `--out: found the symbolic link ${link}; expected a file inside this folder. Name another.`;

const occupiedProblem = (out: string): string =>
  `${out}: found a file; expected none, since what somebody wrote there is not overwritten. Add it with poc errors add ${out} --checked-by PSEUDONYM and remove it, or name another with --out.`;

const noneProblem = ({ eligibleFile }: Records): string =>
  `${eligibleFile}: found no finished case that is still to be looked at; expected some of the system of record. Add them with poc usage eligible.`;

const refusedProblem = (source: string, rows: number): string =>
  `${counted(rows, 'row')} refused; expected rows as the list above says. Correct them in ${source} and add it again: what is there already is passed over.`;

function refuse(terminal: Terminal, code: ExitCode, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc errors: ${problem}`);
  return code;
}
