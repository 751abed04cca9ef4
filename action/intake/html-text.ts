import { decodeEntities } from './html-entities.ts';

/** Elements whose content is not text to read. */
const HIDDEN = new Set(['script', 'style', 'title', 'noscript', 'template']);

/** Elements that begin a line of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 ' +
    'head header hr html li main nav ol p pre section table tbody tfoot thead tr ul'
  ).split(' '),
);

const CELLS = new Set(['td', 'th', 'option']);

const TAG_NAME = /<\/?([a-z][a-z0-9:-]{0,30})/iy;
const ALT = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** What a tag leaves behind in the text. */
function spacing(name: string, tag: string): string {
  if (name === 'li' && !tag.startsWith('</')) return '\n- ';
  if (name === 'p' || /^h[1-6]$/.test(name)) return '\n\n';
  if (BLOCKS.has(name)) return '\n';
  if (CELLS.has(name)) return ' ';
  if (name !== 'img') return '';
  const alt = ALT.exec(tag);
  return ` ${decodeEntities(alt?.[1] ?? alt?.[2] ?? alt?.[3] ?? '')} `;
}

function tidy(text: string): string {
  return text
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Looks for closing marks, and never twice over the same stretch: hostile pages open thousands and close none. */
function finder(html: string): (mark: string, from: number) => number {
  const absent = new Set<string>();
  return (mark, from) => {
    if (absent.has(mark)) return -1;
    const pattern = new RegExp(mark, 'gi');
    pattern.lastIndex = from;
    const found = pattern.exec(html);
    if (found === null) absent.add(mark);
    return found === null ? -1 : found.index + found[0].length;
  };
}

/**
 * @returns what a person would read of a page: its text with line breaks where blocks begin, list marks, and
 * the words that stand for pictures. No element is kept; what looks like a tag and is none stays as text.
 */
export function htmlToText(html: string): string {
  const after = finder(html);
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const until = open < 0 ? html.length : open;
    parts.push(decodeEntities(html.slice(at, until).replace(/\s+/g, ' ')));
    if (open < 0) break;
    const step = tagAt(html, open, after);
    parts.push(step.leaves);
    at = step.next;
  }
  return tidy(parts.join(''));
}

function tagAt(
  html: string,
  open: number,
  after: ReturnType<typeof finder>,
): { leaves: string; next: number } {
  if (html.startsWith('<!--', open)) return comment(open, after);
  TAG_NAME.lastIndex = open;
  const name = TAG_NAME.exec(html)?.[1]?.toLowerCase();
  const isMarkup = name !== undefined || html[open + 1] === '!' || html[open + 1] === '?';
  const end = isMarkup ? after('>', open) : -1;
  if (end < 0) return { leaves: '<', next: open + 1 };
  if (name === undefined) return { leaves: '', next: end };
  const tag = html.slice(open, end);
  const closing = HIDDEN.has(name) && !tag.startsWith('</') ? after(`</${name}`, end) : -1;
  const hiddenEnd = closing < 0 ? -1 : after('>', closing);
  return { leaves: spacing(name, tag), next: hiddenEnd < 0 ? end : hiddenEnd };
}

function comment(open: number, after: ReturnType<typeof finder>): { leaves: string; next: number } {
  const end = after('-->', open + 2);
  const fallback = end < 0 ? after('>', open) : end;
  return { leaves: '', next: fallback < 0 ? open + 4 : fallback };
}
