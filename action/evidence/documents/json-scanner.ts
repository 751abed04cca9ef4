import type { JsonIndex, LeafNode, ListNode, Node, ObjectNode } from './json-index.ts';
import { type Key, keyReader } from './key-reader.ts';
import { MOST_DEPTH, MOST_ELEMENTS, MOST_KEYS, MOST_KEYS_BELOW, MOST_KEYS_DEEP } from './limits.ts';
import { type ListBuilder, listBuilder } from './list-builder.ts';
import { type Passing, passOver } from './pass-over.ts';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What is expected next. */
type State = 'value' | 'element' | 'inside' | 'key' | 'key text' | 'colon' | 'after' | 'trailing' | 'stopped';

type Open = { node: ObjectNode; path: string };

/**
 * Walks through a JSON text in chunks and notes where the elements of its lists begin and end, so that a file of any
 * size is read in pieces. It knows strings and brackets; what is between them, `JSON.parse` checks piece by piece.
 */
export class JsonScanner {
  private state: State = 'value';
  private line = 1;
  /** Offset in the file of the chunk that is looked at. */
  private base = 0;

  // The value that is passed over.
  private readonly passing: Passing = { depth: 0, deepest: 0, line: 1, quoted: false, escaped: false };
  private start = 0;
  private startLine = 1;

  // Where it stands.
  private readonly open: Open[] = [];
  private list: ListBuilder | null = null;
  private fresh = false;
  private readonly keyReader = keyReader();
  private key: string | null = null;

  // What was found.
  private root: Node | null = null;
  private error: JsonIndex['error'] = null;
  private whole = false;
  private firstLine = 1;
  private lastLine = 1;
  private trailing: JsonIndex['trailing'] = null;
  private readonly repeated: string[] = [];
  private readonly lists = new Set<string>();
  private rootKeys = 0;
  private keys = 0;
  private keysBelow = 0;
  private elements = 0;
  private crowded = false;
  private readonly block: number;

  /** @param block bytes of elements to keep together */
  constructor(block: number) {
    this.block = block;
  }

  /** @returns whether there is anything left to look for */
  push(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length && this.state !== 'stopped') {
      if (this.state === 'inside') at = this.passOver(bytes, at);
      else if (this.state === 'key text') at = this.readKey(bytes, at);
      else at = this.step(bytes, at);
    }
    this.base += bytes.length;
    return this.state !== 'stopped';
  }

  /** @returns what was found, once there are no more chunks. */
  finish(): JsonIndex {
    this.list?.finish();
    const { root, error, whole, firstLine, lastLine, trailing, repeated, crowded } = this;
    return { root, error, whole, firstLine, lastLine, trailing, repeated, crowded };
  }

  /** Passes over white space and takes the byte after it. */
  private step(bytes: Uint8Array, from: number): number {
    let at = from;
    let byte = bytes[at] as number;
    while (byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09) {
      if (byte === NEWLINE) this.line += 1;
      at += 1;
      if (at === bytes.length) return at;
      byte = bytes[at] as number;
    }
    return this.take(byte, this.base + at) ? at + 1 : at;
  }

  /** @returns whether the byte is used up */
  private take(byte: number, offset: number): boolean {
    switch (this.state) {
      case 'value':
        return this.beginValue(byte, offset);
      case 'element':
        return this.beginElement(byte, offset);
      case 'key':
        return this.beginKey(byte);
      case 'colon':
        if (byte !== COLON) return this.fail(byte, 'a colon');
        this.state = 'value';
        return true;
      case 'after':
        return this.endValue(byte);
      default:
        this.trailing = { offset, line: this.line };
        this.state = 'stopped';
        return true;
    }
  }

  private beginValue(byte: number, offset: number): boolean {
    if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST) return this.fail(byte, 'a value');
    const looksInside = this.key !== null || this.open.length === 0;
    if (looksInside && byte === OPEN_OBJECT && this.open.length < MOST_KEYS_DEEP) {
      const node: ObjectNode = { kind: 'object', entries: new Map() };
      const path = this.pathOfValue();
      this.keep(node);
      this.open.push({ node, path });
      this.fresh = true;
      this.state = 'key';
      return true;
    }
    if (looksInside && byte === OPEN_LIST) return this.beginList(offset);
    if (this.open.length === 0) return this.fail(byte, '{ or [');
    this.passOverFrom(offset);
    return false;
  }

  private beginList(offset: number): boolean {
    const path = this.pathOfValue();
    if (this.lists.has(path)) this.repeated.push(path);
    this.lists.add(path);
    const node: ListNode = { kind: 'list', path, start: offset, count: 0, blocks: [] };
    this.keep(node);
    this.list = listBuilder(node, this.block);
    this.fresh = true;
    this.state = 'element';
    return true;
  }

  private beginElement(byte: number, offset: number): boolean {
    if (byte === CLOSE_LIST && this.fresh) return this.closeList();
    if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST) return this.fail(byte, 'a value');
    this.fresh = false;
    this.passOverFrom(offset);
    return false;
  }

  private passOverFrom(offset: number): void {
    this.state = 'inside';
    this.start = offset;
    this.startLine = this.line;
    this.passing.depth = 0;
    this.passing.deepest = 0;
    this.passing.line = this.line;
  }

  /** Through the value, and past the comma or bracket after it. */
  private passOver(bytes: Uint8Array, from: number): number {
    const at = passOver(bytes, from, this.passing);
    if (at === bytes.length) return at;
    this.line = this.passing.line;
    this.endPassedOver(bytes[at] as number, this.base + at);
    return at + 1;
  }

  private endPassedOver(byte: number, offset: number): boolean {
    const deep = this.passing.deepest > MOST_DEPTH;
    if (this.list === null) {
      const { start, startLine: line } = this;
      this.keep({ kind: 'leaf', start, end: offset, line, deep } satisfies LeafNode);
      return this.endValue(byte);
    }
    if (byte === CLOSE_OBJECT) return this.fail(byte, 'a comma or ]');
    this.elements += 1;
    if (this.elements > MOST_ELEMENTS) return this.stop(`more than ${MOST_ELEMENTS} elements`);
    this.list.add(this.start, offset, this.startLine, deep);
    if (byte === CLOSE_LIST) return this.closeList();
    this.state = 'element';
    return true;
  }

  private closeList(): boolean {
    this.list?.finish();
    this.list = null;
    return this.closed();
  }

  private closed(): boolean {
    this.state = this.open.length === 0 ? 'trailing' : 'after';
    this.whole = this.open.length === 0;
    this.lastLine = this.line;
    return true;
  }

  /** After a value of an object. */
  private endValue(byte: number): boolean {
    if (byte === COMMA) {
      this.fresh = false;
      this.state = 'key';
      return true;
    }
    if (byte !== CLOSE_OBJECT) return this.fail(byte, 'a comma or }');
    this.open.pop();
    return this.closed();
  }

  private beginKey(byte: number): boolean {
    if (byte === CLOSE_OBJECT && this.fresh) {
      this.open.pop();
      return this.closed();
    }
    if (byte !== QUOTE) return this.fail(byte, 'a key in quotes');
    this.fresh = false;
    this.keyReader.begin();
    this.state = 'key text';
    return true;
  }

  private readKey(bytes: Uint8Array, from: number): number {
    const at = this.keyReader.push(bytes, from);
    if (this.keyReader.isComplete()) this.endKey(this.keyReader.key());
    return at;
  }

  private endKey(read: Key): void {
    this.state = 'colon';
    const left = this.isFull() || read === 'too long';
    if (left) this.crowded = true;
    this.key = null;
    if (left) return;
    if ('wrong' in read) this.stop(`a key that is not text (${read.wrong})`);
    else this.named(read.text);
  }

  private isFull(): boolean {
    if (this.open.length === 1) {
      this.rootKeys += 1;
      this.keysBelow = 0;
      return this.rootKeys > MOST_KEYS;
    }
    this.keys += 1;
    this.keysBelow += 1;
    return this.keys > MOST_KEYS || this.keysBelow > MOST_KEYS_BELOW;
  }

  private named(key: string): void {
    this.key = key;
    const parent = this.open.at(-1);
    if (parent?.node.entries.has(key)) this.repeated.push(this.pathOfValue());
  }

  private pathOfValue(): string {
    const parent = this.open.at(-1)?.path ?? '';
    return parent === '' ? (this.key ?? '') : `${parent}.${this.key}`;
  }

  private keep(node: Node): void {
    const parent = this.open.at(-1);
    if (parent === undefined) this.setRoot(node);
    else if (this.key !== null) parent.node.entries.set(this.key, node);
  }

  private setRoot(node: Node): void {
    this.root = node;
    this.firstLine = this.line;
  }

  private fail(byte: number, wanted: string): true {
    return this.stop(`${JSON.stringify(String.fromCharCode(byte))} where ${wanted} belongs`);
  }

  private stop(found: string): true {
    this.error = { found, line: this.line };
    this.state = 'stopped';
    return true;
  }
}
