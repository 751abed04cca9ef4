import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { promptfooCsv } from '../../../action/evidence/formats/promptfoo/promptfoo-csv.ts';
import { readElements } from './read-elements.ts';

type Row = Readonly<Record<string, string>>;

const head = (columns: readonly string[], first: readonly Row[]): Head => ({ kind: 'csv', columns, first });
const table = (columns: readonly string[], ...cells: readonly (readonly string[])[]) => {
  const rows = cells.map((one) => Object.fromEntries(columns.map((column, i) => [column, one[i] ?? ''])));
  return { head: head(columns, rows.slice(0, 3)), rows };
};
const read = ({ head: start, rows }: ReturnType<typeof table>) => readElements(promptfooCsv, start, rows);

const NEW = [
  'question',
  '[desk] Hi',
  'Status',
  'Score',
  'Named Scores',
  'Metric: tone',
  'Grader Reason',
  'Comment',
];
const result = (status: string, reason = '', answer = 'An answer', score = '1.00') =>
  table(NEW, ['Where?', answer, status, score, '{"tone":0.2}', '0.20', reason, '']);
const old = (cell: string) =>
  table(['question', '[desk] Hi'], ['Where?', '[PASS] (1.00) fine'], ['When?', cell]);

describe('what is a table of promptfoo', () => {
  it.each([
    ['with columns of its own for the verdict', result('PASS')],
    ['with the verdict in the answer', old('[FAIL] (0.00) no')],
    [
      'with the verdict in answers of which some are missing',
      table(['a', 'b'], ['x', ''], ['y', '[ERROR] no']),
    ],
  ])('one %s fits', (_, { head: start }) => {
    expect(promptfooCsv.recognise(start)).toEqual({ answer: 'fits' });
  });

  it('one without a row is refused', () => {
    expect(promptfooCsv.recognise(head(NEW, []))).toMatchObject({ answer: 'refused' });
  });

  it.each([
    ['statuses alone', table(['id', 'Status'], ['1', 'PASS'])],
    ['a status and a score of something else', table(['id', 'Status', 'Score'], ['1', 'PASS', '1'])],
    ['a verdict in words', table(['id', 'pass'], ['1', 'true'])],
    ['a cell that mentions it', table(['id', 'text'], ['1', 'it says [PASS]'])],
    ['cells of which not all have a verdict', table(['id', 'text'], ['1', '[PASS] a'], ['2', 'b'])],
    ['nothing', table(['id', 'text'])],
  ])('one with %s is not', (_, { head: start }) => {
    expect(promptfooCsv.recognise(start)).toEqual({ answer: 'other' });
  });
});

describe('a table with columns for the verdict', () => {
  it.each([
    ['PASS', '', 'pass', 1, null],
    ['FAIL', 'Expected output to contain "x"', 'fail', 1, 'Expected output to contain "x"'],
    ['FAIL', 'Custom function threw error: x', 'grader_error', null, 'Custom function threw error: x'],
    ['FAIL', 'API error: 401', 'grader_error', null, 'API error: 401'],
    ['ERROR', '', 'system_error', null, 'An answer'],
  ])('reads %s with the reason %j as %s', (status, reason, verdict, score, said) => {
    expect(read(result(status, reason)).records).toMatchObject([
      { verdict, score, reason: said, variant: 'desk #1', model: 'desk', repeat: null, fingerprinted: true },
    ]);
  });

  it('tells a check that threw where an export has its stack in place of the answer', () => {
    const stack = 'Error: broken\n    at async runAssertionInternal (x.js:1:1)';
    expect(read(result('ERROR', '', stack)).records).toMatchObject([{ verdict: 'grader_error' }]);
  });

  it('reads named scores as evaluators without a verdict', () => {
    const { records } = read(result('PASS'));
    expect(records[0]?.evaluators).toEqual([
      { name: 'tone', score: 0.2, threshold: null, verdict: 'no_verdict' },
    ]);
    const broken = table(NEW, ['Where?', 'x', 'PASS', '1', '{"tone', '', '', '']);
    expect(read(broken).records[0]?.evaluators).toEqual([]);
  });

  it('reads each group of columns, the names of which repeat', () => {
    const columns = [...['Description', 'question'], ...group('[a] Hi', ''), ...group('[b] Hi', ' (2)')];
    const cells = [
      'd',
      'Where?',
      ...['x', 'PASS', '1.00', '', '', ''],
      ...['y', 'FAIL', '0.00', '', 'no', ''],
    ];
    expect(read(table(columns, cells)).records).toMatchObject([
      { variant: 'a #1', verdict: 'pass' },
      { variant: 'b #2', verdict: 'fail', reason: 'no', row: 1 },
    ]);
  });

  it('knows a case by its variables: not by its description, a session, or its answer', () => {
    const columns = ['Description', 'question', 'sessionId', ...group('[a] Hi', '')];
    const cells = (description: string, question: string, session: string, answer: string) => [
      ...[description, question, session],
      ...[answer, 'PASS', '1.00', '', '', ''],
    ];
    const { records } = read(
      table(
        columns,
        cells('d', 'Where?', 's1', 'x'),
        cells('e', 'Where?', 's2', 'y'),
        cells('d', 'When?', 's3', 'x'),
      ),
    );
    expect(new Set(records.map(({ id }) => id)).size).toBe(2);
    expect(records[0]?.id).toBe(records[1]?.id);
  });

  it('knows a case without variables by its description', () => {
    const columns = ['Description', ...group('[a] Hi', '')];
    const { records } = read(table(columns, ['greets', 'x', 'PASS', '1.00', '', '', '']));
    expect(records).toMatchObject([{ id: 'greets', fingerprinted: false }]);
  });

  it('notes what was not run and what was not checked', () => {
    const columns = ['question', ...group('[a] Hi', ''), ...group('[b] Hi', ' (2)')];
    const cells = ['Where?', 'x', 'PASS', '1.00', '', 'No assertions', '', '', '', '', '', '', ''];
    const { records, notes } = read(table(columns, cells));
    expect(records).toHaveLength(1);
    expect(notes).toEqual([
      'Results without an assertion: 1. promptfoo lets them pass.',
      'Tests that were not run with every prompt left 1 results empty.',
    ]);
  });

  it.each([['passed'], [''], ['pass']])('has a fault for the status %j', (status) => {
    const { records, faults } = read(result(status));
    expect(records).toEqual([]);
    expect(faults).toMatchObject([
      { found: `"Status": "${status}"`, expected: 'PASS, FAIL or ERROR', place: { row: 1, line: 1 } },
    ]);
  });

  it('has a fault for an element that is no record', () => {
    const { head: start } = result('PASS');
    const cells = { '[desk] Hi': 3, Status: null } as unknown;
    expect(readElements(promptfooCsv, start, [cells]).records).toEqual([]);
  });
});

describe('a table with the verdict in the answer', () => {
  it.each([
    ['[PASS] (1.00)\n\nFine.\n\nPass Reason: All assertions passed', 'pass', 1, null],
    ['[FAIL] (0.20, tone: 0.20)\n\nNo.\n\nFail Reason: too rude', 'fail', 0.2, 'too rude'],
    ['[FAIL] too rude\n---\nNo.', 'fail', null, 'too rude'],
    [
      '[FAIL] (0.00)\n\nx\n\nFail Reason: Custom function threw error: x',
      'grader_error',
      null,
      expect.any(String),
    ],
    ['[ERROR] (0.00)\n\nAPI error: 503', 'system_error', null, 'API error: 503'],
  ])('reads %j as %s', (cell, verdict, score, reason) => {
    expect(read(old(cell)).records[1]).toMatchObject({ verdict, score, reason, variant: 'desk #1' });
  });

  it('has a fault for an answer without a verdict', () => {
    const { head: start } = old('[PASS] x');
    const { faults } = readElements(promptfooCsv, start, [{ question: 'Where?', '[desk] Hi': 'Fine.' }]);
    expect(faults).toMatchObject([{ found: '"[desk] Hi": "Fine."' }]);
  });
});

function group(answer: string, suffix: string): string[] {
  return [
    answer,
    ...['Status', 'Score', 'Named Scores', 'Grader Reason', 'Comment'].map((one) => one + suffix),
  ];
}
