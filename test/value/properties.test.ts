import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate3, Range, Timed, ValueInputs } from '../../action/value/business-case.ts';
import { simulate } from '../../action/value/simulate.ts';

/** A fixed seed: the same draws on every run and every Node. Each run is 10,000 years. */
const SETTINGS = { seed: 20_261_126, numRuns: 12 };

const tenths = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((whole) => whole / 10);
const range = (most: number): fc.Arbitrary<Range> =>
  fc
    .tuple(tenths(most), tenths(most), tenths(most))
    .map((corners) => corners.sort((a, b) => a - b))
    .map(([low = 0, likely = 0, high = 0]) => ({ low, likely, high }));
const counted = fc
  .integer({ min: 1, max: 300 })
  .chain((of) => fc.record({ count: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));
const seconds = fc.integer({ min: 1, max: 3_600 });
const rows: fc.Arbitrary<Timed[]> = fc.array(
  fc.record({
    person: fc.constantFrom('ada', 'ben', 'cem', 'dee'),
    minutes: seconds.map((one) => one / 60),
  }),
  { minLength: 1, maxLength: 30 },
);
const anyCase: fc.Arbitrary<ValueInputs> = fc.record({
  seed: fc.string({ minLength: 1 }),
  today: rows,
  withPoc: rows,
  toolMinutes: tenths(10),
  casesPerMonth: fc.integer({ min: 1, max: 5_000 }),
  adoption: counted,
  errorsToday: fc.option(counted),
  errorsWithPoc: fc.option(counted),
  costPerError: range(100),
  hourly: tenths(100),
  capture: range(1),
  runPerCase: range(2),
  runPerMonth: tenths(2_000),
  build: tenths(90_000),
  haircut: fc.constantFrom(0, 0.1, 0.25),
  horizonMonths: fc.integer({ min: 1, max: 60 }),
  discountRate: fc.option(fc.constantFrom(0, 0.05, 0.12)),
});

const holds = (check: (inputs: ValueInputs) => void) => fc.assert(fc.property(anyCase, check), SETTINGS);
const ordered = ({ p10, p50, p90 }: Estimate3) => p10 <= p50 && p50 <= p90;
const under = (one: Estimate3, other: Estimate3) =>
  one.p10 < other.p10 && one.p50 < other.p50 && one.p90 < other.p90;

describe('whatever the case', () => {
  it('the same inputs give the same figures, in whatever order the rows stand', () => {
    fc.assert(
      fc.property(anyCase, fc.func(fc.integer()), (inputs, key) => {
        const shuffled = (of: readonly Timed[]) => [...of].sort((a, b) => key(a) - key(b)).reverse();
        const other = { ...inputs, today: shuffled(inputs.today), withPoc: shuffled(inputs.withPoc) };
        expect(simulate(inputs)).toEqual(simulate(structuredClone(inputs)));
        expect(simulate(other)).toEqual(simulate(inputs));
      }),
      SETTINGS,
    );
  });

  it('another seed gives other figures, and not far off', () => {
    holds((inputs) => {
      const [one, other] = [simulate(inputs), simulate({ ...inputs, seed: `${inputs.seed} again` })];
      expect(other.hours).not.toEqual(one.hours);
      expect(other.mean).toEqual(one.mean);
      expect(Math.abs(other.netPositive - one.netPositive)).toBeLessThan(0.03);
    });
  });

  it('P10 is no more than P50, and that no more than P90', () => {
    holds((inputs) => {
      const { hours, net, roi, paybackMonths, saved, savedP10, tornado } = simulate(inputs);
      expect([hours, net, roi].every(ordered)).toBe(true);
      expect(paybackMonths.p50).toBeLessThanOrEqual(paybackMonths.p90);
      expect(saved.low).toBeLessThanOrEqual(savedP10);
      expect(savedP10).toBeLessThanOrEqual(saved.high);
      expect(tornado.every(({ atP10, atP90 }) => atP10 <= atP90)).toBe(true);
    });
  });

  it('no figure is NaN, and only payback may be infinite', () => {
    holds((inputs) => {
      const { paybackMonths, atMean, ...rest } = simulate(inputs);
      const figures: unknown[] = [];
      JSON.stringify({ ...rest, atMean: { ...atMean, paybackMonths: 0 } }, (_, value) => {
        if (typeof value === 'number') figures.push(value);
        return value;
      });
      expect(figures.length).toBeGreaterThan(40);
      expect(figures.filter((one) => !Number.isFinite(one))).toEqual([]);
      expect(Object.values(paybackMonths).every((months) => months >= 0)).toBe(true);
    });
  });

  it('a higher run cost lowers the net, a month’s and a case’s alike', () => {
    holds((inputs) => {
      const { net } = simulate(inputs);
      const { low, likely, high } = inputs.runPerCase;
      const dearer = { low: low + 1, likely: likely + 1, high: high + 1 };
      expect(under(simulate({ ...inputs, runPerMonth: inputs.runPerMonth + 1 }).net, net)).toBe(true);
      fc.pre(low < high);
      expect(under(simulate({ ...inputs, runPerCase: dearer }).net, net)).toBe(true);
    });
  });

  it('a haircut lowers a gain and leaves a loss', () => {
    holds((inputs) => {
      const [none, some] = [0, 0.25].map((haircut) => simulate({ ...inputs, haircut }));
      expect(some?.net.p90).toBeLessThanOrEqual(none?.net.p90 as number);
      expect(some?.atMean.haircut).toBeLessThanOrEqual(0);
      if ((none?.atMean.labour ?? 0) + (none?.atMean.errors ?? 0) <= 0)
        expect(some?.atMean).toEqual(none?.atMean);
    });
  });

  it('nobody who uses it frees no hour on the mean', () => {
    holds((inputs) => {
      const { atMean } = simulate({ ...inputs, adoption: { ...inputs.adoption, count: 0 } });
      expect(atMean).toMatchObject({ hoursFreed: 0, labour: 0, errors: 0, haircut: 0 });
      expect(atMean.net).toBe(0 - 12 * inputs.runPerMonth);
    });
  });

  // Powers of two, so that not one digit is rounded.
  it('another currency scales the money and leaves hours, payback, ROI and break-even', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(0.5, 2, 8), (inputs, rate) => {
        const scaled = ({ low, likely, high }: Range) => ({
          low: low * rate,
          likely: likely * rate,
          high: high * rate,
        });
        const [ours, theirs] = [
          simulate(inputs),
          simulate({
            ...inputs,
            hourly: inputs.hourly * rate,
            costPerError: scaled(inputs.costPerError),
            runPerCase: scaled(inputs.runPerCase),
            runPerMonth: inputs.runPerMonth * rate,
            build: inputs.build * rate,
          }),
        ];
        for (const p of ['p10', 'p50', 'p90'] as const)
          expect(theirs.net[p]).toBeCloseTo(ours.net[p] * rate, 6);
        expect(theirs.hours).toEqual(ours.hours);
        expect(theirs.paybackMonths).toEqual(ours.paybackMonths);
        expect(theirs.roi).toEqual(ours.roi);
        expect(theirs.breakEven).toEqual(ours.breakEven);
        expect(theirs.slideware.ratio).toEqual(ours.slideware.ratio);
      }),
      SETTINGS,
    );
  });
});
