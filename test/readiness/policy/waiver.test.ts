import { describe, expect, it } from 'vitest';
import type { Waiver } from '../../../action/contract/waivers.ts';
import { ruleOnWaiver } from '../../../action/readiness/policy/waiver.ts';
import { given } from '../../given.ts';

const CHECK = { id: 'eval/pass-rate', severity: 'high' } as const;
const rule = (
  over: Partial<Waiver>,
  check: Parameters<typeof ruleOnWaiver>[0] = CHECK,
  stage: Parameters<typeof ruleOnWaiver>[2] = 'pilot',
  now = given.now,
) => ruleOnWaiver(check, [given.waiver(over)], stage, now);
const holds = { holds: true };
const because = (why: string) => ({ holds: false, why: expect.stringContaining(why) });

describe('a waiver', () => {
  it('is nobody’s wish when none is written', () => {
    expect(ruleOnWaiver(CHECK, [], 'pilot', given.now)).toBeNull();
  });

  it('of another check is nobody’s wish', () => {
    expect(rule({ check: 'eval/pass' })).toBeNull();
  });

  it('holds with an owner, an approver, a reason and a date', () => {
    expect(rule({})).toEqual({ holds: true, waiver: given.waiver() });
  });

  it.each([
    ['holds to the end of its last day', '2026-11-30T23:59:59Z', holds],
    ['is void on the day after', '2026-12-01T00:00:00Z', because('expired on 2026-11-30')],
    ['holds from its first day', '2026-11-10T00:00:00Z', holds],
    ['is void before', '2026-11-09T23:59:59Z', because('only begins on 2026-11-10')],
  ])('%s', (_, now, expected) => {
    expect(rule({}, CHECK, 'pilot', new Date(now))).toMatchObject(expected);
  });

  it.each([
    ['high', '2026-12-10', holds],
    ['high', '2026-12-11', because('runs 31 days and may run 30')],
    ['critical', '2026-12-10', holds],
    ['critical', '2026-12-11', because('may run 30')],
    ['medium', '2027-02-08', holds],
    ['medium', '2027-02-09', because('runs 91 days and may run 90')],
  ] as const)('of 10 November of a %s check until %s comes out as %o', (severity, expires_on, expected) => {
    expect(rule({ expires_on }, { ...CHECK, severity })).toMatchObject(expected);
  });

  it('of a critical check is void in production', () => {
    expect(rule({}, { ...CHECK, severity: 'critical' }, 'production')).toMatchObject(
      because('is of a critical check, which cannot be waived in production'),
    );
  });

  it('of another check holds in production', () => {
    expect(rule({}, CHECK, 'production')).toMatchObject(holds);
  });

  it('holds when it was renewed once, and is void after the second time', () => {
    expect(rule({ renewals: 1 })).toMatchObject(holds);
    expect(rule({ renewals: 2 })).toMatchObject(because('renewed 2 times and may be once'));
  });

  it.each(['Olga Owner', ' olga  owner', '@OLGA OWNER'])(
    'is void when its owner approves it as “%s”',
    (approver) => {
      expect(rule({ approver })).toMatchObject(because('approved by its owner'));
    },
  );

  it('of what judges waivers is void', () => {
    expect(rule({ check: 'decision/waivers' }, { ...CHECK, id: 'decision/waivers' })).toMatchObject(
      because('would waive what judges waivers'),
    );
  });

  it('does not come back by a second one for the same check', () => {
    const twice = [given.waiver({ renewals: 2 }), given.waiver()];
    expect(ruleOnWaiver(CHECK, twice, 'pilot', given.now)).toMatchObject({ holds: false });
  });
});
