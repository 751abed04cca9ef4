import { FIELD_NAMES, type FieldName, typeOf } from './fields.ts';
import type { Value } from './values/values.ts';

/** An amount that others have to add up to. */
export type Total<Name = FieldName> = { total: Name; parts: readonly Name[] };

/**
 * Amounts that are checked against each other, within one cent, where a document gives all of them. To begin with, those
 * that have the usual names. Write your own, such as `[{ total: 'total', parts: ['net', 'tax', 'shipping'] }]`.
 */
export const TOTALS: readonly Total[] = usualTotals(FIELD_NAMES.filter((name) => typeOf(name) === 'amount'));

/** @returns what has to add up among amounts of these names; nothing where it is not clear which belong together. */
export function usualTotals<Name extends string>(names: readonly Name[]): Total<Name>[] {
  const only = (some: string): Name | undefined => {
    const [first, second] = names.filter((name) =>
      some.split(' ').includes(name.replaceAll('_', '').toLowerCase()),
    );
    return second === undefined ? first : undefined;
  };
  const net = only('net netamount nettotal subtotal');
  const tax = only('tax taxamount taxtotal totaltax vat vatamount');
  const total = only('total totalamount grandtotal gross grossamount grosstotal amountdue');
  if (net === undefined || tax === undefined || total === undefined) return [];
  return [{ total, parts: [net, tax] }];
}

const MOST_CENTS_OFF = 1;

/** @param fields amounts as in an answer, by their names */
export const hasWrongTotal = (
  fields: Readonly<Record<string, Value | null>>,
  totals: readonly Total<string>[] = TOTALS,
): boolean =>
  totals.some(({ total, parts }) => {
    const amounts = [total, ...parts].map((name) => fields[name] ?? null);
    if (amounts.includes(null)) return false;
    const [whole = 0, ...rest] = amounts.map((amount) => Number(String(amount).replace('.', '')));
    return Math.abs(whole - rest.reduce((sum, cents) => sum + cents, 0)) > MOST_CENTS_OFF;
  });

/** Days outside of these are a slip of the pen, or of the reader. Narrow it to what your documents can say. */
const EARLIEST = '1900-01-01';
const MOST_YEARS_AHEAD = 30;

/** @param day an ISO day */
export function isImpossible(day: string, now: Date = new Date()): boolean {
  const latest = `${now.getUTCFullYear() + MOST_YEARS_AHEAD}${now.toISOString().slice(4, 10)}`;
  return day < EARLIEST || day > latest;
}
