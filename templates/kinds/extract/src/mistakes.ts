import { type Answer, answerOf, brokenRules, type Fields } from './answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from './fields.ts';
import type { Item } from './input.ts';
import { sameValue, usual, type Value, valuesIn } from './values/values.ts';

/** As many of each field, so that the many texts of a document do not crowd out its few amounts. */
const MOST = 4;

/**
 * Mistakes that look right, for seeing whether people catch them: `npm run review -- seed`.
 * @param right what the workflow answered
 * @returns answers with one error each that keep the output contract and the rules: a value that stands elsewhere in the
 * document, or one that was overlooked
 */
export function mistakesIn(right: Answer, item: Item): Answer[] {
  const text = usual(Object.values(item.fields).join('\n'));
  return FIELD_NAMES.flatMap((name) => {
    const others = new Set(valuesIn(typeOf(name), text).map(({ value }) => value));
    return [null, ...others]
      .filter((value) => !sameValue(typeOf(name), value, right.fields[name]))
      .filter((value) => looksLike(value, right.fields[name]))
      .map((value) => answerOf({ ...right.fields, [name]: value } as Fields))
      .filter((wrong) => brokenRules(wrong, item).length === 0)
      .slice(0, MOST);
  });
}

/** @returns whether what is wrong in `wrong` is wrong in what somebody saved too */
export function isRepeated(saved: Answer, { right, wrong }: { right: Answer; wrong: Answer }): boolean {
  const differ = (name: FieldName, one: Answer, other: Answer) =>
    !sameValue(typeOf(name), one.fields[name], other.fields[name]);
  return FIELD_NAMES.some((name) => differ(name, wrong, right) && !differ(name, saved, wrong));
}

/** Nobody takes a line of prose for the name of a company, nor a name for the number of an invoice. */
const looksLike = (one: Value | null, other: Value | null): boolean =>
  one === null || other === null || formOf(one) === formOf(other);

const formOf = (value: Value): string =>
  String(value)
    .split(' ')
    .map((word) => (/\d/.test(word) ? '9' : /^\p{Lu}/u.test(word) ? 'A' : 'a'))
    .join('');
