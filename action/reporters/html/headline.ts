import type { ReportFigures, ReportValue } from '../../contract/report-value.ts';
import { percent } from '../../readiness/percent.ts';
import { html, type Markup, withCode } from './html.ts';
import type { Numbers } from './numbers.ts';
import { section } from './table.ts';

/** A figure beside the worst that is plausible, which is as large. */
type Big = { what: string; likely: string; worst: string; likelyWord?: string; worstWord: string };

/** The number, with how sure it is; or what keeps it from being there. */
export function headline(value: ReportValue | null, numbers: Numbers): Markup {
  const figures = value?.figures ?? null;
  if (value === null || figures === null) return noNumber(value, numbers);
  const sure = `In ${percent(figures.net_positive)} of 10,000 draws from what was measured, the year ends above zero.`;
  return section('number', 'The number', net(figures, numbers), [
    bigNumbers([hoursOf(figures, numbers), paybackOf(figures)]),
    quote(value),
    html`<p class="soft">${sure} <a href="#sources">Where it comes from</a></p>`,
  ]);
}

function net({ net: { p10, p50 } }: ReportFigures, numbers: Numbers): string {
  const worst = numbers.short(p10, 'floor');
  return p50 < 0
    ? `${numbers.short(p50)} net a year, at worst ${worst}`
    : `${numbers.short(p50)} net a year, at least ${worst}`;
}

const hoursOf = ({ hours: { p10, p50 } }: ReportFigures, numbers: Numbers): Big => ({
  what: 'Hours freed a year, which are not money',
  likely: numbers.amount(p50),
  worst: numbers.amount(p10, 'floor'),
  worstWord: p10 < 0 ? 'at worst' : 'at least',
});

const paybackOf = ({ payback_months: { p50, p90 } }: ReportFigures): Big => ({
  what: 'Months until it has paid for itself',
  likely: p50 === null ? 'never' : String(Math.round(p50)),
  worst: p90 === null ? 'never' : String(Math.ceil(p90)),
  worstWord: 'at worst',
});

const bigNumbers = (all: readonly Big[]): Markup =>
  html`<dl class="big">${all.map(
    ({ what, likely, worst, likelyWord = 'likely', worstWord }) =>
      html`<div><dt>${what}</dt><dd>${likely} <small>${likelyWord}</small></dd><dd>${worst} <small>${worstWord}</small></dd></div>`,
  )}</dl>`;

const quote = ({ headline: sentence, grade }: ReportValue): Markup =>
  sentence === null
    ? html`<p class="unknown">Not to be quoted outside yet: the evidence is of grade ${grade}.</p>`
    : html`<blockquote><p>${sentence}</p></blockquote>`;

function noNumber(value: ReportValue | null, numbers: Numbers): Markup {
  const saved = value?.saved_minutes ?? null;
  if (saved === null)
    return section('number', 'The number', 'There is no number yet', gaps(value?.not_proven ?? []));
  const minutes: Big = {
    what: 'Minutes saved a case',
    likely: numbers.minutes(saved.mean),
    worst: numbers.minutes(saved.low),
    likelyWord: 'mean',
    worstWord: 'at least, of its 95 % interval',
  };
  return section(
    'number',
    'The number',
    'Minutes are known; there is no money yet',
    html`${bigNumbers([minutes])}${gaps(value?.not_proven ?? [])}`,
  );
}

const gaps = (all: readonly string[]): Markup =>
  all.length === 0
    ? html`<p class="unknown">Not measured: what the work is worth. Describe it in <code>baseline.yaml</code>, and time it with <code>npx poc time</code>.</p>`
    : html`<p>What keeps it from being there:</p><ul>${all.map((one) => html`<li>${withCode(one)}</li>`)}</ul>`;
