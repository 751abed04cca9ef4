import type { Report } from '../../contract/report.ts';
import type { ReportValue } from '../../contract/report-value.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { html, type Markup, type Part } from './html.ts';
import type { Numbers } from './numbers.ts';
import { section, table } from './table.ts';

const UNKNOWN = 'not measured';

/** A person today against the POC, line by line. What has not been measured says so. */
export function standing(report: Report, numbers: Numbers): Markup {
  const { value } = report;
  const lines: (readonly [Part, Part, Part])[] = [
    ['Minutes a case', minutes(todayOf(report), numbers), minutes(value?.with_poc ?? null, numbers)],
    ['Right, before the POC is reviewed', rightToday(value?.errors_today ?? null), evaluated(report)],
    ['Wrong, after all review', errors(value?.errors_today ?? null), errors(value?.errors_with_poc ?? null)],
    ['Cost a case', cost(value, 'today', numbers), cost(value, 'with_poc', numbers)],
  ];
  return section(
    'standing',
    'A person today against the POC',
    takeaway(report, numbers),
    table('Means; ranges are 95 % intervals.', ['Figure', 'Person today', 'With the POC'], lines, 'compare'),
  );
}

type Minutes = { mean: number; n: number; low: number | null; high: number | null };

const todayOf = ({ value, standing: { minutes_today: minutes } }: Report): Minutes | null =>
  value?.today ?? minutes;

function takeaway(report: Report, numbers: Numbers): string {
  const [today, poc] = [todayOf(report), report.value?.with_poc ?? null];
  if (today === null && poc === null) return 'Nothing is measured yet';
  const said = (arm: Minutes | null) => (arm === null ? 'an unknown number of' : numbers.minutes(arm.mean));
  return `${said(today)} minutes a case today, ${said(poc)} with the POC`;
}

function minutes(arm: Minutes | null, numbers: Numbers): Part {
  if (arm === null) return UNKNOWN;
  const range =
    arm.low === null || arm.high === null
      ? 'no interval from one case'
      : `${numbers.minutes(arm.low)}–${numbers.minutes(arm.high)}`;
  return html`${numbers.minutes(arm.mean)} <small>${range}, n=${arm.n}</small>`;
}

function errors(rate: ReportValue['errors_today']): Part {
  if (rate === null) return UNKNOWN;
  return html`${percent(rate.rate)} <small>${percentRange(rate)} %, ${rate.wrong} of ${rate.checked}</small>`;
}

function rightToday(rate: ReportValue['errors_today']): Part {
  if (rate === null) return UNKNOWN;
  const interval = { low: 1 - rate.high, high: 1 - rate.low };
  return html`${percent(1 - rate.rate)} <small>${percentRange(interval)} %, ${rate.checked - rate.wrong} of ${rate.checked}</small>`;
}

function evaluated({ standing: { pass_rate: rate } }: Report): Part {
  if (rate === null) return UNKNOWN;
  const person = rate.to_person === 0 ? '' : `; ${rate.to_person} went to a person`;
  return html`${percent(rate.rate)} <small>${percentRange(rate)} %, ${rate.passed} of ${rate.rows}${person}</small>`;
}

function cost(value: ReportValue | null, arm: 'today' | 'with_poc', numbers: Numbers): Part {
  const costs = value?.cost_per_case ?? null;
  return costs === null ? UNKNOWN : numbers.money(costs[arm]);
}
