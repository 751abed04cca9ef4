import type { Item } from '../input.ts';
import type { Schema } from './form.ts';
import { leavesOf } from './texts.ts';

/** One way to make an answer wrong: where, and what stands there then. */
export type Alteration = { path: readonly string[]; value: string | number | boolean };

const NUMBER = /\d+(?:[.,]\d+)*/g;

/**
 * What can be made wrong in an answer, by its schema: another value of a list, another amount, the opposite, or in a text
 * a number that stands elsewhere in the item.
 */
export function alterationsOf(schema: Schema, value: unknown, item: Item): Alteration[] {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  if (value === null || value === undefined) return [];
  if (inner.enum !== undefined)
    return inner.enum.filter((one) => one !== value).map((one) => ({ path: [], value: one }));
  switch (inner.type) {
    case 'object':
      return Object.entries(inner.properties ?? {}).flatMap(([key, one]) =>
        below(key, alterationsOf(one, (value as Record<string, unknown>)[key], item)),
      );
    case 'array':
      return (value as unknown[]).flatMap((one, i) =>
        below(`${i}`, alterationsOf(inner.items ?? {}, one, item)),
      );
    case 'boolean':
      return [{ path: [], value: !value }];
    case 'integer':
    case 'number':
      return [{ path: [], value: otherNumber(value as number) }];
    default:
      return otherTexts(String(value), item).map((one) => ({ path: [], value: one }));
  }
}

const below = (key: string, some: readonly Alteration[]): Alteration[] =>
  some.map(({ path, value }) => ({ path: [key, ...path], value }));

/** A slip of the hand: the first two digits change places, or else it is one more. */
function otherNumber(value: number): number {
  const swapped = Number(String(value).replace(/(\d)(\d)/, '$2$1'));
  return swapped !== value && Number.isFinite(swapped) ? swapped : value + 1;
}

function otherTexts(text: string, item: Item): string[] {
  const here = [...text.matchAll(NUMBER)].map(([number]) => number);
  const elsewhere = new Set(leavesOf(item).flatMap((one) => one.match(NUMBER) ?? []));
  return here.flatMap((number) => {
    const alike = [...elsewhere].filter((one) => one !== number && one.length === number.length);
    return [...alike, swapDigits(number)]
      .filter((one) => one !== number)
      .map((one) => text.replace(number, one));
  });
}

const swapDigits = (number: string): string =>
  number.replace(
    /(\d)(\D?)(\d)(?!.*\d)/,
    (_, one: string, between: string, other: string) => other + between + one,
  );

/** @returns the answer with one thing in it wrong */
export function altered(answer: unknown, { path, value }: Alteration): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = Array.isArray(answer) ? [...answer] : { ...(answer as object) };
  const place = copy as Record<string, unknown>;
  place[key] = altered(place[key], { path: rest, value });
  return copy;
}

export const valueAt = (answer: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((one, key) => (one as Record<string, unknown> | null | undefined)?.[key], answer);
