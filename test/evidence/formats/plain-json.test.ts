import { describe, expect, it } from 'vitest';
import { plainJson } from '../../../action/evidence/formats/plain/plain-json.ts';
import { jsonHead, readElements } from './read-elements.ts';

const ROWS = [
  { id: 'a', pass: true },
  { id: 'b', pass: false },
];
const from = (document: unknown) =>
  plainJson.reader(jsonHead(document), { record() {}, fault() {}, note() {}, producedAt() {} }).from;

describe('finding the list of results', () => {
  it.each([
    ['', ROWS],
    ['results', { model: 'm', results: ROWS }],
    ['cases', { summary: { total: 2 }, cases: ROWS }],
    ['tests', { tests: ROWS, failures: [{ id: 'b', pass: false }] }],
    ['data', { data: ROWS, tags: [{ name: 'x' }] }],
    ['items', { items: ROWS }],
    ['data.results', { data: { results: ROWS } }],
    ['eval_run', { eval_run: ROWS }],
  ])('takes `%s`', (path, document) => {
    expect(plainJson.recognise(jsonHead(document))).toEqual({ answer: 'fits' });
    expect(from(document)).toEqual([path]);
  });

  it('asks which where two lists hold results', () => {
    const recognition = plainJson.recognise(jsonHead({ cases: ROWS, tests: ROWS }));
    expect(recognition.answer).toBe('lacks');
    expect(recognition).toHaveProperty('field', expect.stringContaining('`cases` and `tests`'));
  });

  it.each([
    ['a package.json', { name: 'x', version: '1.0.0', scripts: { test: 'vitest' }, files: ['lib'] }],
    ['an OpenAPI document', { openapi: '3.0.3', tags: [{ name: 'x' }], servers: [{ url: '/' }], paths: {} }],
    [
      'calls that worked under a name that is no list of results',
      { pipelines: { basic: [{ query: 'q', success: true }] } },
    ],
    ['a score that is an object', { question: 'q', score: { correct: true } }],
    ['a number', 7],
    ['nothing', null],
    ['an empty list', []],
    ['a list of lists', [[1]]],
  ])('leaves %s alone', (_, document) => {
    expect(plainJson.recognise(jsonHead(document)).answer).toBe('other');
  });

  it('says what a list under a usual name lacks', () => {
    expect(plainJson.recognise(jsonHead({ results: [{ id: 'a', answer: 'x' }] }))).toEqual({
      answer: 'lacks',
      field: '`pass`, `passed` or `success`',
    });
  });

  it('says what has to be declared of a list of verdicts under another name', () => {
    expect(plainJson.recognise(jsonHead({ tests: [{ nodeid: 't.py::a', outcome: 'passed' }] }))).toEqual({
      answer: 'lacks',
      field:
        '`evidence.mapping.pass: outcome`, if that is the verdict; and `evidence.mapping.id`; and `evidence.mapping.records: tests`',
    });
  });

  it('refuses totals', () => {
    expect(plainJson.recognise(jsonHead({ passRate: 0.9, successes: 9 })).answer).toBe('refused');
  });
});

describe('reading plain JSON', () => {
  it('reads the rows, and when they were made', () => {
    const document = { timestamp: '2026-11-22T09:00:00Z', results: ROWS };
    const { records, producedAt } = readElements(plainJson, jsonHead(document), ROWS);
    expect(records.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['a', 'pass'],
      ['b', 'fail'],
    ]);
    expect(producedAt).toEqual(['2026-11-22T09:00:00.000Z']);
  });

  it('says that a row has no verdict where the others have one', () => {
    const { faults } = readElements(plainJson, jsonHead(ROWS), [...ROWS, { id: 'c' }]);
    expect(faults.map(({ place }) => place?.row)).toEqual([3]);
  });
});
