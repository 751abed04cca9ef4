import * as Plot from '@observablehq/plot';
import { INK, isNarrow } from './chart.ts';
import type { Numbers } from './numbers.ts';
import { PARAMETERS, type Swing } from './parameters.ts';

/** One half of a bar: where the parameter is, and what the net is there. */
type Half = { parameter: string; net: number; at: string; better: boolean; left: boolean };

function halvesOf(swing: Swing, net: number, numbers: Numbers): Half[] {
  const { show } = PARAMETERS[swing.parameter];
  const ends = [
    { at: show(swing.at_p10, numbers), net: swing.net_at_p10, left: swing.net_at_p10 < swing.net_at_p90 },
    { at: show(swing.at_p90, numbers), net: swing.net_at_p90, left: swing.net_at_p90 <= swing.net_at_p10 },
  ];
  return ends.map((end) => ({ ...end, parameter: swing.parameter, better: end.net >= net }));
}

/** Bars around the net at the mean of everything: full where it is better, hollow where it is worse. */
export function drawTornado(
  moving: readonly Swing[],
  net: number,
  width: number,
  numbers: Numbers,
): Plot.PlotOptions {
  const halves = moving.flatMap((swing) => halvesOf(swing, net, numbers));
  const ends = halves.map((half) => half.net);
  const [low, high] = [Math.min(net, ...ends), Math.max(net, ...ends)];
  // Values stand beyond the ends of the bars.
  const room = (high - low) * (isNarrow(width) ? 0.3 : 0.14);
  const domain: [number, number] = [low - room, high + room];
  const ticks = isNarrow(width) ? 3 : 4;
  return {
    height: moving.length * 46 + 62,
    margin: 0,
    marginTop: 22,
    marginBottom: 40,
    marginLeft: SIDE,
    marginRight: SIDE,
    x: {
      domain,
      label: 'net of a year',
      labelArrow: 'none',
      ticks,
      tickFormat: (at: number) => numbers.short(at),
    },
    y: { axis: null, domain: moving.map((one) => one.parameter), padding: 0 },
    marks: [
      Plot.gridX({ stroke: INK.line, strokeOpacity: 1, ticks }),
      domain[0] < 0 && domain[1] > 0 ? Plot.ruleX([0], { stroke: INK.bad, strokeDasharray: '3,3' }) : null,
      ...bars(halves, net),
      ...netLine(net, numbers),
      names(moving),
      ...values(halves),
    ],
  };
}

/** Half of a label of the axis fits beside it. */
const SIDE = 22;

function bars(halves: readonly Half[], net: number): Plot.Markish[] {
  const bar = { y: 'parameter', x1: net, x2: 'net', insetTop: 21, insetBottom: 5 };
  const where = (better: boolean) => halves.filter((half) => half.better === better);
  return [
    Plot.barX(where(true), { ...bar, fill: INK.poc }),
    Plot.barX(where(false), { ...bar, fill: INK.paper, stroke: INK.poc, strokeWidth: 1.5 }),
  ];
}

const netLine = (net: number, numbers: Numbers): Plot.Markish[] => [
  Plot.ruleX([net], { stroke: INK.text }),
  Plot.text([net], {
    x: (at: number) => at,
    frameAnchor: 'top',
    text: () => `at all means ${numbers.short(net)}`,
    dy: -20,
    fill: INK.text,
  }),
];

const names = (moving: readonly Swing[]): Plot.Markish =>
  Plot.text(moving, {
    y: 'parameter',
    frameAnchor: 'left',
    textAnchor: 'start',
    text: (one: Swing) => PARAMETERS[one.parameter].name,
    fill: INK.text,
    stroke: INK.paper,
    strokeWidth: 4,
    fontWeight: 600,
    dx: -SIDE,
    dy: -13,
  });

function values(halves: readonly Half[]): Plot.Markish[] {
  const value = { y: 'parameter', x: 'net', text: 'at', fill: INK.text, dy: 8 };
  const where = (left: boolean) => halves.filter((half) => half.left === left);
  return [
    Plot.text(where(true), { ...value, textAnchor: 'end', dx: -6 }),
    Plot.text(where(false), { ...value, textAnchor: 'start', dx: 6 }),
  ];
}
