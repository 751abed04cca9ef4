import type { SignalFinding } from '../../../contract/drift-report.ts';
import type { Period, Watched } from '../../../contract/proofs/quality-signal.ts';
import type { Signal } from '../../../contract/signals.ts';
import { smallestRise } from '../../../statistics/exact-power.ts';
import { randomFrom } from '../../../statistics/random.ts';
import { DAY, dayOf } from '../../clock.ts';
import { detectsWithin, fires, firesAt } from '../signal-rule.ts';
import type { Judgement } from './judgements.ts';

/** When signals are evaluated, and from when on judgements count; `null` for all. In milliseconds. */
export type SignalTime = { now: number; since: number | null };

/**
 * Evaluates one signal by the rule of its policy: the first `reference_days` are the reference, and each whole period
 * after them is held against it.
 *
 * @param judgements in the order of time
 */
export function evaluateSignal(
  signal: Signal,
  judgements: readonly Judgement[],
  time: SignalTime,
): SignalFinding {
  const { reference, periods } = periodsOf(signal, judgements, time);
  const degraded = degrade(signal, judgements, reference);
  const newest = periods.at(-1);
  const whyUnknown = unknownBecause(reference, newest, time.now);
  const known = whyUnknown === null;
  const found: Watched = { id: signal.id, reference, periods, degraded };
  return {
    id: signal.id,
    metric: signal.metric,
    owner: signal.owner,
    worse_by: signal.worse_by,
    state: !known ? 'unknown' : isAlert(signal, reference, newest) ? 'alert' : 'fine',
    why_unknown: whyUnknown,
    reference,
    fires_at: firesAt(signal, reference.value),
    periods: periods.map((one) => ({
      ...one,
      alert: isAlert(signal, reference, one),
      smallest_worsening: smallestWorsening(signal, reference, one),
    })),
    degraded,
    detect_days: known ? detectsWithin({ signal, found }) : null,
  };
}

/** @returns what the gate reads of a signal. */
export const watchedOf = ({ id, reference, periods, degraded }: SignalFinding): Watched => ({
  id,
  reference,
  periods: periods.map(({ from, to, n, value }) => ({ from, to, n, value })),
  degraded,
});

function periodsOf(
  { metric, reference_days: days, period_days: each }: Signal,
  judgements: readonly Judgement[],
  { now, since }: SignalTime,
): { reference: Period; periods: Period[] } {
  const first = judgements[0]?.at ?? now - days * DAY;
  // Whole days, so that the periods stay where they are from one evaluation to the next.
  const from = since ?? Date.parse(dayOf(new Date(first)));
  const period = (start: number, end: number): Period => {
    const own = judgements.filter(({ at }) => at >= start && at < end);
    return { from: iso(start), to: iso(end), n: own.length, value: shareOf(metric, own) };
  };
  const start = from + days * DAY;
  const whole = judgements.length === 0 ? 0 : Math.max(0, Math.floor((now - start) / (each * DAY)));
  return {
    reference: period(from, start),
    periods: Array.from({ length: whole }, (_, i) =>
      period(start + i * each * DAY, start + (i + 1) * each * DAY),
    ),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** The share that is bad; of a score, the share that is good. 0 of nothing. */
function shareOf(metric: Signal['metric'], judgements: readonly Judgement[]): number {
  if (judgements.length === 0) return 0;
  const bad = judgements.filter((one) => one.bad).length;
  return (metric === 'human_score' ? judgements.length - bad : bad) / judgements.length;
}

const isAlert = (signal: Signal, reference: Period, period: Period | undefined): boolean =>
  period !== undefined && reference.n > 0 && period.n > 0 && fires(signal, reference.value, period.value);

/** Nothing new has been learnt where the newest period is empty, whatever came before it. */
function unknownBecause(reference: Period, newest: Period | undefined, now: number): string | null {
  if (reference.n === 0) return 'nothing was judged in the reference';
  if (Date.parse(reference.to) > now) return `the reference runs until ${reference.to.slice(0, 10)}`;
  if (newest === undefined) return 'no period since the reference is over yet';
  return newest.n === 0 ? 'nothing was judged in the newest period' : null;
}

function smallestWorsening({ metric }: Signal, reference: Period, { n }: Period): number | null {
  if (n === 0 || reference.n === 0) return null;
  const bad = metric === 'human_score' ? 1 - reference.value : reference.value;
  const seen = smallestRise(n, bad);
  return seen === null ? null : seen - bad;
}

/** Turns so many good outputs of the reference bad that it is worse by `worse_by`; which ones is drawn by the id. */
function degrade(
  signal: Signal,
  judgements: readonly Judgement[],
  reference: Period,
): SignalFinding['degraded'] {
  const within = ({ at }: Judgement) => at >= Date.parse(reference.from) && at < Date.parse(reference.to);
  const own = judgements.filter(within);
  const random = randomFrom(`degraded ${signal.id}`);
  const good = own.filter(({ bad }) => !bad).map((one) => ({ one, key: random() }));
  const turned = Math.ceil(signal.worse_by * own.length - 1e-9);
  const worse = new Set(
    good
      .sort((a, b) => a.key - b.key)
      .slice(0, turned)
      .map(({ one }) => one),
  );
  const value = shareOf(
    signal.metric,
    own.map((one) => (worse.has(one) ? { ...one, bad: true } : one)),
  );
  return { n: own.length, value, fired: own.length > 0 && fires(signal, reference.value, value) };
}
