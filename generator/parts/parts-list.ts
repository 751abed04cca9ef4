import { exportOf } from './catalogue.ts';

/** The generated list of what stands around the model. */
export const PARTS_FILE = 'src/parts.ts';

const LIST = /(export const PARTS: readonly MakePart\[\] = \[)([^\]]*)(\];)/;
const IMPORT = /^import .* from ['"](.+)['"];?[ \t]*$/gm;
const WIDTH = 110;

/** @returns the names in the list, or `undefined` when there is no list, or something beside names in it. */
export function listedNames(text: string): string[] | undefined {
  const names = LIST.exec(text)?.[2]
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names?.every((name) => /^[\w$]+$/.test(name)) ? names : undefined;
}

/**
 * Adds one part to `src/parts.ts`. What people wrote there stays where it is.
 *
 * @param order every part that is known, outermost first
 * @returns the new text; the same when the part is there already; `undefined` when the list cannot be read
 */
export function withPart(text: string, part: string, order: readonly string[]): string | undefined {
  const names = listedNames(text);
  const own = exportOf(part);
  if (names === undefined) return undefined;
  if (names.includes(own))
    return isImported(text, own) ? text : withLf(text, (lf) => withImport(lf, own, part));
  const inside = order.slice(order.indexOf(part) + 1).map(exportOf);
  const before = names.findIndex((name) => inside.includes(name));
  const at = before < 0 ? names.length : before;
  const all = [...names.slice(0, at), own, ...names.slice(at)];
  return withLf(text, (lf) =>
    withImport(lf, own, part).replace(LIST, (_, start: string, __, end: string) => written(start, all, end)),
  );
}

const isImported = (text: string, name: string): boolean =>
  new RegExp(`^import [^;]*\\b${name}\\b`, 'm').test(text);

/** Changes a text as if its lines ended in LF, and gives them back as they ended. */
function withLf(text: string, change: (lf: string) => string): string {
  const changed = change(text.replaceAll('\r\n', '\n'));
  return text.includes('\r\n') ? changed.replaceAll('\n', '\r\n') : changed;
}

function written(start: string, names: readonly string[], end: string): string {
  const line = `${start}${names.join(', ')}${end}`;
  return line.length <= WIDTH ? line : `${start}\n${names.map((name) => `  ${name},\n`).join('')}${end}`;
}

/** Imports stand in the order of their paths, as formatters sort them. */
function withImport(text: string, name: string, part: string): string {
  const path = `./${part}/part.ts`;
  const added = `import { ${name} } from '${path}';`;
  const imports = [...text.matchAll(IMPORT)];
  const next = imports.find(([, other = '']) => other > path);
  if (next !== undefined) return `${text.slice(0, next.index)}${added}\n${text.slice(next.index)}`;
  const last = imports.at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length + 1;
  return `${text.slice(0, end)}${added}\n${text.slice(end)}`;
}
