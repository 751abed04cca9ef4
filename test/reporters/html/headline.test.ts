import { describe, expect, it } from 'vitest';
import type { ReportFigures, ReportValue } from '../../../action/contract/report-value.ts';
import { headline } from '../../../action/reporters/html/headline.ts';
import { numbersOf } from '../../../action/reporters/html/numbers.ts';
import { aValue } from './example.ts';
import { textOf } from './text-of.ts';

const said = (value: ReportValue | null) => textOf(headline(value, numbersOf(value)));
const figures = aValue().figures as ReportFigures;
const withFigures = (over: Partial<ReportFigures>) => said(aValue({ figures: { ...figures, ...over } }));

describe('the number', () => {
  it('stands beside the worst that is plausible, hours apart from money, before the sentence to be quoted', () => {
    expect(said(aValue({ headline: 'The sentence.' }))).toBe(
      'The number $51K net a year, at least $35K Hours freed a year, which are not money 2,640 likely 2,190 at least Months until it has paid for itself 11 likely 16 at worst The sentence. In 99.9 % of 10,000 draws from what was measured, the year ends above zero. Where it comes from',
    );
  });

  it('is rounded away from us where it says at least and at worst', () => {
    const text = withFigures({
      net: { p10: 35_999, p50: 51_499, p90: 60_000 },
      hours: { p10: 2199, p50: 2640, p90: 3000 },
      payback_months: { p50: 10.4, p90: 15.1 },
    });
    expect(text).toMatch(/\$51K net a year, at least \$35K/);
    expect(text).toMatch(/2,640 likely 2,190 at least .* 10 likely 16 at worst/);
  });

  it('says of a loss that it is one, with a sign that is seen', () => {
    expect(withFigures({ net: { p10: -14_200, p50: -5_100, p90: 1_000 } })).toContain(
      '−$5.1K net a year, at worst −$15K',
    );
  });

  it('says never of what never pays back', () => {
    expect(withFigures({ payback_months: { p50: 40, p90: null } })).toContain('40 likely never at worst');
    expect(withFigures({ payback_months: { p50: null, p90: null } })).toContain(
      'never likely never at worst',
    );
  });

  it('is not to be quoted without a sentence for it', () => {
    const text = said(aValue({ headline: null, grade: 'C' }));
    expect(text).toContain('$51K net a year');
    expect(text).toContain('Not to be quoted outside yet: the evidence is of grade C.');
  });

  it('is minutes while there is no money, with what keeps it from being there', () => {
    expect(
      said(aValue({ figures: null, headline: null, not_proven: ['No money is stated. Write it.'] })),
    ).toBe(
      'The number Minutes are known; there is no money yet Minutes saved a case 10.7 mean 8.9 at least, of its 95 % interval What keeps it from being there: No money is stated. Write it.',
    );
  });

  it.each([
    [
      'nothing but reasons',
      aValue({ figures: null, saved_minutes: null, not_proven: ['Nobody timed it. Do.'] }),
      'What keeps it from being there: Nobody timed it. Do.',
    ],
    [
      'no baseline at all',
      null,
      'Not measured: what the work is worth. Describe it in baseline.yaml, and time it with npx poc time.',
    ],
  ])('is not there with %s', (_, value, expected) => {
    expect(said(value)).toBe(`The number There is no number yet ${expected}`);
  });

  it('is written as its language and currency have it', () => {
    expect(
      said(
        aValue({
          locale: 'de',
          currency: 'EUR',
          figures: { ...figures, net: { p10: 1_400_000, p50: 2_600_000, p90: 3_000_000 } },
        }),
      ),
    ).toContain('2,6\u00A0Mio.\u00A0€ net a year'.replace(/\u00A0/g, ' '));
  });
});
