import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { evalRow } from '../../../action/contract/eval-run.ts';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { plainlyValid } from '../../../action/evidence/formats/poc-rows/poc-row.ts';
import { recordOf } from '../../../action/evidence/formats/poc-rows/poc-row-schema.ts';
import { pocRows } from '../../../action/evidence/formats/poc-rows/poc-rows.ts';

import { readElements } from './read-elements.ts';

const head = (...first: unknown[]): Head => ({ kind: 'json-lines', first });
const ROW = { id: 'a', verdict: 'pass' };
const FULL = {
  id: 'a',
  repeat: 2,
  verdict: 'fail',
  outcome: 'answered',
  answer: { label: 'x', parts: [1, null] },
  reason: 'wrong label',
  confidence: 0.5,
  latency_ms: 120,
  cost_usd: 0.01,
  cluster: 'document-1',
  model: 'vendor/model-1',
};

beforeAll(() => pocRows.prepare?.());

describe('recognising our own rows', () => {
  it.each([
    ['fits', ROW],
    ['fits', FULL],
    ['lacks', { verdict: 'pass' }],
    ['other', { id: 'a', verdict: 'good' }],
    ['other', { id: 'a', pass: true }],
    ['other', ['id', 'verdict']],
    ['other', null],
  ])('%s: %j', (answer, first) => {
    expect(pocRows.recognise(head(first)).answer).toBe(answer);
  });

  it('knows them by a later line where the first is wrong, so that its fault is told', () => {
    expect(pocRows.recognise(head({ id: 'a', verdict: 'maybe' }, ROW)).answer).toBe('fits');
  });
});

describe('reading our own rows', () => {
  it('makes the same record of a full row as the schema does', () => {
    const { records, faults } = readElements(pocRows, head(FULL), [FULL]);
    expect(faults).toEqual([]);
    expect(records).toEqual([recordOf(evalRow.parse(FULL), 1)]);
    expect(records[0]).toMatchObject({
      repeat: 2,
      latencyMs: 120,
      costUsd: 0.01,
      cluster: 'document-1',
      row: 1,
    });
  });

  it('fills in what a short row leaves out', () => {
    const { records } = readElements(pocRows, head(ROW), [ROW, { ...ROW, id: ' b ' }]);
    expect(records.map(({ id, repeat, answer, row }) => ({ id, repeat, answer, row }))).toEqual([
      { id: 'a', repeat: 0, answer: null, row: 1 },
      { id: 'b', repeat: 0, answer: null, row: 2 },
    ]);
  });

  it.each([
    [{ ...ROW, verdict: 'maybe' }, '`verdict`: "maybe"'],
    [{ ...ROW, id: '' }, '`id`: ""'],
    [{ verdict: 'pass' }, '`id`: nothing'],
    [{ ...ROW, latency_ms: -1 }, '`latency_ms`: -1'],
    [{ ...ROW, latency_ms: JSON.parse('1e400') }, '`latency_ms`: Infinity'],
    [{ ...ROW, confidence: 1.01 }, '`confidence`: 1.01'],
    [{ ...ROW, repeat: 0.5 }, '`repeat`: 0.5'],
    [{ ...ROW, score: 1 }, '`score`: the key "score", which nothing reads'],
    [
      JSON.parse('{"id":"a","verdict":"pass","__proto__":{"x":1}}'),
      'the key "__proto__", which nothing reads',
    ],
    ['text', '"text"'],
    [null, 'null'],
  ])('says what is wrong with %j', (row, found) => {
    const { records, faults } = readElements(pocRows, head(ROW), [row]);
    expect(records).toEqual([]);
    expect(faults[0]?.found).toContain(found);
    expect(faults[0]?.place).toEqual({ row: 1, line: 1 });
    expect(faults[0]?.remedy).not.toBe('');
  });
});

const anything = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(null, true, '', ' a', 'a', 'é', 'pass', 'fail', 'answered', -1, 0, 1, 0.5, 2 ** 60),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, { a: 1 }, { a: Number.NaN }, [[]], ['\u00a0']),
);

it('never calls a row valid that the schema refuses or changes', () => {
  const row = fc.record(Object.fromEntries([...Object.keys(FULL), 'extra'].map((key) => [key, anything])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(row, fc.boolean(), (fields, isFull) => {
      const given = isFull ? { ...FULL, ...fields } : { ...ROW, ...fields };
      const known = JSON.parse(JSON.stringify(given, (_, value) => value ?? null)) as Record<string, unknown>;
      for (const candidate of [given, known]) {
        if (!plainlyValid(candidate)) continue;
        const parsed = evalRow.safeParse(candidate);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toMatchObject(candidate);
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});
