import type { Fault } from '../format.ts';

/** Beyond this many runs a column of runs names attempts; beyond this many cases the first runs tell enough. */
const MOST_RUNS = 10_000;
const MOST_CASES = 100_000;

/** Keeps count of the runs that lines of one file belong to. */
export type Runs = {
  see(run: string, caseId: string): void;
  /** @param column the name of the column that tells the runs apart */
  fault(column: string): Fault | null;
  note(column: string): string | null;
};

/**
 * Scripts that append to their results mix runs: of an old prompt, of one case that was tried again, of all. The rate
 * over such a file is a rate of nothing. Runs that share no case are parts of one, such as shards.
 */
export function countRuns(): Runs {
  const rowsOf = new Map<string, number>();
  const runOf = new Map<string, string>();
  const shared = new Set<string>();
  let last = '';
  const isMixed = () => rowsOf.size > 1 && shared.size > 0 && [...rowsOf.values()].some((rows) => rows > 1);
  return {
    see(run, caseId) {
      if (!rowsOf.has(run) && rowsOf.size >= MOST_RUNS) return;
      rowsOf.set(run, (rowsOf.get(run) ?? 0) + 1);
      last = run;
      const first = runOf.get(caseId);
      if (first !== undefined && first !== run) shared.add(caseId);
      else if (first === undefined && runOf.size < MOST_CASES) runOf.set(caseId, run);
    },
    fault: (column) =>
      isMixed()
        ? {
            found: `${rowsOf.size} runs mixed in one file (\`${column}\`), with ${shared.size} cases in more than one of them`,
            expected: 'the results of one run',
            remedy: `Write each run to a file of its own, or keep the last alone: ${rowsOf.get(last)} rows with ${column} ${last.slice(0, 60)}.`,
          }
        : null,
    note: (column) =>
      rowsOf.size > 1 && !isMixed()
        ? `${rowsOf.size} runs stand in this file (\`${column}\`); their rows are read as one`
        : null,
  };
}
