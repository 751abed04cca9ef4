import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { openaiEvalsApi } from '../../../action/evidence/formats/openai-evals/openai-evals-api.ts';
import { openaiEvalsApiLines } from '../../../action/evidence/formats/openai-evals/openai-evals-api-lines.ts';
import { jsonHead, readElements } from './read-elements.ts';

const check = (passed: unknown, more = {}) => ({
  name: 'String check',
  type: 'string_check',
  passed,
  score: passed ? 1 : 0,
  ...more,
});
const item = (results: unknown, more = {}) => ({
  object: 'eval.run.output_item',
  id: 'outputitem_1',
  created_at: 1743092076,
  run_id: 'evalrun_1',
  eval_id: 'eval_1',
  status: 'pass',
  datasource_item_id: 5,
  datasource_item: { input: 'Stocks rally', ground_truth: 'Markets' },
  results,
  sample: { model: 'gpt-4o-mini', usage: { prompt_tokens: 325, completion_tokens: 2 }, error: null },
  ...more,
});
const RUN = {
  object: 'eval.run',
  id: 'evalrun_1',
  status: 'completed',
  result_counts: { total: 2, errored: 0, failed: 1, passed: 1 },
};
const page = (data: readonly unknown[], more = {}) => ({ object: 'list', data, has_more: false, ...more });

const lines = (first: readonly unknown[]): Head => ({ kind: 'json-lines', first: first.slice(0, 3) });
const read = (all: readonly unknown[]) => readElements(openaiEvalsApiLines, lines(all), all);
const verdictOf = (one: unknown) => read([one]).records[0]?.verdict;

describe('output items of the Evals API', () => {
  it.each([
    ['a page', page([item([check(true)])])],
    ['a list', [item([check(true)])]],
    ['a list of pages', [page([item([check(true)])])]],
  ])('are recognised as %s', (_name, outline) => {
    expect(openaiEvalsApi.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
  });

  it.each([
    ['lines', [item([check(true)])]],
    ['pages on lines', [page([item([check(true)])])]],
    ['lines after their run', [RUN, item([check(true)])]],
  ])('are recognised as %s', (_name, first) => {
    expect(openaiEvalsApiLines.recognise(lines(first))).toEqual({ answer: 'fits' });
  });

  it.each([
    ['a run', RUN],
    ['a page of runs', page([RUN])],
    ['a single item', item([check(true)])],
  ])('are missing in %s, which is refused', (_name, outline) => {
    expect(openaiEvalsApi.recognise(jsonHead(outline))).toMatchObject({ answer: 'refused' });
  });

  it('are missing in lines of runs', () => {
    expect(openaiEvalsApiLines.recognise(lines([RUN, RUN]))).toMatchObject({ answer: 'refused' });
  });

  it('keep what they say', () => {
    const found = read([item([check(true, { name: 'String check-a2486074-d803-4445-b431-ad2262e85d47' })])]);
    expect(found.records).toMatchObject([
      {
        id: '5',
        fingerprinted: false,
        verdict: 'pass',
        score: 1,
        evaluators: [{ name: 'String check', score: 1, verdict: 'pass' }],
        tokensIn: 325,
        tokensOut: 2,
        model: 'gpt-4o-mini',
      },
    ]);
    expect(found.producedAt).toEqual(['2025-03-27T16:14:36.000Z']);
  });

  it.each([
    ['a criterion that failed', item([check(true), check(false)], { status: 'fail' }), 'fail'],
    [
      'completed, which Azure writes, and a criterion that passed',
      item([check(true)], { status: 'completed' }),
      'pass',
    ],
    ['completed and a criterion that failed', item([check(false)], { status: 'completed' }), 'fail'],
    ['fail although all criteria passed', item([check(true)], { status: 'fail' }), 'fail'],
    ['pass although a criterion failed', item([check(false)], { status: 'pass' }), 'fail'],
    [
      'a request that failed',
      item([], { status: 'fail', sample: { error: { code: '429', message: 'slow down' } } }),
      'system_error',
    ],
    [
      'an error object without words',
      item([check(true)], { sample: { error: { code: '', message: '' } } }),
      'pass',
    ],
    [
      'a grader that crashed',
      item([check(null, { sample: { error: { message: 'no JSON' } } })]),
      'grader_error',
    ],
    [
      'a criterion with an error status',
      item([check(true), check(null, { status: 'error' })]),
      'grader_error',
    ],
    ['an item with an error status', item([check(true)], { status: 'errored' }), 'grader_error'],
    ['a criterion that says nothing', item([check(null)]), 'no_verdict'],
    ['no criteria', item([]), 'no_verdict'],
    ['criteria that are no list', item('pass'), 'no_verdict'],
  ])('tell %s', (_name, one, verdict) => {
    expect(verdictOf(one)).toBe(verdict);
  });

  it('keep the threshold that Azure states', () => {
    const coherence = { name: 'Coherence', passed: false, score: 2, threshold: 3, reason: 'It wanders.' };
    const [record] = read([item([coherence], { status: 'completed' })]).records;
    expect(record).toMatchObject({ verdict: 'fail', score: 2, threshold: 3, reason: 'It wanders.' });
  });

  it('know a case without an id by what was asked, not by what was answered', () => {
    const asked = (answer: string) => ({
      datasource_item_id: undefined,
      datasource_item: { query: 'Weather?', 'sample.output_text': answer, response_id: answer },
    });
    const [one, other] = read([item([check(true)], asked('a')), item([check(true)], asked('b'))]).records;
    expect(one?.fingerprinted).toBe(true);
    expect(one?.id).toBe(other?.id);
  });

  it.each([
    [
      'of a JSON page',
      (all: unknown) => readElements(openaiEvalsApi, jsonHead(all), (all as { data: unknown[] }).data),
    ],
    ['of a page on a line', (all: unknown) => read([all])],
  ])('are not all there where has_more %s says so', (_name, reading) => {
    expect(reading(page([item([check(true)])])).faults).toEqual([]);
    expect(reading(page([item([check(true)])], { has_more: true })).faults).toMatchObject([
      { found: expect.stringContaining('has_more') },
    ]);
  });

  it('are all there when the last of several pages is', () => {
    expect(
      read([page([item([check(true)])], { has_more: true }), page([item([check(true)])])]).faults,
    ).toEqual([]);
  });

  it('are compared with the counts of their run', () => {
    expect(read([RUN, item([check(true)]), item([check(false)])]).faults).toEqual([]);
    expect(read([RUN, item([check(true)])]).faults).toMatchObject([{ expected: '2' }]);
  });

  it('have one fault for all items of other runs', () => {
    const other = item([check(true)], { run_id: 'evalrun_2' });
    expect(read([item([check(true)]), other, other]).faults).toMatchObject([{ place: { row: 2 } }]);
  });

  it.each([
    ['text', 'no item'],
    ['null', null],
    ['another object', { object: 'response' }],
    ['an item of no case', item([check(true)], { datasource_item_id: null, datasource_item: null })],
  ])('have a fault at %s', (_name, bad) => {
    expect(read([item([check(true)]), bad]).faults).toMatchObject([{ place: { row: 2 } }]);
  });
});
