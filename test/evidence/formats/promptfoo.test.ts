import { describe, expect, it } from 'vitest';
import { promptfoo } from '../../../action/evidence/formats/promptfoo/promptfoo.ts';
import { promptfooLines } from '../../../action/evidence/formats/promptfoo/promptfoo-lines.ts';
import { failed, readRow, readRows, refused, row, wrapped } from './promptfoo-row-builder.ts';
import { jsonHead, readElements } from './read-elements.ts';

const stats = (successes: number, failures: number, errors?: number) =>
  errors === undefined ? { successes, failures } : { successes, failures, errors };

describe('what is a file of promptfoo', () => {
  it.each([
    ['version 3', wrapped([row()], { stats: stats(1, 0, 0) }), 'results.results'],
    [
      'version 2',
      { results: { version: 2, results: [row()], stats: stats(1, 0), table: {} } },
      'results.results',
    ],
    ['the record of the web view', { ...wrapped([row()]), version: 4, datasetId: null }, 'results.results'],
    ['the bare summary', { version: 1, results: [row()], stats: stats(1, 0) }, 'results'],
    [
      'an evaluation of the Node API that kept its rows',
      { results: [row()], prompts: [], _resultsLoaded: true },
      'results',
    ],
  ])('%s fits', (_, outline, path) => {
    expect(promptfoo.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
    const { from } = promptfoo.reader(jsonHead(outline), {
      record: () => {},
      fault: () => {},
      note: () => {},
      producedAt: () => {},
    });
    expect(from).toEqual([path]);
  });

  it.each([
    [
      'rows that went to the database',
      { results: [], prompts: [{ metrics: { testPassCount: 3 } }], _resultsLoaded: false, persisted: true },
      'without its rows',
    ],
    ['no row', wrapped([], { stats: stats(0, 0, 0) }), 'without a row'],
    [
      'answers without a verdict',
      { results: [{ prompt: { raw: 'Hi' }, vars: {}, response: { output: 'Hi' } }], stats: stats(1, 0) },
      'without `success`',
    ],
  ])('%s is refused, with what to do', (_, outline, found) => {
    const recognition = promptfoo.recognise(jsonHead(outline));
    expect(recognition).toMatchObject({ answer: 'refused', found: expect.stringContaining(found) });
    expect(recognition).toMatchObject({ expected: expect.any(String), remedy: expect.any(String) });
  });

  it.each([
    ['a package.json', { name: 'x', version: '1.0.0', scripts: {} }],
    ['an API description', { openapi: '3.0.3', paths: {} }],
    ['CTRF', { results: { tool: { name: 'x' }, summary: { tests: 1 }, tests: [] } }],
    ['a search result', { results: [{ id: 1, success: true }], total: 1 }],
    ['results of an API', { results: { results: [{ ok: true }] } }],
    ['a rate that somebody wrote down', { passRate: 1, successes: 4 }],
    ['mocha', { stats: { suites: 1, tests: 1, passes: 1 }, results: [{ title: 'a' }] }],
    ['a list', [row()]],
    ['nothing', null],
  ])('%s is not', (_, outline) => {
    expect(promptfoo.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
  });

  it('names the field that rows lack', () => {
    const outline = { results: [{ passed: true }], stats: stats(1, 0) };
    expect(promptfoo.recognise(jsonHead(outline))).toEqual({
      answer: 'lacks',
      field: '`results[].success`',
    });
  });

  it.each([
    [[row()], { answer: 'fits' }],
    [[{ promptIdx: 0, testIdx: 0 }], { answer: 'lacks', field: '`success`' }],
    [[{ success: true, testIdx: 0 }], { answer: 'other' }],
    [[{ success: true, promptIdx: 0 }], { answer: 'other' }],
    [[{ id: 'a', ok: true }, 'x'], { answer: 'other' }],
    [[], { answer: 'other' }],
  ])('of JSON lines by promptIdx and testIdx: %#', (first, recognition) => {
    expect(promptfooLines.recognise({ kind: 'json-lines', first })).toEqual(recognition);
  });
});

describe('the file as a whole', () => {
  it('says when it was made', () => {
    expect(readRows([row()]).producedAt).toEqual(['2026-11-22T18:53:17.037Z']);
  });

  it('notes caches, missing assertions, people, and answers that came at once', () => {
    const human = { pass: true, score: 1, reason: 'Manual result', assertion: { type: 'human' } };
    const { notes } = readRows([
      row({ response: { output: 'x', cached: true } }),
      row({ gradingResult: { pass: true, score: 1, reason: 'No assertions' }, latencyMs: 1 }),
      row({ gradingResult: { pass: true, score: 1, componentResults: [human] }, latencyMs: 2 }),
    ]);
    expect(notes).toEqual([
      'Answers from a cache: 1. Their latency does not count.',
      'Results without an assertion: 1. promptfoo lets them pass.',
      'Verdicts that a person set in promptfoo’s web view: 1.',
      expect.stringContaining('No model seems to have been called'),
    ]);
    expect(readRows([row()]).notes).toEqual([]);
  });

  it.each([
    ['agree', stats(1, 1, 0), 0],
    ['agree, errors being counted elsewhere', stats(1, 0, 1), 0],
    ['agree, with errors among the failures', stats(1, 1), 0],
    ['have one row more', stats(1, 2, 0), 1],
    ['have one success more', stats(2, 0, 0), 1],
    ['are no numbers', { successes: 'many' }, 0],
  ])('compares its totals, which %s', (_, total, faults) => {
    expect(readRows([row(), failed([refused])], { stats: total }).faults).toHaveLength(faults);
  });

  it.each(['select-best', 'max-score'])(
    'does not compare successes where %s compared rows, as older totals leave that out',
    (type) => {
      const best = { pass: false, score: 0, reason: 'Output not selected', assertion: { type } };
      expect(readRows([row(), failed([best])], { stats: stats(2, 0, 0) }).faults).toEqual([]);
      expect(readRows([row(), failed([best])], { stats: stats(3, 0, 0) }).faults).toHaveLength(1);
    },
  );

  it.each([
    ['no group of keys', null, 'a row: null'],
    ['a list', [1], 'a row: a list'],
    ['no success', row({ success: undefined }), '`success`: nothing'],
    ['a success in words', row({ success: 'true' }), '`success`: "true"'],
    ['nothing asked', row({ testCase: null, vars: null, prompt: null }), '`vars`: null'],
  ])('has a fault for a row with %s, with its place', (_, one, found) => {
    const { records, faults } = readRows([row(), one]);
    expect(records).toHaveLength(1);
    expect(faults).toMatchObject([{ found, place: { row: 2 } }]);
  });

  it('reads hostile values without a crash or a made-up number', () => {
    const hostile = row({
      gradingResult: { pass: false, componentResults: [null, 3, { assertion: 'x', metadata: [] }] },
      response: 'text',
      latencyMs: -5,
      score: Number.NaN,
      provider: [1],
      testCase: { vars: JSON.parse('{"__proto__":{"a":1},"constructor":null}'), metadata: 'x', assert: 'y' },
      success: false,
    });
    expect(readRow(hostile)).toMatchObject({ score: null, latencyMs: null, verdict: 'fail', model: null });
  });

  it('gives the same records from lines', () => {
    const rows = [row(), failed([refused])];
    const lines = readElements(promptfooLines, { kind: 'json-lines', first: rows }, rows);
    expect(lines.records).toEqual(readRows(rows).records);
  });
});
