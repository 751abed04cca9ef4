import * as Plot from '@observablehq/plot';
import type { RiskCoverage, RiskPoint } from '../../readiness/eval/risk-coverage.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { figure, INK, isNarrow } from './chart.ts';
import { html, type Markup } from './html.ts';
import { section, table, unknown } from './table.ts';

/** The first few answers say nothing: one wrong of two is no risk of one half. */
const DRAWN_FROM = 10;
const ROWS = 12;
/** More steps than these cannot be seen. */
const STEPS = 300;

/** Risk against coverage, with what was chosen. */
export function risk(found: RiskCoverage | null): Markup {
  if (found === null)
    return section(
      'risk',
      'When it is unsure',
      'It is not known how wrong it is when it is unsure',
      unknown(
        'risk against coverage.',
        'Let the workflow give a confidence with every answer; from 10 answers to real cases on there is a curve.',
      ),
    );
  const { chosen, attempts, leastSure, aurc } = found;
  const takeaway = `It answers ${percent(chosen.coverage)} of ${attempts} attempts, and ${wrongWords(chosen)}`;
  return section(
    'risk',
    'When it is unsure',
    takeaway,
    figure({
      label: `${takeaway}. Curve of the share wrong among the answers against the share answered, the surest first.`,
      draw: (width) => draw(found, width),
      caption: html`The line: of its surest answers, the share that is wrong. The dot: what was chosen, every answer with a confidence of ${Number(leastSure.toFixed(3))} or more. To the right of it nothing was answered, so nothing is known. Mean risk along the line (AURC): ${aurc.toFixed(3)}. From <a href="#sources">the results of the eval</a>.`,
      table: table(
        'Share wrong by share answered',
        ['Answered', 'Answers', 'Wrong', 'Share wrong'],
        some(found.points, ROWS).map((point) => [
          percent(point.coverage),
          String(point.answered),
          String(point.wrong),
          percent(point.risk),
        ]),
      ),
    }),
  );
}

/** None seen to be wrong is not never: it is at most so many. */
const wrongWords = ({ wrong, answered, risk, interval }: RiskCoverage['chosen']): string =>
  wrong === 0
    ? `none of those ${answered} answers is wrong, so at most ${Math.ceil(interval.high * 100)} % are`
    : `${percent(risk)} of those answers are wrong (${percentRange(interval)})`;

/** Some points of the curve, the last among them. */
function some(points: readonly RiskPoint[], most: number): RiskPoint[] {
  const step = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}

function draw({ points, chosen }: RiskCoverage, width: number): Plot.PlotOptions {
  const steady = points.filter((point) => point.answered >= DRAWN_FROM || point === points.at(-1));
  const drawn = some(steady, STEPS);
  const most = Math.max(0.02, chosen.interval.high, ...drawn.map((point) => point.risk)) * 1.15;
  const asPercent = (at: number) => `${Number((at * 100).toFixed(1))} %`;
  return {
    height: isNarrow(width) ? 250 : 300,
    margin: 0,
    marginTop: 28,
    marginBottom: 40,
    marginLeft: 46,
    marginRight: 22,
    x: {
      domain: [0, 1],
      label: 'share answered',
      labelArrow: 'none',
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tickFormat: asPercent,
    },
    y: { domain: [0, most], label: 'share wrong', labelArrow: 'none', ticks: 5, tickFormat: asPercent },
    marks: [
      Plot.gridY({ stroke: INK.line, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: INK.line }),
      ...(chosen.coverage < 1
        ? [Plot.rect([chosen], { x1: 'coverage', x2: 1, y1: 0, y2: most, fill: INK.line, fillOpacity: 0.35 })]
        : []),
      Plot.lineY(drawn, { x: 'coverage', y: 'risk', stroke: INK.poc, strokeWidth: 2 }),
      Plot.ruleX([chosen], {
        x: 'coverage',
        y1: chosen.interval.low,
        y2: chosen.interval.high,
        stroke: INK.poc,
        strokeWidth: 1.5,
        strokeDasharray: '2,2',
      }),
      Plot.dot([chosen], { x: 'coverage', y: 'risk', r: 6, fill: INK.poc, stroke: INK.paper }),
      Plot.text([chosen], {
        x: 'coverage',
        y: 'risk',
        text: () => (chosen.wrong === 0 ? 'chosen: none wrong' : `chosen: ${percent(chosen.risk)} wrong`),
        // Beside the point there is room on one side.
        ...(chosen.coverage < 0.5 ? { textAnchor: 'start', dx: 10 } : { textAnchor: 'end', dx: -10 }),
        dy: -14,
        fill: INK.text,
        stroke: INK.paper,
        strokeWidth: 4,
        fontWeight: 600,
      }),
    ],
  };
}
