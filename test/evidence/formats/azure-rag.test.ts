import { describe, expect, it } from 'vitest';
import { azureRag } from '../../../action/evidence/formats/azure/azure-rag.ts';
import { azureRagSummary } from '../../../action/evidence/formats/azure/azure-rag-summary.ts';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { withMapping } from '../../../action/evidence/mapping.ts';
import { jsonHead, readElements } from './read-elements.ts';

const LINE = {
  question: 'q',
  truth: 't',
  answer: 'a',
  context: 'c',
  latency: 3.25,
  gpt_groundedness: 5,
  answer_length: 9,
};
const head = (first: unknown): Head => ({ kind: 'json-lines', first: [first] });
const read = (...lines: unknown[]) => readElements(azureRag, head(LINE), lines);

describe('the Azure RAG evaluator', () => {
  it('is known by a question with ratings', () => {
    expect(azureRag.recognise(head(LINE))).toEqual({ answer: 'fits' });
    expect(azureRag.recognise(head({ gpt_groundedness: 5 }))).toEqual({
      answer: 'lacks',
      field: '`question`',
    });
    expect(azureRag.recognise(head({ question: 'q', score: 5 }))).toEqual({ answer: 'other' });
    expect(azureRag.recognise(head(null))).toEqual({ answer: 'other' });
  });

  it('has ratings and no verdict, and takes latency as seconds', () => {
    const { records, notes } = read(LINE);
    expect(records[0]).toMatchObject({
      verdict: 'no_verdict',
      score: 5,
      fingerprinted: true,
      latencyMs: 3250,
      evaluators: [{ name: 'gpt_groundedness', score: 5, threshold: null, verdict: 'no_verdict' }],
    });
    expect(notes.join()).toContain('threshold: { gpt_groundedness: 4 }');
  });

  it('keeps a question that was asked twice as one case with two attempts', () => {
    const { records } = read(LINE, { ...LINE, answer: 'b' });
    expect(records).toHaveLength(2);
    expect(records[0]?.id).toBe(records[1]?.id);
  });

  it.each([null, -1, 0, 'five', Number.NaN])(
    'takes the rating %j for a judge that gave none',
    (gpt_groundedness) => {
      expect(read({ ...LINE, gpt_groundedness }).records[0]?.evaluators[0]).toMatchObject({
        score: null,
        verdict: 'grader_error',
      });
    },
  );

  it.each([
    [4, 'pass'],
    [3, 'fail'],
    [null, 'grader_error'],
  ])('makes of the rating %j a %s where 4 is declared', (gpt_groundedness, verdict) => {
    const [record] = read({ ...LINE, gpt_groundedness }).records;
    expect(record && withMapping(record, LINE, { threshold: { gpt_groundedness: 4 } })).toMatchObject({
      verdict,
    });
  });

  it.each([[{ question: 'q' }], [{ gpt_relevance: 1 }], ['text']])('has a fault for %j', (line) => {
    expect(read(line).faults).toHaveLength(1);
  });
});

describe('what stands beside its results', () => {
  it.each([
    [{ gpt_groundedness: { pass_count: 193, pass_rate: 0.96, mean_rating: 4.87 }, latency: { mean: 2.35 } }],
    [{ evaluation_gpt_model: 'gpt-4', evaluation_timestamp: 1, testdata_path: 'qa.jsonl', target_url: 'x' }],
  ])('is refused: %j', (document) => {
    expect(azureRagSummary.recognise(jsonHead(document))).toMatchObject({
      answer: 'refused',
      remedy: expect.stringContaining('eval_results.jsonl'),
    });
  });

  it.each([[{ latency: { mean: 1 } }], [{ gpt_model: 'x' }], [[]], [null]])('leaves %j alone', (document) => {
    expect(azureRagSummary.recognise(jsonHead(document))).toEqual({ answer: 'other' });
  });
});
