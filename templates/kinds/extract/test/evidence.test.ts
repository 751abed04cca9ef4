import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../src/fields.ts';
import { candidatesOf } from '../src/model/candidates.ts';
import { foundIn, type Lesson, learnEvidence } from '../src/model/evidence.ts';

const [NAME = FIELD_NAMES[0] as never] = FIELD_NAMES;
const one = (value: string, word: string) => ({ value, cues: { word } });
const LESSONS: Lesson[] = [
  { candidates: [one('a', 'total'), one('b', 'net'), one('c', 'net')], value: 'a' },
  { candidates: [one('d', 'net'), one('e', 'total')], value: 'e' },
  { candidates: [one('f', 'net')], value: null },
];

describe('the evidence', () => {
  const weigh = learnEvidence(NAME, LESSONS);

  it('is higher with what stood before values, lower with what stood before others, and neither with what is new', () => {
    const odds = (word: string) => weigh({ word }).odds;
    expect(odds('total')).toBeGreaterThan(odds('new'));
    expect(odds('new')).toBeGreaterThan(odds('net'));
    // Two of six candidates were the value.
    expect(odds('new')).toBeCloseTo(Math.log(2 / 4));
  });

  it('believes what was seen often more than what was seen once', () => {
    const lesson = (word: string): Lesson => ({ candidates: [one('a', word), one('b', 'net')], value: 'a' });
    const often = learnEvidence(NAME, [lesson('once'), lesson('often'), lesson('often')]);
    expect(often({ word: 'often' }).odds).toBeGreaterThan(often({ word: 'once' }).odds);
  });

  it('agrees by the share of cues that speak for it', () => {
    expect(weigh({ word: 'total', other: 'new' }).agreement).toBe(1 / 2);
    expect(weigh({ word: 'net' }).agreement).toBe(0);
  });

  it('counts a value that stands in two places once', () => {
    const twice = learnEvidence(NAME, [
      { candidates: [one('a', 'total'), one('a', 'sum'), one('b', 'net'), one('c', 'net')], value: 'a' },
    ]);
    expect(twice({}).odds).toBeCloseTo(Math.log(1 / 2));
  });

  it('knows in how many documents the value stands', () => {
    expect(foundIn(NAME, LESSONS)).toBe(2);
  });
});

it.each([
  [
    'in its line',
    'From: Acme\nInvoice Date 2:   4.3.2026 (late)',
    { word: '9', words: 'date 9', label: 'invoice date 9', after: 'late', line: '2' },
  ],
  [
    'below its label',
    'Date of issue\n4.3.2026',
    { word: '', words: '', label: 'above: date of issue', after: '', line: '2' },
  ],
  ['at the top', '4.3.2026\nAcme', { label: 'above: ', line: '1' }],
  ['further down', 'a\nb\nc\n4.3.2026', { label: 'above: c', line: 'further down' }],
])('the cues of a value %s', (_, text, cues) => {
  const [first] = candidatesOf('date', { name: 'body', text });
  expect(first?.cues).toMatchObject({ ...cues, field: 'body', read: 'dmy', shape: '9.9.9', place: 'first' });
});

it.each([
  ['INV-2026-17', 'A-9-9'],
  ['Acme Ltd', 'a a'],
  ['ACME', 'A'],
])('the notation of %s is %s', (text, shape) => {
  expect(candidatesOf('text', { name: 'body', text })[0]?.cues).toMatchObject({ shape });
});

it('the first and the last of a type are told from those between', () => {
  const places = candidatesOf('integer', { name: 'body', text: '1 and 2 and 3' }).map(
    ({ cues }) => cues.place,
  );
  expect(places).toEqual(['first', 'between', 'last']);
});
