import { type ProofResult, proofFile } from '../../contract/proofs/index.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { shortId } from '../../readiness/named-ids.ts';
import { percent } from '../../readiness/percent.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { locate } from '../../readiness/reading.ts';
import { type PeakHour, peakHour } from '../../readiness/traces/peak-hour.ts';
import { upperBound } from '../../statistics/clopper-pearson.ts';

type Load = ProofResult<'scale/load-at-volume'>;
type Limits = Bars['scale/load-at-volume'];

const AT = { location: { file: proofFile('scale/load-at-volume'), line: null } };
/** How far what was sent may be from what the rate and the minutes come to. */
const RATE_TOLERANCE = 0.1;
/** A generator that falls behind by more measures itself. */
const MOST_DROPPED = 0.01;

export const loadAtVolume = defineCheck({
  id: 'scale/load-at-volume',
  title: 'It holds at real volume',
  failureTitle: 'It is not shown to hold at real volume',
  question: 'Does it hold at real volume?',
  why: 'Ten users for thirty seconds are a smoke test; what gives way at the peak hour is a rate limit, a pool or a queue that no demo ever filled.',
  remedy:
    'Set the rate from the volume in `baseline.yaml`, run the load test in staging with the live model, and commit its report.',
  severity: 'high',
  evidence:
    '`evidence/scale/load-at-volume.json`: a load test with arrivals at a constant rate, bound to the digest of the source. The rate is at least `peak` times the peak hour, which the gate takes from `eligible_per_month` in `baseline.yaml` (21 working days, a fifth of a day in its busiest hour) or from the busiest hour of `usage/eligible.csv`, whichever is more; for `minutes`, with `requests` sent, 95 % answered within `p95_ms`, and at most `errors` of all sent not completed. Environment and mode of the model are declared.',
  kinds: ['E1'],
  noticed:
    'A rate under the derived peak; a model that was stubbed or replayed; a test on the machine of whoever wrote it; a generator that could not keep up; numbers of requests that the rate and the minutes do not come to, or more answers than requests; what was never answered counts as an error; a report of older code.',
  since: 2,
  blocksFrom: 'production',
  needs: ['proof:scale/load-at-volume', 'baseline', 'eligible'],
  evaluate({ 'proof:scale/load-at-volume': proof, baseline, eligible }, { now, bars }) {
    const load = proof.envelope.result;
    const fault = proofFault(proof, { now, mostDays: null, measured: true });
    if (fault !== null) return fault;
    const perMonth = baseline.value.eligible_per_month;
    if (perMonth === null)
      return notProven('How many cases a month there are is not known, so neither is the peak hour.', {
        location: locate(baseline, 'eligible_per_month'),
        remedy: 'Write `eligible_per_month:` in `baseline.yaml`, as the system of record counts it.',
      });
    const peak = peakHour(perMonth, eligible.rows);
    const limits = bars['scale/load-at-volume'];
    return (
      elsewhere(load) ??
      incoherent(load) ??
      tooWeak(load, peak, limits) ??
      overBar(load, limits) ??
      pass(passed(load, peak))
    );
  },
});

/** A model that answers from memory has no rate limit, no queue and no slow hour. */
function elsewhere({ environment, model_mode: mode }: Load): Finding | null {
  if (mode === 'stubbed')
    return fail('The model was stubbed, so what was under load is not what will run.', {
      ...AT,
      remedy: 'Run the load test with `model_mode: live`.',
    });
  if (environment === 'local')
    return notProven('The load test ran on a local machine, which says nothing of where it will run.', {
      ...AT,
      remedy: 'Run the load test against staging.',
    });
  if (mode === 'recorded')
    return notProven('The answers of the model were replayed, so its own limits were not under load.', {
      ...AT,
      remedy: 'Run the load test with `model_mode: live`; ten minutes at this rate are enough.',
    });
  return null;
}

function incoherent(load: Load): Finding | null {
  const { arrivals_per_hour: rate, minutes, sent, completed, errors, dropped, p50_ms, p95_ms } = load;
  if (dropped > MOST_DROPPED)
    return notProven(
      `The load generator could not send ${percent(dropped)} of the arrivals in time; ${percent(MOST_DROPPED)} is the most.`,
      { ...AT, remedy: 'Give the load generator more machines, and run the test again.' },
    );
  const due = (rate * minutes) / 60;
  if (Math.abs(sent - due) > Math.max(1, due * RATE_TOLERANCE))
    return notProven(
      `${rate} arrivals an hour for ${minutes} minutes are ${Math.round(due)} requests, and ${sent} were sent.`,
      AT,
    );
  if (completed + errors > sent)
    return notProven(`${completed} requests completed and ${errors} failed, of ${sent} that were sent.`, AT);
  if (p95_ms === 0 || p50_ms > p95_ms)
    return notProven(
      `Half of the answers took ${p50_ms} ms or less and 95 % ${p95_ms} ms, which cannot be.`,
      AT,
    );
  if (isPlaceholder(load.binding_constraint))
    return notProven(`\`binding_constraint\` says "${load.binding_constraint}".`, {
      ...AT,
      remedy: 'Say what would give way first: a rate limit, a pool, a disk.',
    });
  return null;
}

/** Hairs of floating point are no shortfall. */
const HAIR = 1e-9;

function tooWeak(load: Load, peak: PeakHour, limits: Limits): Finding | null {
  const needed = peak.perHour * limits.peak;
  if (load.arrivals_per_hour < needed - HAIR)
    return fail(
      `${load.arrivals_per_hour} arrivals an hour are ${times(load, peak)} the peak hour of ${round(peak.perHour)} (${peak.from}); ${limits.peak} times are needed.`,
      { ...AT, remedy: `Run the load test with ${Math.ceil(needed - HAIR)} arrivals an hour or more.` },
    );
  if (load.minutes < limits.minutes)
    return fail(`The load lasted ${load.minutes} minutes; ${limits.minutes} are needed.`, AT);
  if (load.sent < limits.requests)
    return notProven(
      `${load.sent} requests were sent; ${limits.requests} are needed before their slowest twentieth says anything.`,
      { ...AT, remedy: 'Run the load test for longer, or at a higher rate.' },
    );
  return null;
}

function overBar(load: Load, limits: Limits): Finding | null {
  const failed = failedOf(load);
  if (failed / load.sent > limits.errors)
    return fail(`${errorWords(load)}; ${percent(limits.errors)} is the most.`, AT);
  if (load.p95_ms > limits.p95_ms)
    return fail(`95 % were answered within ${ms(load.p95_ms)}; ${ms(limits.p95_ms)} is the most.`, AT);
  return null;
}

/** What was never answered was no success. */
const failedOf = ({ sent, completed }: Load): number => sent - completed;

function errorWords(load: Load): string {
  const failed = failedOf(load);
  const silent = failed - load.errors;
  const never = silent === 0 ? '' : `, ${silent} of them never answered`;
  return `${failed} of ${load.sent} requests failed${never} (at most ${percent(upperBound(failed, load.sent))}, with 95 % confidence)`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const ms = (value: number): string => `${Math.ceil(value).toLocaleString('en-US')} ms`;

/** Rounded down, so that it promises nothing. */
const times = ({ arrivals_per_hour: rate }: Load, { perHour }: PeakHour): string =>
  `${Math.floor((rate / perHour) * 10 + HAIR) / 10} times`;

const passed = (load: Load, peak: PeakHour): string =>
  `${load.arrivals_per_hour} arrivals an hour, ${times(load, peak)} the peak hour of ${round(peak.perHour)} (${peak.from}), for ${load.minutes} minutes in ${load.environment} with the ${load.model_mode} model: 95 % within ${ms(load.p95_ms)}, ${errorWords(load)}. What gives way first: ${shortId(load.binding_constraint)}.`;
