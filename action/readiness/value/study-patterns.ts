import { ARMS, type Assisted } from '../../contract/study.ts';
import { isMeasured, minutesOf, type Timing } from '../../contract/timings.ts';
import { isAttempt } from '../adoption/events.ts';
import type { Evidence } from '../evidence.ts';
import { caseKey } from '../names.ts';
import { percent } from '../percent.ts';
import type { Row } from '../reading.ts';
import { overlapping, type Pattern, timingPatterns } from './timing-patterns.ts';

type Files = Pick<Evidence, 'timings' | 'assisted' | 'usage'>;

/** @returns what is wrong with the timings of today's work, beside the study with the POC (gate.md, T6). */
export function patternsToday(
  { timings, assisted, usage }: Files,
  measured: readonly Row<Timing>[],
): Pattern[] {
  return [
    ...timingPatterns(measured),
    ...overlapping([...measured, ...assisted.rows]).filter(({ rows }) => across(rows, timings.file)),
    ...afterFirstUse(measured, firstUse(assisted.rows, usage)),
    ...twiceDone(measured),
  ];
}

/** @returns the same for the study; each arm by itself, since a tool that always takes as long is no invention. */
export function patternsWithPoc({
  timings,
  assisted,
  discarded,
}: Omit<Files, 'usage'> & Pick<Evidence, 'discarded'>): Pattern[] {
  const measured = assisted.rows.filter((row) => isMeasured(row.value));
  const byArm = ARMS.map((arm) => measured.filter((row) => row.value.arm === arm));
  return [
    ...byArm.flatMap((rows) => timingPatterns(rows)),
    ...overlapping(measured).filter(({ rows }) => new Set(rows.map((row) => row.value.arm)).size > 1),
    ...twiceDone(measured),
    ...knownCases(measured, timings),
    ...guessed(assisted.rows),
    ...unlikelyCoin(assisted.rows, discarded.rows),
    ...moreInterrupted(measured, timings.rows),
  ];
}

const across = (rows: readonly Row<Timing>[], file: string): boolean =>
  rows.some((row) => row.file === file) && rows.some((row) => row.file !== file);

/** Who has used it once works otherwise: what is timed by hand from then on is no "before". */
function afterFirstUse(rows: readonly Row<Timing>[], first: number | null): Pattern[] {
  const late = first === null ? [] : rows.filter((row) => Date.parse(row.value.started_at) >= first);
  if (late.length === 0) return [];
  const what = `${late.length} ${late.length === 1 ? 'case was' : 'cases were'} timed after the first use of the tool (${new Date(first as number).toISOString()})`;
  return [{ what, rows: late }];
}

function firstUse(assisted: readonly Row<Assisted>[], usage: Files['usage']): number | null {
  const moments = [
    ...assisted.filter((row) => row.value.arm === 'with_poc').map((row) => Date.parse(row.value.started_at)),
    ...usage.filter(isAttempt).map((row) => Date.parse(row.value.ts)),
  ];
  return moments.length === 0 ? null : moments.reduce((a, b) => Math.min(a, b));
}

/** A case that is known already takes another time. */
function twiceDone(rows: readonly Row<Timing>[]): Pattern[] {
  const seen = new Map<string, Row<Timing>>();
  return rows.flatMap((row) => {
    const before = seen.get(caseKey(row.value.case_ref));
    seen.set(caseKey(row.value.case_ref), row);
    return before === undefined
      ? []
      : [{ what: `${row.value.case_ref} was timed twice`, rows: [before, row] }];
  });
}

function knownCases(rows: readonly Row<Timing>[], timings: Files['timings']): Pattern[] {
  const before = new Set(
    timings.rows.filter(({ value }) => isMeasured(value)).map(({ value }) => caseKey(value.case_ref)),
  );
  const known = rows.filter(({ value }) => before.has(caseKey(value.case_ref)));
  if (known.length === 0) return [];
  const what = `${known.length} ${known.length === 1 ? 'case is' : 'cases are'} timed in \`${timings.file}\` too, and who knows a case is faster`;
  return [{ what, rows: known }];
}

/** An attempt that is only guessed leaves the arm that it was assigned to, and the slow ones are the first to go. */
function guessed(rows: readonly Row<Assisted>[]): Pattern[] {
  const some = rows.filter((row) => !isMeasured(row.value));
  if (some.length === 0) return [];
  return [{ what: `${some.length} of ${rows.length} attempts of the study are estimates`, rows: some }];
}

/** Two-sided, a fair coin does so less than once in a thousand studies. */
const UNLIKELY = 3.3;

/** @see the normal approximation of the binomial: heads less tails of n flips has the standard deviation √n */
function unlikelyCoin(rows: readonly Row<Assisted>[], gone: Evidence['discarded']['rows']): Pattern[] {
  const flipped = rows.filter(({ value }) => value.assignment === 'coin_flip');
  if (flipped.length === 0) return [];
  const count = (arm: string) => [...flipped, ...gone].filter(({ value }) => value.arm === arm).length;
  const [poc, hand] = [count('with_poc'), count('by_hand')];
  if (Math.abs(poc - hand) <= UNLIKELY * Math.sqrt(poc + hand)) return [];
  return [
    {
      what: `the coin fell ${poc} times for the POC and ${hand} times against it, as no fair one does`,
      rows: flipped,
    },
  ];
}

/** So much more of the time may be interruptions in one arm than in the other. */
const MOST_MORE = 0.25;

/** What is called an interruption is taken off; taken off one arm alone it is a saving that nobody made. */
function moreInterrupted(rows: readonly Row<Assisted>[], byHand: readonly Row<Timing>[]): Pattern[] {
  const withPoc = rows.filter(({ value }) => value.arm === 'with_poc');
  if (withPoc.length === 0 || byHand.length === 0) return [];
  const [poc, hand] = [interruptedShare(withPoc), interruptedShare(byHand)];
  if (poc - hand <= MOST_MORE) return [];
  const what = `${percent(poc)} of the time with the POC and ${percent(hand)} of that by hand is called an interruption`;
  return [{ what, rows: withPoc.filter(({ value }) => value.interrupted_s > 0) }];
}

function interruptedShare(rows: readonly Row<Timing>[]): number {
  const interrupted = rows.reduce((sum, { value }) => sum + value.interrupted_s, 0);
  const worked = rows.reduce((sum, { value }) => sum + minutesOf(value) * 60, 0);
  return interrupted / (interrupted + worked);
}
