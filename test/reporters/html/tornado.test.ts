import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { ReportFigures } from '../../../action/contract/report-value.ts';
import { numbersOf } from '../../../action/reporters/html/numbers.ts';
import { tornado } from '../../../action/reporters/html/tornado.ts';
import { aValue } from './example.ts';
import { labelsOf, textOf } from './text-of.ts';

const figures = aValue().figures as ReportFigures;
const part = (over: Partial<ReportFigures> = {}) => {
  const value = aValue({ figures: { ...figures, ...over } });
  return tornado(value, numbersOf(value));
};
const bars = (over: Partial<ReportFigures>) => [
  ...parseHTML(`<body>${part(over).text}</body>`).document.querySelectorAll('.wide svg rect'),
];
const swing = (at_p10: number, at_p90: number, net_at_p10: number, net_at_p90: number) =>
  ({ parameter: 'minutes_with_poc', at_p10, at_p90, net_at_p10, net_at_p90 }) as const;

describe('what the number hangs on', () => {
  it('says what moves it most, and from where to where', () => {
    expect(textOf(part())).toMatch(
      /^What the number hangs on Most hangs on the share of freed hours that counts: \$36K to \$66K a year /,
    );
  });

  it('draws two halves a parameter, and none of what does not vary', () => {
    // Eight parameters in the example, two of which do not move it.
    expect(bars({})).toHaveLength(12);
    expect(labelsOf(part())).toEqual(
      expect.arrayContaining(['38 %', '62 %', '16.8 min', '19.6 min', '$27.00', '$50.00']),
    );
    expect(labelsOf(part())).not.toContain('Cases a year');
  });

  it.each([
    ['more is worse', swing(6, 9, 60_000, 40_000), '9.0 min', '6.0 min'],
    ['more is better', swing(6, 9, 40_000, 60_000), '6.0 min', '9.0 min'],
  ])('puts each value beyond the end at which the net is there, where %s', (_, one, low, high) => {
    const { document } = parseHTML(`<body>${part({ tornado: [one] }).text}</body>`);
    const texts = [...document.querySelectorAll('.wide svg text')];
    const side = (text: string) =>
      texts
        .find((each) => each.textContent === text)
        ?.closest('[text-anchor]')
        ?.getAttribute('text-anchor');
    expect([side(low), side(high)]).toEqual(['end', 'start']);
  });

  it('fills what is better than the mean, and leaves hollow what is worse', () => {
    const drawn = bars({ tornado: [swing(6, 9, 60_000, 40_000)] }).map((one) => ({
      fill: one.closest('[fill^=var]')?.getAttribute('fill'),
      at: Number(one.getAttribute('x')),
    }));
    expect(drawn.sort((a, b) => a.at - b.at).map(({ fill }) => fill)).toEqual(['var(--paper)', 'var(--poc)']);
  });

  it('adds up, to the last digit', () => {
    expect(textOf(part())).toContain(
      'Hours freed that become something named $68,600 Errors avoided $10,900 Taken off for how it was measured −$7,950 Cost to run −$20,500 Net of a year $51,050 Built once, not in the net $46,000',
    );
  });

  it.each([
    [
      { minutes_saved: 8.84, adoption: 0.53, cases_per_year: 18_640 },
      '8.8 minutes saved a case, or use on 53 % of cases, or 18,600 cases a year',
    ],
    [
      { minutes_saved: null, adoption: 1.2, cases_per_year: null },
      'no saving of time would do, or not even full use would do, or no volume would do',
    ],
    [
      { minutes_saved: 8, adoption: 1, cases_per_year: 1 },
      '8.0 minutes saved a case, or use on 100 % of cases, or 1 cases a year',
    ],
    [
      { minutes_saved: 8, adoption: null, cases_per_year: 9 },
      '8.0 minutes saved a case, or no use would do, or 9 cases a year',
    ],
  ])('says where it breaks even', (even, expected) => {
    expect(textOf(part({ break_even: even }))).toContain(
      `It breaks even, building included, at ${expected}, all else as it is.`,
    );
  });

  it('draws nothing where nothing varies, and nothing without a number', () => {
    expect(bars({ tornado: [swing(7, 7, 51_050, 51_050)] })).toHaveLength(0);
    expect(textOf(part({ tornado: [] }))).toContain('Nothing in it varies');
    expect(textOf(tornado(null, numbersOf(null)))).toBe(
      'What the number hangs on There is no number to take apart yet Not measured: what a year comes to. See what keeps the number from being there.',
    );
  });
});
