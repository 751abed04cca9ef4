import { BASELINE_FILE, type Baseline } from '../../contract/baseline.ts';
import { describeProblem } from '../../contract/problem.ts';
import type { Stage } from '../../contract/stage.ts';
import type { Assisted, Discarded } from '../../contract/study.ts';
import { type Bars, barsInForce } from '../../contract/thresholds.ts';
import type { Timing } from '../../contract/timings.ts';
import { readBaseline, readManifest, readThresholds } from '../../evidence/poc-files.ts';
import { readAssisted, readDiscarded, readTimings } from '../../evidence/study-files.ts';
import { taskDigest } from '../../evidence/task-digest.ts';
import { isInside, type Tree } from '../../evidence/tree.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import type { Reading, Row } from '../../readiness/reading.ts';
import { linkOnTheWay } from '../eval-import/case-files.ts';
import type { Plan } from './model.ts';

/** The rows of the study so far. */
export type StudyRows = { timings: Row<Timing>[]; assisted: Row<Assisted>[]; discarded: Row<Discarded>[] };

/** The folder of a POC as far as timing is concerned. */
export type StudyFolder = {
  baseline: Baseline;
  files: Plan['files'];
  /** `null` where `poc.yaml` cannot be read. */
  stage: Stage | null;
  bars: Bars;
  /** Reads the rows as they are now. */
  rows(): Promise<{ rows: StudyRows } | { problems: string[] }>;
};

/** Reads what is timed and where it is written down. */
export async function openStudy(cwd: string): Promise<StudyFolder | { problems: string[] }> {
  const tree = await openWorkingTree(cwd, null);
  const read = await readBaseline(tree);
  if (read.status !== 'read') return { problems: whyUnread(read) };
  const { timings, assisted, discarded } = read.value.value;
  const files = { timings, assisted, discarded };
  const wrong = Object.entries(files).flatMap(
    ([field, path]) =>
      pathProblem(cwd, `${BASELINE_FILE}: ${field}`, path, `${field}: baseline/${field}.csv`) ?? [],
  );
  if (wrong.length > 0) return { problems: wrong };
  const manifest = await readManifest(tree);
  const thresholds = await readThresholds(tree);
  if (thresholds.status === 'invalid') return { problems: whyUnread(thresholds) };
  return {
    baseline: read.value.value,
    files,
    stage: manifest.status === 'read' ? manifest.value.value.stage : null,
    bars: barsInForce(thresholds.status === 'read' ? thresholds.value.value : undefined),
    rows: () => readRows(tree, files),
  };
}

/** @returns what is timed, or what `baseline.yaml` does not say of it: then nobody knows when the clock starts. */
export function taskOf(baseline: Baseline): Plan['task'] | { problems: string[] } {
  const { unit, start_event, stop_event } = baseline;
  if (unit !== null && start_event !== null && stop_event !== null)
    return { unit, start: start_event, stop: stop_event, digest: taskDigest(baseline) };
  const empty = Object.entries({ unit, start_event, stop_event }).filter(([, value]) => value === null);
  return {
    problems: empty.map(
      ([field]) =>
        `${BASELINE_FILE}: ${field}: found nothing; expected ${TASK_WORDS[field]}, or nobody knows when to press. Write, for example, ${field}: ${TASK_EXAMPLES[field]}.`,
    ),
  };
}

const TASK_WORDS: Readonly<Record<string, string>> = {
  unit: 'one unit of the work',
  start_event: 'the event at which the clock starts',
  stop_event: 'the event at which the clock stops',
};
const TASK_EXAMPLES: Readonly<Record<string, string>> = {
  unit: 'one incoming message',
  start_event: 'the message is opened',
  stop_event: 'the message is filed',
};

/** @returns what is wrong with where a file is to be written, by the field that says it; or `null`. */
export function pathProblem(cwd: string, where: string, path: string, example: string): string | null {
  const found = isInside(path) ? linkOnTheWay(cwd, `${path}/`) : '';
  if (found === null) return null;
  const what = found === '' ? 'a path out of this folder' : `the symbolic link ${found}`;
  return `${where}: found ${what}; expected a file inside this folder. Write, for example, ${example}.`;
}

/** @returns why a file could not be read, in words for a person. */
export function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string[] {
  return reading.status === 'missing'
    ? [
        `${reading.lookedIn}: found no such file; expected the one of this proof of concept. ${reading.remedy}`,
      ]
    : reading.problems.map(describeProblem);
}

async function readRows(
  tree: Tree,
  files: Plan['files'],
): Promise<{ rows: StudyRows } | { problems: string[] }> {
  const [timings, assisted, discarded] = await Promise.all([
    readTimings(tree, files.timings),
    readAssisted(tree, files.assisted),
    readDiscarded(tree, files.discarded),
  ]);
  const problems = [timings, assisted, discarded].flatMap((reading) =>
    reading.status === 'invalid' ? whyUnread(reading) : [],
  );
  if (problems.length > 0) return { problems };
  return { rows: { timings: rowsIn(timings), assisted: rowsIn(assisted), discarded: rowsIn(discarded) } };
}

/** A file that is not there yet holds no rows; the first row makes it. */
const rowsIn = <T>(reading: Reading<{ rows: readonly Row<T>[] }>): Row<T>[] =>
  reading.status === 'read' ? [...reading.value.rows] : [];
