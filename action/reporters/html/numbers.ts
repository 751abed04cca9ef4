import type { ReportValue } from '../../contract/report-value.ts';
import { amount, money, moneyShort } from '../../readiness/value/value-words.ts';
import { shortDay } from '../words.ts';

/** How figures are written, in the language and the currency of the POC. */
export type Numbers = {
  /** `18.2`. */
  minutes: (value: number) => string;
  /** `2,640`: three digits. */
  amount: (value: number, rounding?: 'floor' | 'ceil') => string;
  /** `1,482`: every digit of what was counted. */
  count: (value: number) => string;
  /** `$51K`. */
  short: (value: number, rounding?: 'floor' | 'ceil') => string;
  /** `$51,050`: what has to add up. */
  whole: (value: number) => string;
  /** `$15.77`. */
  money: (value: number) => string;
};

/** @returns how this report writes its figures. Without a currency amounts stand alone. */
export function numbersOf(value: Pick<ReportValue, 'currency' | 'locale'> | null): Numbers {
  const locale = value?.locale ?? 'en';
  const currency = value?.currency ?? null;
  const one = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    // Nothing has no sign.
    signDisplay: 'negative',
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const sum = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 0,
    signDisplay: 'negative',
    ...(currency === null ? {} : { style: 'currency', currency }),
  });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    minutes: (minutes) => minus(one.format(minutes)),
    amount: (some, rounding) => minus(amount(some, locale, rounding)),
    count: (count) => minus(whole.format(count)),
    short: (some, rounding) =>
      minus(
        currency === null ? amount(some, locale, rounding) : moneyShort(some, currency, locale, rounding),
      ),
    whole: (some) => minus(sum.format(Math.round(some))),
    money: (some) => minus(currency === null ? plain.format(some) : money(some, currency, locale)),
  };
}

/** A hyphen before a figure is overlooked. */
const minus = (text: string): string => text.replace(/-(?=\D{0,4}\d)/, '−');

/** @returns `26 Nov 2026`. */
export const fullDay = (day: string): string => shortDay(day, '');
