import { describe, expect, it } from 'vitest';
import type { Report } from '../../../action/contract/report.ts';
import { numbersOf } from '../../../action/reporters/html/numbers.ts';
import { standing } from '../../../action/reporters/html/standing.ts';
import { aReport } from '../a-report.ts';
import { anExample, aValue } from './example.ts';
import { textOf } from './text-of.ts';

const said = (report: Report) => textOf(standing(report, numbersOf(report.value)));

describe('a person today against the POC', () => {
  it('is told line by line, each figure with its interval and its count', () => {
    expect(said(anExample())).toBe(
      [
        'A person today against the POC 18.2 minutes a case today, 7.5 with the POC',
        'Means; ranges are 95 % intervals. Figure Person today With the POC',
        'Minutes a case 18.2 15.9–20.5, n=32 7.5 6.6–8.4, n=48',
        'Right, before the POC is reviewed 95.5 % 91–98 %, 191 of 200 89.2 % 82–94 %, 107 of 120; 22 went to a person',
        'Wrong, after all review 4.5 % 2–9 %, 9 of 200 2.5 % 1–6 %, 5 of 200',
        'Cost a case $15.77 $7.43',
      ].join(' '),
    );
  });

  it('says of everything that nobody measured that nobody measured it', () => {
    const text = said(aReport());
    expect(text).toContain('Nothing is measured yet');
    expect(text.match(/not measured/g)).toHaveLength(8);
  });

  it('knows the minutes of today from the timings alone', () => {
    const minutes = { mean: 12.34, n: 1, low: null, high: null };
    const text = said(aReport({ standing: { minutes_today: minutes, pass_rate: null } }));
    expect(text).toContain('12.3 minutes a case today, an unknown number of with the POC');
    expect(text).toContain('Minutes a case 12.3 no interval from one case, n=1 not measured');
  });

  it('shows no cost without money', () => {
    expect(said(anExample({ value: aValue({ cost_per_case: null }) }))).toContain(
      'Cost a case not measured not measured',
    );
  });
});
