import type { Period, Watched } from '../../contract/proofs/quality-signal.ts';
import type { Signal } from '../../contract/signals.ts';
import { DAY } from '../clock.ts';
import { type Finding, notProven } from '../finding.ts';
import { shortId } from '../named-ids.ts';

/** A signal of the policy, with what its monitoring found. */
export type Watch = { signal: Signal; found: Watched };

/** When the signals were evaluated, and the file that says so. */
export type Evaluation = { file: string; evaluated: string };

/** A signal that reads the same so often in a row, to so many digits, is not being fed. */
const FLAT = 3;
const DIGITS = 6;

const daysOf = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
const lengthOf = ({ from, to }: Period): number => Math.round(daysOf(from, to));

/** @returns the newest period; a signal without any has a fault. */
export const newestOf = ({ periods }: Watched): Period => periods.at(-1) as Period;

/** @returns why the periods of a signal say nothing, or `null` */
export function periodsFault({ signal, found }: Watch, { file, evaluated }: Evaluation): Finding | null {
  const what =
    referenceFault(signal, found.reference) ??
    spansFault(signal, found.periods) ??
    staleness(signal, found, evaluated) ??
    flatness(found.periods);
  if (what === null) return null;
  return notProven(`${shortId(signal.id)} ${what}.`, {
    location: { file, line: null },
    remedy: `Mend how ${signal.id} is fed, and evaluate the signals again.`,
  });
}

function referenceFault({ reference_days: needed }: Signal, reference: Period): string | null {
  if (reference.n === 0) return 'has a reference of 0 outputs';
  const days = lengthOf(reference);
  return days < needed ? `has a reference of ${days} days, and the policy says ${needed}` : null;
}

function spansFault({ period_days: most }: Signal, periods: readonly Period[]): string | null {
  if (periods.length === 0) return 'was evaluated for 0 periods';
  const empty = periods.filter(({ n }) => n === 0).length;
  if (empty > 0) return `looked at 0 outputs in ${empty} of ${periods.length} periods`;
  const none = periods.find(({ from, to }) => daysOf(from, to) <= 0);
  if (none !== undefined) return `has a period that ended before it began, or as it did (${none.to})`;
  const long = periods.find((one) => lengthOf(one) > most);
  if (long !== undefined) return `has a period of ${lengthOf(long)} days, and the policy says ${most}`;
  for (const [i, { from }] of periods.entries()) {
    const last = periods[i - 1];
    const gap = last === undefined ? 0 : daysOf(last.to, from);
    if (gap < 0) return `has periods that overlap, or do not end with the newest (${from})`;
    if (gap >= most) return `has no period for the ${Math.floor(gap)} days before ${from}`;
  }
  return null;
}

/** An evaluation of today that looks at a period of last spring is one of last spring. */
function staleness(signal: Signal, found: Watched, evaluated: string): string | null {
  const { from, to } = newestOf(found);
  if (daysOf(to, evaluated) < 0) return `has a period that ended after it was evaluated (${to})`;
  if (daysOf(found.reference.to, from) < 0) return 'is compared with a reference that it is part of';
  const since = Math.floor(daysOf(to, evaluated));
  return since > signal.period_days
    ? `was evaluated on ${evaluated}, ${since} days after its newest period of ${signal.period_days} days`
    : null;
}

function flatness(periods: readonly Period[]): string | null {
  const values = periods.slice(-FLAT).map(({ value }) => value.toFixed(DIGITS));
  return values.length === FLAT && new Set(values).size === 1
    ? `reads ${Number(values[0])} in each of the last ${FLAT} periods: it is a flat line`
    : null;
}
