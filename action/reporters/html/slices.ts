import * as Plot from '@observablehq/plot';
import type { Report } from '../../contract/report.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { things } from '../words.ts';
import { figure, INK, isNarrow } from './chart.ts';
import { html, type Markup, shown } from './html.ts';
import { section, table, unknown } from './table.ts';

/** A rate with what it rests on: a slice, or all. */
type Line = {
  name: string;
  rate: number;
  low: number;
  high: number;
  passed: number;
  rows: number;
  bar: number | null;
  verdict: Report['eval']['slices'][number]['verdict'];
};

/** More slices than these are in the table alone. */
const MOST_DRAWN = 15;

/** How often it is right, in all and slice by slice. */
export function slices(report: Report): Markup {
  const lines = linesOf(report);
  const takeaway = takeawayOf(report, lines);
  if (lines.length === 0)
    return section(
      'right',
      'How often it is right',
      takeaway,
      unknown(
        'how often it is right on real cases.',
        html`Run <code>npm run eval</code> on at least 30 of them.`,
      ),
    );
  const drawn = lines.slice(0, MOST_DRAWN);
  const left = report.eval.slices_in_all + 1 - drawn.length;
  return section(
    'right',
    'How often it is right',
    takeaway,
    figure({
      label: `${takeaway}. Share right with 95 % interval, for all and for each of ${drawn.length - 1} slices, the worst first.`,
      draw: (width) => draw(drawn, width),
      caption: html`Dot: share of attempts that were right. Line: its 95 % interval. Upright stroke: the bar it has to meet, where it has one.${left > 0 ? ` ${things(left, 'more slice')} not drawn.` : ''} From <a href="#sources">the results of the eval</a>.`,
      table: table(
        'Share right, worst slice first',
        ['Slice', 'Right', '95 % interval', 'Of', 'Bar'],
        lines.map((one) => [
          one.name,
          percent(one.rate),
          `${percentRange(one)} %`,
          `${one.passed} of ${one.rows}`,
          one.bar === null ? 'none' : `${percent(one.bar)}: ${barWords(one)}`,
        ]),
      ),
    }),
  );
}

function linesOf({ standing: { pass_rate: all }, eval: { slices: some } }: Report): Line[] {
  return [...(all === null ? [] : [{ ...all, name: 'All real cases', bar: null, verdict: null }]), ...some];
}

const VERDICTS = {
  meets: 'met',
  misses: 'missed',
  'cannot-tell': 'too few to tell',
} as const satisfies Record<NonNullable<Line['verdict']>, string>;

const barWords = ({ verdict }: Line): string => (verdict === null ? 'no bar' : VERDICTS[verdict]);

function takeawayOf(
  { standing: { pass_rate: all }, eval: { slices: some } }: Report,
  lines: readonly Line[],
): string {
  if (lines.length === 0) return 'It has not been evaluated on real cases';
  const whole =
    all === null ? '' : `${percent(all.rate)} right (${percentRange(all)}), ${all.passed} of ${all.rows}`;
  const [worst] = some;
  if (worst === undefined) return whole;
  return `${whole}${whole === '' ? '' : '; '}worst slice ${shown(worst.name, 40)} at ${percent(worst.rate)} (n=${worst.rows})`;
}

function draw(lines: readonly Line[], width: number): Plot.PlotOptions {
  const keyed = lines.map((line, i) => ({ ...line, key: i }));
  const narrow = isNarrow(width);
  const line = narrow ? 62 : 46;
  return {
    height: lines.length * line + 44,
    margin: 0,
    marginBottom: 40,
    marginLeft: 18,
    marginRight: 22,
    x: {
      domain: [0, 1],
      label: 'share right',
      labelArrow: 'none',
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tickFormat: (at: number) => `${at * 100} %`,
    },
    y: { axis: null, type: 'band', domain: keyed.map((line) => line.key), padding: 0 },
    marks: [
      Plot.gridX({ stroke: INK.line, strokeOpacity: 1, ticks: [0, 0.25, 0.5, 0.75, 1] }),
      Plot.ruleY(keyed, {
        y: 'key',
        x1: 'low',
        x2: 'high',
        stroke: INK.poc,
        strokeWidth: 2,
        dy: line / 2 - 14,
      }),
      Plot.tickX(
        keyed.filter((line) => line.bar !== null),
        { y: 'key', x: 'bar', stroke: INK.bad, strokeWidth: 2.5, insetTop: line - 24, insetBottom: 4 },
      ),
      Plot.dot(keyed, { y: 'key', x: 'rate', r: 5, fill: INK.poc, stroke: INK.paper, dy: line / 2 - 14 }),
      Plot.text(keyed, {
        y: 'key',
        frameAnchor: 'left',
        textAnchor: 'start',
        lineAnchor: 'top',
        text: (one: Line) => labelOf(one, narrow),
        fill: INK.text,
        stroke: INK.paper,
        strokeWidth: 4,
        dx: -18,
        dy: 2 - line / 2,
      }),
    ],
  };
}

/** On a phone the bar has a line of its own. */
function labelOf(line: Line, narrow: boolean): string {
  const name = shown(line.name, narrow ? 24 : 60);
  const bar = line.bar === null ? '' : `bar ${percent(line.bar)}: ${barWords(line)}`;
  const gap = bar === '' ? '' : narrow ? '\n' : '; ';
  return `${name}: ${percent(line.rate)}, n=${line.rows}${gap}${bar}`;
}
