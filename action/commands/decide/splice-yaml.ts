import { isCollection, isMap, isScalar, type Node, type Pair, parseDocument, stringify } from 'yaml';

/** Values by their key at the top of a YAML file. */
export type Edits = Readonly<Record<string, unknown>>;

/**
 * Sets values in YAML text and leaves every other character where it is, comments and line ends included. A key that is
 * not there is added on a line of its own after `after`.
 *
 * @throws when the text is not a map with these keys in it; whoever calls has read it by its schema
 */
export function spliceYaml(text: string, edits: Edits, after: string): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error('Only a map has keys to edit');
  const pairs = contents.items as Pair<Node, Node | null>[];
  const pairOf = (key: string) => pairs.find((pair) => isScalar(pair.key) && pair.key.value === key);
  const patches = Object.entries(edits).map(([key, value]) => {
    const pair = pairOf(key);
    return pair === undefined
      ? addition(text, pairOf(after), key, value)
      : replacement(text, pair, inOneLine(value));
  });
  return patches
    .sort((a, b) => b.from - a.from)
    .reduce((all, { from, to, by }) => `${all.slice(0, from)}${by}${all.slice(to)}`, text);
}

type Patch = { from: number; to: number; by: string };

function replacement(text: string, { key, value }: Pair<Node, Node | null>, by: string): Patch {
  const from = start(value);
  const to = end(value);
  if (from !== to) return { from, to, by };
  // A value that is not written has no place of its own; a comment may stand where it would.
  const colon = text.indexOf(':', end(key)) + 1;
  return { from: colon, to: colon, by: ` ${by}` };
}

function addition(
  text: string,
  pair: Pair<Node, Node | null> | undefined,
  key: string,
  value: unknown,
): Patch {
  if (pair === undefined) throw new Error(`There is no line to write ${key} after`);
  const lineEnd = text.indexOf('\n', end(pair.value));
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${key}: ${inOneLine(value)}`;
  return lineEnd < 0
    ? { from: text.length, to: text.length, by: `${eol}${line}` }
    : { from: lineEnd + 1, to: lineEnd + 1, by: `${line}${eol}` };
}

const inOneLine = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

const start = (node: Node | null): number => node?.range?.[0] ?? 0;

/** A block ends where its last value does: the library counts the comments and the line end behind it as well. */
function end(node: Node | null): number {
  if (!isCollection(node) || node.flow === true) return node?.range?.[1] ?? 0;
  const last = node.items.at(-1) as Pair<Node, Node | null> | Node | undefined;
  if (last === undefined) return node.range?.[1] ?? 0;
  return end('key' in last && !('range' in last) ? (last.value ?? last.key) : (last as Node));
}
