import type { Report } from '../contract/report.ts';
import type { Dossier } from '../readiness/dossier.ts';
import { moneyShort } from '../readiness/value-words.ts';
import { commentSections, type Section } from './comment.ts';
import { folded, inline, table } from './markdown.ts';
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
  const more = [...number(report), ...charts(report, dossier)].map((text) => ({ text, optional: true }));
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

function charts({ value }: Report, dossier: Dossier): string[] {
  const found = [
    ['Use by week', value === null ? null : adoptionChart(value)],
    ['Risk against coverage', riskChart(dossier)],
  ] as const;
  return found.flatMap(([title, drawn]) => (drawn === null ? [] : [folded(title, drawn)]));
}
