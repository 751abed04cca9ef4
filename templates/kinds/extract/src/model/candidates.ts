import { FIELD_NAMES, typeOf } from '../fields.ts';
import type { Item } from '../input.ts';
import { type FieldType, usual, type Value, valuesIn, wordsOf } from '../values/values.ts';

/** What speaks for or against a value where it stands, each by its name: the words before it, its notation, its place. */
export type Cues = Readonly<Record<string, string>>;

/** A value that stands in a document, with its cues. */
export type Candidate = { value: Value; cues: Cues };

/** Only the beginning of a long field is read, so that time stays bounded. */
const LONGEST_FIELD = 20_000;
/** A label further away than this, in characters, is none. */
const FARTHEST = 80;
const LINES_OF_THE_HEAD = 3;

/** All candidates of a document, by the types that fields have. */
export type Candidates = Readonly<Record<FieldType, readonly Candidate[]>>;

const TYPES = new Set(FIELD_NAMES.map(typeOf));

/** @returns everything in the item that can be a value of a field. */
export function candidatesIn({ fields }: Item): Candidates {
  const texts = Object.entries(fields).map(([name, text]) => ({
    name,
    text: usual(text.slice(0, LONGEST_FIELD)),
  }));
  const none: Candidates = { text: [], amount: [], date: [], integer: [] };
  const found = [...TYPES].map((type) => [type, texts.flatMap((one) => candidatesOf(type, one))]);
  return { ...none, ...Object.fromEntries(found) };
}

/** @returns everything in one text of the item that can be a value of this type. */
export function candidatesOf(type: FieldType, { name, text }: { name: string; text: string }): Candidate[] {
  const found = valuesIn(type, text);
  return found.map(({ value, start, end, read }, index) => ({
    value,
    cues: {
      field: name,
      read,
      ...cuesAround(text, start, end),
      shape: shapeOf(text.slice(start, end)),
      place: index === 0 ? 'first' : index === found.length - 1 ? 'last' : 'between',
    },
  }));
}

function cuesAround(text: string, start: number, end: number): Cues {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = labelWords(text.slice(Math.max(line, start - FARTHEST), start));
  const above =
    text
      .slice(Math.max(0, line - FARTHEST), Math.max(0, line - 1))
      .split('\n')
      .at(-1) ?? '';
  const [after = ''] = labelWords(text.slice(end, end + FARTHEST).split('\n', 1)[0] ?? '');
  const lines = text.slice(0, line).split('\n').length;
  return {
    word: before.at(-1) ?? '',
    words: before.slice(-2).join(' '),
    label:
      before.length > 0 ? before.slice(0, 3).join(' ') : `above: ${labelWords(above).slice(0, 3).join(' ')}`,
    after,
    line: lines <= LINES_OF_THE_HEAD ? `${lines}` : 'further down',
  };
}

/** Digits are no label, and differ from document to document. */
const labelWords = (text: string): string[] => wordsOf(text).map((word) => word.replace(/\d+/g, '9'));

/** @returns the notation of a value: `INV-2026-17` is `A-9-9`, and `1,234.50` is `9,9.9`. */
const shapeOf = (written: string): string =>
  written
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/[\p{L}\p{M}]*[\p{Ll}\p{Lo}]+/gu, 'a')
    .replace(/\d+/g, '9')
    .slice(0, 12);
