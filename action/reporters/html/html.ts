/** HTML that may stand in the page as it is. Made by `html` alone; everything else is text, and is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may be put into HTML. `null` leaves nothing behind. */
export type Part = Markup | string | number | null | readonly Part[];

/** Longer text of a repository says no more, and would push everything else away. */
const LONGEST = 600;

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Invisible, or turning the direction of text round; and halves of characters, which no encoding can write. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Spaces that may break; those that `Intl` puts into an amount stay. */
const SPACE = /[^\S\u00A0\u202F]+/g;

/** A number stays in one line with its sign of percent, and with the other end of its range. */
const unbroken = (line: string): string =>
  line.replace(/(?<=\d) (?=%)/g, '\u00A0').replace(/(?<=\d)–(?=\d)/g, '–\u2060');

/** @returns text of a repository as it may be shown: in one line, without what nobody sees, and not without end. */
export function shown(text: string, most = LONGEST): string {
  const line = text.replace(SPACE, ' ').replace(UNSEEN, '');
  return unbroken(line.length > most ? `${line.slice(0, most).replace(UNSEEN, '').trimEnd()}…` : line);
}

/** Escaped for text and for attributes in quotation marks, which is where it may stand. */
const escaped = (text: string): string => text.replace(/[<>&"']/g, (one) => ENTITIES[one] as string);

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(shown(part));
  return part.map(written).join('');
}

/** A template whose holes are escaped. They stand between tags, or in attributes within quotation marks. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.map((text, i) => `${text}${written(parts[i] ?? null)}`).join(''));

/** @returns text of ours about a repository, in which pairs of backticks are code; one without its pair stays as it is. */
export function withCode(text: string): Markup {
  const parts = shown(text).split('`');
  const alone = parts.length % 2 === 0 ? `\`${parts.pop() ?? ''}` : '';
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}${alone}`;
}
