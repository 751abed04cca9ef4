/** @returns what a person reads of an answer: its texts, numbers and labels, in the order in which they stand, a line each */
export const readable = (value: unknown): string => leavesOf(value).join('\n');

function leavesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

/**
 * What of an output a person changed: the Levenshtein distance of before and after over the longer of the two.
 * @returns 0 for nothing, to 1 for all of it
 */
export function editShare(before: string, after: string): number {
  let above = Array.from({ length: after.length + 1 }, (_, place) => place);
  for (let row = 1; row <= before.length; row += 1) {
    const line = [row];
    for (let place = 1; place <= after.length; place += 1) {
      const changed = (above[place - 1] ?? 0) + (before[row - 1] === after[place - 1] ? 0 : 1);
      line.push(Math.min(changed, (above[place] ?? 0) + 1, (line[place - 1] ?? 0) + 1));
    }
    above = line;
  }
  return (above[after.length] ?? 0) / Math.max(before.length, after.length, 1);
}
