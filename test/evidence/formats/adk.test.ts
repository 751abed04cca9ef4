import { describe, expect, it } from 'vitest';
import { adk } from '../../../action/evidence/formats/adk.ts';
import { jsonHead, readElements } from './read-elements.ts';

const METRIC = { metric_name: 'response_match_score', threshold: 0.8, score: 0.9, eval_status: 1 };
const CASE = {
  eval_set_id: 'weather',
  eval_id: 'case-1',
  final_eval_status: 1,
  overall_eval_metric_results: [METRIC],
  session_id: 's-1',
};
const document = (...cases: unknown[]) => ({
  eval_set_result_id: 'app_weather_1730123456.78',
  eval_set_id: 'weather',
  eval_case_results: cases,
  creation_timestamp: 1730123456.78,
});
const read = (...cases: unknown[]) => readElements(adk, jsonHead(document(...cases)), cases);

describe('recognising a result of ADK', () => {
  it.each([[document(CASE)], [{ evalSetResultId: 'x', evalCaseResults: [CASE] }]])('fits %j', (outline) => {
    expect(adk.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
  });

  it('refuses one without cases', () => {
    expect(adk.recognise(jsonHead(document())).answer).toBe('refused');
  });

  it.each([['text'], [{ eval_set_id: 'x', eval_cases: [] }], [[CASE]], [null]])(
    'leaves %j alone',
    (outline) => {
      expect(adk.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
    },
  );
});

describe('reading a result of ADK', () => {
  it('takes id, verdict and metrics with their thresholds', () => {
    const { records, producedAt } = read(CASE);
    expect(records[0]).toMatchObject({
      id: 'case-1',
      fingerprinted: false,
      verdict: 'pass',
      score: 0.9,
      threshold: 0.8,
      evaluators: [{ name: 'response_match_score', score: 0.9, threshold: 0.8, verdict: 'pass' }],
    });
    expect(producedAt).toEqual(['2024-10-28T13:50:56.780Z']);
  });

  it.each([
    [{ final_eval_status: 2 }, 'fail'],
    [{ final_eval_status: 'PASSED' }, 'pass'],
    [{ final_eval_status: 3 }, 'no_verdict'],
    [{ final_eval_status: 3, error_message: 'The agent timed out.' }, 'system_error'],
    [{ final_eval_status: 2, error_message: 'x' }, 'fail'],
  ])('reads %j as %s', (more, verdict) => {
    expect(read({ ...CASE, ...more }).records[0]?.verdict).toBe(verdict);
  });

  it('reads camel case as well', () => {
    const { records } = read({
      evalId: 'a',
      finalEvalStatus: 2,
      overallEvalMetricResults: [{ metricName: 'm', score: 0, threshold: 1, evalStatus: 2 }],
    });
    expect(records[0]).toMatchObject({
      id: 'a',
      verdict: 'fail',
      evaluators: [{ name: 'm', verdict: 'fail' }],
    });
  });

  it('leaves a metric without a status, or with an unknown one, without a verdict', () => {
    const metrics = [{ metric_name: 'tokens', score: 1000, eval_status: 4 }, 'text'];
    expect(read({ ...CASE, overall_eval_metric_results: metrics }).records[0]?.evaluators).toEqual([
      { name: 'tokens', score: 1000, threshold: null, verdict: 'no_verdict' },
    ]);
  });

  it.each([
    [{ ...CASE, eval_id: undefined }, '`eval_id`'],
    [{ ...CASE, final_eval_status: 9 }, '`final_eval_status`: 9'],
    [{ ...CASE, final_eval_status: undefined }, '`final_eval_status`: nothing'],
    [7, 'not an object'],
  ])('has a fault for %j', (value, found) => {
    const { records, faults } = read(value);
    expect(records).toEqual([]);
    expect(faults[0]?.found).toContain(found);
  });
});
