import { ARMS, type Assisted } from '../contract/study.ts';
import { isMeasured, type Timing } from '../contract/timings.ts';
import { isAttempt } from './adoption.ts';
import type { Evidence } from './evidence.ts';
import type { Row } from './reading.ts';
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
export function patternsWithPoc({ timings, assisted }: Omit<Files, 'usage'>): Pattern[] {
  const measured = assisted.rows.filter((row) => isMeasured(row.value));
  const byArm = ARMS.map((arm) => measured.filter((row) => row.value.arm === arm));
  return [
    ...byArm.flatMap((rows) => timingPatterns(rows)),
    ...overlapping(measured).filter(({ rows }) => new Set(rows.map((row) => row.value.arm)).size > 1),
    ...twiceDone(measured),
    ...knownCases(measured, timings),
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
    const before = seen.get(row.value.case_ref);
    seen.set(row.value.case_ref, row);
    return before === undefined
      ? []
      : [{ what: `${row.value.case_ref} was timed twice`, rows: [before, row] }];
  });
}

function knownCases(rows: readonly Row<Timing>[], timings: Files['timings']): Pattern[] {
  const before = new Set(
    timings.rows.filter(({ value }) => isMeasured(value)).map(({ value }) => value.case_ref),
  );
  const known = rows.filter(({ value }) => before.has(value.case_ref));
  if (known.length === 0) return [];
  const what = `${known.length} ${known.length === 1 ? 'case is' : 'cases are'} timed in \`${timings.file}\` too, and who knows a case is faster`;
  return [{ what, rows: known }];
}
