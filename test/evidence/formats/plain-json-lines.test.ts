import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { plainJsonLines } from '../../../action/evidence/formats/plain/plain-json-lines.ts';
import { readElements } from './read-elements.ts';

const head = (...first: unknown[]): Head => ({ kind: 'json-lines', first });
const read = (...rows: unknown[]) => readElements(plainJsonLines, head(...rows.slice(0, 3)), rows);
const recognise = (...first: unknown[]) => plainJsonLines.recognise(head(...first));

describe('recognising plain JSON lines', () => {
  it.each([
    { id: 1, pass: true },
    { eval: 'adds a field', passed: 1 },
    { question: 'Why?', success: 'PASS' },
    { task_id: 'a', Passed: 'failed' },
    { name: 'a', score: 0.5 },
    { input: { text: 'a' }, pass: false },
    { caseId: 'a', verdict: 'passed' },
  ])('fits %j', (row) => {
    expect(recognise(row)).toEqual({ answer: 'fits' });
  });

  it.each([
    [{ url: 'https://a.example', ok: true }, 'other'],
    [{ id: 'a', ok: true }, 'lacks'],
    [{ name: 'sort 1e6', result: 1052749302 }, 'lacks'],
    [{ id: 'a', status: 'completed' }, 'lacks'],
    [{ id: 'a', success: 200 }, 'lacks'],
    [{ level: 'info', msg: 'started' }, 'other'],
    [[1, 2], 'other'],
    ['text', 'other'],
    [null, 'other'],
  ])('takes no verdict from %j', (row, answer) => {
    expect(recognise(row).answer).toBe(answer);
  });

  it.each([
    { metric: 'accuracy', value: 0.9, n_questions: 40 },
    { passRate: 0.9, successes: 9 },
    { suite: 'a', name: 'a', passed: 9, failed: 1 },
    { name: 'suite a', passed: 1, failed: 0 },
  ])('refuses totals: %j', (row) => {
    const recognition = recognise(row);
    expect(recognition.answer).toBe('refused');
    expect(recognition).toHaveProperty('remedy');
  });

  it('names the column that holds a verdict under a name of its own', () => {
    expect(recognise({ id: 'a', correctness: 'pass' }, { id: 'b', correctness: 'Fail' })).toEqual({
      answer: 'lacks',
      field: '`evidence.mapping.pass: correctness`, if that is the verdict',
    });
  });

  it.each([
    [[{ id: 'a', correct: true }], '`evidence.mapping.pass: correct`, if that is the verdict'],
    [[{ id: 'a', isCorrect: 'False' }], '`evidence.mapping.pass: isCorrect`, if that is the verdict'],
    [
      [
        { id: 'a', outcome: 'fail' },
        { id: 'b', outcome: 'error' },
      ],
      '`evidence.mapping.pass: outcome`, if that is the verdict',
    ],
    [
      [{ id: 'a', hidden_pass: false, invariants_pass: true }],
      '`evidence.mapping.pass`: the verdict may be `hidden_pass`, `invariants_pass`',
    ],
    [[{ id: 'a', state: 'error' }], '`pass`, `passed` or `success`'],
    [
      [
        { id: 'a', grade: 'pass' },
        { id: 'b', grade: 'merit' },
      ],
      '`pass`, `passed` or `success`',
    ],
    [[{ id: 'a', correct: 1 }], '`pass`, `passed` or `success`'],
    [[{ id: 'a', incorrect: true }], '`pass`, `passed` or `success`'],
    [
      [
        { id: 'a', correct: true },
        { id: 'b', correct: 'B' },
      ],
      '`pass`, `passed` or `success`',
    ],
  ])('guesses no verdict from %j, and says %s', (lines, field) => {
    expect(recognise(...lines)).toEqual({ answer: 'lacks', field });
  });

  it.each([[[{ id: 'a', pass: true }, 7]], [[{ pass: true }, { id: 'a', pass: true }]]])(
    'fits %j, of which one line is wrong and says so itself',
    (lines) => {
      expect(recognise(...lines)).toEqual({ answer: 'fits' });
      expect(read(...lines).faults).toHaveLength(1);
    },
  );

  it('names the id where a verdict has none', () => {
    expect(recognise({ pass: true })).toEqual({ answer: 'lacks', field: '`id`' });
  });
});

describe('reading plain JSON lines', () => {
  it('reads every spelling of what a row may say', () => {
    const { records, faults } = read({
      task: 'refund',
      trial: 2,
      pass: true,
      score: '0.5',
      threshold: 0.4,
      durationMs: 1200,
      costUsd: 0.01,
      input_tokens: 10,
      completion_tokens: 20,
      model: 'm',
      category: 'billing',
      cluster: 'c',
      variant: 'v',
      reason: 'because',
    });
    expect(faults).toEqual([]);
    expect(records[0]).toMatchObject({
      id: 'refund',
      fingerprinted: false,
      repeat: 2,
      verdict: 'pass',
      score: 0.5,
      threshold: 0.4,
      latencyMs: 1200,
      costUsd: 0.01,
      tokensIn: 10,
      tokensOut: 20,
      model: 'm',
      slices: ['billing'],
      cluster: 'c',
      variant: 'v',
      reason: 'because',
    });
  });

  it.each([
    [{ id: 'a', pass: false }, 'fail'],
    [{ id: 'a', pass: 0 }, 'fail'],
    [{ id: 'a', pass: 'no' }, 'fail'],
    [{ id: 'a', pass: false, error: 'assertion' }, 'fail'],
    [{ id: 'a', pass: null }, 'no_verdict'],
    [{ id: 'a', pass: 'skipped' }, 'no_verdict'],
    [{ id: 'a', pass: null, error: 'timeout' }, 'system_error'],
    [{ id: 'a', error: 'timeout' }, 'system_error'],
    [{ id: 'a', pass: 'error' }, 'system_error'],
    [{ id: 'a', score: 0.9 }, 'no_verdict'],
    [{ id: 'a', score: 0.7, threshold: 0.7 }, 'pass'],
    [{ id: 'a', score: 0.69, threshold: 0.7 }, 'fail'],
    [{ id: 'a', score: JSON.parse('1e400'), threshold: 0.7 }, 'grader_error'],
    [{ id: 'a', score: 'NaN', threshold: 0.7 }, 'grader_error'],
    [{ id: 'a', score: null, threshold: 0.7 }, 'no_verdict'],
    [{ id: 'a', pass: true, score: JSON.parse('1e400') }, 'grader_error'],
    [{ id: 'a', pass: true, score: 'NaN' }, 'grader_error'],
    [{ id: 'a', pass: true, score: '-inf' }, 'grader_error'],
    [{ id: 'a', pass: false, score: 'NaN' }, 'fail'],
    [{ id: 'a', pass: true, score: 'good' }, 'pass'],
    [{ id: 'a', pass: true, score: null }, 'pass'],
  ])('reads %j as %s', (row, verdict) => {
    const { records, faults } = readElements(plainJsonLines, head({ id: 'first', pass: true }), [row]);
    expect(faults).toEqual([]);
    expect(records[0]?.verdict).toBe(verdict);
  });

  it.each([
    [{ wall_clock_s: 1.5 }, 1500],
    [{ secs: 2 }, 2000],
    [{ response_time_s: 0.5 }, 500],
    [{ times: 3 }, null],
  ])('reads %j as %s ms', (more, latencyMs) => {
    expect(read({ id: 'a', pass: true, ...more }).records[0]?.latencyMs).toBe(latencyMs);
  });

  it('gives a score that is no finite number as none', () => {
    expect(read({ id: 'a', score: JSON.parse('1e400') }).records[0]?.score).toBeNull();
  });

  it.each([
    [{ seconds: 1.5 }, 1500],
    [{ elapsed_s: 2 }, 2000],
    [{ latency_ms: 7 }, 7],
    [{ latency: 3.2 }, null],
    [{ latency_ms: -1 }, null],
    [{ latency_ms: 7, cached: true }, null],
  ])('reads the time %j as %s ms', (time, latencyMs) => {
    expect(read({ id: 'a', pass: true, ...time }).records[0]?.latencyMs).toBe(latencyMs);
  });

  it('knows a case without an id by its input, whatever the order of its keys', () => {
    const { records } = read({ input: { a: 1, b: 2 }, pass: true }, { input: { b: 2, a: 1 }, pass: true });
    expect(records[0]).toMatchObject({ fingerprinted: true });
    expect(records[0]?.id).toBe(records[1]?.id);
  });

  it.each([
    [{ id: 'a' }, 'a result without a verdict'],
    [{ id: 'a', pass: 'maybe' }, '`pass`: "maybe"'],
    [{ id: 'a', pass: { toString: 1 } }, '`pass`: a group of keys'],
    [{ id: '', pass: true }, 'without an `id`'],
    [{ id: {}, pass: true }, 'without an `id`'],
    [7, 'not an object'],
    [null, 'not an object'],
    [[], 'not an object'],
  ])('says what is wrong with %j', (row, found) => {
    const { records, faults } = readElements(plainJsonLines, head({ id: 'b', pass: true }), [row]);
    expect(records).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.found).toContain(found);
    expect(faults[0]?.place?.row).toBe(1);
  });

  it('is not led astray by a key of the name __proto__', () => {
    const row: unknown = JSON.parse('{"__proto__":{"pass":true},"id":"a","pass":false}');
    expect(read(row).records[0]?.verdict).toBe('fail');
  });

  it('says which threshold to declare where there are scores alone', () => {
    expect(read({ id: 'a', score: 1 }).notes.join()).toContain('evidence.mapping.threshold');
    expect(read({ id: 'a', score: 1, pass: true }).notes).toEqual([]);
  });

  it('says how it takes `success`, which often means that the call worked', () => {
    expect(read({ id: 'a', success: true }).notes.join()).toContain('`success` is read as the verdict');
  });

  it('says that a time without a unit is not read, and that failures carry errors', () => {
    expect(read({ id: 'a', pass: true, latency: 3 }).notes.join()).toContain('`latency` has no unit');
    expect(read({ id: 'a', pass: false, error: 'x' }).notes.join()).toContain(
      '1 failures carry an error text',
    );
  });
});

describe('cases that stand in a file more than once', () => {
  const note =
    'Rows of a case that stands above already: 2. They count as more attempts at it; if they are of an earlier run or of another system, keep one run alone, or declare `evidence.mapping.variant`.';

  it.each([
    ['without anything that tells them apart', {}, [note]],
    ['in a column of repeats', { rep: 1 }, []],
    ['in a column of runs', { run: 1 }, []],
  ])('are told of %s', (_, more, notes) => {
    const row = { id: 'a', pass: true, ...more };
    expect(read(row, { ...row, id: 'b' }, row, row).notes).toEqual(notes);
  });

  it('are no repeats where they are of several variants', () => {
    expect(read({ id: 'a', variant: 'x', pass: true }, { id: 'a', variant: 'y', pass: true }).notes).toEqual(
      [],
    );
  });
});

describe('runs that were appended to one file', () => {
  const row = (run: unknown, id: string, pass = true) => ({ run, id, pass });

  it('are a fault where they share cases, and are counted all the same', () => {
    const { records, faults } = read(
      row(1784601471919, 'a'),
      row(1784601471919, 'b'),
      row(1784602741363, 'a', false),
    );
    expect(records).toHaveLength(3);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.found).toBe('2 runs mixed in one file (`run`), with 1 cases in more than one of them');
    expect(faults[0]?.remedy).toContain('1 rows with run 1784602741363');
  });

  it('are parts of one where they share no case', () => {
    const { faults, notes } = read(row('x', 'a'), row('x', 'b'), row('y', 'c'));
    expect(faults).toEqual([]);
    expect(notes.join()).toContain('2 runs stand in this file');
  });

  it('are attempts where each row has one of its own', () => {
    expect(read(row('x', 'a'), row('y', 'a'), row('z', 'a')).faults).toEqual([]);
  });

  it('are repeats where they are counted from small numbers', () => {
    const { records, faults } = read(row(1, 'a'), row(1, 'b'), row(2, 'a'), row(2, 'b'));
    expect(faults).toEqual([]);
    expect(records.map(({ repeat }) => repeat)).toEqual([1, 1, 2, 2]);
  });
});
