import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { inspect } from '../../../action/evidence/formats/inspect/inspect.ts';
import { jsonHead, readElements } from './read-elements.ts';

const ACCURACY = { accuracy: { name: 'accuracy', value: 0.5 }, stderr: { name: 'stderr', value: 0.1 } };
const MATCH = { name: 'match', scorer: 'match', metrics: ACCURACY };
const JUDGE = { name: 'judge', scorer: 'judge', metrics: ACCURACY };
const scoresOf = (value: unknown) => ({ match: { value, answer: 'Yes', explanation: 'It says no.' } });
const SAMPLE = { id: 1, epoch: 1, input: 'May I return it?', target: 'Yes', scores: scoresOf('C') };
const logOf = (samples: unknown[], fields: object = {}, results: object = {}) => ({
  version: 2,
  status: 'success',
  eval: { task: 'refunds', model: 'vendor/model-a', created: '2025-05-12T20:28:13-04:00' },
  results: { total_samples: samples.length, completed_samples: samples.length, scores: [MATCH], ...results },
  stats: { started_at: '2025-05-12T20:28:13-04:00', completed_at: '2025-05-12T20:28:15-04:00' },
  ...fields,
  samples,
});
const read = (samples: unknown[], fields: object = {}, results: object = {}) =>
  readElements(inspect, jsonHead(logOf(samples, fields, results)), samples);
const one = (fields: object, results: object = {}) =>
  read([{ ...SAMPLE, ...fields }], {}, results).records[0];

describe('an Inspect log', () => {
  it('gives a record for each sample at each epoch', () => {
    const { records, faults, notes, producedAt } = read([
      SAMPLE,
      { ...SAMPLE, epoch: 2, scores: scoresOf('I') },
    ]);
    expect(records).toMatchObject([
      {
        id: '1',
        fingerprinted: false,
        repeat: 1,
        verdict: 'pass',
        score: 1,
        evaluators: [{ name: 'match', score: 1, threshold: 1, verdict: 'pass' }],
        model: 'vendor/model-a',
        reason: null,
        row: 1,
      },
      { id: '1', repeat: 2, verdict: 'fail', score: 0, reason: 'It says no.', row: 2 },
    ]);
    expect([faults, notes, producedAt]).toEqual([[], [], ['2025-05-13T00:28:15.000Z']]);
  });

  it.each([
    ['C', 'pass', 1],
    ['I', 'fail', 0],
    ['N', 'fail', 0],
    // Partial credit is no pass: `pass_at` takes an attempt as correct from 1 on.
    ['P', 'fail', 0.5],
    [true, 'pass', 1],
    [false, 'fail', 0],
    ['yes', 'pass', 1],
    ['No', 'fail', 0],
    ['TRUE', 'pass', 1],
    [1, 'pass', 1],
    [0.999, 'fail', 0.999],
    ['1.0', 'pass', 1],
    [0, 'fail', 0],
    // A rating, though the task took its accuracy.
    [7, 'no_verdict', 7],
    [Number.NaN, 'no_verdict', null],
    ['NaN', 'no_verdict', null],
    [null, 'no_verdict', null],
    [undefined, 'no_verdict', null],
    ['c', 'no_verdict', null],
    ['correct', 'no_verdict', null],
    [Number.POSITIVE_INFINITY, 'no_verdict', null],
  ])('reads the value %s as %s', (value, verdict, score) => {
    expect(one({ scores: scoresOf(value) })).toMatchObject({ verdict, score });
  });

  it.each([
    [1, 'no_verdict', 1],
    [7, 'no_verdict', 7],
    ['C', 'pass', 1],
    [true, 'pass', 1],
  ])('without an accuracy, reads %s as %s', (value, verdict, score) => {
    const scores = [{ ...MATCH, metrics: { mean: { value: 4 } } }];
    expect(one({ scores: scoresOf(value) }, { scores })).toMatchObject({ verdict, score });
  });

  it.each([
    [3.4, 1, 'no_verdict'],
    [3.4, 'C', 'pass'],
    [1, 1, 'pass'],
    ['NaN', 1, 'pass'],
  ])('with an accuracy of %s, reads %s as %s', (value, score, verdict) => {
    const scores = [{ ...MATCH, metrics: { accuracy: { name: 'accuracy', value } } }];
    expect(one({ scores: scoresOf(score) }, { scores })).toMatchObject({ verdict });
  });

  it('notes numbers that no threshold is known for', () => {
    const scores = [{ ...MATCH, metrics: { mean: { value: 4 } } }];
    expect(read([{ ...SAMPLE, scores: scoresOf(7) }], {}, { scores }).notes).toEqual([
      'Its scores are numbers without an accuracy, so no threshold is known. In poc.yaml declare from which score on one passes: evidence: { mapping: { threshold: … } }.',
    ]);
  });

  const BOTH = { match: { value: 'C' }, judge: { value: 'I' } };

  it.each([
    ['the first of the results', { scores: [JUDGE, MATCH] }, {}, 'fail'],
    ['the first of the results', { scores: [MATCH, JUDGE] }, {}, 'pass'],
    [
      'the headline of the results',
      { scores: [MATCH, JUDGE], headline: { score: 'judge', scorer: 'judge' } },
      {},
      'fail',
    ],
    [
      'the headline of the task',
      { scores: [MATCH, JUDGE] },
      { headline_metric: { scorer: 'judge' } },
      'fail',
    ],
    [
      'the first scorer of the task',
      { scores: [] },
      { scorers: [{ name: 'judge' }, { name: 'match' }] },
      'fail',
    ],
    ['the first of the sample', { scores: [] }, {}, 'pass'],
  ])('with several scores follows %s', (_, results, task, verdict) => {
    const log = logOf([{ ...SAMPLE, scores: BOTH }], {}, results);
    Object.assign(log.eval, task);
    expect(readElements(inspect, jsonHead(log), log.samples).records).toMatchObject([
      {
        verdict,
        evaluators: [
          { name: 'match', verdict: 'pass' },
          { name: 'judge', verdict: 'fail' },
        ],
      },
    ]);
  });

  it('says which of several scores decides, and what another refuses', () => {
    expect(
      read([{ ...SAMPLE, scores: BOTH }, SAMPLE], { eval: { task: 'a' } }, { scores: [MATCH, JUDGE] }).notes,
    ).toEqual([
      'Several scores ("match", "judge"): "match" decides, as the headline of the log. Samples that it passes and another refuses: 1.',
    ]);
  });

  it('does not let another score stand in for the one that decides', () => {
    const scores = { judge: { value: 'C' }, tone: { value: 'C' } };
    expect(one({ scores })).toMatchObject({ verdict: 'no_verdict', score: null });
  });

  it('reads a scorer that gives several values at once', () => {
    const scores = {
      rubric: { value: { tone: 'C', facts: 0.5, __proto__: null } },
      pair: { value: ['I', 'C'] },
    };
    const results = { scores: [{ name: 'tone', scorer: 'rubric', metrics: ACCURACY }] };
    expect(one({ scores }, results)).toMatchObject({
      verdict: 'pass',
      evaluators: [
        { name: 'rubric.tone', verdict: 'pass' },
        { name: 'rubric.facts', score: 0.5, verdict: 'no_verdict' },
        { name: 'pair.0', verdict: 'fail' },
        { name: 'pair.1', verdict: 'pass' },
      ],
    });
  });

  it('reads the single score of a log of early 2024', () => {
    const results = { scores: undefined, scorer: { name: 'match' }, metrics: ACCURACY };
    expect(one({ scores: undefined, score: { value: 1, explanation: 'x' } }, results)).toMatchObject({
      verdict: 'pass',
    });
  });

  it.each([
    ['no score', { scores: {} }, 'no_verdict', null],
    ['scores left out', { scores: undefined }, 'no_verdict', null],
    ['an error', { scores: undefined, error: { message: 'HTTP 500' } }, 'system_error', 'HTTP 500'],
    [
      'an error in spite of which it was scored',
      { error: { message: 'HTTP 500' } },
      'system_error',
      'HTTP 500',
    ],
    ['an error without words', { error: {} }, 'system_error', null],
    ['an error of a summary', { scores: undefined, error: 'HTTP 500' }, 'system_error', 'HTTP 500'],
    [
      'a limit',
      { scores: {}, limit: { type: 'time', limit: 30 } },
      'system_error',
      'It ran into its limit of time.',
    ],
    [
      'a limit of a summary',
      { scores: {}, limit: 'token' },
      'system_error',
      'It ran into its limit of token.',
    ],
    ['a limit after which it was scored', { limit: { type: 'time', limit: 30 } }, 'pass', null],
    ['a person who broke it off', { scores: {}, limit: { type: 'operator', limit: 1 } }, 'no_verdict', null],
    [
      'no score for lack of a value, after a limit',
      { scores: scoresOf(Number.NaN), limit: 'time' },
      'no_verdict',
      null,
    ],
    ['an invalidation', { invalidation: { reason: 'wrong file' } }, 'no_verdict', 'wrong file'],
  ])('with %s of a sample: %s', (_, fields, verdict, reason) => {
    expect(one(fields)).toMatchObject({ verdict, reason });
  });

  const usage = (input: number, output: number) => ({ input_tokens: input, output_tokens: output });
  const call = (use: object, fields: object = {}) => ({ event: 'model', output: { usage: use }, ...fields });
  const SCORING = { event: 'span_begin', type: 'scorers', name: 'scorers', working_start: 1.75 };

  it.each([
    ['a span', SCORING],
    ['a scorer at the root', { ...SCORING, type: 'scorer', parent_id: null }],
    ['a step', { event: 'step', action: 'begin', type: 'scorer', working_start: 1.75 }],
  ])('takes time and tokens of the system alone, up to %s of scoring', (_, scoring) => {
    const cached = { ...usage(10, 5), input_tokens_cache_read: 90, total_cost: 0.01 };
    const paid = { ...usage(20, 6), total_cost: 0.02 };
    const events = [call(cached), call(paid), scoring, call({ ...usage(900, 900), total_cost: 9 })];
    expect(one({ events, total_time: 10.5 })).toMatchObject({
      latencyMs: 1750,
      tokensIn: 120,
      tokensOut: 11,
      costUsd: 0.03,
      cached: false,
    });
  });

  it('goes on past a scorer that a solver asks on its way', () => {
    const inner = { ...SCORING, type: 'scorer', parent_id: 'solver-1', working_start: 0.2 };
    expect(
      one({ events: [call(usage(1, 1)), inner, call(usage(2, 2)), SCORING], total_time: 3 }),
    ).toMatchObject({
      latencyMs: 1750,
      tokensIn: 3,
    });
  });

  it.each([
    ['no events', {}],
    ['no total', { events: [SCORING] }],
    ['the clock of the machine', { events: [{ ...SCORING, working_start: 2151527.29 }], total_time: 3 }],
    ['a call that does not say', { events: [call({}), SCORING], total_time: 'x' }],
    ['events that are none', { events: { 0: SCORING }, total_time: 3 }],
  ])('with %s has no time and no tokens', (_, fields) => {
    expect(one(fields)).toMatchObject({ latencyMs: null, tokensIn: null, tokensOut: null, costUsd: null });
  });

  it('keeps the time of a cached answer out, and notes it', () => {
    const cached = { ...SAMPLE, events: [call(usage(1, 1), { cache: 'read' }), SCORING], total_time: 3 };
    const { records, notes } = read([cached, { ...SAMPLE, epoch: 2 }]);
    expect(records).toMatchObject([{ cached: true, latencyMs: null }, { cached: false }]);
    expect(notes).toEqual(['Samples answered from a cache: 1. Their latency does not count.']);
  });

  it('tells a scorer that crashed from a system that did', () => {
    const error = { message: 'no JSON in the grade' };
    expect(one({ scores: undefined, error, events: [call(usage(1, 1)), SCORING] })?.verdict).toBe(
      'grader_error',
    );
    expect(one({ scores: undefined, error, events: [call(usage(1, 1))] })?.verdict).toBe('system_error');
  });

  it.each([
    ['a text where a sample should be', '"x" where a sample should be', 'x'],
    ['no id and no input', '`id`: nothing', { ...SAMPLE, id: undefined, input: undefined }],
    ['scores that are a list', '`scores`: a list', { ...SAMPLE, scores: [] }],
  ])('is at fault at %s', (_, found, sample) => {
    const { records, faults } = read([sample]);
    expect([records, faults]).toMatchObject([[], [{ found, place: { row: 1, line: 1 } }]]);
  });

  it.each([7, 'C', null, {}])('with a score that is %j has no verdict', (score) => {
    expect(one({ scores: { match: score } })).toMatchObject({ verdict: 'no_verdict' });
  });

  it('is at fault at a sample that comes twice at one epoch', () => {
    const { records, faults } = read([SAMPLE, SAMPLE]);
    expect([records.length, faults[0]?.found]).toEqual([1, 'sample "1" at epoch 1 for a second time']);
  });

  it('makes an id of the input where there is none', () => {
    expect(one({ id: null })).toMatchObject({ id: expect.stringMatching(/^#/), fingerprinted: true });
  });

  it.each([
    ['cancelled', { status: 'cancelled' }, 'a run with `status` "cancelled"'],
    [
      'broken off',
      { status: 'error', error: { message: 'no key' } },
      'a run with `status` "error" ("no key")',
    ],
    ['going on', { status: 'started' }, 'a run with `status` "started"'],
    ['invalidated', { invalidated: true }, '`invalidated`: true'],
  ])('that was %s is at fault, and its samples are read', (_, fields, found) => {
    const { records, faults } = read([SAMPLE], fields);
    expect([records.length, faults.map((fault) => fault.found)]).toEqual([1, [found]]);
  });

  it('is at fault where its header counts other samples than it holds', () => {
    expect(read([SAMPLE], {}, { total_samples: 4 }).faults.map((fault) => fault.found)).toEqual([
      '`results.total_samples` is 4, where the file holds 1',
    ]);
  });

  it.each([
    [100, 2, ['It ran 1 of 200 samples of its dataset.']],
    [1, 2, ['It ran 1 of 2 samples of its dataset.']],
    [1, 1, []],
  ])('of a dataset of %d in %d epochs notes %j', (samples, epochs, notes) => {
    const task = { task: 'a', dataset: { samples }, config: { epochs } };
    expect(read([SAMPLE], { eval: task }).notes).toEqual(notes);
  });

  it.each([
    ['a log', logOf([SAMPLE]), 'fits'],
    ['a log of version 3', logOf([SAMPLE], { version: 3 }), 'fits'],
    ['a header alone', { ...logOf([]), samples: undefined }, 'refused'],
    ['a log without samples', logOf([]), 'refused'],
    ['a log without status', logOf([SAMPLE], { status: undefined }), 'lacks'],
    ['a run of another tool', { status: 'completed', eval: { id: 'eval_1' }, samples: [{}] }, 'other'],
    ['package.json', { name: 'a', version: '1.0.0' }, 'other'],
    ['a list', [SAMPLE], 'other'],
  ])('is told from other files: %s', (_, document, answer) => {
    expect(inspect.recognise(jsonHead(document)).answer).toBe(answer);
  });

  it.each([
    [{}, 'a log without samples', '--no-log-samples'],
    [
      { status: 'error', error: { message: 'boom' } },
      'a run with `status` "error" ("boom") and no sample',
      'eval-retry',
    ],
    [{ status: 'cancelled' }, 'a run with `status` "cancelled" and no sample', 'eval-retry'],
  ])('with %j and no sample is refused for what it is', (more, found, remedy) => {
    expect(inspect.recognise(jsonHead(logOf([], more)))).toMatchObject({
      answer: 'refused',
      found,
      remedy: expect.stringContaining(remedy),
    });
  });

  it('whose first samples are too long for the outline is one all the same', () => {
    const head: Head = { kind: 'json', outline: logOf([]), lengths: new Map([['samples', 3]]) };
    expect(inspect.recognise(head).answer).toBe('fits');
  });
});
