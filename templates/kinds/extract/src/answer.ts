import { z } from 'zod';
import { FIELD_NAMES, type FIELDS, type FieldName, typeOf } from './fields.ts';
import type { Item } from './input.ts';
import { hasWrongTotal, isImpossible } from './rules.ts';
import { LONGEST_TEXT } from './values/texts.ts';
import { sameValue, standsIn } from './values/values.ts';

/** How a value of each type is written; `null` where the document does not say it. */
const VALUES = {
  text: z.string().min(1).max(LONGEST_TEXT).nullable(),
  // Decimal text such as `1234.50`: a floating-point number cannot hold a cent, and cents are not what a person reads.
  amount: z
    .string()
    .regex(/^-?(?:0|[1-9]\d{0,11})\.\d{2}$/)
    .nullable(),
  // A day of the calendar, such as `2026-03-04`.
  date: z.iso.date().nullable(),
  integer: z.int().nullable(),
};

type Shape = { [Name in FieldName]: (typeof VALUES)[(typeof FIELDS)[Name]] };
const shape = Object.fromEntries(FIELD_NAMES.map((name) => [name, VALUES[typeOf(name)]])) as Shape;

/**
 * What the workflow answers: a value for each field, and whether all of them were found. `src/output.schema.json` says
 * the same for the gate: `npm run schema` writes it.
 */
export const answer = z.strictObject({
  status: z.enum(['complete', 'partial']),
  fields: z.strictObject(shape),
});
export type Answer = z.infer<typeof answer>;
export type Fields = Answer['fields'];

/** @returns the answer that these values make. */
export const answerOf = (fields: Fields): Answer => ({
  status: FIELD_NAMES.every((name) => fields[name] !== null) ? 'complete' : 'partial',
  fields,
});

/**
 * The rules of the business, for an answer that has the right shape: what a schema cannot say. `src/rules.ts` holds those
 * that go by the names of fields.
 * @returns the key of each rule that is broken, and the field where it is about one; never text of the item
 */
export function brokenRules({ status, fields }: Answer, item: Item): string[] {
  const text = Object.values(item.fields).join('\n');
  const given = FIELD_NAMES.filter((name) => fields[name] !== null);
  // Whoever reads a value has to be able to find it: nothing is calculated, completed or made up.
  const isInvented = (name: FieldName) => !standsIn(typeOf(name), fields[name] ?? '', text);
  const isOutOfTime = (name: FieldName) => typeOf(name) === 'date' && isImpossible(String(fields[name]));
  return [
    ...(given.length === 0 ? ['nothing_found'] : []),
    ...(status === answerOf(fields).status ? [] : ['status_contradicts_fields']),
    ...given.filter(isInvented).map((name) => `not_in_document: ${name}`),
    ...given.filter(isOutOfTime).map((name) => `impossible_date: ${name}`),
    ...(hasWrongTotal(fields) ? ['total_does_not_add_up'] : []),
  ];
}

/** An answer as one line, for results and for people. `eval/fields-report.ts` reads it again. */
export const textOf = ({ fields }: Answer): string => JSON.stringify(fields);

/** What can be counted of an answer, so that a change of the mix is seen. */
export const categoryOf = ({ status }: Answer): string | null => status;

/** How alike two answers are, from 0 to 1, as the share of fields with the same value: the signal of a second opinion. */
export const likeness = (one: Answer, other: Answer): number =>
  FIELD_NAMES.filter((name) => sameValue(typeOf(name), one.fields[name], other.fields[name])).length /
  FIELD_NAMES.length;

/** What stands in `prompts/prompt.md` as `{name}`. */
export const PROMPT_VALUES = { fields: FIELD_NAMES.map((name) => `- ${name}: ${typeOf(name)}`).join('\n') };
