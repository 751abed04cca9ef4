import { describe, expect, it } from 'vitest';
import { ctrf } from '../../../action/evidence/formats/ctrf.ts';
import { jsonHead, readElements } from './read-elements.ts';

const TEST = {
  name: 'refund is explained',
  status: 'passed',
  duration: 1200,
  filePath: '/home/a/evals/refund.ts',
};
const summaryOf = (tests: readonly { status?: unknown }[]) => {
  const of = (status: string) => tests.filter((test) => test.status === status).length;
  const [passed, failed, skipped, pending, other] = ['passed', 'failed', 'skipped', 'pending', 'other'].map(
    of,
  );
  return {
    tests: tests.length,
    passed,
    failed,
    skipped,
    pending,
    other,
    start: 1754483866915,
    stop: 1754483867273,
  };
};
const report = (tests: readonly object[], summary: object = {}) => ({
  results: { tool: { name: 'vitest' }, summary: { ...summaryOf(tests), ...summary }, tests },
});
const read = (tests: readonly object[], summary: object = {}, root: object = {}) =>
  readElements(ctrf, jsonHead({ ...root, ...report(tests, summary) }), tests);

describe('a CTRF report', () => {
  it.each([
    ['passed', 'pass'],
    ['failed', 'fail'],
    ['skipped', 'no_verdict'],
    ['pending', 'no_verdict'],
    ['other', 'no_verdict'],
  ])('reads the status %s as %s', (status, verdict) => {
    const { records, faults } = read([{ ...TEST, status }]);
    expect(records.map((record) => record.verdict)).toEqual([verdict]);
    expect(faults).toEqual([]);
  });

  it.each([
    [{ status: 'broken' }, '`status`: "broken"'],
    [{ status: undefined }, '`status`: nothing'],
    [{ status: ['passed'] }, '`status`: a list'],
    [{ name: '' }, '`name`: ""'],
    [{ name: {} }, '`name`: a group of keys'],
  ])('with %o in a test is at fault there', (fields, found) => {
    const { records, faults } = read([{ ...TEST, ...fields }]);
    expect(records).toEqual([]);
    expect(faults[0]).toMatchObject({ found, place: { row: 1, line: 1 } });
  });

  it.each([
    ['the file', {}, 'refund.ts > refund is explained'],
    ['no file', { filePath: undefined }, 'refund is explained'],
    ['a suite', { suite: 'support' }, 'refund.ts > support > refund is explained'],
    ['suites', { suite: ['support', 'money'] }, 'refund.ts > support > money > refund is explained'],
    ['a suite that its name begins with', { suite: 'refund' }, 'refund.ts > refund is explained'],
    [
      'a suite that ends with its name',
      { suite: 'money > refund is explained' },
      'refund.ts > money > refund is explained',
    ],
    [
      'a suite with the file',
      { suite: 'chromium > refund.ts' },
      'chromium > refund.ts > refund is explained',
    ],
    ['an id of its own', { testId: 'refund-1' }, 'refund-1'],
    ['a case id in `extra`', { extra: { case_id: 'R7' } }, 'R7'],
  ])('names a case after %s', (_, fields, id) => {
    expect(read([{ ...TEST, ...fields }]).records.map((record) => record.id)).toEqual([id]);
  });

  it('tells the same name in two files apart, and takes it twice in one as two attempts', () => {
    const elsewhere = { ...TEST, filePath: '/home/a/other/refund.ts' };
    expect(read([TEST, elsewhere, TEST]).records.map(({ id }) => id)).toEqual([
      'refund.ts > refund is explained',
      '/home/a/other/refund.ts > refund.ts > refund is explained',
      'refund.ts > refund is explained',
    ]);
  });

  it('takes what a test says of its case from `extra`, and no duration as latency', () => {
    const extra = { score: 0.7, threshold: 0.8, cost_usd: 0.01, latencyMs: 830, cluster: 'doc-4' };
    expect(read([{ ...TEST, extra, tags: ['money'] }]).records).toMatchObject([
      { score: 0.7, threshold: 0.8, costUsd: 0.01, latencyMs: 830, cluster: 'doc-4', slices: ['money'] },
    ]);
    expect(read([TEST]).records[0]?.latencyMs).toBeNull();
  });

  it('says why a test did not pass', () => {
    expect(read([{ ...TEST, status: 'failed', message: 'expected yes' }]).records[0]?.reason).toBe(
      'expected yes',
    );
  });

  it.each([
    ['flaky', { flaky: true }],
    ['after retries', { retries: 2 }],
  ])('notes a test that passed %s', (_, fields) => {
    expect(
      read([
        { ...TEST, ...fields },
        { ...TEST, ...fields, status: 'failed' },
      ]).notes,
    ).toEqual(['Tests that passed only when they were tried again: 1. Each counts as one pass.']);
  });

  it.each([
    [9.9, 1],
    [10, 0],
  ])('with a median duration of %d ms has %d notes on models', (duration, notes) => {
    const tests = [duration, duration, 9000].map((one) => ({ ...TEST, duration: one }));
    expect(read(tests).notes).toHaveLength(notes);
  });

  it.each([
    [{ tests: 2 }, '`results.summary.tests` is 2, where the file holds 1'],
    [{ passed: 0 }, '`results.summary.passed` is 0, where the file holds 1'],
    [{ failed: 1 }, '`results.summary.failed` is 1, where the file holds 0'],
  ])('is at fault where its summary says %o of one pass', (summary, found) => {
    expect(read([TEST], summary).faults).toMatchObject([{ found, place: undefined }]);
  });

  it.each([
    ['its own moment', { timestamp: '2026-06-03T11:00:04.192Z' }, '2026-06-03T11:00:04.192Z'],
    ['the end of the run', {}, '2025-08-06T12:37:47.273Z'],
  ])('was made at %s', (_, root, moment) => {
    expect(read([TEST], {}, root).producedAt).toEqual([moment]);
  });

  it.each([
    ['a report', report([TEST]), 'fits'],
    ['one that names itself', { reportFormat: 'CTRF', results: { tests: [TEST] } }, 'fits'],
    ['one without a test', report([]), 'refused'],
    ['one without the list', { reportFormat: 'CTRF', results: {} }, 'lacks'],
    ['results of promptfoo', { results: { version: 3, results: [], stats: {} } }, 'other'],
    ['a list of tests', { results: { tests: [TEST] } }, 'other'],
    ['package.json', { name: 'a', version: '1.0.0' }, 'other'],
    ['an OpenAPI document', { openapi: '3.1.0', info: {}, paths: {} }, 'other'],
    ['a text', 'CTRF', 'other'],
  ])('is told from other files: %s', (_, document, answer) => {
    expect(ctrf.recognise(jsonHead(document)).answer).toBe(answer);
  });
});
