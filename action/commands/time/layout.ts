/** A line of the screen. Where there are too few rows, those of the highest `rank` go first. */
export type Line = { text: string; style?: 'strong' | 'faint'; rank: 0 | 1 | 2 | 3 };

export type Size = { columns: number; rows: number };

/** @returns the text in lines no wider than this, broken between words; a word that is wider is cut into pieces. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  return joined(
    text.split(' ').flatMap((word) => pieces(word, width - indent.length)),
    width,
    ' ',
    indent,
  );
}

/** @returns the items side by side in as many lines as it takes; none is broken. */
export function joined(items: readonly string[], width: number, gap = '   ', indent = ''): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = `${last}${gap}${item}`;
    if (last !== undefined && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(last === undefined ? item : indent + item);
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  const characters = [...word];
  if (characters.length <= width) return [word];
  const count = Math.ceil(characters.length / width);
  return Array.from({ length: count }, (_, at) => characters.slice(at * width, (at + 1) * width).join(''));
}

/** @returns at most so many lines, the last one with a mark where more were cut off. */
export const atMost = (lines: readonly string[], most: number): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `${lines[most - 1]?.slice(0, -1)}…`];

/** @returns what fits into the rows: the least important lines are left out, from below. */
export function fitted(lines: readonly Line[], rows: number): Line[] {
  const kept = [...lines];
  for (const rank of [3, 2, 1]) {
    for (let at = kept.length - 1; at >= 0 && kept.length > rows; at--) {
      if (kept[at]?.rank === rank) kept.splice(at, 1);
    }
  }
  return kept.slice(0, rows);
}
