import type { Decision } from '../contract/decision.ts';
import type { Arm, Assisted } from '../contract/study.ts';
import { minutesOf, type Timing } from '../contract/timings.ts';
import { barsOf } from './bars.ts';
import { type Source, sourcesOf } from './dossier-sources.ts';
import { type RiskCoverage, riskCoverage } from './eval/risk-coverage.ts';
import type { Readings, RowsOf } from './evidence.ts';
import { type Reading, type Row, readValue } from './reading.ts';
import { type Stated, statedOf } from './value/stated.ts';
import { compareArms } from './value/study.ts';
import type { Counted } from './value/warm-up.ts';

/** Where a row stands. */
export type Place = { file: string; line: number };

/** A timed case of one of the two arms. */
export type TimedCase = Place & {
  caseRef: string;
  performer: string;
  /** `YYYY-MM-DD`, as the row says it. */
  day: string;
  minutes: number;
  method: string;
  /** Does it count? Warm-up does not. */
  counted: boolean;
  /** What became of the assignment; both are false where nothing was assigned. */
  fellBack: boolean;
  refused: boolean;
};

/** A case that was begun and is not counted. */
export type DiscardedCase = Place & { caseRef: string; performer: string; day: string; reason: string };

/** A finished case that somebody looked at again. */
export type LookedAt = Place & {
  caseRef: string;
  performer: string;
  checkedBy: string;
  arm: Arm;
  wrong: boolean;
  kind: string;
};

/** A decision record without its text. */
export type Decided = Place & Decision;

/** A waiver of the base: why, and what is done instead. */
export type Waived = { check: string; text: string; instead: string; owner: string; renewals: number };

/** The rows behind a report: what a reader has to see to work a figure out again. */
export type Dossier = {
  /** One unit of the work; `null` where nobody said. */
  unit: string | null;
  today: readonly TimedCase[];
  withPoc: readonly TimedCase[];
  discarded: readonly DiscardedCase[];
  checked: readonly LookedAt[];
  stated: readonly Stated[];
  decisions: readonly Decided[];
  waivers: readonly Waived[];
  riskCoverage: RiskCoverage | null;
  sources: readonly Source[];
};

/** @returns the rows behind a report, from whatever could be read; what could not be read is not there. */
export function dossierOf(readings: Readings): Dossier {
  const baseline = readValue(readings.baseline);
  const measures = readValue(readings.measures);
  const evaluated = measures?.score == null ? undefined : readValue(readings.results);
  return {
    unit: baseline?.value.unit ?? null,
    ...armsOf(readings),
    discarded: rowsOf(readings.discarded).map(({ value, ...at }) => ({
      ...placeOf(at),
      caseRef: value.case_ref,
      performer: value.performer,
      day: value.discarded_at.slice(0, 10),
      reason: value.reason,
    })),
    checked: rowsOf(readings.checkedCases).map(({ value, ...at }) => ({
      ...placeOf(at),
      caseRef: value.case_ref,
      performer: value.performer,
      checkedBy: value.checked_by,
      arm: value.arm,
      wrong: value.wrong === 'yes',
      kind: value.class,
    })),
    stated: baseline === undefined ? [] : statedOf(baseline),
    decisions: decisionsOf(readings),
    waivers: waiversOf(readings),
    riskCoverage:
      evaluated === undefined ? null : riskCoverage(readValue(readings.cases) ?? [], evaluated.rows),
    sources: sourcesOf(readings),
  };
}

const placeOf = ({ file, line }: Place): Place => ({ file, line });

const rowsOf = <T>(reading: Reading<RowsOf<T>>): readonly Row<T>[] => readValue(reading)?.rows ?? [];

function armsOf(readings: Readings): Pick<Dossier, 'today' | 'withPoc'> {
  const { warm_up: warmUp } = barsOf(readings)['baseline/measured-timings'];
  const arms = compareArms(rowsOf(readings.timings), rowsOf(readings.assisted), warmUp);
  return { today: timedCases(arms.byHand), withPoc: timedCases(arms.withPoc) };
}

/** In the order of the file, so that a reader who opens it finds his way. */
function timedCases({ counted, warmUp }: Counted<Timing>): TimedCase[] {
  const all = [
    ...counted.map((row) => ({ row, counts: true })),
    ...warmUp.map((row) => ({ row, counts: false })),
  ];
  return all
    .sort((a, b) => (a.row.file < b.row.file ? -1 : a.row.file > b.row.file ? 1 : a.row.line - b.row.line))
    .map(({ row, counts }) => timedCase(row, counts));
}

const timedCase = (row: Row<Timing | Assisted>, counted: boolean): TimedCase => ({
  ...placeOf(row),
  caseRef: row.value.case_ref,
  performer: row.value.performer,
  day: row.value.started_at.slice(0, 10),
  minutes: minutesOf(row.value),
  method: row.value.method,
  counted,
  fellBack: 'fell_back' in row.value && row.value.fell_back === 'yes',
  refused: 'followed' in row.value && row.value.followed === 'no',
});

/** The latest first. */
function decisionsOf({ decisions }: Readings): Decided[] {
  const records = (readValue(decisions) ?? []).map(({ value: { body: _, ...rest }, file, line }) => ({
    ...rest,
    file,
    line,
  }));
  return records.sort((a, b) => (a.date === b.date ? (a.file < b.file ? 1 : -1) : a.date < b.date ? 1 : -1));
}

const waiversOf = ({ change }: Readings): Waived[] =>
  (readValue(change)?.base?.waivers ?? []).map((one) => ({
    check: one.check,
    text: one.text,
    instead: one.compensating_control,
    owner: one.owner,
    renewals: one.renewals,
  }));
