import { styleText } from 'node:util';
import type { Report } from '../contract/report.ts';
import type { ReportValue } from '../contract/report-value.ts';
import type { Dossier } from '../readiness/dossier.ts';
import { percent } from '../readiness/percent.ts';
import { amount, money, moneyShort } from '../readiness/value/value-words.ts';
import { printable } from '../text/printable.ts';
import {
  armWords,
  breakEvens,
  type Calculated,
  calculation,
  denominatorWords,
  errorWords,
  isCalculated,
  spread,
  swings,
} from './value-rows.ts';

type Paint = (style: 'bold' | 'dim' | 'cyan', text: string) => string;

/** Words the worth of a POC for a terminal: the number, what it is made of, and what is missing. */
export function roiReport(report: Report, dossier: Dossier, color: boolean): string {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
  const { value } = report;
  if (value === null) return 'No number: `baseline.yaml` could not be read. `poc check` says why.';
  const parts = [
    paint('bold', headlineWords(value)),
    missing(value, paint),
    minutes(value, dossier, paint),
    useAndErrors(value, dossier, paint),
    stated(value, dossier, paint),
    ...(isCalculated(value) ? calculated(value, paint) : []),
    value.notes.length === 0 ? '' : ['Note', ...value.notes.map((note) => `  ${printable(note)}`)].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headlineWords(value: ReportValue): string {
  if (value.headline !== null) return printable(value.headline);
  return isCalculated(value)
    ? `A number for use inside: evidence grade ${value.grade} is not to be quoted.`
    : 'No number yet that could be defended.';
}

function missing({ not_proven: gaps }: ReportValue, paint: Paint): string {
  if (gaps.length === 0) return '';
  return [paint('bold', 'What is missing'), ...gaps.map((gap) => `  ⚪ ${printable(gap)}`)].join('\n');
}

function minutes(value: ReportValue, dossier: Dossier, paint: Paint): string {
  const { today, with_poc: withPoc, saved_minutes: saved } = value;
  const from = (rows: readonly { file: string }[]) =>
    paint('dim', `  ${printable(rows[0]?.file ?? '')}`.trimEnd());
  const range = saved === null ? '' : ` (95 % ${saved.low.toFixed(1)} to ${saved.high.toFixed(1)})`;
  const how = value.comparison === 'coin_flip' ? 'a coin decided each case' : 'before and after';
  return [
    paint('bold', 'Minutes a case'),
    `  by hand       ${today === null ? 'not measured' : armWords(today)}${from(dossier.today)}`,
    `  with the POC  ${withPoc === null ? 'not measured' : armWords(withPoc)}${from(dossier.withPoc)}`,
    ...(saved === null
      ? []
      : [`  saved         ${saved.mean.toFixed(1)} min${range}, ${how}, evidence grade ${value.grade}`]),
    `  ${denominatorWords(value)}`,
  ].join('\n');
}

function useAndErrors(value: ReportValue, { checked }: Dossier, paint: Paint): string {
  const { adoption, errors_today: today, errors_with_poc: withPoc } = value;
  const use =
    adoption === null
      ? 'not measured'
      : `${percent(adoption.share)} of cases, ${adoption.attempted} of ${adoption.eligible} from ${adoption.from} to ${adoption.to}, by ${adoption.users} ${adoption.users === 1 ? 'person' : 'people'}`;
  return [
    paint('bold', 'Use and errors'),
    `  use                  ${use}`,
    `  errors today         ${today === null ? 'not measured' : errorWords(today)}${paint('dim', `  ${printable(checked[0]?.file ?? '')}`.trimEnd())}`,
    `  errors with the POC  ${withPoc === null ? 'not measured' : `${errorWords(withPoc)}, after review`}`,
  ].join('\n');
}

/** What nobody measured stands apart, with whoever said it. */
function stated({ currency, locale }: ReportValue, { stated: all }: Dossier, paint: Paint): string {
  if (all.length === 0) return '';
  const say = (n: number, unit: Dossier['stated'][number]['unit']) =>
    unit === 'share'
      ? percent(n)
      : unit === 'money' && currency !== null
        ? money(n, currency, locale)
        : amount(n, locale);
  const lines = all.map(({ what, low, likely, high, unit, source, file, line }) => {
    const figure =
      low === high ? say(likely, unit) : `${[low, likely, high].map((n) => say(n, unit)).join(' · ')}`;
    return `  ${printable(what)}: ${figure}  ${paint('dim', printable(`${source} (${file}:${line ?? 1})`))}`;
  });
  return [paint('bold', 'Said by people, not measured here'), ...lines].join('\n');
}

function calculated(value: Calculated, paint: Paint): string[] {
  const rows = calculation(value).map(
    ({ what, formula, result }) => `  ${what.padEnd(12)} ${formula} = ${result}`,
  );
  const { figures, currency, locale } = value;
  const { net, ratio } = figures.slideware;
  const times = ratio === null ? '' : `, ${ratio.toFixed(1)} times what holds`;
  return [
    [paint('bold', 'A year, each figure at its mean'), ...rows].join('\n'),
    [
      paint('bold', 'Of 10,000 draws'.padEnd(22)) +
        columns('one in ten worse', 'as likely as not', 'one in ten better'),
      ...spread(value).map(
        ({ what, low, middle, high }) => `  ${what.padEnd(20)}${columns(low, middle, high)}`,
      ),
      `  net over 0 in ${percent(figures.net_positive)} of the draws`,
    ].join('\n'),
    [paint('bold', 'It breaks even at'), ...breakEvens(value).map((one) => `  ${one}`)].join('\n'),
    tornado(value, paint),
    ...(figures.npv === null
      ? []
      : [`Net present value over the horizon: ${moneyShort(figures.npv, currency, locale)}`]),
    paint(
      'dim',
      `Not to be shown: every case, the tool’s time alone, every hour as money, no cost: ${moneyShort(net, currency, locale)} a year${times}.`,
    ),
  ];
}

const columns = (...cells: string[]): string =>
  cells
    .map((cell) => cell.padStart(19))
    .join('')
    .trimEnd();

const BAR = 30;

/** Each bar runs from the net at one end of the parameter to that at the other, on one scale. */
function tornado(value: Calculated, paint: Paint): string {
  const rows = swings(value);
  const nets = rows.flatMap((row) => [row.netAtLow, row.netAtHigh]);
  if (nets.length === 0) return '';
  const [least, most] = [Math.min(...nets), Math.max(...nets)];
  const at = (net: number) => Math.round(((net - least) / (most - least || 1)) * BAR);
  const short = (net: number) => moneyShort(net, value.currency, value.locale);
  const lines = rows.map(({ name, low, high, netAtLow, netAtHigh }) => {
    const [from, to] = [at(netAtLow), at(netAtHigh)].sort((a, b) => a - b) as [number, number];
    const bar = `${' '.repeat(from)}${'█'.repeat(Math.max(1, to - from))}`.padEnd(BAR + 1);
    return `  ${name.padEnd(21)} ${bar} ${low} → ${high}: ${short(netAtLow)} → ${short(netAtHigh)}`;
  });
  return [
    paint(
      'bold',
      `What moves it most: net a year, one figure at a time at its P10 and P90 (${short(least)} to ${short(most)})`,
    ),
    ...lines,
  ].join('\n');
}
