/** Names from a source are shown in a terminal, so nothing in them may act on it. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
const MOST_SHOWN = 60;
const MOST_LISTED = 20;

/** @returns the text on one line, cut to what a table has room for, without control characters. */
export function shown(text: string, most = MOST_SHOWN): string {
  const safe = text.replace(UNSHOWN, '\uFFFD');
  return safe.length > most ? `${safe.slice(0, most)}…` : safe;
}

/** @returns the names joined by commas; of very many, the first and how many more. */
export function listed(names: readonly string[]): string {
  const first = names
    .slice(0, MOST_LISTED)
    .map((name) => shown(name))
    .join(', ');
  return names.length > MOST_LISTED ? `${first} and ${names.length - MOST_LISTED} more` : first;
}

/** @returns a whole number with commas between thousands, whatever the machine's language. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** @returns such as `1 label` and `2 labels`. */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
