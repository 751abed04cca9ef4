import { datesIn } from './dates.ts';
import { amountsIn, integersIn } from './numbers.ts';
import { textsIn } from './texts.ts';

/** What a field can hold. `src/answer.ts` says how each is written. */
export type FieldType = 'text' | 'amount' | 'date' | 'integer';
export type Value = string | number;

/** A value where it stands in a text, from `start` up to `end`, and how it was read where there are several ways. */
export type Found = { value: Value; start: number; end: number; read: string };

const FINDERS: Record<FieldType, (text: string) => Found[]> = {
  text: textsIn,
  amount: amountsIn,
  date: datesIn,
  integer: integersIn,
};

/** A text with no-break spaces, full-width digits and the like in their usual form. Values are looked for in such texts. */
export const usual = (text: string): string => text.normalize('NFKC').replace(/\r\n?/g, '\n');

/** @returns the words of a text in lower case, without punctuation. */
export const wordsOf = (text: string): string[] =>
  usual(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];

/** @returns everything in the text that can be a value of this type, in the order in which it begins. */
export const valuesIn = (type: FieldType, text: string): Found[] =>
  FINDERS[type](text).sort((a, b) => a.start - b.start || b.end - a.end);

/** Are two values the same to a person? Case, punctuation and line breaks of a text are not looked at. */
export function sameValue(type: FieldType, one: Value | null, other: Value | null): boolean {
  if (type !== 'text' || one === null || other === null) return one === other;
  return phrase(one) === phrase(other);
}

/** Does the value stand in the text, in whatever notation? */
export const standsIn = (type: FieldType, value: Value, text: string): boolean =>
  type === 'text'
    ? ` ${phrase(text)} `.includes(` ${phrase(value)} `)
    : valuesIn(type, usual(text)).some((found) => found.value === value);

const phrase = (value: Value): string => wordsOf(String(value)).join(' ');
