/**
 * How far two mixes are apart: half the sum of the differences of their shares, from 0 (the same) to 1 (nothing in
 * common). It is the largest share of cases that would have to change their kind.
 *
 * @param p counts or shares by kind; they are divided by their total
 * @throws RangeError for a negative or infinite amount, or a mix of nothing
 * @see D. A. Levin and Y. Peres, Markov Chains and Mixing Times (2017), proposition 4.2
 */
export function totalVariation(p: ReadonlyMap<string, number>, q: ReadonlyMap<string, number>): number {
  const [totalP, totalQ] = [totalOf(p), totalOf(q)];
  const kinds = new Set([...p.keys(), ...q.keys()]);
  const apart = [...kinds].map((kind) => Math.abs((p.get(kind) ?? 0) / totalP - (q.get(kind) ?? 0) / totalQ));
  return Math.min(1, apart.reduce((sum, one) => sum + one, 0) / 2);
}

function totalOf(mix: ReadonlyMap<string, number>): number {
  for (const amount of mix.values()) {
    if (!(amount >= 0)) throw new RangeError(`The mix holds an amount of ${amount}; expected 0 or more`);
  }
  const total = [...mix.values()].reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY))
    throw new RangeError(`The mix has a total of ${total}; expected a finite number over 0`);
  return total;
}
