import { describe, expect, it } from 'vitest';
import { asRange, type Value } from '../../../action/contract/value.ts';
import {
  buildCost,
  captureOf,
  hourlyCost,
  isAccepted,
  runCosts,
} from '../../../action/readiness/value/money.ts';
import { given } from '../../given.ts';

const capture = (change: Partial<Value['capture']>) => ({
  ...given.money(),
  capture: { ...given.money().capture, ...change },
});
const TODAY = '2026-11-20';
const nobody = { owner: null, accepted_on: null };

describe('what an hour costs', () => {
  const hour = (basis: 'loaded' | 'wage') =>
    hourlyCost(given.money({ hourly_cost: { amount: 35.1, basis, as_of: '2026-09-01', source: 'x' } }));

  it('is what finance says, or the wage over its share of the cost', () => {
    expect(hour('loaded')).toBe(35.1);
    expect(hour('wage')).toBeCloseTo(50, 10);
  });
});

describe('the hours that count as money', () => {
  it.each<[string, Partial<Value['capture']>, number, boolean]>([
    ['a share that an owner accepted', { share: 0.8 }, 0.8, false],
    ['exactly a half without an owner', { share: 0.5, ...nobody }, 0.5, false],
    ['less than a half without an owner', { share: 0.49, ...nobody }, 0.49, false],
    ['more than a half without an owner', { share: 0.51, ...nobody }, 0.5, true],
    ['all of them with an owner and no day', { share: 1, accepted_on: null }, 0.5, true],
    ['all of them on a day by nobody', { share: 1, owner: null }, 0.5, true],
    ['all of them with an owner from tomorrow', { share: 1, accepted_on: '2026-11-21' }, 0.5, true],
    ['all of them with an owner who is nobody yet', { share: 1, owner: 'TBD' }, 0.5, true],
    ['hours that become nothing', { share: 0.5, hours_become: 'none' }, 0, true],
  ])('are, for %s, as many as they should', (_, change, share, noted) => {
    const found = captureOf(capture(change), 0.5, TODAY);
    expect({ share: found.share, noted: found.note !== null }).toEqual({ share: asRange(share), noted });
  });

  it('are cut at each end of a range', () => {
    const share = { low: 0.4, likely: 0.6, high: 0.9 };
    expect(captureOf(capture({ share, ...nobody }), 0.5, TODAY).share).toEqual({
      low: 0.4,
      likely: 0.5,
      high: 0.5,
    });
    expect(captureOf(capture({ share }), 0.5, TODAY).share).toEqual(share);
    const high = { low: 0.2, likely: 0.4, high: 0.9 };
    expect(captureOf(capture({ share: high, ...nobody }), 0.5, TODAY).share).toEqual({ ...high, high: 0.5 });
  });

  it('are as many as the policy lets count, and say so', () => {
    expect(captureOf(capture({ share: 0.5, ...nobody }), 0.2, TODAY)).toEqual({
      share: asRange(0.2),
      note: 'Nobody who owns the budget has accepted the share of hours that counts as money, so at most 20 % of them do.',
    });
  });

  it('say why they are none', () => {
    expect(captureOf(capture({ hours_become: 'none' }), 0.5, TODAY).note).toBe(
      'Freed hours become nothing that is named, so they count as no money.',
    );
  });

  it('are accepted by a name on a day', () => {
    const accepted = (change: Partial<Value['capture']>) => isAccepted(capture(change).capture, TODAY);
    expect([accepted({}), accepted({ owner: null }), accepted({ accepted_on: null })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('costs', () => {
  it('of building are amounts and person-days, spent and planned', () => {
    expect(buildCost(given.money())).toBe(20 * 700 + 4000 + 2000);
    expect(buildCost(given.money({ build: [] }))).toBe(0);
  });

  it('of running are those of a month and those of a case, which may vary', () => {
    const line = { item: 'x', kind: 'model', source: 'x' } as const;
    const run = [
      { ...line, per_month: 100 },
      { ...line, per_month: 50 },
      { ...line, per_case: 0.2 },
      { ...line, per_case: { low: 0.1, likely: 0.2, high: 0.4 } },
    ];
    expect(runCosts(given.money({ run }))).toEqual({
      perMonth: 150,
      perCase: { low: expect.closeTo(0.3), likely: 0.4, high: expect.closeTo(0.6) },
    });
    expect(runCosts(given.money({ run: [] }))).toEqual({ perMonth: 0, perCase: asRange(0) });
  });
});
