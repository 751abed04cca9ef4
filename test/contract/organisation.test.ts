import { describe, expect, it } from 'vitest';
import { organisation, tightenedBy } from '../../action/contract/organisation.ts';
import { BARS, barsInForce } from '../../action/contract/thresholds.ts';

const asked = (bars: Record<string, Record<string, number>>) =>
  organisation.parse({ version: 1, name: 'Acme', bars });
const own = (bars: Record<string, Record<string, number>> = {}) => barsInForce({ version: 1, bars });

describe('the bars of an organisation', () => {
  it('are in force where they are stricter', () => {
    const bars = tightenedBy(own(), asked({ 'eval/pass-rate': { reviewed: 0.9 } }));
    expect(bars['eval/pass-rate']).toEqual({ ...own()['eval/pass-rate'], reviewed: 0.9 });
  });

  it('never loosen what the repository asks of itself', () => {
    const strict = own({ 'eval/pass-rate': { reviewed: 0.95 } });
    expect(tightenedBy(strict, asked({ 'eval/pass-rate': { reviewed: 0.9 } }))).toEqual(strict);
  });

  it('go by what is stricter of each: more of one, less of another', () => {
    const fresh = (days: number) => ({ 'eval/results-fresh': { pilot_days: days } });
    expect(tightenedBy(own(fresh(10)), asked(fresh(7)))['eval/results-fresh'].pilot_days).toBe(7);
    expect(tightenedBy(own(fresh(10)), asked(fresh(12)))['eval/results-fresh'].pilot_days).toBe(10);
  });

  it('leave every bar as it is that they do not name', () => {
    expect(tightenedBy(own(), asked({}))).toEqual(own());
    expect(Object.keys(tightenedBy(own(), asked({}))).sort()).toEqual(
      [...Object.keys(BARS), 'budgets', 'slices'].sort(),
    );
  });

  it.each([
    ['a check that there is not', { bars: { 'eval/pass': { reviewed: 1 } } }],
    ['a severity', { severity: { 'eval/pass-rate': 'medium' } }],
    ['a wildcard', { never_waived: ['eval/*'] }],
    ['no stage', { blocks_from: { 'eval/pass-rate': 'never' } }],
  ])('with %s are refused', (_, more) => {
    expect(organisation.safeParse({ version: 1, name: 'Acme', ...more }).success).toBe(false);
  });
});
