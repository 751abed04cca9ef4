import { describe, expect, it } from 'vitest';
import { roiRecomputed } from '../../../action/checks/baseline/roi-recomputed.ts';
import { adoptionThreshold } from '../../../action/checks/users/adoption-threshold.ts';
import { realUsage } from '../../../action/checks/users/real-usage.ts';
import { reviewIsReal } from '../../../action/checks/users/review-is-real.ts';
import type { Check } from '../../../action/readiness/check.ts';
import { asFound, useMade } from '../../given/proven/users.ts';
import { given } from '../../given.ts';

const evidence = given.evidence(given.worthSaid(asFound(useMade(given.now))));
const CHECKS = [realUsage, adoptionThreshold, reviewIsReal, roiRecomputed] as unknown as Check[];

describe('a POC that is used', () => {
  it.each(
    CHECKS.flatMap((check) =>
      (['explore', 'pilot', 'production'] as const).map((stage) => [check.id, stage, check] as const),
    ),
  )('passes %s in %s, and is still worth something', (_, stage, check) => {
    expect(check.evaluate(evidence, given.circumstances({ stage }))).toMatchObject({ outcome: 'pass' });
  });

  it.each([500, 1900, 20_000])('is one with %d cases a month too', (perMonth) => {
    const baseline = given.baseline({ eligible_per_month: perMonth });
    const other = given.evidence({ baseline, ...asFound(useMade(given.now, perMonth)) });
    for (const check of CHECKS.slice(0, 3))
      expect(check.evaluate(other, given.circumstances({ stage: 'production' }))).toMatchObject({
        outcome: 'pass',
      });
  });

  it.each(['2026-03-01T00:00:00Z', '2026-11-22T23:59:59Z', '2028-02-29T12:00:00Z'])(
    'is one on any day (%s)',
    (day) => {
      const now = new Date(day);
      const use = asFound(useMade(now));
      expect(
        realUsage.evaluate(given.evidence(use), given.circumstances({ stage: 'pilot', now })),
      ).toMatchObject({
        outcome: 'pass',
      });
    },
  );
});
