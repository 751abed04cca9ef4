import * as Plot from '@observablehq/plot';
import type { ReportValue } from '../../contract/report-value.ts';
import { INK, isNarrow } from './chart.ts';
import { highest, perDot, thinned } from './dots.ts';
import type { Numbers } from './numbers.ts';

type Summary = NonNullable<ReportValue['today']>;

/** One way of doing the work: what is known of it, and the minutes of each case that counts, in ascending order. */
export type Arm = {
  name: string;
  key: 'today' | 'poc';
  summary: Summary | null;
  minutes: readonly number[];
};

/** @returns an arm with what its mean rests on */
export function labelOf({ name, summary, minutes }: Arm, numbers: Numbers): string {
  if (summary === null) return `${name}: n=${minutes.length}`;
  const { mean, low, high, n } = summary;
  const range = low === null || high === null ? '' : ` (${numbers.minutes(low)}–${numbers.minutes(high)})`;
  return `${name}: mean ${numbers.minutes(mean)} min${range}, n=${n}`;
}

/** Each case as a dot, today as rings and with the POC as full ones, over the mean with its interval. */
export function drawTimes(arms: readonly Arm[], width: number, numbers: Numbers): Plot.PlotOptions {
  const r = isNarrow(width) ? 3 : 4;
  const dots = arms.map(dotsOf);
  const most = Math.max(
    ...arms.map(({ minutes, summary }) => Math.max(minutes.at(-1) ?? 0, summary?.high ?? 0)),
  );
  const stack = Math.max(
    ...dots.map((own) =>
      highest(
        own.map((dot) => dot.at),
        most,
      ),
    ),
  );
  // Dots of neighbouring columns push each other up.
  const height = 70 + 1.4 * stack * (2 * r + 1);
  return {
    height: arms.length * height + 42,
    margin: 0,
    marginLeft: r + 2,
    marginRight: r + 8,
    marginBottom: 40,
    x: {
      domain: [0, most * 1.02],
      label: 'minutes a case',
      labelArrow: 'none',
      ticks: isNarrow(width) ? 5 : 9,
    },
    y: { axis: null, domain: [0, 1] },
    fy: { axis: null, domain: arms.map((arm) => arm.key), padding: 0.1 },
    marks: [
      Plot.gridX({ stroke: INK.line, strokeOpacity: 1 }),
      ...dots.map((own) => strip(own, r)),
      ...means(arms),
      Plot.text(arms, {
        fy: 'key',
        frameAnchor: 'top-left',
        text: (arm: Arm) => labelOf(arm, numbers),
        fill: INK.text,
        dx: -r,
      }),
    ],
  };
}

type Dot = { key: Arm['key']; at: number };

const dotsOf = ({ key, minutes }: Arm): Dot[] => thinned(minutes, perDot(minutes)).map((at) => ({ key, at }));

const LOOKS = {
  today: { stroke: INK.today, strokeWidth: 1.5, fill: INK.paper },
  poc: { stroke: INK.poc, fill: INK.poc },
} as const satisfies Record<Arm['key'], object>;

const strip = (dots: readonly Dot[], r: number): Plot.Markish =>
  Plot.dot(dots, Plot.dodgeY('bottom', { fy: 'key', x: 'at', r, dy: -22, ...LOOKS[dots[0]?.key ?? 'poc'] }));

function means(arms: readonly Arm[]): Plot.Markish[] {
  const known = arms.flatMap(({ key, summary }) => (summary === null ? [] : [{ key, ...summary }]));
  const color = ({ key }: { key: Arm['key'] }) => LOOKS[key].stroke;
  const below = { fy: 'key', y: 0, dy: -11 };
  return [
    Plot.ruleY(known, { ...below, x1: 'low', x2: 'high', stroke: color, strokeWidth: 2 }),
    Plot.dot(known, { ...below, x: 'mean', r: 5, symbol: 'diamond', fill: color }),
  ];
}
