import { randomInt } from 'node:crypto';
import type { Command, ExitCode, LiveTerminal, Terminal } from './command.ts';
import { readCaseList } from './time/case-list.ts';
import { type Disk, diskOf, diskProblem } from './time/disk.ts';
import { drive } from './time/drive.ts';
import { iso, type TimeEvent } from './time/event.ts';
import { openStudy, type StudyFolder, taskOf } from './time/folder.ts';
import { JOURNAL_FILE, readJournal } from './time/journal.ts';
import { ledgerOf } from './time/ledger.ts';
import { takeLock } from './time/lock.ts';
import type { Plan } from './time/model.ts';
import { readOptions, type TimeOptions } from './time/options.ts';
import { NotWritten, type Store, saveFirst, startSession } from './time/session.ts';
import { apply, replay, type State } from './time/state.ts';
import { storeOn } from './time/store.ts';
import { TIME_USAGE } from './time/usage.ts';
import { farewell } from './time/words.ts';

/** `poc time`: the stopwatch of the person who does the work. */
export const time: Command = {
  name: 'time',
  summary: 'time cases while they are done',
  usage: TIME_USAGE,
  async run(args, terminal) {
    const options = readOptions(args);
    if ('problem' in options) return refuse(terminal, options.problem);
    const { live } = terminal;
    if (live === undefined) return refuse(terminal, NO_TERMINAL);
    const folder = await openStudy(terminal.cwd);
    if ('problems' in folder) return refuse(terminal, ...folder.problems);
    const task = taskOf(folder.baseline);
    if ('problems' in task) return refuse(terminal, ...task.problems);
    const list = options.cases === null ? { cases: null } : readCaseList(terminal.cwd, options.cases);
    if ('problem' in list) return refuse(terminal, list.problem);
    try {
      const lock = takeLock(terminal.cwd);
      if ('problem' in lock) return refuse(terminal, lock.problem);
      try {
        const plan = planOf(folder, task, options, list.cases);
        return await timeCases({ terminal, live, folder, options, plan });
      } finally {
        lock.release();
      }
    } catch (error) {
      const problem = error instanceof NotWritten ? error.message : diskProblem(error);
      if (problem === null) throw error;
      return refuse(terminal, problem);
    }
  },
};

const NO_TERMINAL =
  'found no terminal on standard input and output; expected a person at one, who presses the keys. Run it in a terminal; for the timestamps of a system use `poc time import`.';

function planOf(
  { files, stage, bars }: StudyFolder,
  task: Plan['task'],
  options: TimeOptions,
  cases: Plan['cases'],
): Plan {
  const { explore_rows, pilot_rows } = bars['baseline/measured-timings'];
  const wanted = {
    timings: stage === 'explore' ? explore_rows : pilot_rows,
    assisted: bars['baseline/assisted-timings'].rows,
  };
  return {
    study: options.study,
    assignment: options.assignment,
    observer: options.observer,
    task,
    files,
    cases,
    wanted: stage === null ? null : wanted[options.study],
    flip: () => (randomInt(2) === 0 ? 'with_poc' : 'by_hand'),
  };
}

type Bench = {
  terminal: Terminal;
  live: LiveTerminal;
  folder: StudyFolder;
  options: TimeOptions;
  plan: Plan;
};

async function timeCases({ terminal, live, folder, options, plan }: Bench): Promise<ExitCode> {
  const disk = diskOf(terminal.cwd);
  const content = disk.read(JOURNAL_FILE);
  const journal = readJournal(content?.toString() ?? '');
  if ('problem' in journal) return refuse(terminal, journal.problem);
  const store = storeOn(disk, plan.files);
  const now = live.now().getTime();
  const state = recover(store, replay(journal.events), options.performer, now);
  // Only now: a row whose write broke off is whole again.
  const read = await folder.rows();
  if ('problems' in read) return refuse(terminal, ...read.problems);
  const notes = [
    ...(journal.cutOff === null ? [] : [cutOffNote(journal.cutOff)]),
    ...(content === null ? ignoreNotes(disk) : []),
  ];
  const ledger = ledgerOf(read.rows);
  const session = startSession(store, { plan, state, ledger, note: notes.join(' ') }, now);
  await drive(live, session, terminal.color);
  terminal.print(farewell(session.model(), ledger));
  return 0;
}

/** Writes the rows that the last session could not, and who does the next cases. */
function recover(store: Store, journal: State, performer: string | null, now: number): State {
  let state = journal;
  while (state.unsaved.length > 0) state = saveFirst(store, state, now);
  if (performer === null || performer === state.performer) return state;
  const event: TimeEvent = { type: 'performer', at: iso(now), performer, running: false };
  store.append(event);
  return apply(state, event);
}

const cutOffNote = (line: number): string =>
  `${JOURNAL_FILE}:${line} broke off in the middle of a write and is left out; the screen had not confirmed it.`;

/** The journal names people and cases. */
function ignoreNotes(disk: Disk): string[] {
  const lines = (disk.read('.gitignore')?.toString() ?? '').split(/\r?\n/).map((line) => line.trim());
  const isIgnored = lines.some((line) => /^\/?\.poc(?:\/|\/\*|\/time\.jsonl)?$/.test(line));
  return isIgnored ? [] : [`.gitignore does not name ${JOURNAL_FILE}: add a line with it before you commit.`];
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc time: ${problem}`);
  return 2;
}
