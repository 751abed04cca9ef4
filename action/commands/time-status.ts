import { parseArgs } from 'node:util';
import type { Command, ExitCode, Terminal } from './command.ts';
import { flagFault } from './flag-fault.ts';
import { diskOf, diskProblem } from './time/disk.ts';
import { openStudy } from './time/folder.ts';
import { JOURNAL_FILE, type Journal, readJournal } from './time/journal.ts';
import { replay } from './time/state.ts';
import { statusOf } from './time-status/status.ts';
import { statusTable } from './time-status/table.ts';

const USAGE = `poc time status [--precision SHARE] [--json]

Shows what was timed: rows, days, mean, median, spread and 95 % interval, for each person and for each way of doing the
work; how many more the gate asks for; how many it takes for a mean that is precise enough; what was discarded and why;
and the case on the clock.

  --precision SHARE   half width of the interval, in parts of the mean (default 0.1, which is ±10 %)
  --json              one JSON document (schema poc-time-status/v1)

Exit code: 0 shown, 2 could not run.`;

/** `poc time status`: how far the study is. */
export const timeStatus: Command = {
  name: 'time status',
  summary: 'show what was timed, and how much more it takes',
  usage: USAGE,
  async run(args, terminal) {
    const settings = readSettings(args);
    if ('problem' in settings) return refuse(terminal, settings.problem);
    const folder = await openStudy(terminal.cwd);
    if ('problems' in folder) return refuse(terminal, ...folder.problems);
    const read = await folder.rows();
    if ('problems' in read) return refuse(terminal, ...read.problems);
    const journal = journalIn(terminal.cwd);
    if ('problem' in journal) return refuse(terminal, journal.problem);
    const status = statusOf(folder, read.rows, replay(journal.events), settings.precision);
    terminal.print(settings.json ? JSON.stringify(status, null, 2) : statusTable(status));
    return 0;
  },
};

function journalIn(cwd: string): Journal | { problem: string } {
  try {
    return readJournal(diskOf(cwd).read(JOURNAL_FILE)?.toString() ?? '');
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === null) throw error;
    return { problem };
  }
}

function readSettings(args: string[]): { precision: number; json: boolean } | { problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: { precision: { type: 'string', default: '0.1' }, json: { type: 'boolean', default: false } },
    });
    const precision = /^\d*\.?\d+$/.test(values.precision) ? Number(values.precision) : 0;
    if (precision > 0 && precision < 1) return { precision, json: values.json };
    return {
      problem: `--precision: found ${JSON.stringify(values.precision)}; expected a share over 0 and under 1. Write, for example, --precision 0.05.`,
    };
  } catch (error) {
    return {
      problem: `${flagFault(error)} See \`poc time status --help\`.`,
    };
  }
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc time status: ${problem}`);
  return 2;
}
