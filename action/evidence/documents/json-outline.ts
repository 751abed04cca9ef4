import { cut, put } from './cut.ts';
import { type LeafNode, type ListNode, type Node, partsOf } from './json-index.ts';
import { parseJson, textOf } from './json-text.ts';
import { FIRST } from './limits.ts';
import type { Window } from './window.ts';

/** Leaves are settings and totals; a larger one is data that no format is told by. */
const MOST_LEAF_BYTES = 64 * 1024;
const MOST_FIRST_BYTES = 1024 * 1024;

/** Bytes that are parsed for an outline, whatever a file holds. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @returns what the head of a JSON document holds, from the few bytes that it takes. */
export async function outlineOf(root: Node | null, window: Window): Promise<unknown> {
  let left = MOST_BYTES;
  const affords = (bytes: number, most: number): boolean => {
    if (bytes > most || bytes > left) return false;
    left -= bytes;
    return true;
  };

  async function ofNode(node: Node): Promise<unknown> {
    if (node.kind === 'leaf') return ofLeaf(node);
    if (node.kind === 'list') return ofList(node);
    const fields: Record<string, unknown> = {};
    for (const [key, inner] of node.entries) {
      const value = await ofNode(inner);
      if (value !== undefined) put(fields, key, value);
    }
    return fields;
  }

  async function ofLeaf({ start, end, deep }: LeafNode): Promise<unknown> {
    if (deep || !affords(end - start, MOST_LEAF_BYTES)) return undefined;
    const text = textOf(await window.view(start, end));
    return text === null ? undefined : cut(parseJson(text));
  }

  async function ofList({ blocks }: ListNode): Promise<unknown[]> {
    const first: unknown[] = [];
    for (const { start, end, deep } of blocks.slice(0, FIRST)) {
      if (deep || first.length >= FIRST || !affords(end - start, MOST_FIRST_BYTES)) continue;
      const values = parseJson((await window.listText(start, end)) ?? '');
      if (Array.isArray(values)) first.push(...values.slice(0, FIRST - first.length).map((one) => cut(one)));
    }
    return first;
  }

  return root === null ? undefined : ofNode(root);
}

/** @returns how many elements each list has, by its dotted path. */
export const lengthsOf = (root: Node | null): ReadonlyMap<string, number> =>
  new Map(partsOf(root).flatMap((part) => (part.kind === 'list' ? [[part.path, part.count]] : [])));
