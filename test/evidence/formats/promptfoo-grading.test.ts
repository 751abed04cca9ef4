import { describe, expect, it } from 'vitest';
import type { EvalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { failed, held, judgeDown, readRow, refused, row } from './promptfoo-row-builder.ts';

describe('what became of a row', () => {
  const answered = { output: 'An answer', cached: false };
  const inCheck =
    'Error: broken\n    at check (file:///project/check.mjs:2:9)\n    at async runAssertionInternal';
  const inProvider = 'Error: connection reset\n    at Desk.callApi (file:///project/desk.mjs:16:45)';
  const error = (changes: Readonly<Record<string, unknown>>) =>
    row({ success: false, score: 0, failureReason: 2, gradingResult: null, response: undefined, ...changes });
  const reason = (type: string | undefined, text: string) =>
    failed([{ pass: false, score: 0, reason: text, ...(type === undefined ? {} : { assertion: { type } }) }]);
  const set = { pass: false, score: 0.5, reason: judgeDown.reason, componentResults: [judgeDown, held] };

  it.each<[string, Record<string, unknown>, EvalRecord['verdict']]>([
    ['success', row(), 'pass'],
    ['success with a score of zero', row({ score: 0 }), 'pass'],
    ['an assertion refused it', failed([refused]), 'fail'],
    ['no success with a high score', failed([refused], { score: 0.82 }), 'fail'],
    ['the provider said an error', error({ error: '503', response: { error: '503' } }), 'system_error'],
    [
      'the provider broke off',
      error({ error: 'cut off', response: { output: 'An', error: 'cut off' } }),
      'system_error',
    ],
    ['the provider threw', error({ error: inProvider }), 'system_error'],
    ['it took too long', error({ error: 'Evaluation timed out after 5ms: Error' }), 'system_error'],
    ['a check in a file threw', error({ error: inCheck }), 'grader_error'],
    ['grading broke after the answer', error({ error: 'Error: x', response: answered }), 'grader_error'],
    ['grading was broken off', error({ error: 'Aborted: x', response: answered }), 'grader_error'],
    ['there was no answer', error({ failureReason: 0, error: 'No output', response: {} }), 'system_error'],
    ['the judge failed', failed([judgeDown]), 'grader_error'],
    ['the judge failed and an assertion refused', failed([judgeDown, refused]), 'fail'],
    ['the judge failed and an assertion held', failed([judgeDown, held]), 'grader_error'],
    [
      'the judge failed, an assertion refused, and a threshold leaves it open',
      failed([judgeDown, refused], { testCase: { vars: { a: 1 }, assert: [], threshold: 0.5 } }),
      'grader_error',
    ],
    [
      'the score is below a threshold',
      failed([held, refused], { testCase: { vars: { a: 1 }, assert: [], threshold: 0.8 } }),
      'fail',
    ],
    ['one of a set crashed', failed([set, judgeDown, held]), 'grader_error'],
    [
      'one of a set with a threshold crashed',
      failed([{ ...set, metadata: { assertionSet: { threshold: 0.5 } } }, judgeDown, refused]),
      'grader_error',
    ],
    [
      'an older version turned a crash round',
      row({
        gradingResult: {
          pass: true,
          componentResults: [{ ...judgeDown, pass: true, assertion: { type: 'not-llm-rubric' } }],
        },
      }),
      'grader_error',
    ],
    [
      'an assertion without weight crashed',
      row({ gradingResult: { pass: true, componentResults: [{ ...judgeDown, pass: true }, held] } }),
      'pass',
    ],
    ['an inline check threw', reason('javascript', 'Custom function threw error: x\nStack'), 'grader_error'],
    ['a Python check threw', reason('python', 'Python code execution failed: x'), 'grader_error'],
    ['a pattern is none', reason('regex', 'Invalid regex pattern: x'), 'grader_error'],
    [
      'a judge mumbled',
      reason('llm-rubric', 'Could not extract JSON from llm-rubric response'),
      'grader_error',
    ],
    ['an old judge failed', reason('llm-rubric', 'API error: 500'), 'grader_error'],
    ['an old judge was silent', reason('model-graded-closedqa', 'No output'), 'grader_error'],
    ['an old file names no type', reason(undefined, 'API error: 500'), 'grader_error'],
    ['an answer is about an API error', reason('equals', 'API error: 500 is not "x"'), 'fail'],
    ['a judge’s reason talks of errors', reason('llm-rubric', 'The answer has an API error'), 'fail'],
    [
      'the scoring function threw',
      failed([held], {
        gradingResult: { pass: false, reason: 'Scoring function error: x', componentResults: [held] },
      }),
      'grader_error',
    ],
    [
      'a scoring function refused it',
      failed([held], { gradingResult: { pass: false, reason: 'too dear', componentResults: [held] } }),
      'fail',
    ],
    [
      'the only assertion stands in no list',
      failed([], { gradingResult: { pass: false, reason: 'Scoring function error: x' } }),
      'grader_error',
    ],
    ['a file of 2023 says no more', row({ success: false, gradingResult: undefined }), 'fail'],
    [
      'a file of 2023 has no answer',
      row({ success: false, gradingResult: undefined, failureReason: undefined, response: undefined }),
      'system_error',
    ],
    [
      'a check threw in 2023',
      row({
        success: false,
        gradingResult: undefined,
        failureReason: undefined,
        error: 'Custom function threw error: x',
      }),
      'grader_error',
    ],
  ])('%s', (_, one, verdict) => {
    expect(readRow(one).verdict).toBe(verdict);
  });
});
