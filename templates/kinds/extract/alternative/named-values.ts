import { answerOf, type Fields } from '../src/answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../src/fields.ts';
import type { Item } from '../src/input.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import { type FieldType, usual, type Value, valuesIn, wordsOf } from '../src/values/values.ts';
import { OWN_LABELS } from './own-labels.ts';

/**
 * The simplest thing that could work: the first value of the right type after the name of the field, in the same line or
 * in the one below. It learns nothing, and always answers when it finds anything.
 */
export function namedValues(
  own: Readonly<Partial<Record<FieldName, readonly string[]>>> = OWN_LABELS,
): Model {
  return {
    id: 'alternative/named-values',
    repairs: false,
    async ask(item) {
      const found = FIELD_NAMES.map((name) => [name, valueAfter(labelsOf(name, own), typeOf(name), item)]);
      if (found.every(([, value]) => value === null)) return replyOf({ undecided: 'unfamiliar' });
      return replyOf({ answer: answerOf(Object.fromEntries(found) as Fields), signals: {} });
    },
  };
}

const labelsOf = (name: FieldName, own: Partial<Record<FieldName, readonly string[]>>): string[] => [
  ...(own[name] ?? []),
  nameInWords(name),
];

/** @returns `invoiceDate` and `invoice_date` as a document would have it. */
export const nameInWords = (name: string): string =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replaceAll('_', ' ')
    .trim();

function valueAfter(labels: readonly string[], type: FieldType, { fields }: Item): Value | null {
  const text = usual(Object.values(fields).join('\n'));
  for (const label of labels) {
    for (const { index, 0: found } of text.matchAll(patternOf(label))) {
      const [same = '', below = ''] = text.slice(index + found.length).split('\n', 2);
      const value = firstValue(type, same) ?? firstValue(type, below);
      if (value !== null) return value;
    }
  }
  return null;
}

const patternOf = (label: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${wordsOf(label).join('[\\s_-]*')}(?![\\p{L}\\p{N}])`, 'giu');

/** A text is all that is left of the line. */
const firstValue = (type: FieldType, line: string): Value | null =>
  valuesIn(type, type === 'text' ? line.replace(/^[\s:#.=_-]+/, '') : line)[0]?.value ?? null;
