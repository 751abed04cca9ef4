import { isMeasured, minutesOf, type Timing } from '../../contract/timings.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { yetToCome } from '../../readiness/clock.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { caseKey } from '../../readiness/names.ts';
import type { Row } from '../../readiness/reading.ts';
import type { Pattern } from '../../readiness/value/timing-patterns.ts';
import { ofAnotherTask } from '../../readiness/value/value-gaps.ts';
import { peopleIn, separateWarmUp } from '../../readiness/value/warm-up.ts';
import { describe } from '../../statistics/describe.ts';

export const measuredTimings = defineCheck({
  id: 'baseline/measured-timings',
  title: 'Today’s work is timed',
  failureTitle: 'Today’s work is not timed well enough',
  question: 'How long does it take a person today: measured, not remembered?',
  why: 'What people believe about their own speed can have the wrong sign: in METR’s 2025 trial developers felt 20 % faster and were 19 % slower.',
  remedy:
    'Time consecutive eligible cases while a person does them, before anyone uses the tool: one row each in `baseline/timings.csv`.',
  severity: 'critical',
  evidence:
    '`baseline/timings.csv` (or what `timings:` of `baseline.yaml` names), one row for each case: `case_ref`, `performer`, `started_at`, `stopped_at`, `interrupted_s`, `method`, `observer`, `task`. Rows with the method `estimate` count as nothing, and so does the estimate in `baseline.yaml`. In explore a few rows do; from pilot on it takes more, of several people on several days. Mean, median, spread and interval are computed from the rows, each person’s first ones left out as warm-up.',
  kinds: ['E3', 'E4'],
  noticed:
    'Durations that no stopwatch gives: half of 20 or more are multiples of five minutes, three and more are the same to the second, ten and more that hardly differ, or one over twelve hours. One person at two cases at once, one case in two rows, rows from days that are yet to come, and cases timed after somebody first used the tool. A unit, start or stop that was defined otherwise later: each row may carry the digest of the task that it timed.',
  since: 1,
  blocksFrom: 'explore',
  grace: { explore: 5 },
  needs: ['timings', 'baseline', 'taskDigest', 'measures'],
  evaluate({ timings, baseline, taskDigest, measures }, circumstances) {
    const measured = timings.rows.filter((row) => isMeasured(row.value));
    const ignored = whatIsIgnored(timings.rows.length - measured.length, baseline.value.estimate?.minutes);
    const copies = repeatedCases(measured);
    if (copies.length > 0) {
      return notProven(`${copies.length} rows time a case that another row times too.`, {
        spots: copies.map((row) => ({ location: row, message: `${row.value.case_ref} is timed twice` })),
        location: copies[0] as Row<Timing>,
        remedy: 'Keep one row for each case.',
      });
    }
    const early = measured.find((row) => yetToCome(row.value.stopped_at, circumstances.now));
    if (early !== undefined) {
      return notProven(
        `${early.value.case_ref} stopped at ${early.value.stopped_at}, which is yet to come.`,
        {
          location: early,
          remedy: 'Correct the date of this row.',
        },
      );
    }
    const missing = whatIsMissing(measured, circumstances);
    if (missing !== null) {
      return notProven(`${missing}.${ignored}`, {
        location: { file: timings.file, line: measured.at(-1)?.line ?? 1 },
      });
    }
    return (
      ofOtherTask(measured, taskDigest) ??
      doubtful(timings.file, measures.value.doubts.today) ??
      pass(`${summary(measured, circumstances)}.${ignored}`)
    );
  },
});

/** A guess is shown for what it is, so that nobody takes it for a measurement. */
function whatIsIgnored(rows: number, estimate: number | undefined): string {
  const guess = estimate === undefined ? '' : ` The estimate of ${estimate} minutes counts as nothing.`;
  if (rows === 0) return guess;
  return `${guess} ${rows} estimated ${rows === 1 ? 'row counts' : 'rows count'} as nothing.`;
}

/** The clock of another unit, start or stop measured something else. */
function ofOtherTask(rows: readonly Row<Timing>[], taskDigest: string): Finding | null {
  const other = ofAnotherTask(rows, taskDigest);
  if (other.length === 0) return null;
  const what = 'was timed when the unit, its start or its stop were defined otherwise';
  return notProven(
    `${other.length} of ${rows.length} rows are of another task than \`baseline.yaml\` has now.`,
    {
      location: other[0] as Row<Timing>,
      spots: other.map((row) => ({ location: row, message: `${row.value.case_ref} ${what}` })),
      remedy: 'Time the task as it is defined now, or restore the definition in `baseline.yaml`.',
    },
  );
}

/** More patterns than these say no more. */
const MOST_NAMED = 5;

function doubtful(file: string, patterns: readonly Pattern[]): Finding | null {
  if (patterns.length === 0) return null;
  const first = patterns.slice(0, MOST_NAMED).map((one) => one.what);
  const more = patterns.length - first.length;
  return notProven(
    `These do not look like timings: ${first.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    {
      location: patterns[0]?.rows[0] as Row<Timing>,
      spots: patterns.flatMap((one) => one.rows.map((row) => ({ location: row, message: one.what }))),
      remedy: `Correct or take out the rows named in \`${file}\`, and time new cases.`,
    },
  );
}

function whatIsMissing(rows: readonly Row<Timing>[], { stage, bars }: Circumstances): string | null {
  const bar = bars['baseline/measured-timings'];
  const wanted = stage === 'explore' ? bar.explore_rows : bar.pilot_rows;
  if (rows.length < wanted) return `${rows.length} of ${wanted} timed cases`;
  if (stage === 'explore') return null;
  const performers = peopleIn(rows);
  if (performers < bar.pilot_performers) return `${performers} of ${bar.pilot_performers} people timed`;
  const days = new Set(rows.map((row) => row.value.started_at.slice(0, 10))).size;
  return days < bar.pilot_days ? `timed on ${days} of ${bar.pilot_days} days` : null;
}

function summary(rows: readonly Row<Timing>[], { bars }: Circumstances): string {
  const { counted, warmUp } = separateWarmUp(rows, bars['baseline/measured-timings'].warm_up);
  const { n, mean, median, cv, interval } = describe(counted.map((row) => minutesOf(row.value)));
  const range = interval === null ? '' : `, 95 % ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}`;
  const spread = cv === null ? '' : `, CV ${cv.toFixed(2)}`;
  const people = peopleIn(rows);
  const cold = warmUp.length === 0 ? '' : `; ${warmUp.length} more are warm-up`;
  return `Mean ${mean.toFixed(1)} min (n=${n}${range}), median ${median.toFixed(1)}${spread}; ${people} ${people === 1 ? 'person' : 'people'}${cold}`;
}

function repeatedCases(rows: readonly Row<Timing>[]): Row<Timing>[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const again = seen.has(caseKey(row.value.case_ref));
    seen.add(caseKey(row.value.case_ref));
    return again;
  });
}
