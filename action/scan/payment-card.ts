import type { Match } from './iban.ts';

/**
 * How numbers of the large card schemes begin, and how many digits they have.
 *
 * @see ISO/IEC 7812-1, and the ranges that the schemes publish
 */
const SCHEMES: readonly RegExp[] = [
  /^4\d{15}$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(?:6011|64[4-9]\d|65\d{2})\d{12}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^(?:3[689]\d|30[0-5])\d{11}$/,
];

/** Numbers that processors publish for testing, and that no card has. */
const TESTS = new Set([
  ...['4111111111111111', '4242424242424242', '4012888888881881', '4000056655665556', '4000000000000002'],
  ...['5555555555554444', '5105105105105100', '5200828282828210', '2223003122003222', '378282246310005'],
  ...['371449635398431', '378734493671000', '6011111111111117', '6011000990139424', '3530111333300000'],
  ...['3566002020360505', '30569309025904', '38520000023237', '36227206271667'],
]);

/** In one piece, or in the groups that are printed on a card; not a part of a longer number, nor what follows a point. */
const CANDIDATE =
  /(?<![\w.])(?:\d{14,16}|\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{4}|\d{4}([ \u00a0-])\d{6}\2\d{4,5})(?![\w]|\.\d)/g;

/** @returns the card numbers in a text whose check digit is right (Luhn, ISO/IEC 7812-1, annex B). */
export function paymentCardsIn(text: string): Match[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '');
    const isCard = SCHEMES.some((scheme) => scheme.test(digits)) && luhn(digits) && !TESTS.has(digits);
    return isCard ? [{ at: match.index, end: match.index + match[0].length, text: digits }] : [];
  });
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
