import fc from 'fast-check';
import type { ValueEvidence } from '../../../action/readiness/value/value-evidence.ts';
import type { Estimate3, ValueResult } from '../../../action/value/business-case.ts';
import { given } from '../../given.ts';

const REAL = given.evidence(given.study()).measures.value;
const RESULT = REAL.result as ValueResult;

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Percentiles of whatever size and sign. */
const three = (most: number): fc.Arbitrary<Estimate3> =>
  fc.tuple(number(-most, most), number(-most, most), number(-most, most)).map((some) => {
    const [p10, p50, p90] = some.sort((a, b) => a - b) as [number, number, number];
    return { p10, p50, p90 };
  });

const months = fc
  .tuple(
    fc.oneof(number(0, 200), fc.constant(Number.POSITIVE_INFINITY)),
    fc.oneof(number(0, 200), fc.constant(Number.POSITIVE_INFINITY)),
  )
  .map((two) => ({ p50: Math.min(...two), p90: Math.max(...two) }));

const arm = fc.record({
  n: fc.integer({ min: 1, max: 2000 }),
  mean: number(0.01, 5000),
  median: number(0.01, 5000),
  cv: fc.constant(0.3),
  interval: fc.constantFrom(null, { low: 1, high: 9 }),
  people: fc.integer({ min: 1, max: 90 }),
  warmUp: fc.integer({ min: 0, max: 90 }),
  logNormal: fc.constantFrom(null, { low: 1, high: 10 }),
});

const adoption = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), number(0, 1))
  .map(([eligible, share]) => Math.floor(eligible * share))
  .chain((attempted) =>
    fc.integer({ min: Math.max(1, attempted), max: 100_000 }).map((eligible) => ({
      attempted,
      eligible,
      share: attempted / eligible,
      from: '2026-10-19',
      to: '2026-11-15',
      users: 3,
      topShare: 0.4,
    })),
  );

const errors = fc.integer({ min: 1, max: 900 }).chain((checked) =>
  fc.integer({ min: 0, max: checked }).map((wrong) => ({
    wrong,
    checked,
    rate: wrong / checked,
    interval: { low: Math.max(0, wrong / checked - 0.1), high: Math.min(1, wrong / checked + 0.1) },
  })),
);

const result = fc
  .record({ hours: three(1e6), net: three(1e9), paybackMonths: months, capture: number(0, 1) })
  .map(
    ({ capture, ...change }): ValueResult => ({ ...RESULT, ...change, mean: { ...RESULT.mean, capture } }),
  );

/** Whatever may be known of the worth of a POC: losses, single cases, no payback, other languages, things missing. */
export const anyWorth: fc.Arbitrary<ValueEvidence> = fc
  .record({
    today: arm,
    withPoc: arm,
    adoption,
    errorsToday: fc.option(errors),
    errorsWithPoc: fc.option(errors),
    result: fc.option(result, { freq: 6 }),
    grade: fc.constantFrom('A', 'B', 'C', 'D'),
    comparison: fc.constantFrom('coin_flip', 'before_after'),
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'CHF'),
    locale: fc.constantFrom('en', 'en-IN', 'de-CH', 'fr', 'ja'),
    gaps: fc.array(fc.constant({ what: 'It is not known.', remedy: 'Time it.' }), { maxLength: 1 }),
  })
  .map((change) => ({ ...REAL, ...change }));

const FORBIDDEN: [why: string, (words: string) => boolean][] = [
  ['up to', (words) => /\bup to\b/i.test(words)],
  // What somebody says of a share has no n, and is named as what counts.
  [
    'a share without its count',
    (words) =>
      [...words.matchAll(/[\d.,]+ %[^.(;]*/g)].some(
        ({ 0: share, index }) =>
          !words.slice(0, index).endsWith('counting ') &&
          !/^\s*\(\S+ of \S+/.test(words.slice(index + share.length)),
      ),
  ],
  [
    'minutes without n',
    (words) =>
      / min /.test(words) &&
      !/ min a case including review \(n=\d+\/\d+, /.test(words) &&
      !/\(n=\d+/.test(words),
  ],
  ['minutes without review', (words) => / min /.test(words) && !/incl(uding|\.) review/.test(words)],
  ['an estimate', (words) => /estimate/i.test(words)],
  ['savings', (words) => /saving/i.test(words)],
];

/** @returns what of a headline would be a promise that nobody measured (value.md). */
export function forbidden(words: string): string[] {
  // French puts a space between thousands.
  const joined = words.replace(/(?<=\d)[\u00A0\u202F](?=\d)/g, '');
  return FORBIDDEN.filter(([, isSo]) => isSo(joined)).map(([why]) => why);
}

const SCALE: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9 };
const read = (text: string): number => {
  const [, sign, digits, scale = ''] = /^(-?)\$?([\d.,]+)([KMB]?)$/.exec(text) as unknown as string[];
  return (
    (sign === '-' ? -1 : 1) * Number((digits as string).replaceAll(',', '')) * (SCALE[scale as string] ?? 1)
  );
};

/** @returns the likely and the worst of each figure of an English headline, more being better. */
export function claims(words: string): { likely: number; worst: number }[] {
  const found: { likely: number; worst: number }[] = [];
  for (const [pattern, sign] of [
    [/Frees (\S+) h a year \(at least ([^)]+)\)/, 1],
    [/Costs (\S+) h a year \(at worst ([^)]+)\)/, -1],
    [/Net (\S+) a year .* \(at least ([^)]+)\)\. P/, 1],
    [/Pays back in (\d+) months? \(at worst (\d+)\)/, -1],
  ] as const) {
    const [, likely, worst] = pattern.exec(words) ?? [];
    if (likely !== undefined && worst !== undefined)
      found.push({ likely: sign * read(likely), worst: sign * read(worst) });
  }
  return found;
}
