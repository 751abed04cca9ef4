import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { plainCsv } from '../../../action/evidence/formats/plain/plain-csv.ts';
import { readElements } from './read-elements.ts';

type Row = Readonly<Record<string, string>>;
const head = (...first: Row[]): Head => ({ kind: 'csv', columns: Object.keys(first[0] ?? {}), first });
const recognise = (...first: Row[]) => plainCsv.recognise(head(...first));

describe('recognising plain CSV', () => {
  it.each([[{ id: '1', passed: 'True' }], [{ question: 'q', pass: '0' }], [{ Name: 'q', Score: '0.5' }]])(
    'fits %j',
    (row) => {
      expect(recognise(row)).toEqual({ answer: 'fits' });
    },
  );

  it('asks for a mapping where another column says pass or fail', () => {
    expect(
      recognise({ id: '1', correctness: 'pass', x: '1' }, { id: '2', correctness: 'fail', x: '2' }),
    ).toEqual({
      answer: 'lacks',
      field: '`evidence.mapping.pass: correctness`, if that is the verdict',
    });
  });

  it.each([
    [
      { id: '1', correctness: 'pass' },
      { id: '2', correctness: 'partly' },
    ],
    [
      { id: '1', correctness: 'pass' },
      { id: '2', correctness: '' },
    ],
  ])('takes no column for a verdict that says other things: %j, %j', (...rows) => {
    expect(recognise(...rows)).toEqual({ answer: 'lacks', field: '`pass`, `passed` or `success`' });
  });

  it.each([[{ city: 'Bern', population: '130000' }], [{ date: '2026-01-01', price: '12' }]])(
    'leaves %j alone',
    (row) => {
      expect(recognise(row)).toEqual({ answer: 'other' });
    },
  );

  it('refuses metrics with their values', () => {
    expect(recognise({ metric: 'accuracy', value: '0.9' }).answer).toBe('refused');
  });

  it('leaves a table without rows alone', () => {
    expect(recognise()).toEqual({ answer: 'other' });
  });
});

it.each([
  ['True', 'pass'],
  ['1', 'pass'],
  [' PASS ', 'pass'],
  ['FALSE', 'fail'],
  ['0', 'fail'],
  ['failed', 'fail'],
  ['', 'no_verdict'],
  ['error', 'system_error'],
])('reads the cell "%s" as %s', (passed, verdict) => {
  const { records } = readElements(plainCsv, head({ id: '1', passed: 'true' }), [{ id: '1', passed }]);
  expect(records[0]).toMatchObject({ id: '1', verdict });
});

it('reads numbers that are written as text, and an empty one as none', () => {
  const row = { id: '1', passed: '1', score: '0.25', latency_ms: '12.5', cost_usd: '', tokens_in: 'many' };
  expect(readElements(plainCsv, head(row), [row]).records[0]).toMatchObject({
    score: 0.25,
    latencyMs: 12.5,
    costUsd: null,
    tokensIn: null,
  });
});

it('says where a cell is no verdict', () => {
  const { faults } = readElements(plainCsv, head({ id: '1', passed: '1' }), [{ id: '1', passed: '0.7' }]);
  expect(faults[0]?.found).toBe('`passed`: "0.7"');
});
