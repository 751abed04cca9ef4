import type { Fault, Place, Reader } from '../formats/format.ts';
import { type FaultSink, feed, fewFaults, notJson, notUtf8, quote, tooDeep, tooLarge } from './faults.ts';
import { jsonFaults } from './json-faults.ts';
import { type Block, type JsonIndex, type LeafNode, type ListNode, partsOf } from './json-index.ts';
import { JsonScanner } from './json-scanner.ts';
import { parseJson, textOf } from './json-text.ts';
import type { Sizes } from './limits.ts';
import type { Window } from './window.ts';

/** Where elements come from and go to. */
type Walk = { window: Window; sizes: Sizes; path: string; reader: Reader; sink: FaultSink };

/** Reads a JSON document piece by piece: gives the elements that a reader wants, and checks all others. */
export async function walkJson(
  index: JsonIndex,
  window: Window,
  sizes: Sizes,
  reader: Reader,
  sink: FaultSink,
): Promise<void> {
  const faults = fewFaults(sink);
  for (const one of jsonFaults(index, reader)) faults.sink(one);
  const { from = [''] } = reader;
  const wants = typeof from === 'function' ? from : (path: string) => from.includes(path);
  let row = 0;
  for (const part of partsOf(index.root)) {
    if (part.kind === 'leaf') await checkLeaf(part, window, sizes, faults.sink);
    else if (!wants(part.path)) await checkList(part, window, sizes, faults.sink);
    else row = await feedList(part, row, { window, sizes, path: part.path, reader, sink: faults.sink });
  }
  faults.rest();
  reader.end?.();
}

const onLine = (one: Fault, line: number): Fault => ({ ...one, found: `${one.found}, on line ${line}` });

async function checkLeaf(
  { start, end, line, deep }: LeafNode,
  window: Window,
  sizes: Sizes,
  sink: FaultSink,
): Promise<void> {
  const size = end - start;
  const read =
    size > sizes.element
      ? { fault: tooLarge(`a value of ${size} bytes`, sizes.element) }
      : readValue(await window.view(start, end), deep);
  if ('fault' in read) sink(onLine(read.fault, line));
}

/** What no reader wants has to be JSON all the same. */
async function checkList(list: ListNode, window: Window, sizes: Sizes, sink: FaultSink): Promise<void> {
  const named: FaultSink = (one, place) => sink(onLine(one, place?.line ?? 0));
  await feedList(list, 0, { window, sizes, path: list.path, reader: { element: () => {} }, sink: named });
}

/** @returns the number of the last element. */
async function feedList(list: ListNode, before: number, walk: Walk): Promise<number> {
  let row = before;
  for (const block of list.blocks) {
    const values = await valuesOf(block, walk);
    if (values === null) await feedOneByOne(block, row, walk);
    else feedValues(values, block, row, walk);
    row += block.count;
  }
  return row;
}

/** @returns the elements of a block, or `null` where one has to look at each of them. */
async function valuesOf(block: Block, { window, sizes }: Walk): Promise<unknown[] | null> {
  const { start, end, count, deep } = block;
  if (deep || end - start > sizes.element) return null;
  const text = await window.listText(start, end);
  const values = text === null ? undefined : parseJson(text);
  return Array.isArray(values) && values.length === count ? values : null;
}

function feedValues(
  values: readonly unknown[],
  block: Block,
  before: number,
  { reader, path, sink }: Walk,
): void {
  for (let i = 0; i < values.length; i += 1) feed(reader, values[i], placeIn(block, i, before), path, sink);
}

const placeIn = ({ lines }: Block, i: number, before: number): Place => ({
  row: before + i + 1,
  line: typeof lines === 'number' ? lines : (lines[i] as number),
});

/** For a block in which something is wrong: what is right in it is still read. */
async function feedOneByOne(block: Block, before: number, walk: Walk): Promise<void> {
  const { window, sizes, reader, path, sink } = walk;
  const size = block.end - block.start;
  if (size > sizes.element) {
    sink(tooLarge(`an element of ${size} bytes`, sizes.element), placeIn(block, 0, before));
    return;
  }
  const bytes = await window.view(block.start, block.end);
  for (const [i, element] of elementsIn(bytes).entries()) {
    const place = placeIn(block, i, before);
    const read = readValue(element.bytes, element.deep);
    if ('fault' in read) sink(read.fault, place);
    else feed(reader, read.value, place, path, sink);
  }
}

function elementsIn(bytes: Buffer): { bytes: Buffer; deep: boolean }[] {
  const list = Buffer.concat([Buffer.from('['), bytes, Buffer.from(']')]);
  const scanner = new JsonScanner(1);
  scanner.push(list);
  const { root } = scanner.finish();
  const blocks = root?.kind === 'list' ? root.blocks : [];
  return blocks.map(({ start, end, deep }) => ({ bytes: list.subarray(start, end), deep }));
}

function readValue(bytes: Buffer, deep: boolean): { value: unknown } | { fault: Fault } {
  if (deep) return { fault: tooDeep };
  const text = textOf(bytes);
  if (text === null) return { fault: notUtf8('in a value') };
  const value = parseJson(text);
  return value === undefined ? { fault: notJson(`${quote(text)}, which is not JSON`) } : { value };
}
