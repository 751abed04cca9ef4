import type { Arm, Discarded } from '../../contract/study.ts';
import { minutesOf, type Timing } from '../../contract/timings.ts';
import { nameKey } from '../../readiness/names.ts';
import type { Row } from '../../readiness/reading.ts';
import { peopleIn, separateWarmUp } from '../../readiness/value/warm-up.ts';
import { type Description, describe } from '../../statistics/describe.ts';
import { timingsNeeded } from '../../statistics/time-study.ts';
import type { StudyFolder, StudyRows } from '../time/folder.ts';
import { refKey, type State } from '../time/state.ts';

/** Rows and what they say, in minutes; `null` where all of them are warm-up. */
export type Figures = { rows: number; warm_up: number; days: number; minutes: Description | null };

/** One way of doing the work. */
export type ArmStatus = {
  arm: 'today' | Arm;
  file: string;
  all: Figures;
  performers: ({ performer: string } & Figures)[];
  people: number;
  /** What the gate asks for at this stage, and does not find; `null` where it asks for nothing. */
  gate: { rows: number; missing: string[] } | null;
  /** How many rows, warm-up not counted, bring the mean within the precision; `null` where there is no spread to go by. */
  needed: number | null;
};

/** What `poc time status --json` prints. */
export type Status = {
  schema: 'poc-time-status/v1';
  stage: string | null;
  precision: number;
  warm_up_each: number;
  arms: ArmStatus[];
  discarded: { reason: string; arm: Discarded['arm']; cases: number }[];
  /** Cases of which the coin said how, and that nobody began: picked out, or still to come. */
  not_begun: Record<Arm, number>;
  running: { case_ref: string; performer: string; started_at: string; last_seen_at: string } | null;
  /** Cases that ended, and whose rows the next `poc time` adds. */
  unsaved: string[];
};

/** @returns how far the study is. */
export function statusOf(
  { files, stage, bars }: Pick<StudyFolder, 'files' | 'stage' | 'bars'>,
  rows: StudyRows,
  state: State,
  precision: number,
): Status {
  const { running, unsaved } = state;
  const bar = bars['baseline/measured-timings'];
  const arm = (name: ArmStatus['arm'], file: string, own: readonly Row<Timing>[], gate: ArmStatus['gate']) =>
    armStatus(name, file, own, gate, { most: bar.warm_up, precision });
  const ofArm = (wanted: Arm) => rows.assisted.filter(({ value }) => value.arm === wanted);
  return {
    schema: 'poc-time-status/v1',
    stage,
    precision,
    warm_up_each: bar.warm_up,
    arms: [
      arm('today', files.timings, rows.timings, gateToday(rows.timings, stage, bar)),
      arm('with_poc', files.assisted, ofArm('with_poc'), gateStudy(ofArm('with_poc'), bars)),
      arm('by_hand', files.assisted, ofArm('by_hand'), null),
    ],
    discarded: reasonsOf(rows.discarded),
    not_begun: notBegun(rows, state),
    running:
      running === null
        ? null
        : {
            case_ref: running.caseRef,
            performer: running.performer,
            started_at: new Date(running.startedAt).toISOString(),
            last_seen_at: new Date(running.seenAt).toISOString(),
          },
    unsaved: unsaved.map(({ cells }) => cells.case_ref ?? ''),
  };
}

type How = { most: number; precision: number };

function armStatus(
  arm: ArmStatus['arm'],
  file: string,
  rows: readonly Row<Timing>[],
  gate: ArmStatus['gate'],
  how: How,
): ArmStatus {
  const { counted, warmUp } = separateWarmUp(rows, how.most);
  const all = figures(counted, warmUp);
  const names = new Map(
    [...counted, ...warmUp].map(({ value }) => [nameKey(value.performer), value.performer]),
  );
  const of = (key: string) => (row: Row<Timing>) => nameKey(row.value.performer) === key;
  return {
    arm,
    file,
    all,
    performers: [...names].sort(byName).map(([key, performer]) => ({
      performer,
      ...figures(counted.filter(of(key)), warmUp.filter(of(key))),
    })),
    people: peopleIn([...counted, ...warmUp]),
    gate,
    needed: all.minutes === null ? null : timingsNeeded(all.minutes, how.precision),
  };
}

const byName = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);

const daysOf = (rows: readonly Row<Timing>[]): number =>
  new Set(rows.map(({ value }) => value.started_at.slice(0, 10))).size;

const figures = (counted: readonly Row<Timing>[], warmUp: readonly Row<Timing>[]): Figures => ({
  rows: counted.length + warmUp.length,
  warm_up: warmUp.length,
  days: daysOf([...counted, ...warmUp]),
  minutes: counted.length === 0 ? null : describe(counted.map(({ value }) => minutesOf(value))),
});

function notBegun(
  { assisted, discarded }: StudyRows,
  { arms, running, unsaved }: State,
): Record<Arm, number> {
  const begun = new Set(
    [
      ...[...assisted, ...discarded].map(({ value }) => value.case_ref),
      ...unsaved.map(({ cells }) => cells.case_ref ?? ''),
      running?.caseRef ?? '',
    ].map(refKey),
  );
  const open = [...arms].filter(([ref]) => !begun.has(ref)).map(([, arm]) => arm);
  const of = (wanted: Arm) => open.filter((arm) => arm === wanted).length;
  return { with_poc: of('with_poc'), by_hand: of('by_hand') };
}

type Bars = StudyFolder['bars'];

function gateToday(
  rows: readonly Row<Timing>[],
  stage: StudyFolder['stage'],
  bar: Bars['baseline/measured-timings'],
): ArmStatus['gate'] {
  if (stage === null || stage === 'stopped') return null;
  const { counted, warmUp } = separateWarmUp(rows, 0);
  const measured = [...counted, ...warmUp];
  if (stage === 'explore')
    return { rows: bar.explore_rows, missing: missing([[measured.length, bar.explore_rows, ROWS]]) };
  return {
    rows: bar.pilot_rows,
    missing: missing([
      [measured.length, bar.pilot_rows, ROWS],
      [peopleIn(measured), bar.pilot_performers, ['person', 'people']],
      [daysOf(measured), bar.pilot_days, ['day', 'days']],
    ]),
  };
}

const gateStudy = (rows: readonly Row<Timing>[], bars: Bars): ArmStatus['gate'] => {
  const wanted = bars['baseline/assisted-timings'].rows;
  return { rows: wanted, missing: missing([[rows.length, wanted, ROWS]]) };
};

type Words = readonly [one: string, more: string];
const ROWS: Words = ['row', 'rows'];

const missing = (all: readonly (readonly [found: number, wanted: number, Words])[]): string[] =>
  all
    .filter(([found, wanted]) => found < wanted)
    .map(([found, wanted, [one, more]]) => `${wanted - found} more ${wanted - found === 1 ? one : more}`);

function reasonsOf(rows: readonly Row<Discarded>[]): Status['discarded'] {
  const counts = new Map<string, Status['discarded'][number]>();
  for (const { value } of rows) {
    const key = `${value.arm}\n${value.reason}`;
    const { arm, reason } = value;
    counts.set(key, { reason, arm, cases: (counts.get(key)?.cases ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.cases - a.cases);
}
