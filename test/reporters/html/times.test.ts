import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { ReportValue } from '../../../action/contract/report-value.ts';
import type { Dossier } from '../../../action/readiness/dossier.ts';
import { numbersOf } from '../../../action/reporters/html/numbers.ts';
import { times } from '../../../action/reporters/html/times.ts';
import { aDossier, aValue, emptyDossier, timedCases } from './example.ts';
import { labelsOf, textOf } from './text-of.ts';

const part = (value: ReportValue | null, dossier: Dossier = aDossier()) =>
  times(value, dossier, numbersOf(value));
const saved = (mean: number, low: number, high: number) =>
  textOf(part(aValue({ saved_minutes: { mean, low, high } })))
    .slice('Time of a case '.length)
    .split(' A ring')[0];
const circles = (value: ReportValue, dossier: Dossier) =>
  parseHTML(`<body>${part(value, dossier).text}</body>`).document.querySelectorAll('.wide svg circle').length;

describe('the time of a case', () => {
  it.each([
    ['less', [10.7, 8.9, 12.4], '10.7 minutes less a case, 8.9 to 12.4'],
    ['more', [-2.1, -3.3, -0.9], '2.1 minutes more a case, 0.9 to 3.3'],
    [
      'neither',
      [1.2, -0.4, 2.8],
      'No time saved that could be shown: between 0.4 minutes more and 2.8 less a case',
    ],
    [
      'neither, by a hair',
      [1.2, 0, 2.4],
      'No time saved that could be shown: between 0.0 minutes more and 2.4 less a case',
    ],
  ] as const)('is said to be %s only where the interval says so', (_, [mean, low, high], expected) => {
    expect(saved(mean, low, high)).toBe(expected);
  });

  it('labels both arms with what they rest on', () => {
    expect(labelsOf(part(aValue()))).toEqual(
      expect.arrayContaining([
        'Person today: mean 18.2 min (15.9–20.5), n=32',
        'With the POC: mean 7.5 min (6.6–8.4), n=48',
      ]),
    );
  });

  it('draws a mark for each case that counts, and none for warm-up', () => {
    // 36 and 52 rows, of which 4 each are warm-up.
    expect(circles(aValue(), aDossier())).toBe(32 + 48);
    expect(textOf(part(aValue()))).toContain(
      'A ring is one case as done today (32 rows). A full dot is one case with the POC (48 rows).',
    );
  });

  it('lets a mark stand for several cases where there are too many to tell apart, and says so', () => {
    const many = (count: number) =>
      aDossier({
        today: timedCases(
          't.csv',
          Array.from({ length: count + 4 }, (_, i) => 5 + i / 10),
        ),
        withPoc: [],
      });
    expect(circles(aValue(), many(150))).toBe(150);
    expect(circles(aValue(), many(151))).toBe(76);
    expect(textOf(part(aValue(), many(151)))).toContain('A ring is 2 cases as done today (151 rows).');
  });

  it('tells what is missing of one arm, beside the chart of the other', () => {
    const value = aValue({ with_poc: null, saved_minutes: null });
    const text = textOf(part(value, aDossier({ withPoc: [] })));
    expect(text).toContain('18.2 minutes a case today (n=32)');
    expect(text).toContain(
      'Not measured: how long a case takes with the POC, review included. Time at least 20 cases: npx poc time --assisted.',
    );
  });

  it('draws nothing where nobody timed anything', () => {
    const text = textOf(part(null, emptyDossier));
    expect(text).toBe(
      'Time of a case Nobody has timed it yet Not measured: how long a case takes a person today. Time at least 20 cases while they are done: npx poc time. Not measured: how long a case takes with the POC, review included. Time at least 20 cases: npx poc time --assisted.',
    );
  });

  it('has a table of the same', () => {
    expect(
      textOf(
        part(
          aValue({
            today: { n: 3, warm_up: 1, people: 2, mean: 3, median: 2.5, low: 1, high: 5, log_normal: null },
          }),
          aDossier({ today: timedCases('t.csv', [9, 9, 9, 9, 2, 2.5, 4.5]), withPoc: [] }),
        ),
      ),
    ).toContain(
      'Figure Person today Cases that count 3 Warm-up, left out 1 People 2 Mean 3.0 Median 2.5 Shortest and longest 2.0 and 4.5',
    );
  });
});
