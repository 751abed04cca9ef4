import type { Head, Reader } from '../formats/format.ts';
import { type Block, lineBlocks } from './blocks.ts';
import { cut } from './cut.ts';
import { type FaultSink, fault, feed, fewFaults, notJson, notUtf8, quote, tooLarge } from './faults.ts';
import { parseJson, textOf } from './json-text.ts';
import { asText, FIRST, type Sizes } from './limits.ts';
import type { Opened } from './opened.ts';
import type { Source } from './source.ts';

/** Opens a document of one JSON value a line; nothing of a line stays in memory. */
export async function openJsonLines(source: Source, given: Sizes): Promise<Opened> {
  const sizes = asText(given);
  const head: Head = { kind: 'json-lines', first: await firstOf(source, sizes) };
  return { head, walk: (reader, sink) => walk(source, sizes, reader, sink) };
}

/** A line that cannot be read is told of when it is walked to. */
async function firstOf(source: Source, sizes: Sizes): Promise<readonly unknown[]> {
  const first: unknown[] = [];
  const reader: Reader = { element: (value) => first.push(cut(value)) };
  const lines = new Lines(reader, () => {}, FIRST);
  for await (const block of lineBlocks(source, sizes)) {
    lines.take(block);
    if (lines.row >= FIRST) break;
  }
  return first;
}

async function walk(source: Source, sizes: Sizes, reader: Reader, sink: FaultSink): Promise<void> {
  const faults = fewFaults(sink);
  const lines = new Lines(reader, faults.sink, Number.POSITIVE_INFINITY);
  for await (const block of lineBlocks(source, sizes)) lines.take(block);
  faults.rest();
  reader.end?.();
}

/** Feeds the lines of one block after another, and counts them. */
class Lines {
  row = 0;
  private line = 0;
  private readonly reader: Reader;
  private readonly sink: FaultSink;
  private readonly most: number;

  /** @param most lines that are wanted */
  constructor(reader: Reader, sink: FaultSink, most: number) {
    this.reader = reader;
    this.sink = sink;
    this.most = most;
  }

  take({ bytes, last, endless }: Block): void {
    const text = endless ? null : textOf(bytes);
    if (text !== null) this.takeText(text, last);
    else if (endless)
      this.sink(
        tooLarge(`a line of at least ${bytes.length} bytes, after which nothing was read`, bytes.length),
        this.next(),
      );
    else for (const line of linesIn(bytes)) this.takeBytes(line, last);
  }

  private takeText(text: string, last: boolean): void {
    for (let start = 0; start < text.length && this.row < this.most; ) {
      const at = text.indexOf('\n', start);
      const end = at === -1 ? text.length : at;
      this.takeLine(text.slice(start, end), last);
      start = end + 1;
    }
  }

  private takeLine(text: string, last: boolean): void {
    if (isBlank(text)) {
      this.line += 1;
      return;
    }
    const place = this.next();
    const value = parseJson(text);
    if (value !== undefined) feed(this.reader, value, place, '', this.sink);
    else this.sink(last ? lastLine : notJson(`${quote(text)}, which is not JSON`), place);
  }

  private takeBytes(bytes: Buffer, last: boolean): void {
    const text = textOf(bytes);
    if (text !== null) this.takeLine(text, last);
    else this.sink(last ? lastLine : notUtf8('in a line'), this.next());
  }

  private next(): { row: number; line: number } {
    this.row += 1;
    this.line += 1;
    return { row: this.row, line: this.line };
  }
}

/** Most lines begin with a bracket, which is seen at once. */
const isBlank = (text: string): boolean => !(text.charCodeAt(0) > 0x20) && text.trim() === '';

const lastLine = fault(
  'a last line that is cut off',
  'one JSON value on each line',
  'Write the file again; it was not written to its end.',
);

function linesIn(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const at = bytes.indexOf('\n', start);
    const end = at === -1 ? bytes.length : at;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
