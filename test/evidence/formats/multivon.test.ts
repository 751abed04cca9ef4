import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { multivon } from '../../../action/evidence/formats/multivon.ts';
import { jsonHead, readElements } from './read-elements.ts';

const CASE = {
  input: 'What is covered?',
  output: 'Hail.',
  status: 'passed',
  model_error: null,
  judge_error: null,
  evaluator_error: null,
  skipped: false,
  passed: true,
  score: 0.75,
  run_pass_rate: 1,
  runs: 1,
  latency_ms: 412.5,
  tags: ['cover'],
  evaluators: [{ name: 'faithfulness', score: 0.75, passed: true, reason: '3/4 claims grounded' }],
};
const failed = { ...CASE, status: 'failed_quality', passed: false };
const report = (cases: unknown[], summary: object = {}) => ({
  suite: 'Cover',
  model: 'model-a',
  summary: { total: cases.length, ...summary },
  cases,
});
const read = (cases: unknown[], summary: object = {}) =>
  readElements(multivon, jsonHead(report(cases, summary)), cases);

describe('a multivon-eval report', () => {
  it('gives a record for each case, with its evaluators', () => {
    const { records, faults, notes } = read([CASE], { passed: 1 });
    expect(records).toMatchObject([
      {
        id: expect.stringMatching(/^#[0-9a-f]{20}$/),
        fingerprinted: true,
        verdict: 'pass',
        score: 0.75,
        evaluators: [{ name: 'faithfulness', score: 0.75, threshold: null, verdict: 'pass' }],
        slices: ['cover'],
        latencyMs: 412.5,
        costUsd: null,
        model: 'model-a',
        reason: null,
        row: 1,
      },
    ]);
    expect([faults, notes]).toEqual([[], []]);
  });

  it.each([
    ['passed', { passed: true }, 'pass'],
    ['failed_quality', { passed: false }, 'fail'],
    ['model_error', { passed: false }, 'system_error'],
    ['timeout', { passed: false }, 'system_error'],
    ['judge_error', { passed: false }, 'grader_error'],
    ['evaluator_error', { passed: false }, 'grader_error'],
    ['skipped', { passed: false }, 'no_verdict'],
    [undefined, { passed: true }, 'pass'],
    [undefined, { passed: false }, 'fail'],
    [undefined, { passed: false, model_error: 'HTTP 500' }, 'system_error'],
    [undefined, { passed: false, judge_error: 'no JSON' }, 'grader_error'],
    [undefined, { passed: false, evaluator_error: 'KeyError' }, 'grader_error'],
    [undefined, { passed: false, skipped: true }, 'no_verdict'],
  ])('with the status %s and %o is %s', (status, fields, verdict) => {
    expect(read([{ ...CASE, status, ...fields }]).records.map((record) => record.verdict)).toEqual([verdict]);
  });

  it.each([
    ['`status`: "unsure"', { status: 'unsure' }],
    ['`passed`: false', { passed: false }],
    ['`status`: nothing', { status: null, passed: 'yes' }],
    ['`input`: nothing', { input: undefined }],
  ])('with %s in a case is at fault there', (found, fields) => {
    const { records, faults } = read([{ ...CASE, ...fields }]);
    expect(records).toEqual([]);
    expect(faults[0]).toMatchObject({ found, place: { row: 1 } });
  });

  it.each([null, 7, 'x', [], {}])('with %j in place of a case is at fault', (element) => {
    expect(read([element]).faults).toHaveLength(1);
  });

  it('says why a case did not pass', () => {
    const refused = {
      ...failed,
      evaluators: [{ name: 'a', score: 0, passed: false, reason: '0/3 grounded' }],
    };
    const crashed = { ...CASE, status: 'model_error', passed: false, model_error: 'HTTP 500' };
    expect(read([refused, crashed]).records.map(({ reason }) => reason)).toEqual([
      '0/3 grounded',
      'HTTP 500',
    ]);
  });

  it('keeps an id that the suite gives', () => {
    expect(read([{ ...CASE, case_id: 'hail' }]).records).toMatchObject([
      { id: 'hail', fingerprinted: false },
    ]);
  });

  it('has no latency where answers were made before', () => {
    expect(read([{ ...CASE, latency_ms: 0 }]).records[0]?.latencyMs).toBeNull();
  });

  it('notes cases that were run several times', () => {
    expect(read([{ ...CASE, runs: 3 }, CASE]).notes).toEqual([
      'Cases that were run several times: 1. The file keeps one verdict for all runs of a case, which passes when each of them did.',
    ]);
  });

  it.each([
    [{ total: 3 }, '`summary.total` is 3, where the file holds 2'],
    [{ passed: 2 }, '`summary.passed` is 2, where the file holds 1'],
  ])('is at fault where its summary says %o of one pass and one fail', (summary, found) => {
    expect(read([CASE, failed], summary).faults.map((fault) => fault.found)).toEqual([found]);
  });

  it.each([
    ['a report', report([CASE]), 'fits'],
    ['a report that names its schema', { schema: 'multivon.report/v2', cases: [CASE] }, 'fits'],
    ['a report without cases', report([], { pass_rate: 0 }), 'refused'],
    ['cases of another tool', report([{ name: 'a', ok: true }]), 'lacks'],
    ['a suite of another tool without cases', { suite: 'a', summary: {}, cases: [] }, 'other'],
    ['cases alone', { cases: [CASE] }, 'other'],
    ['a list', [CASE], 'other'],
    ['package.json', { name: 'a', version: '1.0.0', dependencies: {} }, 'other'],
  ])('is told from other files: %s', (_, document, answer) => {
    expect(multivon.recognise(jsonHead(document)).answer).toBe(answer);
  });

  it('whose first cases are too long for the outline is one all the same', () => {
    const head: Head = {
      kind: 'json',
      outline: report([], { pass_rate: 1 }),
      lengths: new Map([['cases', 2]]),
    };
    expect(multivon.recognise(head).answer).toBe('fits');
  });
});
