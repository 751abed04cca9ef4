import { Buffer, isUtf8 } from 'node:buffer';
import type { Fault } from '../formats/format.ts';
import { openCsv } from './csv-document.ts';
import { emptyFile, fault, notJson, notUtf8, quote } from './faults.ts';
import { indexOf, openJson } from './json-document.ts';
import type { JsonIndex } from './json-index.ts';
import { openJsonLines } from './json-lines-document.ts';
import { parseJson } from './json-text.ts';
import { MOST_UTF16_BYTES, SIZES, type Sizes } from './limits.ts';
import type { Opening } from './opened.ts';
import { type Source, sourceOfBytes, withoutStart } from './source.ts';
import { windowOn } from './window.ts';
import { openXml } from './xml-document.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';
import { openZip } from './zip-document.ts';

export type { Opened, Opening } from './opened.ts';

/** From this size on memory is looked after: smaller files are read before it matters. */
const LARGE = 4 * 1024 * 1024;

/** Bytes from which it is told what a file is. */
const LOOK = 64 * 1024;

/**
 * Opens a file of results by what it holds, never by its name: zip, XML, JSON, JSON lines, CSV. No file is read into
 * memory as a whole; the source has to stay open until it was walked through, and is the caller's to close.
 */
export async function openDocument(source: Source, sizes: Sizes = SIZES): Promise<Opening> {
  if (source.size === 0) return { fault: emptyFile('an empty file') };
  if (source.size > LARGE) keepYoungGenerationSmall();
  const start = Buffer.from(await source.read(0, LOOK));
  if (isZip(start)) return openZip(source, sizes);
  const plain = await withoutByteOrderMark(source, start);
  if ('fault' in plain) return plain;
  return openText(plain.source, sizes);
}

const isZip = (start: Buffer): boolean =>
  start.length >= 4 &&
  start[0] === 0x50 &&
  start[1] === 0x4b &&
  [0x0403, 0x0605].includes(start.readUInt16LE(2));

/** A file in UTF-16 is turned into UTF-8, as shells on Windows write it. */
async function withoutByteOrderMark(
  source: Source,
  start: Buffer,
): Promise<{ source: Source } | { fault: Fault }> {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { source: withoutStart(source, 3) };
  if (start[0] === 0xff && start[1] === 0xfe) return fromUtf16(source, 'utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return fromUtf16(source, 'utf-16be');
  const [first, second] = start;
  const half = start.length > 1 && (first === 0) !== (second === 0);
  return half ? { fault: utf16WithoutMark } : { source };
}

const utf16WithoutMark = fault(
  'text that looks like UTF-16 without a byte order mark',
  'text in UTF-8',
  'Save the file as UTF-8; in PowerShell write it with `| Out-File -Encoding utf8`.',
);

async function fromUtf16(source: Source, label: string): Promise<{ source: Source } | { fault: Fault }> {
  if (source.size > MOST_UTF16_BYTES) {
    const most = `at most ${MOST_UTF16_BYTES} bytes of UTF-16`;
    return { fault: fault(`${source.size} bytes of UTF-16`, most, 'Save the file as UTF-8.') };
  }
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(await source.read(0, source.size));
    return { source: sourceOfBytes(source.name, Buffer.from(text)) };
  } catch {
    return { fault: fault('bytes that are not UTF-16', 'text in UTF-8', 'Save the file as UTF-8.') };
  }
}

async function openText(source: Source, sizes: Sizes): Promise<Opening> {
  const at = await firstCharacter(source, sizes);
  if (at === null) return { fault: emptyFile('a file of white space alone') };
  const start = Buffer.from(await source.read(at, LOOK));
  const text = start.toString('utf8');
  if (text.startsWith('<')) return openXml(source, at, sizes);
  if (looksLikeJson(text)) return openJsonOrLines(source, text, sizes);
  if (/^"\s*[[{]/.test(text)) {
    const inner = await quotedJson(source, at);
    if (inner !== null) return openText(inner, sizes);
  }
  if (text.startsWith('{')) return { fault: notJson(`${quote(text)}, which is not JSON`) };
  if (!isText(start)) return { fault: notUtf8('at its start') };
  return openOther(source, text, sizes);
}

/** JSON within a JSON string, as Google ADK wrote its results: `json.dumps` of what was JSON already. */
async function quotedJson(source: Source, at: number): Promise<Source | null> {
  if (source.size - at > MOST_UTF16_BYTES) return null;
  const value = parseJson(Buffer.from(await source.read(at, source.size - at)).toString('utf8'));
  const isObject = typeof value === 'string' && /^\s*[[{]/.test(value);
  return isObject ? sourceOfBytes(source.name, Buffer.from(value)) : null;
}

async function firstCharacter(source: Source, sizes: Sizes): Promise<number | null> {
  for (let from = 0; from < source.size; from += sizes.chunk) {
    const bytes = await source.read(from, sizes.chunk);
    const at = bytes.findIndex((byte) => byte > 0x20 || byte === 0);
    if (at >= 0) return from + at;
    if (bytes.length === 0) break;
  }
  return null;
}

/** Whether bytes are UTF-8, but for a character that their end cuts. */
const isText = (bytes: Buffer): boolean =>
  !bytes.includes(0) && [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));

/** A cell of a table may begin with a bracket too: `[PASS] …`. */
const JSON_START =
  /^(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]\d-]|$|(?:true|false|null|NaN|Infinity)\s*(?:[,\]]|$)))/;

const looksLikeJson = (text: string): boolean => JSON_START.test(text);

async function openJsonOrLines(source: Source, text: string, sizes: Sizes): Promise<Opening> {
  const index = await indexOf(source, windowOn(source, sizes.chunk), sizes);
  const lines = (await isFollowed(source, index)) || isBrokenLines(index, text);
  if (lines) return { opened: await openJsonLines(source, sizes) };
  const opened = await openJson(source, index, sizes);
  // One line is as good a document as a file of lines of which there is one.
  const single = text.startsWith('{') && index.firstLine === index.lastLine && index.trailing === null;
  return { opened: single ? { ...opened, otherwise: () => openJsonLines(source, sizes) } : opened };
}

const begins = (line: string): boolean => /^\s*[[{]/.test(line);

/** JSON over several lines is one document; a line that holds a value, before another, is one of two. */
async function isFollowed(source: Source, index: JsonIndex): Promise<boolean> {
  const { trailing, firstLine, lastLine } = index;
  if (trailing === null || firstLine !== lastLine || trailing.line === lastLine) return false;
  const rest = Buffer.from(await source.read(trailing.offset, LOOK)).toString('latin1');
  return rest.split('\n').some(begins);
}

/** A first line that is damaged must not hide that those after it are lines of JSON. */
function isBrokenLines(index: JsonIndex, text: string): boolean {
  if (index.whole && index.trailing === null) return false;
  const [first = '', ...rest] = text.split('\n');
  const holds = (line: string) => begins(line) && parseJson(line) !== undefined;
  return first.trim().length > 1 && rest.filter(holds).length >= 2;
}

async function openOther(source: Source, text: string, sizes: Sizes): Promise<Opening> {
  const banner = bannerOf(text);
  if (banner !== null) return { fault: banner };
  const table = await openCsv(source, sizes);
  return table === null ? { fault: fitsNone(text) } : { opened: table };
}

/** What npm and test runners print before the JSON, when their output was sent to the file. */
function bannerOf(text: string): Fault | null {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => /^[[{]\s*(?:["[{\]}\d]|$)/.test(line));
  if (at <= 0 || lines.slice(0, at).some((line) => line.includes('"'))) return null;
  return fault(
    `${quote(lines[0] ?? '')} before the JSON, which begins on line ${at + 1} of the text`,
    'JSON alone',
    'Let the tool write its results to a file itself; `npm run --silent` prints no banner.',
  );
}

const fitsNone = (text: string): Fault =>
  fault(
    `text that begins ${quote(text)}`,
    'JSON, JSON lines, CSV with a header of at least two columns, JUnit XML or an Inspect log (.eval)',
    'Name the file that the eval tool wrote, not what it printed.',
  );
