import { JOURNAL_FILE } from './journal.ts';

/** What `poc time --help` prints. */
export const TIME_USAGE = `poc time [--assisted] [--performer NAME] [--observer NAME] [--cases FILE] [--assign KIND]

Times cases while they are done: press Enter when the case begins and Enter when it ends. Each one becomes a row of
baseline/timings.csv, with --assisted of baseline/assisted.csv. Begin and end are the start_event and stop_event of
baseline.yaml.

  --assisted        the study with the tool: each case by hand or with the tool, its parts timed too
  --assign KIND     coin_flip (default): a coin says before each case how it is done; before_after: all with the tool
  --performer NAME  who does the cases: a pseudonym, such as person-1
  --observer NAME   who watches, where it is somebody else
  --cases FILE      the references to be timed in turn: one a line, or the first column of a .csv file

Keys: Enter start, stop and save · Space start, pause, go on · d discard, with a reason · p performer · ? help
      q quit; a case that is on the clock is offered the next time
      with --assisted also t waiting for the tool, r review, f fix, b it ended by hand, o done the other way

Everything is in ${JOURNAL_FILE} before the screen says so: a crash loses nothing.

Exit code: 0 ended by the person, 2 could not run.`;
