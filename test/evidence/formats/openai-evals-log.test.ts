import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { openaiEvalsLog } from '../../../action/evidence/formats/openai-evals/openai-evals-log.ts';
import { readElements } from './read-elements.ts';

const SPEC = {
  spec: {
    completion_fns: ['gpt-4'],
    eval_name: 'test-match.s1.simple-v0',
    base_eval: 'test-match',
    split: 's1',
    run_config: { seed: 20220722 },
    created_by: '',
    run_id: '230417220821ABCDEFGH',
    created_at: '2023-04-17 22:08:21.904498',
  },
};
let events = 0;
const event = (sampleId: unknown, type: unknown, data: unknown) => ({
  run_id: '230417220821ABCDEFGH',
  event_id: events++,
  sample_id: sampleId,
  type,
  data,
  created_by: '',
  created_at: '2023-04-17 22:10:13.127375+00:00',
});
const match = (sampleId: string, correct: unknown) =>
  event(sampleId, 'match', { correct, expected: '4', picked: null, sampled: '5', options: ['4'] });
const report = (accuracy: number, more = {}) => ({ final_report: { accuracy, ...more } });
const REPORT = { final_report: { score: 1 } };

const head = (lines: readonly unknown[]): Head => ({ kind: 'json-lines', first: lines.slice(0, 3) });
const read = (lines: readonly unknown[]) => readElements(openaiEvalsLog, head(lines), lines);
const verdicts = (lines: readonly unknown[]) =>
  read(lines).records.map(({ id, verdict }) => `${id} ${verdict}`);

describe('a log of oaieval', () => {
  it('counts matches by sample, with the final report before the events as it is written', () => {
    const found = read([
      SPEC,
      report(0.5),
      event('m.1', 'sampling', { prompt: 'Q' }),
      match('m.1', true),
      match('m.0', false),
    ]);
    expect(found.records).toMatchObject([
      { id: 'm.1', verdict: 'pass', score: 1, row: 3, fingerprinted: false },
      { id: 'm.0', verdict: 'fail', score: 0, row: 5 },
    ]);
    expect(found.faults).toEqual([]);
    expect(found.producedAt).toEqual(['2023-04-17T22:08:21.904Z']);
  });

  it.each([
    ['a spec and a final report', [SPEC, report(0.2)]],
    ['a spec alone', [SPEC]],
  ])('is refused as a mean with %s', (_name, lines) => {
    expect(openaiEvalsLog.recognise(head(lines))).toMatchObject({ answer: 'refused' });
  });

  it('has a fault where a longer one has no sample either', () => {
    const lines = [SPEC, report(0.2), report(0.2)];
    expect(openaiEvalsLog.recognise(head(lines)).answer).toBe('fits');
    expect(read(lines).faults).toMatchObject([{ found: expect.stringContaining('without any sample') }]);
  });

  it('lacks its spec where the first line is an event', () => {
    expect(openaiEvalsLog.recognise(head([match('m.0', true)]))).toEqual({ answer: 'lacks', field: 'spec' });
  });

  it('has a fault where the run did not end', () => {
    expect(read([SPEC, match('m.0', true)]).faults).toMatchObject([{ found: 'no final_report' }]);
  });

  it.each([
    ['agrees with', 2 / 3, 0],
    ['differs from', 0.7, 1],
  ])('compares the accuracy of the final report, which %s what is counted', (_name, accuracy, faults) => {
    const lines = [SPEC, match('m.0', true), match('m.1', true), match('m.2', false), report(accuracy)];
    expect(read(lines).faults).toHaveLength(faults);
  });

  it('has a fault for samples whose request failed and left no event', () => {
    const lines = [SPEC, match('m.0', true), report(1, { invalid_request_during_completion: 3 })];
    expect(read(lines).faults).toMatchObject([{ found: expect.stringContaining('3 samples') }]);
  });

  it.each([
    ['all steps of a sample are right', [true, true], 'm.0 pass'],
    ['one of its steps is wrong', [true, false], 'm.0 fail'],
  ])('passes only when %s', (_name, steps, verdict) => {
    const right = steps.filter(Boolean).length / steps.length;
    expect(verdicts([SPEC, ...steps.map((step) => match('m.0', step)), report(right)])).toEqual([verdict]);
  });

  it.each([
    [
      'an error without a match',
      [event('m.0', 'error', { type: 'Timeout', message: 'timed out' })],
      'system_error',
      'timed out',
    ],
    ['an accuracy of 1', [event('m.0', 'metrics', { accuracy: 1.0, f1_score: 1 })], 'pass', null],
    ['an accuracy of 0', [event('m.0', 'metrics', { accuracy: 0.0 })], 'fail', null],
    ['an accuracy between them', [event('m.0', 'metrics', { accuracy: 0.5 })], 'no_verdict', null],
    ['a score', [event('m.0', 'metrics', { score: 1 })], 'no_verdict', null],
    [
      'a choice of the judge',
      [event('m.0', 'metrics', { choice: 'Yes', score: 1 })],
      'no_verdict',
      'choice: Yes',
    ],
    [
      'a choice that could not be read',
      [event('m.0', 'metrics', { choice: '__invalid__' })],
      'grader_error',
      'choice: __invalid__',
    ],
    [
      'an answer that nobody checked',
      [event('m.0', 'sampling', { sampled: 'x' })],
      'no_verdict',
      'It was sampled and never checked.',
    ],
  ])('tells %s', (_name, lines, verdict, reason) => {
    expect(read([SPEC, ...lines, REPORT]).records).toMatchObject([{ id: 'm.0', verdict, reason }]);
  });

  it('knows tokens only of a sample that was sampled once: a second time may be the judge', () => {
    const sampling = event('m.0', 'sampling', {
      usage: { prompt_tokens: 7, completion_tokens: 2 },
      model: 'gpt-4-0613',
    });
    expect(read([SPEC, sampling, match('m.0', true), report(1)]).records).toMatchObject([
      { tokensIn: 7, tokensOut: 2, model: 'gpt-4-0613' },
    ]);
    expect(read([SPEC, sampling, sampling, match('m.0', true), report(1)]).records).toMatchObject([
      { tokensIn: null, tokensOut: null },
    ]);
  });

  it('gives a mapping the match and the metrics to go by', () => {
    const found = read([SPEC, event('m.0', 'metrics', { score: 0.25 }), REPORT]);
    expect(found.raws).toEqual([{ sample_id: 'm.0', match: null, metrics: { score: 0.25 } }]);
    expect(found.records).toMatchObject([{ score: 0.25 }]);
    expect(found.notes).toEqual([expect.stringContaining('"score"')]);
  });

  it('has a fault for a second run', () => {
    const found = read([SPEC, match('m.0', true), report(1), SPEC]);
    expect(found.faults).toMatchObject([{ found: 'a second spec', place: { row: 4 } }]);
  });

  it.each([
    ['text', 'no event'],
    ['null', null],
    ['a line without sample_id', event(undefined, 'match', { correct: true })],
    ['a type that is a number', event('m.1', 1, {})],
    ['a match without data', event('m.1', 'match', null)],
    ['a correct that is text', match('m.1', 'yes')],
  ])('has a fault at %s', (_name, bad) => {
    const { faults } = read([SPEC, match('m.0', true), bad, REPORT]);
    expect(faults).toMatchObject([{ place: { row: 3 } }]);
  });

  it('takes a sample and metrics of any name', () => {
    const metrics = JSON.parse('{"__proto__": 1, "constructor": 1}');
    const found = read([SPEC, event('__proto__', 'metrics', metrics), REPORT]);
    expect(found.records).toMatchObject([{ id: '__proto__', verdict: 'no_verdict' }]);
    expect(found.records[0]?.evaluators.map((one) => one.name)).toEqual(['__proto__', 'constructor']);
  });
});
