import { normalDraw, type Random } from '../../action/statistics/gamma-draw.ts';
import { DAY } from './team.ts';

/** Made-up timestamps of a system: three people, four cases each a day, durations that spread as those of people do. */
export function timed(prefix: string, from: Date, count: number, minutes: number, next: Random) {
  return Array.from({ length: count }, (_, n) => {
    const day = weekday(from, Math.floor(n / 12));
    const begun = day + 8 * 3_600_000 + (Math.floor(n / 3) % 4) * 5_400_000 + Math.floor(next() * 1_200_000);
    const seconds = minutes * 60 * Math.exp(0.25 * normalDraw(next));
    return { ref: `${prefix}-${n}`, agent: `agent-${1 + (n % 3)}`, begun, seconds };
  });
}

/** The n-th working day from one on. */
function weekday(from: Date, n: number): number {
  let day = Math.floor(from.getTime() / DAY) * DAY;
  for (let left = n; left > 0 || [0, 6].includes(new Date(day).getUTCDay()); day += DAY)
    if (![0, 6].includes(new Date(day).getUTCDay())) left -= 1;
  return day;
}

const iso = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

export const study = (...given: Parameters<typeof timed>): string =>
  [
    'case,agent,opened,closed',
    ...timed(...given).map(({ ref, agent, begun, seconds }) =>
      [ref, agent, iso(begun), iso(begun + seconds * 1000)].join(','),
    ),
    '',
  ].join('\n');

/** The same in two arms. With the POC a case has its parts timed, and one in twenty ends by hand. */
export function flipped(
  prefix: string,
  from: Date,
  count: number,
  { withPoc, byHand }: { withPoc: number; byHand: number },
  next: Random,
): string {
  const rows = timed(prefix, from, count, 1, next).map(({ ref, agent, begun, seconds }) => {
    const tool = next() < 0.5;
    const whole = Math.round(seconds * (tool ? withPoc : byHand));
    const parts = tool ? [0.1, 0.4, 0.2].map((share) => Math.round(whole * share)) : ['', '', ''];
    const fellBack = tool && next() < 0.08 ? 'yes' : 'no';
    return [
      ref,
      agent,
      iso(begun),
      iso(begun + whole * 1000),
      tool ? 'with_poc' : 'by_hand',
      ...parts,
      fellBack,
    ];
  });
  return [
    'case,agent,opened,closed,arm,waited,read,mended,by_hand_after_all',
    ...rows.map((row) => row.join(',')),
    '',
  ].join('\n');
}
