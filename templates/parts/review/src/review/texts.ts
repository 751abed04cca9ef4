/** @returns what a person reads of an answer: its texts, numbers and labels, in the order in which they stand */
export function leavesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.values(value).flatMap(leavesOf);
  return [String(value)];
}

export const readable = (value: unknown): string => leavesOf(value).join('\n');

/**
 * What of an output a person changed: the Levenshtein distance of before and after over the longer of the two.
 * @returns 0 for nothing, to 1 for all of it
 */
export function editShare(before: string, after: string): number {
  const longest = Math.max(before.length, after.length);
  if (longest === 0) return 0;
  const [one, other] = withoutSharedEnds(before, after);
  return distance(one, other) / longest;
}

function withoutSharedEnds(one: string, other: string): [string, string] {
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shortest - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}

function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let place = 1; place <= other.length; place += 1) {
      const changed = (above[place - 1] ?? 0) + (one[row - 1] === other[place - 1] ? 0 : 1);
      line.push(Math.min(changed, (above[place] ?? 0) + 1, (line[place - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
