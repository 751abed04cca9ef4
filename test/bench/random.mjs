/** A seeded generator (mulberry32), so that every run measures the same bytes. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most) => Math.floor(next() * most);
  return {
    below,
    chance: (share) => next() < share,
    one: (list) => list[below(list.length)],
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
    words: (count) => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(' '),
  };
}

const WORDS = (
  'the invoice of order was paid twice and supplier asks for refund before month ends please check amount ' +
  'against contract because delivery note says other quantity than agreed in first quarter'
).split(' ');
