import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { langsmith } from '../../../action/evidence/formats/langsmith/langsmith.ts';
import { langsmithJson } from '../../../action/evidence/formats/langsmith/langsmith-json.ts';
import { langsmithLines } from '../../../action/evidence/formats/langsmith/langsmith-lines.ts';
import { jsonHead, readElements } from './read-elements.ts';

const ROW = {
  '': '0',
  'inputs.question': 'What is two and two?',
  'outputs.output': '4',
  error: '',
  'reference.answer': '4',
  'feedback.correctness': '1.0',
  execution_time: '1.25',
  example_id: '7d2f6a1e-0000-4000-8000-000000000001',
  id: '7d2f6a1e-0000-4000-8000-000000000002',
};
const row = (more = {}) => ({ ...ROW, ...more });
const csv = (columns: readonly string[]): Head => ({ kind: 'csv', columns, first: [] });
const read = (rows: readonly unknown[]) => readElements(langsmith, csv(Object.keys(ROW)), rows);

describe('a LangSmith table', () => {
  it('is recognised in CSV, in a JSON list and in JSON lines', () => {
    expect(langsmith.recognise(csv(Object.keys(ROW)))).toEqual({ answer: 'fits' });
    expect(langsmithJson.recognise(jsonHead([ROW]))).toEqual({ answer: 'fits' });
    expect(langsmithLines.recognise({ kind: 'json-lines', first: [ROW] })).toEqual({ answer: 'fits' });
  });

  it('is recognised as get_test_results writes it', () => {
    const columns = ['input.question', 'outputs.output', 'execution_time', 'feedback.correctness'];
    expect(langsmith.recognise(csv(columns))).toEqual({ answer: 'fits' });
  });

  it('lacks feedback where nothing was judged', () => {
    const columns = Object.keys(ROW).filter((column) => !column.startsWith('feedback.'));
    expect(langsmith.recognise(csv(columns))).toEqual({ answer: 'lacks', field: 'feedback.<key>' });
  });

  it('is refused by columns, with the option that writes rows', () => {
    const columns = Object.fromEntries(Object.entries(ROW).map(([column, cell]) => [column, { 0: cell }]));
    expect(langsmithJson.recognise(jsonHead(columns))).toMatchObject({
      answer: 'refused',
      remedy: expect.stringContaining('orient="records"'),
    });
  });

  it('keeps what it says', () => {
    expect(read([row()]).records).toMatchObject([
      {
        id: ROW.example_id,
        fingerprinted: false,
        verdict: 'no_verdict',
        score: 1,
        latencyMs: 1250,
        evaluators: [{ name: 'correctness', score: 1, threshold: null, verdict: 'no_verdict' }],
      },
    ]);
  });

  it.each([
    ['True', 'True', 1],
    ['False', 'False', 0],
    ['a JSON true', true, 1],
    ['an empty cell', '', null],
    ['a category', 'good', null],
    ['infinity', 'inf', null],
  ])('keeps feedback of %s as a score', (_name, feedback, score) => {
    expect(read([row({ 'feedback.correctness': feedback })]).records).toMatchObject([
      { verdict: 'no_verdict', score },
    ]);
  });

  it.each([
    ['an error', { error: 'TimeoutError()' }, 'system_error', 'TimeoutError()'],
    ['an error that is no text', { error: { type: 'x' } }, 'system_error', 'an error without words'],
    ['no error in JSON', { error: null }, 'no_verdict', null],
  ])('tells %s', (_name, more, verdict, reason) => {
    expect(read([row(more)]).records).toMatchObject([{ verdict, reason }]);
  });

  it('does not believe a time below zero', () => {
    expect(read([row({ execution_time: '-1' })]).records).toMatchObject([{ latencyMs: null }]);
  });

  it('knows an example without an id by its inputs', () => {
    const [one, same, other] = read([
      row({ example_id: '' }),
      row({ example_id: '', id: 'new' }),
      row({ example_id: '', 'inputs.question': 'Another?' }),
    ]).records;
    expect(one).toMatchObject({ fingerprinted: true });
    expect(same?.id).toBe(one?.id);
    expect(other?.id).not.toBe(one?.id);
  });

  it.each([
    ['text', 'no row'],
    ['null', null],
    ['a row without id and inputs', row({ example_id: '', 'inputs.question': '' })],
  ])('has a fault at %s', (_name, bad) => {
    expect(read([row(), bad]).faults).toMatchObject([{ place: { row: 2 } }]);
  });
});
