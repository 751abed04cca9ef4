const ZERO_WIDTH = '\u200B';

/** Characters that Markdown gives a meaning to inside a line. */
const MARKUP = /[\\*_{}[\]#|~$!]/g;
/** Characters that HTML gives a meaning to. */
const HTML = /[<>&"]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Characters that are invisible or turn the direction of text round, save the line breaks handled before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is its purpose.
const INVISIBLE = /[\u0000-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * Makes text from a repository safe to stand in a GitHub comment: what it says stays readable, and nothing in it
 * becomes a mention, a link, an image, markup or one of our markers. Pairs of backticks become code; all else is text.
 *
 * @param most longest length in characters; the rest is replaced by an ellipsis
 */
export function inline(text: string, most = 600): string {
  const line = text.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  const short = line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
  const parts = short.split('`');
  // A backtick without its pair is a character like any other.
  const alone = parts.length % 2 === 0 ? `\\\`${plain(parts.pop() ?? '')}` : '';
  return parts.map((part, i) => (i % 2 === 1 ? code(part) : plain(part))).join('') + alone;
}

/**
 * A code span: nothing in it has a meaning. Only a table looks for its separator there too, and escapes it itself; a
 * backslash before one would be taken for that escaping, or undo it.
 *
 * @param most longest length in characters; the rest is replaced by an ellipsis
 */
export function code(text: string, most = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/\s+/g, ' ').replace(INVISIBLE, '').replaceAll('`', "'").trim();
  const clean = line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
  return clean === '' ? '' : `\`${clean.replace(/\\(?=\|)/g, `\\${ZERO_WIDTH}`)}\``;
}

function plain(text: string): string {
  return text
    .replace(MARKUP, '\\$&')
    .replace(HTML, (character) => ENTITIES[character] as string)
    .replace(/@(?=\w)/g, `@${ZERO_WIDTH}`)
    .replace(/\\#(?=\d)/g, `\\#${ZERO_WIDTH}`)
    .replace(/\b(GH|gh)-(?=\d)/g, `$1-${ZERO_WIDTH}`)
    .replace(/:\/\//g, `:${ZERO_WIDTH}//`)
    .replace(/\b(www)\./gi, `$1${ZERO_WIDTH}.`)
    .replace(/\b([0-9a-f]{3})([0-9a-f]{4,37})\b/g, `$1${ZERO_WIDTH}$2`);
}

/** Figures that break only before a bracket and after a comma: a phone would break them anywhere. Words break as they do. */
export const unbroken = (figures: string): string =>
  /\d/.test(figures) ? figures.replace(/(?<!,) (?!\()/g, '\u00A0').replaceAll('–', '–\u2060') : figures;

/** A section that GitHub shows closed. Its summary is ours, its body was made by the functions above. */
export const folded = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

/** A separator, with the backslash before it where it has one. */
const SEPARATOR = /\\?\|/g;

/** A table. Cells are already safe, but for the separator in code. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(SEPARATOR, '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
