import type { Arm } from '../../contract/study.ts';
import { minutesOf, type Timing } from '../../contract/timings.ts';
import type { Study } from './event.ts';
import type { StudyRows } from './folder.ts';
import type { Row } from './row.ts';
import { refKey } from './state.ts';

/** A case whose row stands in its file. */
export type Done = { ref: string; performer: string; minutes: number; arm: Arm | null };

/** What the CSV files hold, as far as timing needs it. */
export type Ledger = {
  timings: readonly Done[];
  assisted: readonly Done[];
  discarded: readonly { ref: string; arm: Arm | null }[];
};

/** @returns what these rows say. */
export const ledgerOf = ({ timings, assisted, discarded }: StudyRows): Ledger => ({
  timings: timings.map(({ value }) => done(value, null)),
  assisted: assisted.map(({ value }) => done(value, value.arm)),
  discarded: discarded.map(({ value }) => ({
    ref: value.case_ref,
    arm: value.arm === '' ? null : value.arm,
  })),
});

type Timed = Pick<Timing, 'case_ref' | 'performer' | 'started_at' | 'stopped_at' | 'interrupted_s'>;

const done = (row: Timed, arm: Arm | null): Done => ({
  ref: row.case_ref,
  performer: row.performer,
  minutes: minutesOf(row),
  arm,
});

/** @returns the ledger with a row that was just written. */
export function enter(ledger: Ledger, { file, cells }: Row): Ledger {
  const arm = (cells.arm || null) as Arm | null;
  const { case_ref = '', performer = '', started_at = '', stopped_at = '' } = cells;
  if (file === 'discarded') return { ...ledger, discarded: [...ledger.discarded, { ref: case_ref, arm }] };
  const row = { case_ref, performer, started_at, stopped_at, interrupted_s: Number(cells.interrupted_s) };
  return { ...ledger, [file]: [...ledger[file], done(row, arm)] };
}

/**
 * Whoever knows a case is faster, so it is timed once: today, or in the study.
 *
 * @returns in which file this case has a row already, whatever its spelling; `null` where it has none
 */
export const timedIn = (ledger: Ledger, ref: string): Study | null =>
  (['timings', 'assisted'] as const).find((study) =>
    ledger[study].some((one) => refKey(one.ref) === refKey(ref)),
  ) ?? null;

/** @returns the arm that the files say a case was assigned to; `null` where they do not. */
export function armInLedger({ assisted, discarded }: Ledger, ref: string): Arm | null {
  const known = [...assisted, ...discarded].find(
    (one) => one.arm !== null && refKey(one.ref) === refKey(ref),
  );
  return known?.arm ?? null;
}

/** @returns the first of the list that was neither timed nor discarded; `null` where none is left. */
export function nextCase(cases: readonly string[], { timings, assisted, discarded }: Ledger): string | null {
  const over = new Set([...timings, ...assisted, ...discarded].map(({ ref }) => refKey(ref)));
  return cases.find((ref) => !over.has(refKey(ref))) ?? null;
}
