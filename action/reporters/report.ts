import type { Manifest } from '../contract/manifest.ts';
import { REPORT_SCHEMA, type Report, type ReportResult } from '../contract/report.ts';
import { nextStage } from '../contract/stage.ts';
import type { Bars } from '../contract/thresholds.ts';
import { dayOf, daysBetween } from '../readiness/clock.ts';
import { lastDay } from '../readiness/decision/kill-status.ts';
import { dayOfStage } from '../readiness/effect.ts';
import { type Estimate, judgeRate } from '../readiness/eval/estimate.ts';
import type { ResultFile } from '../readiness/evidence.ts';
import type { Judgement } from '../readiness/judge.ts';
import type { Measures } from '../readiness/measures.ts';
import { missed, type Result } from '../readiness/result.ts';
import { type ErrorRate, NO_VALUE } from '../readiness/value/value-evidence.ts';
import { newcombeUnpaired } from '../statistics/newcombe.ts';
import { toAdoption } from './report-adoption.ts';
import { toEval } from './report-eval.ts';
import { toValue } from './report-value.ts';

/** Where and by what a judgement was made. */
export type ReportFrame = {
  version: string;
  now: Date;
  folder: string;
  commit: string | null;
  base: { commit: string | null; how: string };
  /** Where the policy of an organisation was read; `null` without one. */
  organisation: string | null;
  manifest: Manifest | undefined;
  measures: Measures;
  /** The files of the results, where they could be read. */
  files: readonly ResultFile[];
};

/** @returns a judgement as the published JSON: the one form that all reporters word. */
export function toReport(judgement: Judgement, frame: ReportFrame): Report {
  const { stage, asIf } = judgement;
  const from = asIf ?? stage;
  const next = from === null || from === 'stopped' ? undefined : nextStage(from);
  return {
    schema: REPORT_SCHEMA,
    version: frame.version,
    judged_at: frame.now.toISOString(),
    folder: frame.folder,
    commit: frame.commit,
    base: frame.base,
    organisation: frame.organisation,
    verdict: judgement.ruling.verdict,
    reason: judgement.ruling.reason,
    blocked: judgement.blocked,
    stage,
    as_if: asIf,
    next_stage: next === undefined || next === 'explore' ? null : next,
    poc: frame.manifest === undefined ? null : toPoc(frame.manifest, frame.now),
    standing: toStanding(frame.measures, judgement.bars, frame.manifest?.capabilities.unattended ?? false),
    eval: toEval(frame.measures, frame.files, judgement.bars),
    value: frame.measures.value === NO_VALUE ? null : toValue(frame.measures.value),
    adoption: toAdoption(frame.measures, judgement.bars),
    bars_changed: judgement.barsChanged.map(({ bar, from, to, loosened }) => ({ bar, from, to, loosened })),
    results: judgement.results.map(toResult),
    ahead: judgement.ahead.map((result) => ({ ...toResult(result), blocks: false, warns: true })),
  };
}

function toPoc(manifest: Manifest, now: Date): Report['poc'] {
  const due = lastDay(manifest);
  return {
    id: manifest.workflow.id,
    title: manifest.workflow.title,
    owner: manifest.owner,
    decision_due: due,
    days_left: daysBetween(dayOf(now), due),
    day_of_stage: dayOfStage(manifest, now) + 1,
  };
}

function toStanding(
  { minutes, score, value }: Measures,
  bars: Bars,
  unattended: boolean,
): Report['standing'] {
  const estimate = score?.estimate ?? null;
  return {
    minutes_today:
      minutes === null
        ? null
        : {
            mean: minutes.mean,
            n: minutes.n,
            low: minutes.interval?.low ?? null,
            high: minutes.interval?.high ?? null,
          },
    pass_rate:
      estimate === null
        ? null
        : {
            rate: estimate.rate,
            low: estimate.interval.low,
            high: estimate.interval.high,
            passed: estimate.passed,
            rows: estimate.rows,
            cases: estimate.cases,
            to_person: score?.toPerson ?? 0,
            verdict:
              WORDS[judgeRate(estimate, bars['eval/pass-rate'][unattended ? 'unattended' : 'reviewed'])],
            unattended,
            against_person: againstPerson(estimate, value.errorsToday),
          },
  };
}

/** The gap to the bar is closed, may be closed, or is shown to be there (gate.md). */
const WORDS = { meets: 'usable', 'cannot-tell': 'closable', misses: 'not-closable' } as const;

function againstPerson({ rate, effectiveN }: Estimate, today: ErrorRate | null) {
  if (today === null) return null;
  const { checked, wrong } = today;
  return newcombeUnpaired(rate * effectiveN, effectiveN, checked - wrong, checked);
}

function toResult(result: Result): ReportResult {
  const { location } = result;
  return {
    id: result.id,
    area: result.area,
    title: result.title,
    outcome: result.outcome,
    blocks: result.blocks,
    warns: missed(result) && !result.blocks && result.effect.kind !== 'later',
    grace_days_left: missed(result) && result.effect.kind === 'warns' ? result.effect.graceDays : null,
    blocks_from: result.blocksFrom,
    severity: result.severity,
    message: result.message,
    location: location === null ? null : plain(location),
    remedy: result.remedy,
    cause: result.cause,
    spots: result.spots.map((spot) => ({ location: plain(spot.location), message: spot.message })),
    waived_until: result.waiver?.expires_on ?? null,
    waived_by: result.waiver?.approver ?? null,
  };
}

/** Rows are locations too; the report keeps only the place. */
const plain = ({ file, line, column }: { file: string; line: number | null; column?: number }) => ({
  file,
  line,
  ...(column === undefined ? {} : { column }),
});
