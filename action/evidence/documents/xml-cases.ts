import { SaxesParser } from 'saxes';
import type { Fault, XmlCase } from '../formats/format.ts';
import { cutOff, fault, tooDeep, tooLarge } from './faults.ts';
import { MOST_DEPTH } from './limits.ts';

type Attributes = Readonly<Record<string, string>>;
type Child = { name: string; attributes: Attributes; text: string };
type Property = { name: string; value: string };
type Suite = { attributes: Attributes; cases: number };

/** What a JUnit document turns out to hold, as it is read. */
export type XmlEvents = {
  root(name: string, attributes: Attributes): void;
  testCase(one: XmlCase, line: number): void;
  suite(attributes: Attributes, cases: number): void;
};

/** Reads a JUnit document in pieces. What is wrong with it ends it: `fault` says what, once there is something. */
export type XmlCases = {
  push(text: string): void;
  close(): void;
  fault(): Fault | null;
};

const ROOTS = new Set(['testsuites', 'testsuite']);

/** Output that a test printed says nothing about its verdict, and can be long. */
const PRINTED = new Set(['system-out', 'system-err', 'properties']);

const NO_SUITE: Suite = { attributes: {}, cases: 0 };

/** Thrown out of the parser, which would go on after an error. */
class Stop extends Error {}

/**
 * @param most characters of one piece of text or one tag
 * @param linesBefore lines of the file before the text that is pushed
 */
export function xmlCases(events: XmlEvents, most: number, linesBefore = 0): XmlCases {
  const parser = new SaxesParser();
  const names: string[] = [];
  const suites: Suite[] = [];
  let open: {
    line: number;
    attributes: Attributes;
    children: Child[];
    properties: Map<string, string>;
  } | null = null;
  let openDepth = 0;
  let child: Child | null = null;
  let property: Property | null = null;
  let tagLine = 1;
  let idle = 0;
  let wrong: Fault | null = null;

  const stop = (one: Fault): never => {
    wrong ??= one;
    throw new Stop();
  };
  const onLine = (found: string): string => `${found}, on line ${linesBefore + parser.line}`;

  parser.on('error', (error) =>
    stop(notXml(onLine(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')))),
  );
  parser.on('doctype', () => stop(doctype));
  parser.on('opentagstart', () => {
    // The character after the name was read by now, and may have been the end of the line.
    tagLine = linesBefore + parser.line - (parser.column === 0 ? 1 : 0);
  });
  parser.on('opentag', ({ name, attributes }) => {
    idle = 0;
    if (names.length === 0) begin(name, attributes);
    names.push(name);
    if (names.length > MOST_DEPTH) stop(tooDeep);
    if (open === null) outside(name, attributes);
    else if (name === 'testcase') stop(notXml(onLine('a testcase inside another')));
    else inside(name, attributes);
  });
  parser.on('closetag', ({ name }) => {
    idle = 0;
    close(name);
    names.pop();
  });
  const text = (piece: string): void => {
    idle = 0;
    if (child !== null) child.text += piece;
    else if (property !== null) property.value += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);

  function begin(name: string, attributes: Attributes): void {
    if (!ROOTS.has(name)) stop(notJUnit(name));
    events.root(name, attributes);
  }

  function outside(name: string, attributes: Attributes): void {
    if (name === 'testsuite') suites.push({ attributes, cases: 0 });
    if (name !== 'testcase') return;
    open = { line: tagLine, attributes, children: [], properties: new Map() };
    openDepth = names.length;
  }

  function inside(name: string, attributes: Attributes): void {
    if (names.length === openDepth + 1 && !PRINTED.has(name)) child = { name, attributes, text: '' };
    else if (name === 'property' && child === null) {
      property = { name: attributes.name ?? '', value: attributes.value ?? '' };
    }
  }

  function close(name: string): void {
    if (open !== null) closeInside(name);
    else if (name === 'testsuite') {
      const { attributes, cases } = suites.pop() ?? NO_SUITE;
      events.suite(attributes, cases);
    }
  }

  function closeInside(name: string): void {
    if (open === null) return;
    if (names.length === openDepth) closeCase();
    else if (names.length === openDepth + 1 && child !== null) {
      open.children.push(child);
      child = null;
    } else if (name === 'property' && property !== null) {
      open.properties.set(property.name, property.value);
      property = null;
    }
  }

  function closeCase(): void {
    if (open === null) return;
    const { line, attributes, children, properties } = open;
    const suite = suites.at(-1) ?? NO_SUITE;
    suite.cases += 1;
    open = null;
    events.testCase({ attributes, suite: suite.attributes, children, properties }, line);
  }

  function guarded(step: () => void): void {
    if (wrong !== null) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
  }

  return {
    push: (piece) =>
      guarded(() => {
        idle += piece.length;
        parser.write(piece);
        if (idle > most) stop(tooLarge(onLine('a piece of text without an end'), most));
      }),
    close: () =>
      guarded(() => {
        if (names.length > 0) stop(cutOff('XML'));
        parser.close();
      }),
    fault: () => wrong,
  };
}

const notXml = (found: string): Fault =>
  fault(`XML with a mistake: ${found}`, 'XML', 'Write the file again with the tool that made it.');

const doctype: Fault = fault(
  'a DOCTYPE, whose entities can stand for anything',
  'JUnit XML without one',
  'Take the DOCTYPE out; JUnit XML has none.',
);

const notJUnit = (name: string): Fault =>
  fault(
    `XML whose root is <${name.slice(0, 60)}>`,
    'JUnit XML: <testsuites> or <testsuite>',
    'Let the test runner write JUnit XML.',
  );
