import { named, shortId } from '../named-ids.ts';
import { drop, points } from '../percent.ts';
import type { Comparison } from './comparison.ts';

/** @returns all that a comparison with the base says, on one line and without a full stop. */
export function describeComparison(found: Comparison): string {
  const parts = [
    flips(found),
    `${points(found.change)} over ${found.pairs} cases, mid-p ${pValue(found.midP)} (exact ${pValue(found.exactP)})`,
    found.clustered ? `the interval is that of ${found.clusters} clusters` : '',
    VERDICTS[found.verdict],
    ...found.worseSlices.map(
      (one) =>
        `slice ${shortId(one.name)} got worse: ${one.broke} broke, ${one.repaired} repaired, p ${pValue(one.p)} by Holm`,
    ),
    couldShow(found.smallestDrop),
    found.score === null ? '' : `mean score ${signed(found.score)}`,
    found.attempts.now > found.attempts.before
      ? `tried ${found.attempts.now} times each, at the base ${found.attempts.before}`
      : '',
    found.withoutBase > 0 ? `${found.withoutBase} have no result at the base` : '',
    found.unjudged > 0 ? `${found.unjudged} have no verdict on one of the sides` : '',
    found.changed > 0 ? `${found.changed} ask something else than at the base` : '',
    `base: ${found.from}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

const VERDICTS = {
  worse: 'this is a drop',
  'not-worse': '',
  'cannot-tell': 'too few cases differ to tell',
} as const satisfies Record<Comparison['verdict'], string>;

function flips({ broke, repaired }: Comparison): string {
  if (broke.length + repaired.length === 0) return 'Nothing broke and nothing was repaired';
  const parts = [
    broke.length === 0 ? 'Nothing broke' : `${broke.length} broke: ${named(broke)}`,
    repaired.length === 0 ? 'nothing was repaired' : `${repaired.length} repaired: ${named(repaired)}`,
  ];
  return parts.join('; ');
}

const couldShow = (smallest: number | null): string =>
  smallest === null
    ? 'so few cases could show no drop at all'
    : `these cases could show a drop of ${drop(smallest)} or more`;

const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

const signed = ({ difference, low, high }: { difference: number; low: number; high: number }): string =>
  `${sign(difference)} (${sign(low)}…${sign(high)})`;

const sign = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
