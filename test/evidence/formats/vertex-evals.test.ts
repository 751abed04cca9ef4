import { describe, expect, it } from 'vitest';
import { vertexEvals } from '../../../action/evidence/formats/vertex-evals.ts';
import { jsonHead, readElements } from './read-elements.ts';

const answer = (metrics: unknown, index = 0) => ({ response_index: index, metric_results: metrics });
const one = (more: object, ...answers: unknown[]) => ({ ...more, response_candidate_results: answers });
const CASE = one({ eval_case_id: 'refund' }, answer({ tone: { metric_name: 'tone', score: 4 } }));
const document = (cases: readonly unknown[], more: object = {}) => ({
  eval_case_results: cases,
  summary_metrics: [{ metric_name: 'tone', mean_score: 4 }],
  ...more,
});
const read = (cases: readonly unknown[], more: object = {}) =>
  readElements(vertexEvals, jsonHead(document(cases, more)), cases);

describe('recognising a result of Vertex AI', () => {
  it('fits cases with the results of their answers', () => {
    expect(vertexEvals.recognise(jsonHead(document([CASE])))).toEqual({ answer: 'fits' });
  });

  it.each([
    [document([])],
    [document([{ eval_id: 'a', final_eval_status: 1 }])],
    [[CASE]],
    [{ eval_case_results: 'text' }],
    [null],
  ])('leaves %j to others', (outline) => {
    expect(vertexEvals.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
  });
});

describe('reading a result of Vertex AI', () => {
  it('gives the scores of each case, and no verdict', () => {
    const { records, notes } = read([CASE]);
    expect(records[0]).toMatchObject({
      id: 'refund',
      variant: null,
      verdict: 'no_verdict',
      score: 4,
      evaluators: [{ name: 'tone', score: 4, threshold: null, verdict: 'no_verdict' }],
    });
    expect(notes).toEqual([expect.stringContaining('"tone": …')]);
  });

  it('takes metrics as a list too', () => {
    const listed = one({ eval_case_id: 'a' }, answer([{ metric_name: 'tone', score: 1 }]));
    expect(read([listed]).records[0]?.evaluators).toMatchObject([{ name: 'tone', score: 1 }]);
  });

  it.each([
    [{ score: null, error_message: 'quota' }, 'quota'],
    [{ score: 0, error_message: 'quota' }, 'quota'],
    [{ error_message: 'quota' }, 'quota'],
    [{ score: 'high' }, null],
    ['text', null],
  ])('takes %j for a judge that failed', (tone, reason) => {
    const { records, notes } = read([one({ eval_case_id: 'a' }, answer({ tone }))]);
    expect(records[0]).toMatchObject({
      reason,
      evaluators: [{ name: 'tone', score: null, verdict: 'grader_error' }],
    });
    expect(notes[0]).toBe(
      'tone gave no score for 1 of 1 cases; the mean that Vertex AI prints leaves them out',
    );
  });

  it('says that a place in the data set is no name of a case', () => {
    const { records, notes } = read([one({ eval_case_index: 0 }, answer({ tone: { score: 1 } }))]);
    expect(records[0]?.id).toBe('case 0');
    expect(notes[0]).toContain('Cases without an `eval_case_id`: 1.');
  });

  it.each([
    [{}, [null, 'candidate 2']],
    [{ metadata: { candidate_names: ['small', 'large'] } }, ['small', 'large']],
  ])('tells candidates apart with %j', (more, variants) => {
    const both = one(
      { eval_case_id: 'a' },
      answer({ tone: { score: 1 } }),
      answer({ tone: { score: 2 } }, 1),
    );
    expect(read([both], more).records.map(({ variant }) => variant)).toEqual(variants);
  });

  it.each([7, null, {}, { eval_case_id: 'a' }, { response_candidate_results: [] }])(
    'has a fault for %j',
    (value) => {
      const { records, faults } = read([value]);
      expect([records, faults.length]).toEqual([[], 1]);
    },
  );
});
