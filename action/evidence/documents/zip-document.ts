import type { Fault, Head, Reader } from '../formats/format.ts';
import { cut } from './cut.ts';
import { type FaultSink, feed, fewFaults, notJson, notUtf8 } from './faults.ts';
import { parseJson, textOf } from './json-text.ts';
import type { Sizes } from './limits.ts';
import type { Opening } from './opened.ts';
import type { Source } from './source.ts';
import { readZip, type Zip, type ZipEntry } from './zip.ts';

/** A log that was written to its end has the first; one of a run that crashed only the second. */
const HEADERS = ['header.json', '_journal/start.json'];

/** Opens a zip of JSON files. */
export async function openZip(source: Source, sizes: Sizes): Promise<Opening> {
  const read = await readZip(source);
  if ('fault' in read) return read;
  const { zip } = read;
  const head: Head = {
    kind: 'zip',
    entries: zip.entries.map(({ name }) => name),
    header: await headerOf(zip, sizes),
  };
  return { opened: { head, walk: (reader, sink) => walk(zip, sizes, reader, sink) } };
}

/** One that cannot be read is `null` here, and a fault when it is walked to. */
async function headerOf(zip: Zip, sizes: Sizes): Promise<unknown> {
  const entry = HEADERS.flatMap((name) => zip.entries.find((one) => one.name === name) ?? [])[0];
  if (entry === undefined) return null;
  const json = await jsonOf(zip, entry, sizes);
  return 'value' in json ? cut(json.value) : null;
}

async function walk(zip: Zip, sizes: Sizes, reader: Reader, sink: FaultSink): Promise<void> {
  const faults = fewFaults(sink);
  const { from = [] } = reader;
  const wants = typeof from === 'function' ? from : (name: string) => from.includes(name);
  let row = 0;
  for (const entry of zip.entries) {
    const wanted = wants(entry.name);
    if (!wanted && !HEADERS.includes(entry.name)) continue;
    const json = await jsonOf(zip, entry, sizes);
    const place = wanted ? { row: row + 1, line: 1 } : undefined;
    if ('fault' in json) faults.sink(json.fault, place);
    if (place === undefined) continue;
    row += 1;
    if ('value' in json) feed(reader, json.value, place, entry.name, faults.sink);
  }
  faults.rest();
  reader.end?.();
}

async function jsonOf(
  zip: Zip,
  entry: ZipEntry,
  sizes: Sizes,
): Promise<{ value: unknown } | { fault: Fault }> {
  const read = await zip.read(entry, sizes.element);
  if ('fault' in read) return read;
  const name = JSON.stringify(entry.name);
  const text = textOf(Buffer.from(read.bytes.buffer, read.bytes.byteOffset, read.bytes.length));
  if (text === null) return { fault: notUtf8(`in the entry ${name}`) };
  const value = parseJson(text);
  return value === undefined ? { fault: notJson(`an entry ${name} that is not JSON`) } : { value };
}
