import type { Fault, Head, Reader, XmlCase } from '../formats/format.ts';
import { cutOff, type FaultSink, feed, fewFaults } from './faults.ts';
import { asText, FIRST, type Sizes } from './limits.ts';
import type { Opening } from './opened.ts';
import type { Source } from './source.ts';
import { xmlCases } from './xml-cases.ts';
import { readXmlText, type XmlText, xmlTextOf } from './xml-text.ts';

/** What a first look takes in at a time, and before it gives up. */
const LOOK_CHUNK = 16 * 1024;
const MOST_LOOK = 1024 * 1024;

/**
 * Opens a JUnit document.
 *
 * @param start where its first character stands
 */
export async function openXml(source: Source, start: number, sizes: Sizes): Promise<Opening> {
  const text = await xmlTextOf(source, start);
  if ('fault' in text) return text;
  const look = await lookAt(text, { ...sizes, chunk: Math.min(LOOK_CHUNK, sizes.chunk) });
  if ('fault' in look) return look;
  return { opened: { head: look.head, walk: (reader, sink) => walk(text, asText(sizes), reader, sink) } };
}

type Root = { name: string; attributes: Readonly<Record<string, string>> };

async function lookAt(text: XmlText, sizes: Sizes): Promise<{ head: Head } | { fault: Fault }> {
  const roots: Root[] = [];
  const first: XmlCase[] = [];
  const cases = xmlCases(
    {
      root: (name, attributes) => roots.push({ name, attributes }),
      testCase: (one) => first.push(one),
      suite: () => {},
    },
    sizes.element,
  );
  let looked = 0;
  const wrong = await readXmlText(text, sizes.chunk, (piece) => {
    cases.push(piece);
    looked += piece.length;
    return first.length >= FIRST || cases.fault() !== null || looked > MOST_LOOK;
  });
  const [root] = roots;
  if (root === undefined) return { fault: cases.fault() ?? wrong ?? cutOff('XML') };
  return { head: { kind: 'xml', root, first: first.slice(0, FIRST) } };
}

async function walk(text: XmlText, sizes: Sizes, reader: Reader, sink: FaultSink): Promise<void> {
  const faults = fewFaults(sink);
  let row = 0;
  const events = {
    root: () => {},
    testCase: (one: XmlCase, line: number) => {
      row += 1;
      feed(reader, one, { row, line }, '', faults.sink);
    },
    suite: (attributes: Root['attributes'], count: number) => reader.suite?.(attributes, count),
  };
  const cases = xmlCases(events, sizes.element, text.linesBefore);
  const wrong = await readXmlText(text, sizes.chunk, (piece) => {
    cases.push(piece);
    return cases.fault() !== null;
  });
  if (wrong === null) cases.close();
  const found = cases.fault() ?? wrong;
  if (found !== null) faults.sink(found);
  faults.rest();
  reader.end?.();
}
