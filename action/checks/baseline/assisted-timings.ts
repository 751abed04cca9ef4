import type { Assisted } from '../../contract/study.ts';
import { realUse } from '../../readiness/adoption/events.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { yetToCome } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { percent } from '../../readiness/percent.ts';
import type { Row } from '../../readiness/reading.ts';
import { compareArms, type Study, summarise, unreviewedShare } from '../../readiness/value/study.ts';
import type { ValueEvidence } from '../../readiness/value/value-evidence.ts';
import { ofAnotherTask } from '../../readiness/value/value-gaps.ts';

type Needed = Pick<
  Evidence,
  'assisted' | 'timings' | 'discarded' | 'usage' | 'taskDigest' | 'authors' | 'measures'
>;

export const assistedTimings = defineCheck({
  id: 'baseline/assisted-timings',
  title: 'The same work with the POC is timed, with review, correction and cases given up',
  failureTitle: 'The same work with the POC is not timed well enough',
  question:
    'How long does the same unit take with the tool, counting blocked waiting, review, correction, and cases people gave up on?',
  why: 'How fast a model answers is not how long the work takes; Workday found that 37 to 40 % of reported savings go to rework.',
  remedy:
    'Time every attempt with `poc time --assisted`, those that failed too: its coin says which case is done how.',
  severity: 'critical',
  evidence:
    '`baseline/assisted.csv` (or what `assisted:` of `baseline.yaml` names), one row for each attempt in either arm: the columns of the timings, and `t_tool_s`, `t_review_s`, `t_fix_s`, `fell_back`, `assignment`, `arm` and `followed`. It takes as many cases with the POC as the bar says, all timed for the task as `baseline.yaml` defines it now. `usage/` says who used it, how many refused their arm, and how many cases were begun and never timed: these three are always printed.',
  kinds: ['E3', 'E4'],
  noticed:
    'Review that nobody timed: more rows without `t_review_s` than the bar allows. Failures left out: no row fell back while the usage export has cases that were given up. Invented durations: heaps at five minutes, copies to the second, no spread, one person at two cases at once, a case that was timed before, attempts that are estimates. A coin that fell to one side as no fair one does, and time called an interruption in one arm far more than in the other.',
  since: 1,
  blocksFrom: 'production',
  grace: { pilot: 21 },
  needs: ['assisted', 'timings', 'discarded', 'usage', 'taskDigest', 'authors', 'measures'],
  evaluate(evidence, circumstances) {
    const { bars } = circumstances;
    const study = compareArms(
      evidence.timings.rows,
      evidence.assisted.rows,
      bars['baseline/measured-timings'].warm_up,
    );
    return (
      tooFew(evidence, study, circumstances) ??
      suspicious(evidence, circumstances) ??
      notComparable(evidence, study, circumstances) ??
      pass(summary(evidence.measures.value, study))
    );
  },
});

function tooFew({ assisted }: Needed, { withPoc }: Study, { bars }: Circumstances): Finding | null {
  const wanted = bars['baseline/assisted-timings'].rows;
  const rows = withPoc.counted.length + withPoc.warmUp.length;
  if (rows >= wanted) return null;
  return notProven(`${rows} of ${wanted} cases were timed with the POC.`, {
    location: { file: assisted.file, line: assisted.rows.at(-1)?.line ?? 1 },
  });
}

function suspicious(evidence: Needed, { now }: Circumstances): Finding | null {
  const { assisted, measures } = evidence;
  const early = assisted.rows.filter((row) => yetToCome(row.value.stopped_at, now));
  if (early.length > 0)
    return called('have not happened yet', early, assisted, 'Correct the dates of these rows.');
  const [pattern] = measures.value.doubts.withPoc;
  if (pattern === undefined) return null;
  return notProven(`These do not look like timings: ${pattern.what}.`, {
    location: pattern.rows[0] as Row<Assisted>,
    spots: pattern.rows.map((row) => ({ location: row, message: pattern.what })),
    remedy: `Correct or take out the rows named in \`${assisted.file}\`, and time new cases.`,
  });
}

function notComparable(
  { assisted, usage, taskDigest, authors }: Needed,
  { withPoc }: Study,
  { bars }: Circumstances,
): Finding | null {
  const other = ofAnotherTask(assisted.rows, taskDigest);
  if (other.length > 0)
    return called(
      'are of another unit, start or stop than `baseline.yaml` has now',
      other,
      assisted,
      'Time the task as it is defined now, or restore the definition.',
    );
  const unknown = assisted.rows.filter((row) => row.value.task === '');
  if (unknown.length > 0)
    return called(
      'do not say which task was timed',
      unknown,
      assisted,
      'Time with `poc time --assisted`, which notes it.',
    );
  const share = unreviewedShare(withPoc.counted);
  const most = bars['baseline/assisted-timings'].unreviewed;
  if (share > most)
    return notProven(
      `${percent(share)} of ${withPoc.counted.length} cases have no review time; at most ${percent(most)} may.`,
      { location: withPoc.counted[0] as Row<Assisted> },
    );
  const gaveUp = realUse(usage, authors).filter(
    ({ value }) => value.event === 'abandoned' || value.event === 'fell_back',
  );
  const timed = [...withPoc.counted, ...withPoc.warmUp];
  if (gaveUp.length === 0 || timed.some(({ value }) => value.fell_back === 'yes')) return null;
  return notProven(
    `No timed case fell back to doing it by hand, and the usage export has ${gaveUp.length} that were given up.`,
    { location: gaveUp[0] as Row<unknown>, remedy: 'Keep the cases that were given up among those timed.' },
  );
}

function called(
  what: string,
  rows: readonly Row<Assisted>[],
  of: Needed['assisted'],
  remedy: string,
): Finding {
  return notProven(`${rows.length} of ${of.rows.length} rows ${what}.`, {
    location: rows[0] as Row<Assisted>,
    spots: rows.map((row) => ({ location: row, message: `${row.value.case_ref}: rows ${what}` })),
    remedy,
  });
}

/** Who used it, who would not do without, and what was never timed: a saving is that of the first alone (METR, 2026). */
function summary({ denominators: counted }: Pick<ValueEvidence, 'denominators'>, study: Study): string {
  const arm = summarise(study.withPoc) as NonNullable<ReturnType<typeof summarise>>;
  const range =
    arm.interval === null ? '' : `, 95 % ${arm.interval.low.toFixed(1)} to ${arm.interval.high.toFixed(1)}`;
  const fellBack = study.withPoc.counted.filter(({ value }) => value.fell_back === 'yes').length;
  const warm = arm.warmUp === 0 ? '' : `; ${arm.warmUp} more are warm-up`;
  return `Mean ${arm.mean.toFixed(1)} min with the POC (n=${arm.n}${range}${warm}), review included, ${fellBack} fell back. Used in ${counted.used} cases by ${counted.people} people; ${counted.refused} refused the other way; ${counted.neverTimed} begun and never timed.`;
}
