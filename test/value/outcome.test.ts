import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../action/value/model.ts';
import { outcomeOf } from '../../action/value/outcome.ts';
import { year } from './a-case.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Hours, labour, errors, haircut, run, net, months of payback, ROI of twelve months. */
type Figures = readonly [number, number, number, number, number, number, number, number];
type Case = readonly [name: string, change: Partial<Parameters>, arithmetic: string, expected: Figures];

// Worked out by hand from the formulas, on the year of a-case.ts: 20 → 8 minutes, half of 12,000 cases attempted,
// errors 5 % → 3 % at 40, 50 an hour, half of it captured, 0.2 a case and 6,000 a year to run, 30,000 to build,
// haircut 10 %. H hours, L labour, E errors, R run.
const CASES: readonly Case[] = [
  [
    'an ordinary year',
    {},
    'attempted 12,000 × 0.5 = 6,000; H 6,000 × 12 / 60 = 1,200; L 0.5 × 1,200 × 50 = 30,000; E 6,000 × 0.02 × 40 = 4,800; 10 % of 34,800 = 3,480; R 6,000 × 0.2 + 6,000 = 7,200; 34,800 − 3,480 − 7,200 = 24,120; 30,000 / 2,010 a month; (24,120 − 30,000) / 30,000',
    [1_200, 30_000, 4_800, -3_480, 7_200, 24_120, 30_000 / 2_010, -0.196],
  ],
  [
    'full use',
    { adoption: 1 },
    'attempted 12,000; H 2,400; L 60,000; E 9,600; 10 % of 69,600 = 6,960; R 2,400 + 6,000 = 8,400; 69,600 − 6,960 − 8,400 = 54,240; 30,000 / 4,520; 24,240 / 30,000',
    [2_400, 60_000, 9_600, -6_960, 8_400, 54_240, 30_000 / 4_520, 0.808],
  ],
  [
    'no use: what is fixed still runs',
    { adoption: 0 },
    'attempted 0; R 0 + 6,000; net −6,000; (−6,000 − 30,000) / 30,000',
    [0, 0, 0, 0, 6_000, -6_000, NEVER, -1.2],
  ],
  [
    'no cases',
    { casesPerYear: 0 },
    'attempted 0; R 6,000; net −6,000; −36,000 / 30,000',
    [0, 0, 0, 0, 6_000, -6_000, NEVER, -1.2],
  ],
  [
    'slower with the POC: the haircut does not soften the loss',
    { minutesWithPoc: 25 },
    'ΔT −5; H −500; L 0.5 × −500 × 50 = −12,500; E 4,800; −7,700 is no gain, so no haircut; −7,700 − 7,200 = −14,900; −44,900 / 30,000',
    [-500, -12_500, 4_800, 0, 7_200, -14_900, NEVER, -44_900 / 30_000],
  ],
  [
    'slower, and any haircut on a loss is none',
    { minutesWithPoc: 25, haircut: 0.25 },
    'as before: −7,700 − 7,200 = −14,900',
    [-500, -12_500, 4_800, 0, 7_200, -14_900, NEVER, -44_900 / 30_000],
  ],
  [
    'a little slower, with fewer errors that make up for it',
    { minutesWithPoc: 21 },
    'ΔT −1; H −100; L −2,500; E 4,800; 10 % of 2,300 = 230; 2,300 − 230 − 7,200 = −5,130; −35,130 / 30,000',
    [-100, -2_500, 4_800, -230, 7_200, -5_130, NEVER, -1.171],
  ],
  [
    'errors that get worse and leave a gain',
    { errorsWithPoc: 0.08 },
    'E 6,000 × −0.03 × 40 = −7,200; 30,000 − 7,200 = 22,800; 10 % = 2,280; 22,800 − 2,280 − 7,200 = 13,320; 30,000 / 1,110; −16,680 / 30,000',
    [1_200, 30_000, -7_200, -2_280, 7_200, 13_320, 30_000 / 1_110, -0.556],
  ],
  [
    'errors that eat everything',
    { errorsWithPoc: 0.25 },
    'E 6,000 × −0.2 × 40 = −48,000; 30,000 − 48,000 = −18,000, no haircut; −18,000 − 7,200 = −25,200; −55,200 / 30,000',
    [1_200, 30_000, -48_000, 0, 7_200, -25_200, NEVER, -1.84],
  ],
  [
    'errors that eat exactly what is saved',
    { errorsWithPoc: 0.175 },
    'E 6,000 × −0.125 × 40 = −30,000; gain 0; net −7,200; −37,200 / 30,000',
    [1_200, 30_000, -30_000, 0, 7_200, -7_200, NEVER, -1.24],
  ],
  [
    'as many errors as today',
    { errorsWithPoc: 0.05 },
    'E 0; 30,000 − 3,000 − 7,200 = 19,800; 30,000 / 1,650; −10,200 / 30,000',
    [1_200, 30_000, 0, -3_000, 7_200, 19_800, 30_000 / 1_650, -0.34],
  ],
  [
    'costly errors that all go',
    { errorsToday: 0.1, errorsWithPoc: 0, costPerError: 200 },
    'E 6,000 × 0.1 × 200 = 120,000; 150,000 − 15,000 − 7,200 = 127,800; 30,000 / 10,650; 97,800 / 30,000',
    [1_200, 30_000, 120_000, -15_000, 7_200, 127_800, 30_000 / 10_650, 3.26],
  ],
  [
    'no capture: the hours are there, the money is not',
    { capture: 0 },
    'L 0; 4,800 − 480 − 7,200 = −2,880; −32,880 / 30,000',
    [1_200, 0, 4_800, -480, 7_200, -2_880, NEVER, -1.096],
  ],
  [
    'full capture',
    { capture: 1 },
    'L 60,000; 64,800 − 6,480 − 7,200 = 51,120; 30,000 / 4,260; 21,120 / 30,000',
    [1_200, 60_000, 4_800, -6_480, 7_200, 51_120, 30_000 / 4_260, 0.704],
  ],
  [
    'no capture of hours that were lost',
    { capture: 0, minutesWithPoc: 25 },
    'H −500; L 0 × −500 × 50 = 0; 4,800 − 480 − 7,200 = −2,880',
    [-500, 0, 4_800, -480, 7_200, -2_880, NEVER, -1.096],
  ],
  [
    'hours that cost nothing',
    { hourly: 0 },
    'L 0.5 × 1,200 × 0 = 0; 4,800 − 480 − 7,200 = −2,880',
    [1_200, 0, 4_800, -480, 7_200, -2_880, NEVER, -1.096],
  ],
  [
    'no haircut',
    { haircut: 0 },
    '34,800 − 7,200 = 27,600; 30,000 / 2,300; −2,400 / 30,000',
    [1_200, 30_000, 4_800, 0, 7_200, 27_600, 30_000 / 2_300, -0.08],
  ],
  [
    'a haircut of a quarter',
    { haircut: 0.25 },
    '25 % of 34,800 = 8,700; 34,800 − 8,700 − 7,200 = 18,900; 30,000 / 1,575; −11,100 / 30,000',
    [1_200, 30_000, 4_800, -8_700, 7_200, 18_900, 30_000 / 1_575, -0.37],
  ],
  [
    'a haircut of all: the cost stays',
    { haircut: 1 },
    '34,800 − 34,800 − 7,200 = −7,200; −37,200 / 30,000',
    [1_200, 30_000, 4_800, -34_800, 7_200, -7_200, NEVER, -1.24],
  ],
  [
    'nothing built, and a gain',
    { build: 0 },
    'net 24,120 as ever; 0 / 2,010 = 0 months; no return on nothing',
    [1_200, 30_000, 4_800, -3_480, 7_200, 24_120, 0, 0],
  ],
  [
    'nothing built, and a loss: it never pays',
    { build: 0, adoption: 0 },
    'net −6,000; never; no return on nothing',
    [0, 0, 0, 0, 6_000, -6_000, NEVER, 0],
  ],
  [
    'nothing built, and a net of 0: it never pays',
    { build: 0, adoption: 0, runPerYear: 0 },
    'net 0; never',
    [0, 0, 0, 0, 0, 0, NEVER, 0],
  ],
  [
    'a case that is dear to run',
    { runPerCase: 5 },
    'R 6,000 × 5 + 6,000 = 36,000; 34,800 − 3,480 − 36,000 = −4,680; −34,680 / 30,000',
    [1_200, 30_000, 4_800, -3_480, 36_000, -4_680, NEVER, -1.156],
  ],
  [
    'nothing to run',
    { runPerCase: 0, runPerYear: 0 },
    '34,800 − 3,480 = 31,320; 30,000 / 2,610; 1,320 / 30,000',
    [1_200, 30_000, 4_800, -3_480, 0, 31_320, 30_000 / 2_610, 0.044],
  ],
  [
    'a net of exactly 0 (exact in halves and quarters)',
    {
      errorsToday: 0.25,
      errorsWithPoc: 0.125,
      haircut: 0.25,
      runPerCase: 0.5,
      runPerYear: 42_000,
    },
    'E 6,000 × 0.125 × 40 = 30,000; 60,000 − 15,000 = 45,000; R 3,000 + 42,000 = 45,000; net 0; never; −30,000 / 30,000',
    [1_200, 30_000, 30_000, -15_000, 45_000, 0, NEVER, -1],
  ],
  [
    'a year that just pays for building',
    { build: 24_120 },
    '24,120 / 2,010 = 12 months; 0 / 24,120',
    [1_200, 30_000, 4_800, -3_480, 7_200, 24_120, 12, 0],
  ],
  [
    'nothing saved at all',
    { minutesWithPoc: 20, errorsWithPoc: 0.05 },
    'ΔT 0, E 0; net −7,200; −37,200 / 30,000',
    [0, 0, 0, 0, 7_200, -7_200, NEVER, -1.24],
  ],
  [
    'a great many cases',
    { casesPerYear: 1_200_000, adoption: 0.25 },
    'attempted 300,000; H 60,000; L 1,500,000; E 240,000; 10 % = 174,000; R 60,000 + 6,000 = 66,000; 1,740,000 − 174,000 − 66,000 = 1,500,000; 30,000 / 125,000; 1,470,000 / 30,000',
    [60_000, 1_500_000, 240_000, -174_000, 66_000, 1_500_000, 0.24, 49],
  ],
  [
    'one case',
    { casesPerYear: 1, adoption: 1 },
    'H 0.2; L 0.5 × 0.2 × 50 = 5; E 0.02 × 40 = 0.8; 5.8 − 0.58 = 5.22; R 6,000.2; net −5,994.98; −35,994.98 / 30,000',
    [0.2, 5, 0.8, -0.58, 6_000.2, -5_994.98, NEVER, -35_994.98 / 30_000],
  ],
  [
    'the example of the invoice exceptions, at its means',
    {
      minutesToday: 18.2,
      minutesWithPoc: 7.5,
      adoption: 0.65,
      casesPerYear: 22_800,
      errorsToday: 0.045,
      errorsWithPoc: 0.025,
      costPerError: 115 / 3,
      hourly: 52,
      runPerCase: 0.21,
      runPerYear: 17_400,
      build: 46_000,
    },
    'attempted 0.65 × 22,800 = 14,820; H 14,820 × 10.7 / 60 = 2,642.9; L 0.5 × 2,642.9 × 52 = 68,715.4; E 14,820 × 0.02 × 38.33 = 11,362; 10 % of 80,077.4 = 8,007.74; R 3,112.2 + 17,400 = 20,512.2; net 51,557.46; 46,000 / 4,296.455; 5,557.46 / 46,000',
    [2_642.9, 68_715.4, 11_362, -8_007.74, 20_512.2, 51_557.46, 46_000 / 4_296.455, 5_557.46 / 46_000],
  ],
];

describe('a year, worked out by hand', () => {
  it.each(CASES)('%s', (_, change, __, expected) => {
    const { hoursFreed, labour, errors, haircut, run, net, paybackMonths, roi } = outcomeOf(year(change));
    const figures = [hoursFreed, labour, errors, haircut, run, net, paybackMonths, roi];
    expect(figures).toEqual(expected.map((figure) => expect.closeTo(figure, 7)));
  });

  it('has lines that add up', () => {
    for (const [, change] of CASES) {
      const { labour, errors, haircut, run, net } = outcomeOf(year(change));
      expect(labour + errors + haircut - run).toBeCloseTo(net, 7);
    }
  });

  it('never shows a minus before a 0', () => {
    const figures = CASES.flatMap(([, change]) => Object.values(outcomeOf(year(change))));
    expect(figures.filter((figure) => Object.is(figure, -0))).toEqual([]);
  });
});

describe('the hours of a year', () => {
  it('are those saved, whatever they are worth', () => {
    expect(outcomeOf(year({ capture: 0 })).hoursFreed).toBe(outcomeOf(year({ capture: 1 })).hoursFreed);
  });

  it('come with the minutes of one case', () => {
    expect(outcomeOf(year()).minutesSaved).toBe(12);
    expect(outcomeOf(year({ minutesWithPoc: 25, adoption: 0 })).minutesSaved).toBe(-5);
  });
});
