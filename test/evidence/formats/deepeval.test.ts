import { describe, expect, it } from 'vitest';
import { deepeval } from '../../../action/evidence/formats/deepeval/deepeval.ts';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { jsonHead, readElements } from './read-elements.ts';

const METRIC = { name: 'Correctness [GEval]', threshold: 0.5, success: true, score: 0.5, strictMode: false };
const REFUSES = { ...METRIC, success: false, score: 0.4, reason: 'misses the date' };
const CRASHED = { name: 'Faithfulness', threshold: 0.5, success: false, error: 'rate limit reached' };
const CASE = {
  name: 'test_refund',
  input: 'May I return it?',
  actualOutput: 'Yes.',
  success: true,
  metricsData: [METRIC],
  completionTime: 1.25,
  tokenCost: 0.002,
  runDuration: 9.5,
  evaluationCost: 0.4,
  tags: ['money'],
  order: 0,
};
const run = (testCases: readonly object[], fields: object = {}) => ({
  testCases,
  metricsScores: [],
  ...fields,
});
const read = (testCases: readonly object[], fields: object = {}) =>
  readElements(deepeval, jsonHead(run(testCases, fields)), testCases);
const verdictOf = (fields: object): unknown => read([{ ...CASE, ...fields }]).records[0]?.verdict;

describe('a DeepEval run', () => {
  it('gives a record for each case, with the time and cost of the system alone', () => {
    const { records, faults } = read([CASE], { hyperparameters: { model: 'model-a' } });
    expect(records).toMatchObject([
      {
        id: 'test_refund',
        fingerprinted: false,
        verdict: 'pass',
        score: 0.5,
        threshold: 0.5,
        evaluators: [{ name: 'Correctness [GEval]', score: 0.5, threshold: 0.5, verdict: 'pass' }],
        slices: ['money'],
        latencyMs: 1250,
        costUsd: 0.002,
        model: 'model-a',
        reason: null,
      },
    ]);
    expect(Object.keys(records[0]?.evaluators[0] ?? {})).toEqual(['name', 'score', 'threshold', 'verdict']);
    expect(faults).toEqual([]);
  });

  it.each([
    ['a metric that refuses', [METRIC, REFUSES], 'fail'],
    ['a judge that crashed', [METRIC, CRASHED], 'grader_error'],
    ['a metric that refuses and a judge that crashed', [REFUSES, CRASHED], 'fail'],
    [
      'a judge that crashed, and a flaky metric that refuses',
      [CRASHED, { ...REFUSES, flaky: true }],
      'grader_error',
    ],
    ['a metric that refuses, and a flaky judge that crashed', [REFUSES, { ...CRASHED, flaky: true }], 'fail'],
    ['a metric without a score', [{ ...REFUSES, score: null }], 'grader_error'],
    ['a metric of score NaN', [{ ...REFUSES, score: Number.NaN }], 'grader_error'],
    ['no metric', [], 'fail'],
    ['a metric that did not say', [{ name: 'a', threshold: 0.5 }], 'fail'],
  ])('without success, with %s: %s', (_, metricsData, verdict) => {
    expect(verdictOf({ success: false, metricsData })).toBe(verdict);
  });

  it.each([
    ['a flaky metric that refuses', { metricsData: [METRIC, { ...REFUSES, flaky: true }] }, 'pass'],
    ['a metric that refuses a flaky case', { flaky: true, metricsData: [REFUSES] }, 'pass'],
    ['no word of success', { success: null }, 'no_verdict'],
    ['success left out', { success: undefined, metricsData: [REFUSES] }, 'no_verdict'],
  ])('with %s is %s', (_, fields, verdict) => {
    expect(verdictOf(fields)).toBe(verdict);
  });

  it.each([
    ['`success`: "yes"', { success: 'yes' }],
    ['`success`: 1', { success: 1 }],
    ['`success`: true, where a metric says false', { metricsData: [METRIC, REFUSES] }],
    ['`name`: nothing', { name: undefined, input: undefined }],
  ])('with %s is at fault there', (found, fields) => {
    const { records, faults } = read([{ ...CASE, ...fields }]);
    expect(records).toEqual([]);
    expect(faults[0]).toMatchObject({ found, place: { row: 1 } });
  });

  it.each([null, 7, 'x', []])(
    'with %j in place of a case has no verdict of it, and is at fault',
    (element) => {
      const { records, faults } = readElements(deepeval, jsonHead(run([])), [element]);
      expect([records, faults.length]).toEqual([[], 1]);
    },
  );

  it('says which metrics did not pass, and why', () => {
    const metricsData = [METRIC, REFUSES, CRASHED, { ...REFUSES, flaky: true, reason: 'flaky' }];
    expect(read([{ ...CASE, success: false, metricsData }]).records[0]?.reason).toBe(
      'Correctness [GEval]: misses the date; Faithfulness: rate limit reached',
    );
  });

  it('takes the same name and input twice as two attempts, and another input as another case', () => {
    const other = { ...CASE, input: 'How long do I have?' };
    const ids = read([CASE, other, CASE, other]).records.map(({ id }) => id);
    expect(ids).toEqual([
      'test_refund',
      expect.stringMatching(/^test_refund #[0-9a-f]{20}$/),
      'test_refund',
      ids[1],
    ]);
  });

  it('does not take the number of a case for its name', () => {
    const first = { ...CASE, name: 'test_case_0' };
    const second = { ...CASE, name: 'test_case_1', actualOutput: 'No.' };
    const [one, two] = read([first, second]).records;
    expect(one).toMatchObject({ id: expect.stringMatching(/^#/), fingerprinted: true });
    expect(two?.id).toBe(one?.id);
  });

  it.each([
    ['seconds below zero', { completionTime: -1 }],
    ['no seconds', { completionTime: Number.NaN }],
    ['dollars below zero', { tokenCost: -1, completionTime: undefined }],
  ])('with %s has none', (_, fields) => {
    const [record] = read([{ ...CASE, ...fields }]).records;
    expect(record === undefined ? [] : [record.latencyMs, record.costUsd]).toContain(null);
  });

  it('has no score of its own where several metrics have one', () => {
    expect(read([{ ...CASE, metricsData: [METRIC, METRIC] }]).records).toMatchObject([
      { score: null, threshold: null },
    ]);
  });

  it.each([
    [{ testPassed: 2, testFailed: 1 }, ['`testPassed` is 2, where the file holds 1']],
    [{ testPassed: 1, testFailed: 0 }, ['`testFailed` is 0, where the file holds 1']],
    [{ testPassed: 1, testFailed: 1 }, []],
    [{ testPassed: null }, []],
  ])('that says %o of one success, one crash of a judge and one case without a word: %j', (fields, found) => {
    const crashed = { ...CASE, success: false, metricsData: [CRASHED] };
    expect(
      read([CASE, crashed, { ...CASE, success: null }], fields).faults.map((fault) => fault.found),
    ).toEqual(found);
  });

  it.each([
    ['at the root', run([CASE], { conversationalTestCases: [] }), ['testCases', 'conversationalTestCases']],
    ['under testRunData', { testRunData: run([CASE]) }, ['testRunData.testCases']],
    [
      'as the result of evaluate()',
      { test_results: [{ name: 'a', success: true, metrics_data: [] }] },
      ['test_results'],
    ],
  ])('is read %s', (_, document, from) => {
    const head = jsonHead(document);
    expect(deepeval.recognise(head).answer).toBe('fits');
    expect(readElements(deepeval, head, []).records).toEqual([]);
    const output = { record: () => {}, fault: () => {}, note: () => {}, producedAt: () => {} };
    expect(deepeval.reader(head, output).from).toEqual(from);
  });

  it('reads conversations, with the metrics on their turns', () => {
    const talk = {
      name: 'conversational_test_case_0',
      success: false,
      scenario: 'A person wants a refund.',
      turns: [{ role: 'user', content: 'Hello' }, { metricsData: [CRASHED] }],
    };
    expect(
      readElements(deepeval, jsonHead({ ...run([]), conversationalTestCases: [talk] }), [talk]).records,
    ).toMatchObject([
      { id: expect.stringMatching(/^#/), verdict: 'grader_error', evaluators: [{ name: 'Faithfulness' }] },
    ]);
  });

  it('reads metrics of 2024', () => {
    const metricsMetadata = [{ metric: 'Bias', minimumScore: 0.5, success: false, score: 0.2 }];
    expect(
      read([{ ...CASE, success: false, metricsData: undefined, metricsMetadata }]).records[0]?.evaluators,
    ).toEqual([{ name: 'Bias', score: 0.2, threshold: 0.5, verdict: 'fail' }]);
  });

  it.each([
    ['a run', run([CASE]), 'fits'],
    ['a run without totals', { testCases: [CASE] }, 'fits'],
    ['a link', { testRunLink: 'https://app.confident-ai.com/a' }, 'refused'],
    [
      'a link beside no data',
      { testRunLink: 'https://app.confident-ai.com/a', testRunData: null },
      'refused',
    ],
    [
      'a link beside data',
      { testRunLink: 'https://app.confident-ai.com/a', testRunData: run([CASE]) },
      'fits',
    ],
    ['a run without cases', { ...run([]), conversationalTestCases: [] }, 'refused'],
    ['cases without metrics', { testCases: [{ input: 'a', actualOutput: 'b' }] }, 'lacks'],
    ['test cases of another tool', { testCases: [{ id: 1, steps: [] }] }, 'other'],
    ['no cases of another tool', { testCases: [] }, 'other'],
    ['results of another tool', { test_results: [{ status: 'ok' }] }, 'other'],
    ['package.json', { name: 'a', version: '1.0.0' }, 'other'],
    ['a list', [CASE], 'other'],
  ])('is told from other files: %s', (_, document, answer) => {
    expect(deepeval.recognise(jsonHead(document)).answer).toBe(answer);
  });

  it('whose first cases are too long for the outline is one all the same', () => {
    const head: Head = { kind: 'json', outline: run([]), lengths: new Map([['testCases', 4]]) };
    expect(deepeval.recognise(head).answer).toBe('fits');
  });
});
