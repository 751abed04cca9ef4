import { describe, expect, it } from 'vitest';
import { langfuse } from '../../../action/evidence/formats/langfuse.ts';
import { jsonHead, readElements } from './read-elements.ts';

const evaluation = (name: string, value: unknown, more = {}) => ({ name, value, ...more });
const result = (evaluations: unknown, item: unknown = { id: 'item-1', input: 'Germany' }) => ({
  item,
  input: 'Germany',
  expectedOutput: 'Berlin',
  output: 'Berlin',
  evaluations,
  traceId: 't1',
});
const experiment = (itemResults: readonly unknown[]) => ({
  experimentId: 'x',
  runName: 'r',
  itemResults,
  runEvaluations: [],
});
const read = (items: readonly unknown[]) => readElements(langfuse, jsonHead(experiment(items)), items);

describe('a Langfuse experiment', () => {
  it.each([
    ['the JavaScript SDK', experiment([result([])])],
    ['the Python SDK', { run_name: 'r', item_results: [result([])], run_evaluations: [] }],
  ])('is recognised as %s returns it', (_name, outline) => {
    expect(langfuse.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
  });

  it('is refused without items, since items that failed are left out', () => {
    expect(langfuse.recognise(jsonHead(experiment([])))).toMatchObject({ answer: 'refused' });
  });

  it('lacks evaluations where an item has none at all', () => {
    expect(langfuse.recognise(jsonHead(experiment([{ item: {} }])))).toEqual({
      answer: 'lacks',
      field: 'evaluations',
    });
  });

  it.each([
    [
      'item results of something else',
      { itemResults: [{ itemId: 1, isSuccess: true }], recordsProcessed: 1 },
    ],
    ['item results that are no list', { itemResults: {}, runEvaluations: [] }],
  ])('is not seen in %s', (_name, outline) => {
    expect(langfuse.recognise(jsonHead(outline)).answer).toBe('other');
  });

  it.each([
    ['a number', 0.85, 0.85],
    ['true', true, 1],
    ['false', false, 0],
    ['a category', 'positive', null],
    ['nothing', null, null],
  ])('keeps %s as a score, and makes no verdict of it', (_name, value, score) => {
    const found = read([result([evaluation('accuracy', value, { comment: 'as expected' })])]);
    expect(found.records).toMatchObject([
      { id: 'item-1', fingerprinted: false, verdict: 'no_verdict', score, reason: 'as expected' },
    ]);
    expect(found.notes).toEqual([expect.stringContaining('"accuracy": …')]);
  });

  it('knows an item without an id by its input', () => {
    const [one, same, other] = read([
      result([], { input: 'Germany' }),
      result([], { input: 'Germany', metadata: { run: 2 } }),
      result([], { input: 'France' }),
    ]).records;
    expect(one).toMatchObject({ fingerprinted: true });
    expect(same?.id).toBe(one?.id);
    expect(other?.id).not.toBe(one?.id);
  });

  it.each([
    ['text', 'no item'],
    ['null', null],
    ['an item without id and input', { evaluations: [] }],
    ['evaluations that are text', result('good')],
  ])('has a fault at %s', (_name, bad) => {
    expect(read([result([]), bad]).faults).toMatchObject([{ place: { row: 2 } }]);
  });

  it('reads evaluations that are not what they should be', () => {
    expect(read([result([null, 1, { value: 1 }])]).records[0]?.evaluators).toEqual(
      [null, null, 1].map((score) => ({ name: 'evaluation', score, threshold: null, verdict: 'no_verdict' })),
    );
  });
});
