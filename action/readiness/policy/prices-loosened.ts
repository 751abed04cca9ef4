import type { Prices } from '../../contract/prices.ts';
import { shortId } from '../named-ids.ts';
import { type Document, locate } from '../reading.ts';
import type { Loosening } from './loosening.ts';

/**
 * @returns what a pull request makes affordable in `policy/prices.yaml` (gate.md, T2): a higher budget, and lower prices
 * that nobody has looked up since. What is gone is for the check of it to say.
 */
export function pricesLoosened(before: Prices, after: Document<Prices>): Loosening[] {
  const { value } = after;
  const [was, is] = [before.monthly_budget, value.monthly_budget];
  const budget =
    was !== null && is !== null && is > was
      ? [
          {
            what: `raises monthly_budget from ${was} to ${is}`,
            location: locate(after, 'monthly_budget'),
          },
        ]
      : [];
  // Days are written as YYYY-MM-DD, so they compare as text.
  if (value.as_of > before.as_of) return budget;
  return [...budget, ...lowered(before, after)];
}

function lowered(before: Prices, after: Document<Prices>): Loosening[] {
  const now = new Map(pricesOf(after.value).map((one) => [one.field, one.price]));
  return pricesOf(before).flatMap(({ field, name, price: was }) => {
    const is = now.get(field);
    if (is === undefined || is >= was) return [];
    const what = `lowers ${name} from ${was} to ${is}, at prices that are still those of ${after.value.as_of}`;
    return [{ what, location: locate(after, field) }];
  });
}

type Price = { field: string; name: string; price: number };

function pricesOf({ models, infrastructure_per_month, review_per_case }: Prices): Price[] {
  const ofModels = Object.entries(models).flatMap(([model, price]) =>
    (['input', 'output'] as const).map((side) => ({
      field: `models.${model}.${side}`,
      name: `the ${side} price of ${shortId(model)}`,
      price: price[side],
    })),
  );
  const beside = Object.entries({ infrastructure_per_month, review_per_case }).flatMap(([field, price]) =>
    price === null ? [] : [{ field, name: field, price }],
  );
  return [...ofModels, ...beside];
}
