import type { ReportFigures, ReportValue } from '../contract/report-value.ts';
import { percent, percentRange } from '../readiness/percent.ts';
import { amount, money, moneyShort, monthsWords } from '../readiness/value/value-words.ts';

/** One line of the calculation: what it is, the formula with its figures in, and what comes of it. */
export type CalculationRow = { what: string; formula: string; result: string };

/** A value whose calculation is there: figures, and so a currency. */
export type Calculated = ReportValue & { figures: ReportFigures; currency: string };

export const isCalculated = (value: ReportValue | null): value is Calculated =>
  value !== null && value.figures !== null && value.currency !== null;

/** @returns the formulas of value.md with the means in them, in the order in which they follow from each other. */
export function calculation({ figures, grade, haircut, currency, locale }: Calculated): CalculationRow[] {
  const { parameters: p, lines, hours } = figures;
  const [number, whole] = [(n: number) => amount(n, locale), (n: number) => wholeMoney(n, currency, locale)];
  const saved = p.minutes_today - p.minutes_with_poc;
  const freed = (p.adoption * p.cases_per_year * saved) / 60;
  const attempted = p.adoption * p.cases_per_year;
  const errors = signed((p.errors_today - p.errors_with_poc) * 100);
  return [
    {
      what: 'hours freed',
      formula: `use ${percent(p.adoption)} × ${number(p.cases_per_year)} cases × ${saved.toFixed(1)} min ÷ 60`,
      result: `${number(freed)} h a year (not money; P50 ${number(hours.p50)})`,
    },
    {
      what: 'labour',
      formula: `${percent(p.capture)} of them × ${number(freed)} h × ${money(p.hourly, currency, locale)}`,
      result: whole(lines.labour),
    },
    {
      what: 'errors',
      formula: `${number(attempted)} cases × ${errors} points × ${money(p.cost_per_error, currency, locale)}`,
      result: whole(lines.errors),
    },
    {
      what: 'haircut',
      formula: `${percent(haircut)} for evidence grade ${grade}`,
      result: whole(lines.haircut),
    },
    {
      what: 'run',
      formula: `${number(attempted)} cases × ${money(p.run_per_case, currency, locale)} + ${whole(p.run_per_year)}`,
      result: whole(lines.run),
    },
    { what: 'net a year', formula: 'labour + errors + haircut + run', result: whole(lines.net) },
    {
      what: 'build, once',
      formula: 'people, data, integration, training, security',
      result: whole(lines.build),
    },
  ];
}

/** Whole units of the currency, with its sign where it is negative. */
export const wholeMoney = (value: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
    Math.round(value) + 0,
  );

const signed = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

/** One figure from the worst plausible to the best. */
export type SpreadRow = { what: string; low: string; middle: string; high: string };

/** @returns the figures with their P10, P50 and P90, the worst rounded down as in the headline. No payback has a P10 to hope for. */
export function spread({ figures, currency, locale }: Calculated): SpreadRow[] {
  const short = (n: number, rounding?: 'floor') => moneyShort(n, currency, locale, rounding);
  const hours = (n: number, rounding?: 'floor') => `${amount(n, locale, rounding)} h`;
  const { p50, p90 } = figures.payback_months;
  const months = (n: number | null) => (n === null ? 'never' : monthsWords(n));
  const whole = (n: number | null, round: (n: number) => number) => months(n === null ? null : round(n));
  return [
    {
      what: 'hours freed a year',
      low: hours(figures.hours.p10, 'floor'),
      middle: hours(figures.hours.p50),
      high: hours(figures.hours.p90),
    },
    {
      what: 'net a year',
      low: short(figures.net.p10, 'floor'),
      middle: short(figures.net.p50),
      high: short(figures.net.p90),
    },
    { what: 'payback', low: whole(p90, Math.ceil), middle: whole(p50, Math.round), high: '' },
  ];
}

const SWINGS = {
  minutes_today: { name: 'minutes by hand', unit: 'min' },
  minutes_with_poc: { name: 'minutes with the POC', unit: 'min' },
  adoption: { name: 'use', unit: 'share' },
  capture: { name: 'hours that count', unit: 'share' },
  cases_per_year: { name: 'cases a year', unit: 'count' },
  errors_today: { name: 'errors today', unit: 'share' },
  errors_with_poc: { name: 'errors with the POC', unit: 'share' },
  cost_per_error: { name: 'cost of an error', unit: 'money' },
  run_per_case: { name: 'run cost a case', unit: 'money' },
} as const satisfies Record<ReportFigures['tornado'][number]['parameter'], { name: string; unit: string }>;

/** One bar of the tornado: the parameter with its range, and what the net comes to at either end. */
export type SwingRow = { name: string; low: string; high: string; netAtLow: number; netAtHigh: number };

export function swings({ figures, currency, locale }: Calculated): SwingRow[] {
  return figures.tornado.map(({ parameter, at_p10, at_p90, net_at_p10, net_at_p90 }) => {
    const { name, unit } = SWINGS[parameter];
    const say = (n: number) => inUnit(n, unit, currency, locale);
    return { name, low: say(at_p10), high: say(at_p90), netAtLow: net_at_p10, netAtHigh: net_at_p90 };
  });
}

function inUnit(value: number, unit: string, currency: string, locale: string): string {
  if (unit === 'min') return `${value.toFixed(1)} min`;
  if (unit === 'share') return percent(value);
  return unit === 'money' ? money(value, currency, locale) : amount(value, locale);
}

/** @returns what would just do, one at a time; what nothing would do is said. */
export function breakEvens({ figures, locale }: Calculated): string[] {
  const { minutes_saved: minutes, adoption, cases_per_year: cases } = figures.break_even;
  return [
    minutes === null ? 'no saving of minutes would do' : `${minutes.toFixed(1)} minutes saved a case`,
    adoption === null
      ? 'no use would do'
      : adoption > 1
        ? 'not even use in every case would do'
        : `use in ${percent(adoption)} of the cases`,
    cases === null ? 'no number of cases would do' : `${amount(cases, locale)} cases a year`,
  ];
}

type Arm = NonNullable<ReportValue['today']>;

/** `18.2 min (n=32, 95 % 16.1–20.3; median 16.0; 3 people; 6 warm-up left out)`. */
export function armWords(arm: Arm): string {
  const { mean, median, low, high, n, people, warm_up: warmUp, log_normal: skewed } = arm;
  const range = low === null || high === null ? '' : `, 95 % ${low.toFixed(1)}–${high.toFixed(1)}`;
  const other = skewed === null ? '' : `, log-normal ${skewed.low.toFixed(1)}–${skewed.high.toFixed(1)}`;
  const warm = warmUp === 0 ? '' : `; ${warmUp} warm-up left out`;
  return `${mean.toFixed(1)} min (n=${n}${range}${other}; median ${median.toFixed(1)}; ${people} ${people === 1 ? 'person' : 'people'}${warm})`;
}

/** `4.5 % (2–9), 9 of 200`; none seen is not never. */
export function errorWords({
  wrong,
  checked,
  rate,
  low,
  high,
}: NonNullable<ReportValue['errors_today']>): string {
  if (wrong === 0) return `none seen in ${checked}, so at most ${Math.ceil(high * 100)} %`;
  return `${percent(rate)} (${percentRange({ low, high })}), ${wrong} of ${checked}`;
}

/** Three counts that stand beside every saving. @see METR, 2026: who would not do without it is missing in a comparison. */
export const denominatorWords = ({ denominators: d }: Pick<ReportValue, 'denominators'>): string =>
  `${d.used} cases with the tool by ${d.people} ${d.people === 1 ? 'person' : 'people'} · ${d.refused} refused the way that was assigned · ${d.never_timed} begun and never timed`;

/** The number in one line, hours apart from money; `null` while there is none. A weak one says for whom it is. */
export function valueLine(value: ReportValue | null): { strong: string; rest: string } | null {
  if (!isCalculated(value)) return null;
  const { figures, currency, locale, grade } = value;
  const { p50, p90 } = figures.payback_months;
  const short = (n: number, rounding?: 'floor') => moneyShort(n, currency, locale, rounding);
  const worst = p90 === null ? 'never' : Math.ceil(p90);
  const back =
    p50 === null ? 'does not pay back' : `pays back in ${monthsWords(Math.round(p50))}, at worst ${worst}`;
  const { hours, net } = figures;
  return {
    strong: `Net ${short(net.p50)} a year, at least ${short(net.p10, 'floor')}; ${back}.`,
    rest: `${amount(hours.p50, locale)} h a year freed, at least ${amount(hours.p10, locale, 'floor')}. Evidence grade ${grade}${value.headline === null ? ', for use inside' : ''}.`,
  };
}
