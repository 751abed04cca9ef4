import type { ReportValue } from '../contract/report-value.ts';
import type { Dossier } from '../readiness/dossier.ts';

/** A longer axis does not fit into a job summary. */
const MOST_WEEKS = 12;
/** Coverage is drawn in even steps, for a category axis knows no distances. */
const STEPS = 20;
/** Without it GitHub draws in a colour that can hardly be seen on white. */
const COLOUR = '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#2f6fb5"}}}}%%';

/** What stands in a chart is made of our words and of figures alone: nothing of a repository gets into it. */
const chart = (...lines: string[]): string =>
  ['```mermaid', COLOUR, 'xychart-beta', ...lines.map((line) => `  ${line}`), '```'].join('\n');

const list = (values: readonly (number | string)[]): string => `[${values.join(', ')}]`;

/** @returns cases tried, week by week, in percent of those that there were; `null` before there are two weeks. */
export function adoptionChart({ adoption_weeks: all }: ReportValue): string | null {
  const weeks = all.slice(-MOST_WEEKS);
  if (weeks.length < 2) return null;
  return chart(
    'title "Cases tried with the POC, in % of the eligible ones, by week"',
    `x-axis ${list(weeks.map(({ from }) => `"${from.slice(5)}"`))}`,
    'y-axis "%" 0 --> 100',
    `bar ${list(weeks.map(({ attempted, eligible }) => Math.min(100, Math.round((100 * attempted) / eligible))))}`,
  );
}

/** @returns how often it is wrong, the more it answers; `null` where confidence was not recorded. */
export function riskChart({ riskCoverage: curve }: Dossier): string | null {
  if (curve === null || curve.points.length < 2) return null;
  const shown = inSteps(curve.points);
  if (shown.length < 2) return null;
  const worst = Math.max(...shown.map(({ risk }) => risk));
  return chart(
    'title "Wrong among what it answers, in %, the surest answers first"',
    `x-axis "% of the cases answered" ${list(shown.map(({ percent }) => `"${percent}"`))}`,
    `y-axis "%" 0 --> ${Math.max(10, Math.ceil(worst * 10) * 10)}`,
    `line ${list(shown.map(({ risk }) => Math.round(1000 * risk) / 10))}`,
  );
}

/** The curve at each twentieth of the cases up to all that were answered: what is wrong among as many or just fewer. */
function inSteps(
  points: NonNullable<Dossier['riskCoverage']>['points'],
): { percent: number; risk: number }[] {
  const all = Array.from({ length: STEPS }, (_, i) => (i + 1) / STEPS);
  return all.flatMap((share) => {
    const at = points.findLast(({ coverage }) => coverage <= share + 1e-9);
    const over = (points.at(-1)?.coverage ?? 0) < share - 1 / STEPS + 1e-9;
    return at === undefined || over ? [] : [{ percent: Math.round(share * 100), risk: at.risk }];
  });
}
