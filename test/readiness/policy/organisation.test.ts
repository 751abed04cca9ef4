import { describe, expect, it } from 'vitest';
import { organisation } from '../../../action/contract/organisation.ts';
import { asOrganised, neverWaived, unknownChecks } from '../../../action/readiness/policy/organisation.ts';

const policy = (over: object) => ({
  from: 'acme/policies/poc-policy.yaml@1a2b3c4',
  value: organisation.parse({ version: 1, name: 'Acme', ...over }),
});
const check = { id: 'eval/must-never', blocksFrom: 'pilot' } as const;
const from = (stage: string) => policy({ blocks_from: { 'eval/must-never': stage } });

describe('what an organisation asks for', () => {
  it.each([
    ['explore', 'explore'],
    ['pilot', 'pilot'],
    ['production', 'pilot'],
  ])('of a check that blocks from pilot, to block from %s, makes it block from %s', (asked, expected) => {
    expect(asOrganised(check, from(asked)).blocksFrom).toBe(expected);
  });

  it('leaves other checks alone, and all of them where there is no policy', () => {
    expect(asOrganised({ ...check, id: 'eval/pass-rate' }, from('explore')).blocksFrom).toBe('pilot');
    expect(asOrganised(check, null)).toBe(check);
  });

  it('takes a waiver away, and says who does', () => {
    const strict = policy({ never_waived: ['eval/must-never'] });
    expect(neverWaived('eval/must-never', strict)).toBe(
      'Acme lets nobody waive it (acme/policies/poc-policy.yaml@1a2b3c4)',
    );
    expect(neverWaived('eval/pass-rate', strict)).toBeNull();
    expect(neverWaived('eval/must-never', null)).toBeNull();
  });

  it.each([{ blocks_from: { 'eval/must-nevr': 'pilot' } }, { never_waived: ['eval/must-nevr'] }])(
    'of a check that this gate does not have is told: %o',
    (over) => {
      expect(unknownChecks(policy(over), ['eval/must-never', 'eval/pass-rate'])).toBe(
        'acme/policies/poc-policy.yaml@1a2b3c4: found the check eval/must-nevr; expected one of this gate. Write eval/must-never.',
      );
    },
  );

  it('of checks that there are is no problem', () => {
    expect(unknownChecks(policy({ never_waived: ['eval/must-never'] }), ['eval/must-never'])).toBeNull();
  });
});
