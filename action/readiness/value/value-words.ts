import type { ValueResult } from '../../value/business-case.ts';
import { percent } from '../percent.ts';
import type { ArmSummary, ValueEvidence } from './value-evidence.ts';

/** Figures of which the headline is made; nothing in it is there without them. */
type Known = ValueEvidence & {
  today: ArmSummary;
  withPoc: ArmSummary;
  result: ValueResult;
  adoption: NonNullable<ValueEvidence['adoption']>;
  currency: string;
};

/** What is shown outside has to be measured on enough cases of enough people. */
const QUOTABLE: readonly ValueEvidence['grade'][] = ['A', 'B'];

const isKnown = (value: ValueEvidence): value is Known =>
  value.result !== null && value.gaps.length === 0 && QUOTABLE.includes(value.grade);

/**
 * The one sentence about the worth that may be quoted: the likely and the worst plausible figure side by side, hours
 * apart from money, review included, each rate with its count. There is none while anything in it is not measured.
 *
 * @param name of the workflow, as a sentence begins
 */
export function headlineOf(value: ValueEvidence, name: string): string | null {
  if (!isKnown(value)) return null;
  return [
    `${name}: ${minutesWords(value)}, used on ${adoptionWords(value)}.`,
    hoursWords(value),
    netWords(value),
    paybackWords(value.result.paybackMonths),
    `Evidence grade ${value.grade}.`,
  ].join(' ');
}

const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

function minutesWords({ today, withPoc, comparison, locale }: Known): string {
  const format = new Intl.NumberFormat(locale, ONE_DECIMAL);
  const how = comparison === 'coin_flip' ? 'assigned by coin' : 'before/after';
  return `${format.format(today.mean)} → ${format.format(withPoc.mean)} min a case including review (n=${today.n}/${withPoc.n}, ${how}, timed)`;
}

function adoptionWords({ adoption: { share, attempted, eligible }, locale }: Known): string {
  const count = new Intl.NumberFormat(locale);
  return `${percent(share)} of cases (${count.format(attempted)} of ${count.format(eligible)} in 28 days)`;
}

function hoursWords({ result, locale }: Known): string {
  const { p50, p10 } = result.hours;
  if (p50 < 0) return `Costs ${amount(-p50, locale)} h a year (at worst ${amount(-p10, locale, 'ceil')}).`;
  return `Frees ${amount(p50, locale)} h a year (at least ${amount(p10, locale, 'floor')}).`;
}

function netWords({ result, currency, locale }: Known): string {
  const money = (value: number, rounding?: Rounding) => moneyShort(value, currency, locale, rounding);
  const counted = percent(result.mean.capture);
  return `Net ${money(result.net.p50)} a year after run cost, counting ${counted} of the hours (at least ${money(result.net.p10, 'floor')}).`;
}

function paybackWords({ p50, p90 }: ValueResult['paybackMonths']): string {
  if (!Number.isFinite(p50)) return 'Does not pay back.';
  const worst = Number.isFinite(p90) ? String(Math.ceil(p90)) : 'never';
  return `Pays back in ${monthsWords(Math.round(p50))} (at worst ${worst}).`;
}

/** `1 month`, `11 months`. */
export const monthsWords = (months: number): string => `${months} ${months === 1 ? 'month' : 'months'}`;

type Rounding = 'floor' | 'ceil';

/** Three digits: more would promise what no stopwatch knows. What is "at least" is rounded away from us. */
export const amount = (value: number, locale: string, roundingMode?: Rounding): string =>
  new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, ...rounded(roundingMode) }).format(
    seen(value),
  );

/** `$51K`: as short as the language has it, two digits. */
export const moneyShort = (
  value: number,
  currency: string,
  locale: string,
  roundingMode?: Rounding,
): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 2,
    ...rounded(roundingMode),
  }).format(seen(value));

/** `$15.77`: what a single case comes to. */
export const money = (value: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);

/** Less than half a cent is what the arithmetic leaves over; its digits would fill a line. */
const seen = (value: number): number => (Math.abs(value) < 0.005 ? 0 : value);

const rounded = (roundingMode: Rounding | undefined): { roundingMode?: Rounding } =>
  roundingMode === undefined ? {} : { roundingMode };

/**
 * Line breaks, the kinds of space that a language or an editor puts between a number and its unit, and what parts
 * thousands in one version of a language's rules and not in another, make no difference.
 */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (words: string): string =>
  words
    .trim()
    .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
    .replace(/\s+/g, ' ');
