import type { Signal } from '../../contract/signals.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { shortId } from '../named-ids.ts';
import { drop, percent } from '../percent.ts';
import { daysToDetect } from './days-to-detect.ts';
import { newestOf, type Watch } from './signal-periods.ts';

/** Of these, less is better; a person’s score is better the higher it is. */
const isBetterLow = ({ metric }: Signal): boolean => metric !== 'human_score';

/** Decimals do not add up to the last digit. */
const CLOSE = 1e-9;

/** @returns the value at which a signal fires, on the scale of its metric. It may lie outside 0 to 1. */
export const firesAt = (signal: Signal, reference: number): number =>
  isBetterLow(signal) ? reference + signal.worse_by : reference - signal.worse_by;

/** The rule of `policy/signals.yaml`: a period fires when it is worse than the reference by `worse_by` or more. */
export const fires = (signal: Signal, reference: number, value: number): boolean =>
  (isBetterLow(signal) ? value - reference : reference - value) >= signal.worse_by - CLOSE;

/**
 * The gate applies the rule itself, also to what was made worse on purpose.
 *
 * @param most the most that output may get worse before a signal fires
 * @returns why a signal cannot tell that output got worse, or `null`
 */
export function ruleFault({ signal, found }: Watch, file: string, most: number): Finding | null {
  const id = shortId(signal.id);
  const { reference, degraded } = found;
  const location = { file, line: null };
  const loosen = { location, remedy: `Lower \`worse_by\` of ${id}, and evaluate the signals again.` };
  const limit = firesAt(signal, reference.value);
  if (limit < -CLOSE || limit > 1 + CLOSE)
    return fail(
      `${id} cannot fire: it stands at ${percent(reference.value)}, and there are no ${drop(signal.worse_by)} left for it to get worse by.`,
      loosen,
    );
  if (signal.worse_by > most + CLOSE)
    return fail(
      `${id} waits until output is worse by ${drop(signal.worse_by)}, and may wait for ${drop(most)}.`,
      loosen,
    );
  const is = `${percent(degraded.value)} against ${percent(reference.value)}, firing at ${percent(limit)}`;
  if (degraded.n === 0)
    return notProven(`${id} was tried on 0 outputs that were made worse on purpose.`, { location });
  if (!fires(signal, reference.value, degraded.value))
    return fail(`${id} does not fire on what was made worse on purpose: ${is}.`, {
      location,
      remedy: `Lower \`worse_by\` of ${id}, or make worse what it would see; then evaluate the signals again.`,
    });
  if (degraded.fired) return null;
  return fail(`${id} should have fired on what was made worse on purpose, and did not: ${is}.`, {
    location,
    remedy: `Have the alert of ${id} follow the rule of the policy, and evaluate the signals again.`,
  });
}

/** @returns days until a drop of `worse_by` shows, by what is really looked at in a period; `null` when a year would not do */
export function detectsWithin({ signal, found }: Watch): number | null {
  return daysToDetect({
    reference: found.reference,
    worse: Math.min(1, Math.max(0, firesAt(signal, found.reference.value))),
    perPeriod: looksAt({ signal, found }),
    periodDays: signal.period_days,
  });
}

/** The policy may promise more outputs than anybody looked at last, and one busy week is no promise. */
export const looksAt = ({ signal, found }: Watch): number => Math.min(signal.per_period, newestOf(found).n);
