import type { Interval } from '../statistics/wilson.ts';

/** `91.4 %`; whole percents without a decimal. Never rounds something short of everything up to 100, or over nothing down to 0. */
export function percent(rate: number): string {
  const tenths = Math.round(rate * 1000) / 10;
  if (tenths === 100 && rate < 1) return '99.9 %';
  if (tenths === 0 && rate > 0) return '0.1 %';
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)} %`;
}

/** `6 %`: an upper bound, rounded up, so that it promises nothing. Under a percent with one decimal. */
export function atMost(share: number): string {
  const tenths = Math.ceil(share * 1000 - 1e-9) / 10;
  return `${tenths >= 1 ? Math.ceil(tenths) : tenths} %`;
}

/** `79–96`, in whole percents, the way an interval stands behind a rate. Rounded outwards, so that it promises nothing. */
export const percentRange = ({ low, high }: Interval): string =>
  `${Math.floor(low * 100)}–${Math.ceil(high * 100)}`;

/** `−1.4 points (−4.0…+1.2)`: a difference of two shares, in percentage points. */
export const points = ({ difference, low, high }: Interval & { difference: number }): string =>
  `${signed(difference)} points (${signed(low)}…${signed(high)})`;

/** `4.3 points`: a drop that could be shown. Rounded up, so that it promises nothing. */
export const drop = (share: number): string => `${Math.ceil(share * 1000 - 1e-9) / 10} points`;

function signed(share: number): string {
  const tenths = Math.round(share * 1000) / 10;
  if (tenths === 0) return '0.0';
  return `${tenths < 0 ? '−' : '+'}${Math.abs(tenths).toFixed(1)}`;
}
