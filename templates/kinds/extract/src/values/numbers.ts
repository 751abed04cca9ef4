import type { Found } from './values.ts';

/** Whole, in groups of three, and with one or two digits after a point or comma: 1234.5, 1,234.50, 1.234,50, 1'234.50. */
const GROUPED = String.raw`\d{1,3}([.,'’])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?`;
const UNGROUPED = String.raw`\d+(?:[.,]\d{1,2})?`;
/** Groups with spaces between look like two columns side by side, so both are found. */
const SPACED = String.raw`\d{1,3}(?: \d{3})+[.,]\d{2}`;

/** A minus belongs to a number only when it touches it and nothing touches the minus: anything else is a dash. */
const MINUS = String.raw`(?:(?<![^\s(:])[-−]\p{Sc}?)?`;
/** Not inside a longer number, a date or a time. */
const BEFORE = String.raw`(?<!\d|\d[.,'’/:-])`;
const AFTER = String.raw`(?!\d|[.,'’/:-]\d)`;

const PATTERNS = [`(?:${GROUPED}|${UNGROUPED})`, SPACED].map(
  (digits) => new RegExp(`${MINUS}${BEFORE}${digits}${AFTER}`, 'gu'),
);

/** More digits before the point than any amount or count has. */
const MOST_DIGITS = 12;

/**
 * @returns amounts of money, such as `-1234.50`. Brackets around an amount are not read as a minus, and a share (19 %) is
 * no amount.
 */
export const amountsIn = (text: string): Found[] =>
  numbersIn(text)
    .filter(({ end }) => !/^\s?%/.test(text.slice(end, end + 2)))
    .map((found) => ({ ...found, value: found.value.includes('.') ? found.value : `${found.value}.00` }));

/** @returns whole numbers; one that is written as 12.00 is none. */
export const integersIn = (text: string): Found[] =>
  numbersIn(text)
    .filter(({ value }) => !value.includes('.'))
    .map((found) => ({ ...found, value: Number(found.value) }));

const numbersIn = (text: string) =>
  PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: written, index }) => {
      const value = plainNumber(written);
      if (value.replace(/^-|\..*/g, '').length > MOST_DIGITS) return [];
      return [{ value, start: index, end: index + written.length, read: '' }];
    }),
  );

/** The last point or comma begins the fraction when one or two digits follow it, and groups digits when three do. */
function plainNumber(written: string): string {
  const fraction = /[.,](\d{1,2})$/.exec(written)?.[1];
  const whole = fraction === undefined ? written : written.slice(0, -fraction.length - 1);
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const sign = /^[-−]/.test(written) && /[1-9]/.test(written) ? '-' : '';
  return `${sign}${digits}${fraction === undefined ? '' : `.${fraction.padEnd(2, '0')}`}`;
}
