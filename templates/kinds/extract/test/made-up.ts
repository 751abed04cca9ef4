import { nameInWords } from '../alternative/named-values.ts';
import { type Answer, answerOf, type Fields } from '../src/answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../src/fields.ts';
import type { Item } from '../src/input.ts';
import type { TrainingRow } from '../src/model/training.ts';
import { TOTALS } from '../src/rules.ts';
import type { FieldType, Value } from '../src/values/values.ts';

/** A small generator of numbers from 0 to 1, the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
type Next = () => number;

const whole = (next: Next, from: number, to: number): number => from + Math.floor(next() * (to - from));
const pick = <T>(next: Next, some: readonly T[]): T => some[whole(next, 0, some.length)] as T;

const NAMES = [
  'Acme',
  'Globex',
  'Initech',
  'Umbrella',
  'Hooli',
  'Stark',
  'Wayne',
  'Wonka',
  'Tyrell',
  'Cyberdyne',
];
const FORMS = ['Ltd', 'GmbH', 'Inc', 'SARL', 'BV'];
const centsText = (cents: number): string => (cents / 100).toFixed(2);

const RANDOM: Record<FieldType, (next: Next) => Value> = {
  text: (next) => `${pick(next, NAMES)} ${pick(next, NAMES)} ${pick(next, FORMS)}`,
  amount: (next) => centsText(whole(next, 1_000, 900_000)),
  date: (next) => new Date(Date.UTC(2024, whole(next, 0, 24), whole(next, 1, 29))).toISOString().slice(0, 10),
  integer: (next) => whole(next, 2, 5_000),
};

/** @returns a complete answer whose amounts add up. */
function randomAnswer(next: Next): Answer {
  const fields: Record<string, Value> = Object.fromEntries(
    FIELD_NAMES.map((name) => [name, RANDOM[typeOf(name)](next)]),
  );
  for (const { total, parts } of TOTALS)
    fields[total] = centsText(parts.reduce((sum, part) => sum + Math.round(Number(fields[part]) * 100), 0));
  return answerOf(fields as Fields);
}

/** How a document writes a value: one of two notations for each type. */
function written(value: Value, type: FieldType, isOther: boolean): string {
  if (type === 'amount') {
    const [units = '', cents] = String(value).split('.');
    const [group, point] = isOther ? ['.', ','] : [',', '.'];
    return `${isOther ? '' : '€ '}${units.replace(/\B(?=(?:\d{3})+$)/g, group)}${point}${cents}${isOther ? ' EUR' : ''}`;
  }
  if (type !== 'date') return String(value);
  const [year, month, day] = String(value).split('-');
  return isOther
    ? `${day}.${month}.${year}`
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(String(value)),
      );
}

/** How a sender says a value: in words of its own, before it or above it. Nobody has learned the words of a stranger. */
type Say = (name: FieldName, value: string) => string;
const SENDERS: readonly Say[] = [
  (name, value) => `${nameInWords(name)}: ${value}`,
  (name, value) => `Our ${nameInWords(name)} = ${value}, as agreed`,
  (name, value) => `${nameInWords(name).toUpperCase()}\n${value}`,
  (name, value) => `Box ${lettersOf(name)}   ${value}`,
  (name, value) => `Previous ${nameInWords(name)}: none\nNew ${nameInWords(name)}: ${value}`,
];
const stranger =
  (next: Next): Say =>
  (_, value) =>
    `${pick(next, ['Alpha', 'Beta', 'Gamma', 'Delta'])} ${pick(next, ['upon', 'below', 'around'])}: ${value}`;

/** A name that says nothing, and is another for each field. */
const lettersOf = (name: FieldName): string => 'box'.repeat(FIELD_NAMES.indexOf(name) + 1);

/** Lines that hold values of every type and are none of the fields. */
const distractors = (next: Next, isOther: boolean): string[] => [
  `Printed on ${written(RANDOM.date(next), 'date', isOther)}`,
  `Paid so far ${written(RANDOM.amount(next), 'amount', isOther)}`,
  `Page 1 of ${whole(next, 2, 9)}`,
  `Carrier: ${RANDOM.text(next)}`,
  'Thank you for your trust in us.',
];

const shuffled = <T>(next: Next, some: readonly T[]): T[] =>
  some
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

function documentOf(next: Next, { fields }: Answer, say: Say): Item {
  const isOther = next() < 0.5;
  const said = FIELD_NAMES.flatMap((name) => {
    const value = fields[name];
    return value === null ? [] : [say(name, written(value, typeOf(name), isOther))];
  });
  const lines = shuffled(next, [...said, ...distractors(next, isOther)]);
  return { fields: { subject: `Document ${whole(next, 1_000, 9_999)}`, text: lines.join('\n') } };
}

/** @returns the answer with this share of its fields left out, but never all. */
function thinned(next: Next, { fields }: Answer, share: number): Answer {
  const kept = pick(next, FIELD_NAMES);
  const entries = FIELD_NAMES.map((name) => [name, name !== kept && next() < share ? null : fields[name]]);
  return answerOf(Object.fromEntries(entries) as Fields);
}

/** @returns so many made-up documents with what they say; `strange` is the share that strangers sent. */
export function madeUpRows(count: number, strange = 0, seed = 1): TrainingRow[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const answer = thinned(next, randomAnswer(next), 0.1);
    const say = next() < strange ? stranger(next) : pick(next, SENDERS);
    return { id: `row-${index}`, item: documentOf(next, answer, say), answer };
  });
}

const both = numbers(7);

/** Answers and an item that no test has to know the inside of. Both stand in it. */
export const ANSWER: Answer = randomAnswer(both);
export const OTHER_ANSWER: Answer = randomAnswer(both);
export const ITEM: Item = {
  fields: {
    subject: 'A made-up document',
    text: [ANSWER, OTHER_ANSWER].flatMap(({ fields }) => Object.values(fields)).join('\n'),
  },
};

/** What a model says when it proposes an answer. */
export const proposal = (answer: Answer = ANSWER, score = 0.9) => ({ answer, signals: { score } });

/** @returns the answer with another value in one field. */
export const changed = ({ fields }: Answer, name: FieldName, value: Value | null): Answer =>
  answerOf({ ...fields, [name]: value } as Fields);

/** What a document says that says nothing. */
export const NOTHING = Object.fromEntries(FIELD_NAMES.map((name) => [name, null])) as Fields;
