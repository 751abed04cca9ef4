import { describe, expect, it } from 'vitest';
import { vitestJest } from '../../../action/evidence/formats/vitest-jest.ts';
import { jsonHead, readElements } from './read-elements.ts';

type Test = { status?: unknown } & Record<string, unknown>;

const PASSED: Test = {
  ancestorTitles: ['refunds'],
  fullName: 'refunds are explained',
  status: 'passed',
  title: 'are explained',
  duration: 950,
  failureMessages: [],
  meta: {},
};
const FAILED: Test = {
  ...PASSED,
  status: 'failed',
  failureMessages: ['AssertionError: expected no to be yes'],
};
const file = (assertionResults: unknown, fields: object = {}) => ({
  assertionResults,
  status: 'passed',
  message: '',
  name: '/home/runner/work/a/a/evals/refunds.test.ts',
  ...fields,
});
type File = { assertionResults?: unknown; testResults?: unknown };
const header = (files: readonly File[]) => {
  const tests = files.flatMap(({ assertionResults }) =>
    Array.isArray(assertionResults) ? assertionResults : [],
  );
  const of = (status: string) => tests.filter((test) => test?.status === status).length;
  return {
    numTotalTests: tests.length,
    numPassedTests: of('passed'),
    numFailedTests: of('failed'),
    numTodoTests: 0,
  };
};
const read = (files: readonly File[], fields: object = {}) =>
  readElements(
    vitestJest,
    jsonHead({ ...header(files), success: true, startTime: 1757920204449, ...fields, testResults: files }),
    files,
  );

describe('a vitest or jest report', () => {
  it.each([
    ['passed', 'pass'],
    ['failed', 'fail'],
    ['skipped', 'no_verdict'],
    ['pending', 'no_verdict'],
    ['todo', 'no_verdict'],
    ['disabled', 'no_verdict'],
  ])('reads the status %s as %s', (status, verdict) => {
    const { records, faults } = read([file([{ ...PASSED, status }])]);
    expect([records.map((record) => record.verdict), faults]).toEqual([[verdict], []]);
  });

  it('gives a record for each test, named after its file and itself, with the test as its raw form', () => {
    const second = { ...FAILED, fullName: '', title: 'are short' };
    const { records, raws, producedAt } = read([
      file([PASSED, second], { status: 'failed' }),
      file([PASSED]),
    ]);
    expect(records.map(({ id, row }) => [id, row])).toEqual([
      ['refunds.test.ts > refunds are explained', 1],
      ['refunds.test.ts > refunds are short', 2],
      ['refunds.test.ts > refunds are explained', 3],
    ]);
    expect(raws).toEqual([PASSED, second, PASSED]);
    expect(records[1]?.reason).toBe('AssertionError: expected no to be yes');
    expect(producedAt).toEqual(['2025-09-15T07:10:04.449Z']);
  });

  it('tells files of the same name in two folders apart', () => {
    const there = 'C:\\a\\other\\refunds.test.ts';
    expect(read([file([PASSED]), file([PASSED], { name: there })]).records[1]?.id).toBe(
      `${there} > refunds.test.ts > refunds are explained`,
    );
  });

  it.each([
    ['plain', { case_id: 'R7', score: 0.7, tokensIn: 12, tokens_out: 3, costUsd: 0.02, repeat: 2 }],
    [
      'under `eval`',
      { eval: { caseId: 'R7', avgScore: 0.7, tokensIn: 12, tokensOut: 3, cost: 0.02, epoch: 2 } },
    ],
  ])('takes what a test says in `meta`, %s', (_, meta) => {
    expect(read([file([{ ...PASSED, meta }])]).records).toMatchObject([
      { id: 'R7', score: 0.7, tokensIn: 12, tokensOut: 3, costUsd: 0.02, repeat: 2, latencyMs: null },
    ]);
  });

  it('takes scores by name, which have no verdict of their own', () => {
    const meta = { eval: { scores: [{ name: 'Factuality', score: 0.6 }, { score: 1 }], avgScore: 0.6 } };
    expect(read([file([{ ...PASSED, meta }])]).records[0]?.evaluators).toEqual([
      { name: 'Factuality', score: 0.6, threshold: null, verdict: 'no_verdict' },
    ]);
  });

  it.each([
    ['score', Number.NaN],
    ['score', 'high'],
    ['cost', -1],
    ['latencyMs', Number.POSITIVE_INFINITY],
    ['repeat', 1.5],
    ['__proto__', 1],
  ])('takes no %s of %s from `meta`', (name, value) => {
    const meta = Object.fromEntries([[name, value]]);
    expect(read([file([{ ...PASSED, meta }])]).records).toMatchObject([
      { score: null, costUsd: null, latencyMs: null, repeat: null },
    ]);
  });

  it('with a file that crashed on import is at fault, and never without a failure', () => {
    const crashed = file([], { status: 'failed', message: 'Cannot find module ./agent' });
    expect(
      read([crashed, file([PASSED])], { success: false, numRuntimeErrorTestSuites: 1 }).faults,
    ).toMatchObject([
      {
        found:
          '"/home/runner/work/a/a/evals/refunds.test.ts" failed, and has no test: "Cannot find module ./agent"',
        place: { row: 1 },
      },
    ]);
  });

  it('with a file that crashed after one that failed is at fault', () => {
    const crashed = file([], { status: 'failed', name: 'b.test.ts' });
    const { faults } = read([file([FAILED], { status: 'failed' }), crashed], { success: false });
    expect(faults.map((fault) => fault.place?.row)).toEqual([2]);
  });

  it('with a file that failed while none of its tests did is at fault', () => {
    const { records, faults } = read([
      file([PASSED, { ...PASSED, status: 'skipped' }], { status: 'failed' }),
    ]);
    expect(records).toHaveLength(2);
    expect(faults[0]?.found).toMatch(/ failed, and none of its tests did: ""$/);
  });

  it.each([
    [{ numTotalTests: 3 }, '`numTotalTests` is 3, where the file holds 2'],
    [{ numPassedTests: 2 }, '`numPassedTests` is 2, where the file holds 1'],
    [{ numFailedTests: 0 }, '`numFailedTests` is 0, where the file holds 1'],
    [{ numRuntimeErrorTestSuites: 1 }, '`numRuntimeErrorTestSuites` is 1, where the file holds 0'],
    [{ wasInterrupted: true }, '`wasInterrupted`: true'],
  ])('is at fault where its header says %o of one pass and one fail', (fields, found) => {
    const { records, faults } = read([file([PASSED, FAILED], { status: 'failed' })], {
      success: false,
      ...fields,
    });
    expect(records).toHaveLength(2);
    expect(faults.map((fault) => fault.found)).toEqual([found]);
  });

  it.each([
    ['and nothing failed is at fault', [PASSED], ['`success` is false, and no test or file failed']],
    ['and a test failed is not', [FAILED], []],
  ])('without success %s', (_, tests, found) => {
    expect(read([file(tests)], { success: false }).faults.map((fault) => fault.found)).toEqual(found);
  });

  it.each([
    [{ ...PASSED, status: 'flaky' }, '`status`: "flaky"'],
    [{ ...PASSED, fullName: undefined, title: undefined }, '`fullName`: nothing'],
    [null, '`status`: nothing'],
    [7, '`status`: nothing'],
  ])('is at fault at the test %j', (test, found) => {
    const { records, faults } = read([file([test])]);
    expect([records, faults[0]?.found, faults[0]?.place]).toEqual([[], found, { row: 1, line: 1 }]);
  });

  it.each([null, 7, {}, { name: 'a.test.ts', assertionResults: {} }])(
    'is at fault at the file %j',
    (element) => {
      const { faults } = readElements(vitestJest, jsonHead({ numTotalTests: 0, testResults: [element] }), [
        element,
      ]);
      expect(faults[0]?.found).toMatch(/^`assertionResults`: /);
    },
  );

  it('reads the names that jest uses in memory', () => {
    const inMemory = { testFilePath: '/a/refunds.test.ts', testResults: [PASSED] };
    expect(read([inMemory], { numTotalTests: 1, numPassedTests: 1 }).records[0]?.id).toBe(
      'refunds.test.ts > refunds are explained',
    );
  });

  it('notes tests that jest tried again, and tests too fast for a model', () => {
    const again = { ...PASSED, invocations: 2, duration: 0.9 };
    expect(read([file([again, { ...again, status: 'failed' }], { status: 'failed' })]).notes).toEqual([
      'No model seems to have been called: half of the cases took 0.9 ms or less.',
      'Tests that passed only when they were tried again: 1. Each counts as one pass.',
    ]);
  });

  it.each([
    ['a report', { numTotalTests: 1, testResults: [file([PASSED])] }, 'fits'],
    ['one of a crash alone', { numTotalTests: 0, testResults: [file([], { status: 'failed' })] }, 'fits'],
    ['one without files', { numTotalTests: 0, success: true, testResults: [] }, 'refused'],
    ['one without the list', { numTotalTests: 1 }, 'lacks'],
    ['one without its numbers', { testResults: [file([PASSED])] }, 'lacks'],
    ['other test results', { testResults: [{ ok: true }] }, 'other'],
    ['a list', [file([PASSED])], 'other'],
    ['package.json', { name: 'a', version: '1.0.0', jest: {} }, 'other'],
  ])('is told from other files: %s', (_, document, answer) => {
    expect(vitestJest.recognise(jsonHead(document)).answer).toBe(answer);
  });
});
