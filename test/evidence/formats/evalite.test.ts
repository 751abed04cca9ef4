import { describe, expect, it } from 'vitest';
import { evalite } from '../../../action/evidence/formats/evalite.ts';
import { fingerprint } from '../../../action/evidence/formats/shared/fingerprint.ts';
import { jsonHead, readElements } from './read-elements.ts';

const scores = [
  { id: 1, name: 'names', score: 1, description: 'Whether it names it', metadata: null },
  { id: 2, name: 'short', score: 0.5, description: null, metadata: { length: 26 } },
];
const result = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 1,
  duration: 900,
  input: 'Where is my refund?',
  output: 'Your refund is on its way.',
  expected: 'refund',
  status: 'success',
  colOrder: 0,
  renderedColumns: [],
  averageScore: 0.75,
  scores,
  traces: [],
  ...changes,
});
const suite = (results: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 1,
  name: 'The desk answers',
  filepath: '/project/desk.eval.ts',
  status: 'success',
  variantName: null,
  variantGroup: null,
  results,
  ...changes,
});
const run = { id: 1, runType: 'full', createdAt: '2026-11-22 18:57:20' };
const read = (evals: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) =>
  readElements(evalite, jsonHead({ run: { ...run, ...more }, evals }), evals);
const only = (changes: Readonly<Record<string, unknown>>) => read([suite([result(changes)])]).records[0];

describe('what is a file of evalite', () => {
  it.each([
    ['of version 0', { run, evals: [suite([result()])] }, 'evals'],
    ['of version 1', { run, suites: [{ name: 'a', evals: [result()] }] }, 'suites'],
  ])('one %s fits', (_, outline, list) => {
    const head = jsonHead(outline);
    expect(evalite.recognise(head)).toEqual({ answer: 'fits' });
    const silent = { record: () => {}, fault: () => {}, note: () => {}, producedAt: () => {} };
    expect(evalite.reader(head, silent).from).toEqual([list]);
  });

  it('one without an eval is refused', () => {
    expect(evalite.recognise(jsonHead({ run, evals: [] }))).toMatchObject({ answer: 'refused' });
  });

  it('one without results lacks them', () => {
    expect(evalite.recognise(jsonHead({ run, evals: [{ name: 'a' }] }))).toEqual({
      answer: 'lacks',
      field: '`evals[].results`',
    });
  });

  it.each([
    ['evals of another tool', { evals: [{ results: [] }] }],
    ['a run of another tool', { run: { id: 'x' }, suites: [{ evals: [] }] }],
    ['a package.json', { name: 'x', scripts: {} }],
    ['a list', [{ run }]],
    ['nothing', null],
  ])('%s are not', (_, outline) => {
    expect(evalite.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
  });
});

describe('what a result says', () => {
  it('has scores and no verdict, as evalite has no threshold for a case', () => {
    expect(only({})).toMatchObject({
      verdict: 'no_verdict',
      score: 0.75,
      threshold: null,
      evaluators: [
        { name: 'names', score: 1, threshold: null, verdict: 'no_verdict' },
        { name: 'short', score: 0.5, threshold: null, verdict: 'no_verdict' },
      ],
      reason: null,
      latencyMs: null,
    });
  });

  const at = (frames: string) => ({
    status: 'fail',
    scores: [],
    averageScore: 0,
    output: { name: 'Error', message: 'broken', stack: `Error: broken\n${frames}` },
  });
  it.each([
    ['the task threw', at('    at task (x.ts:1:1)\n    at executeTask (evalite.js:42:38)'), 'system_error'],
    [
      'a task with a list threw',
      at('    at Array.map (<anonymous>)\n    at async executeTask (evalite.js:42:38)'),
      'system_error',
    ],
    ['a scorer threw', at('    at Object.scorer (x.ts:1:1)\n    at create-scorer.js:3:34'), 'grader_error'],
    [
      'a scorer of somebody else threw',
      at('    at judge (x.ts:1:1)\n    at Array.map (<anonymous>)\n    at runTask (evalite.js:58:59)'),
      'grader_error',
    ],
    ['nobody knows who threw', at('    at helper (x.ts:1:1)'), 'system_error'],
    ['its data threw', { status: 'fail', input: null, output: {}, scores: [] }, 'system_error'],
    ['it was still running', { status: 'running', scores: [] }, 'no_verdict'],
  ])('%s', (_, changes, verdict) => {
    expect(only(changes)).toMatchObject({ verdict, score: null, reason: expect.any(String) });
  });

  it('has no score where nothing scored it, although the mean is written as zero', () => {
    expect(only({ scores: [], averageScore: 0 })).toMatchObject({ score: null, evaluators: [] });
  });

  it('sums the tokens of its calls', () => {
    const traces = [{ inputTokens: 20, outputTokens: 5 }, { inputTokens: 10 }, { inputTokens: -1 }, null];
    expect(only({ traces })).toMatchObject({ tokensIn: 30, tokensOut: 5 });
    expect(only({ traces: [] })).toMatchObject({ tokensIn: null, tokensOut: null });
  });

  it('is known by the eval and its input: its own number changes with each run', () => {
    const { records } = read([suite([result(), result({ id: 9 }), result({ input: 'When?' })])]);
    expect(records.map(({ id }) => id)).toEqual([
      `The desk answers ${fingerprint('Where is my refund?')}`,
      `The desk answers ${fingerprint('Where is my refund?')}`,
      `The desk answers ${fingerprint('When?')}`,
    ]);
    expect(records.map(({ row, repeat }) => [row, repeat])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
  });

  it('keeps variants of an eval apart, on the same case', () => {
    const variant = (name: string) =>
      suite([result()], { name: `Two voices [${name}]`, variantName: name, variantGroup: 'Two voices' });
    const { records } = read([variant('loud'), variant('quiet')]);
    expect(records.map((one) => one.variant)).toEqual(['loud', 'quiet']);
    expect(records[0]?.id).toBe(records[1]?.id);
    expect(records[0]?.id).toMatch(/^Two voices #/);
  });

  it('is what a declared mapping starts from', () => {
    expect(read([suite([result()])]).raws).toEqual([result()]);
  });
});

describe('the file as a whole', () => {
  it.each([
    ['2026-11-22 18:57:20', ['2026-11-22T18:57:20.000Z']],
    ['2026-11-22T18:57:20.010Z', ['2026-11-22T18:57:20.010Z']],
    ['yesterday', []],
  ])('was made at %s', (createdAt, producedAt) => {
    expect(read([suite([result()])], { createdAt }).producedAt).toEqual(producedAt);
  });

  it('notes that scores need a threshold, and that a run was partial', () => {
    expect(read([suite([result()])], { runType: 'partial' }).notes).toEqual([
      expect.stringContaining('"names", "short"'),
      expect.stringContaining('partial'),
    ]);
    expect(read([suite([result({ scores: [] })])]).notes).toEqual([]);
  });

  it.each([
    ['an eval without results', suite([]), 'without a result'],
    ['an eval without a list', suite([], { results: null }), 'an eval: a group of keys'],
    ['an eval without a name', suite([result()], { name: '' }), 'an eval: a group of keys'],
    ['no eval', 7, 'an eval: 7'],
    ['a status that is none', suite([result({ status: 'passed' })]), '`status`: "passed"'],
    ['a result without input', suite([result({ input: undefined })]), '`input`: nothing'],
    ['a result that is none', suite([null]), '`input`: nothing'],
  ])('has a fault for %s', (_, one, found) => {
    const { records, faults } = read([suite([result()]), one]);
    expect(records).toHaveLength(1);
    expect(faults).toMatchObject([{ found: expect.stringContaining(found), place: { row: 2 } }]);
  });
});
