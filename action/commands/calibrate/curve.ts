import type { Confidence } from '../../contract/confidence.ts';

const MOST_LINES = 10;
const BAR = 50;

/** @returns the risk-coverage curve on its side: a line for every tenth of the answers, a bar for the share wrong. */
export function curveLines({ curve, coverage, target_risk }: Confidence): string[] {
  if (curve.length === 0) return [];
  const each = Math.ceil(curve.length / MOST_LINES);
  const lines = curve.filter((_, index) => (curve.length - 1 - index) % each === 0);
  const most = Math.max(target_risk, ...lines.map(({ risk }) => risk));
  return [
    'Answered    Wrong   █ answered, ░ goes to review',
    ...lines.map((point) => {
      const bar = (point.coverage <= coverage ? '█' : '░').repeat(Math.round((point.risk / most) * BAR));
      return `${cell(point.coverage)} ${cell(point.risk)}   ${bar}`.trimEnd();
    }),
  ];
}

const cell = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);
