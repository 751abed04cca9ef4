import type { Value } from '../../contract/value.ts';
import { dayOf, daysBetween } from '../../readiness/clock.ts';
import { costOf, runCosts } from '../../readiness/value/money.ts';
import { moneyShort } from '../../readiness/value/value-words.ts';
import type { Ground } from './ground.ts';

/** @returns the person-days of building that `baseline.yaml` calls spent; `null` where it names none */
export function daysSpent({ baseline }: Pick<Ground, 'baseline'>): number | null {
  const spent = (baseline?.value?.build ?? []).filter((one) => one.spent && one.days !== undefined);
  return spent.length === 0 ? null : spent.reduce((sum, one) => sum + (one.days ?? 0), 0);
}

/** @returns what a stop saves in money, as plain text; `null` where no cost is written, or none is left */
export function saving({ baseline, manifest, report }: Ground): string | null {
  const value = baseline?.value ?? null;
  if (value === null) return null;
  const money = (amount: number) => moneyShort(amount, value.currency, value.locale);
  const building = value.build.filter((one) => !one.spent).reduce((sum, one) => sum + costOf(one), 0);
  const monthly = perMonth(value, report);
  const months = monthsLeft(value, manifest, new Date(report.judged_at));
  const parts = [
    ...(building > 0 ? [`${money(building)} of building that is not spent yet`] : []),
    ...(monthly > 0 && months > 0
      ? [`${money(monthly * months)} of running it (${money(monthly)} a month, ${months} months)`]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(', and ');
}

/** As the year of the number has it; before there is one, what costs the same however much it is used. */
function perMonth(value: Value, { value: worth }: Ground['report']): number {
  const year = worth?.figures?.lines.run;
  return year === undefined ? runCosts(value).perMonth : -year / 12;
}

const DAYS_A_MONTH = 365.25 / 12;

/** The horizon begins with production: until then the whole of it lies ahead. */
function monthsLeft({ horizon_months: horizon }: Value, manifest: Ground['manifest'], now: Date): number {
  if (manifest.stage !== 'production') return horizon;
  const gone = Math.floor(daysBetween(manifest.stage_started_on, dayOf(now)) / DAYS_A_MONTH);
  return Math.max(0, horizon - gone);
}
