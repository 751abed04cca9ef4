import type { Report } from '../contract/report.ts';
import type { Dossier } from '../readiness/dossier.ts';
import { moneyShort } from '../readiness/value/value-words.ts';
import { quantile } from '../statistics/quantile.ts';
import { adoptionRows } from './adoption-rows.ts';
import { commentSections, type Section } from './comment.ts';
import { code, folded, inline, table } from './markdown.ts';
import { adoptionChart, riskChart } from './mermaid.ts';
import {
  breakEvens,
  type Calculated,
  calculation,
  denominatorWords,
  isCalculated,
  spread,
  swings,
} from './value-rows.ts';

/** Words a report for a job summary: the comment, and before its footer how the number comes about, with charts. */
export function summarySections(report: Report, dossier: Dossier, runUrl: string | null): Section[] {
  const sections = commentSections(report, runUrl);
  const told = [
    ...number(report),
    ...times(dossier),
    ...use(report),
    ...charts(report, dossier),
    ...decisions(dossier),
    ...sources(dossier),
  ];
  const more = told.map((text) => ({ text, optional: true }));
  return [...sections.slice(0, -1), ...more, ...sections.slice(-1)];
}

function number({ value }: Report): string[] {
  if (value === null) return [];
  if (!isCalculated(value))
    return [
      folded('What the number still needs', value.not_proven.map((gap) => `- ${inline(gap)}`).join('\n')),
    ];
  return [
    folded(
      'How the number comes about',
      [
        table(
          ['a year, at the mean', 'made of', ''],
          calculation(value).map(({ what, formula, result }) => [what, inline(formula), inline(result)]),
        ),
        table(
          ['of 10,000 draws', 'one in ten worse', 'as likely as not', 'one in ten better'],
          spread(value).map(({ what, low, middle, high }) => [
            what,
            inline(low),
            inline(middle),
            inline(high),
          ]),
        ),
        `It breaks even at ${breakEvens(value).join(', or ')}.`,
        tornado(value),
        `${denominatorWords(value)}.`,
        ...value.notes.map((note) => inline(note)),
      ].join('\n\n'),
    ),
  ];
}

function tornado(value: Calculated): string {
  const short = (net: number) => inline(moneyShort(net, value.currency, value.locale));
  const rows = swings(value).map(({ name, low, high, netAtLow, netAtHigh }) => [
    name,
    inline(`${low} → ${high}`),
    `${short(netAtLow)} → ${short(netAtHigh)}`,
  ]);
  return table(['what moves it most', 'P10 → P90', 'net a year'], rows);
}

/** Who uses it, how much, and how its answers are taken: each with what it was taken of, and with its bar. */
function use({ adoption }: Report): string[] {
  if (adoption === null) return [];
  const mark = { true: '✅', false: '❌', null: '' } as const;
  const rows = adoptionRows(adoption).map(({ what, value, bar, met }) => [
    what,
    inline(value),
    bar,
    mark[`${met}`],
  ]);
  const header = [`${adoption.from} to ${adoption.to}`, 'found', 'asked for', ''];
  return [folded('How it is used', table(header, rows))];
}

function charts({ value }: Report, dossier: Dossier): string[] {
  const found = [
    ['Use by week', value === null ? null : adoptionChart(value)],
    ['Risk against coverage', riskChart(dossier)],
  ] as const;
  return found.flatMap(([title, drawn]) => (drawn === null ? [] : [folded(title, drawn)]));
}

/** How the minutes are spread: five figures an arm say what a chart of GitHub's cannot. */
function times({ today, withPoc }: Dossier): string[] {
  const rows = [
    ['by hand', today],
    ['with the POC', withPoc],
  ] as const;
  const cells = rows.flatMap(([name, all]) => {
    const minutes = all.filter(({ counted }) => counted).map((one) => one.minutes);
    return minutes.length === 0
      ? []
      : [[name, String(minutes.length), ...SHARES.map((p) => quantile(minutes, p).toFixed(1))]];
  });
  if (cells.length === 0) return [];
  const header = [
    'minutes a case',
    'n',
    'least',
    'one in ten under',
    'half under',
    'nine in ten under',
    'most',
  ];
  return [folded('How the minutes are spread', table(header, cells))];
}

const SHARES = [0, 0.1, 0.5, 0.9, 1];
const MOST_LISTED = 20;

function decisions({ decisions: all }: Dossier): string[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, MOST_LISTED)
    .map(
      ({ date, decision, status, reason, file, ...one }) =>
        `- ${date}: **${decision}**, ${status}, by ${inline(one['decision-makers'].join(', '), 120)}${reason === undefined ? '' : `: ${inline(reason, 200)}`} (${code(file, 80)})`,
    );
  const more = all.length - lines.length;
  return [
    folded(
      'Decisions, the last first',
      [...lines, ...(more > 0 ? [`- …and ${more} before them`] : [])].join('\n'),
    ),
  ];
}

/** Each kind of evidence with its files: where a reader works a figure out again. */
function sources({ sources: all }: Dossier): string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ what, files, rows: count }) => [
    what,
    files
      .slice(0, 3)
      .map((file) => code(file, 80))
      .join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : ''),
    count === null ? '' : String(count),
  ]);
  return [folded('Where the figures come from', table(['what', 'files', 'rows'], rows))];
}
