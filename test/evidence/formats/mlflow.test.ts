import { describe, expect, it } from 'vitest';
import { mlflow } from '../../../action/evidence/formats/mlflow.ts';
import { jsonHead, readElements } from './read-elements.ts';

const COLUMNS = [
  'inputs',
  'ground_truth',
  'outputs',
  'latency',
  'token_count',
  'answer_correctness/v1/score',
];
const ROW = ['What is MLflow?', 'A platform.', 'A tool.', 1.5, 12, 4];
const table = (columns: readonly unknown[] = COLUMNS, ...data: unknown[]) => ({ columns, data });

/** As the file is walked through: the columns, then the rows. */
function read(columns: readonly unknown[], ...rows: unknown[]) {
  return readElements(mlflow, jsonHead(table()), [...columns, ...rows], (i) =>
    i < columns.length ? 'columns' : 'data',
  );
}

describe('recognising a table of MLflow', () => {
  it('fits columns and rows with a score', () => {
    expect(mlflow.recognise(jsonHead(table(COLUMNS, ROW)))).toEqual({ answer: 'fits' });
  });

  it('fits where the outline ends before the first score', () => {
    const cut = table(COLUMNS.slice(0, 3), ROW.slice(0, 3));
    expect(mlflow.recognise({ kind: 'json', outline: cut, lengths: new Map([['columns', 6]]) })).toEqual({
      answer: 'fits',
    });
    expect(mlflow.recognise(jsonHead(cut)).answer).toBe('lacks');
  });

  it('refuses a table without rows', () => {
    expect(mlflow.recognise(jsonHead(table())).answer).toBe('refused');
  });

  it.each([
    [{ columns: ['a'], data: [{ a: 1 }] }],
    [{ columns: [{ name: 'a' }], data: [[1]] }],
    [{ columns: ['a/score'] }],
    [[['a'], [1]]],
    [null],
  ])('leaves %j alone', (outline) => {
    expect(mlflow.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
  });
});

describe('reading a table of MLflow', () => {
  it('gives scores without verdicts, and latency from seconds', () => {
    const { records, faults, notes, raws } = read(COLUMNS, ROW);
    expect(faults).toEqual([]);
    expect(records[0]).toMatchObject({
      fingerprinted: true,
      verdict: 'no_verdict',
      score: 4,
      latencyMs: 1500,
      evaluators: [{ name: 'answer_correctness', score: 4, threshold: null, verdict: 'no_verdict' }],
    });
    expect(notes.join()).toContain('answer_correctness');
    expect(raws[0]).toMatchObject({ inputs: 'What is MLflow?', 'answer_correctness/v1/score': 4 });
  });

  it('takes null for a judge that could not be reached', () => {
    expect(read(COLUMNS, [...ROW.slice(0, 5), null]).records[0]).toMatchObject({
      verdict: 'no_verdict',
      evaluators: [{ score: null, verdict: 'grader_error' }],
    });
  });

  it('says how many cases a judge left without a score', () => {
    expect(read(COLUMNS, ROW, [...ROW.slice(0, 5), null]).notes[0]).toBe(
      'answer_correctness gave no score for 1 of 2 cases; the mean that MLflow prints leaves them out',
    );
  });

  it('knows a case by what was asked, and not by the answer', () => {
    const ids = (columns: string[], ...rows: unknown[]) => read(columns, ...rows).records.map(({ id }) => id);
    const [first, second, third] = ids(COLUMNS, ROW, ROW.with(2, 'Another answer.'), ROW.with(0, 'Who?'));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const columns = ['city', 'day', 'outputs', 'x/v1/score'];
    const [here, again, there] = ids(columns, ['Bern', 1, 'a', 1], ['Bern', 1, 'b', 2], ['Basel', 1, 'a', 1]);
    expect(again).toBe(here);
    expect(there).not.toBe(here);
  });

  it.each([[ROW.slice(1)], [[...ROW, 1]], ['text'], [null], [{ a: 1 }]])(
    'has a fault where a row disagrees with the header: %j',
    (row) => {
      const { records, faults } = read(COLUMNS, ROW, row);
      expect(records).toHaveLength(1);
      expect(faults).toHaveLength(1);
      expect(faults[0]?.place?.row).toBe(8);
    },
  );

  it('has a fault where the columns come after the rows', () => {
    const { records, faults } = readElements(mlflow, jsonHead(table()), [ROW, 'inputs'], (i) =>
      i ? 'columns' : 'data',
    );
    expect(records).toEqual([]);
    expect(faults[0]?.found).toBe('rows before their `columns`');
  });

  it('has a fault where no column is a metric', () => {
    expect(read(['inputs', 'outputs'], ['q', 'a']).faults[0]?.found).toBe('a table without a metric');
  });
});
