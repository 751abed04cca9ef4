import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { ragas } from '../../../action/evidence/formats/ragas/ragas.ts';
import { ragasCsv } from '../../../action/evidence/formats/ragas/ragas-csv.ts';
import { ragasLines } from '../../../action/evidence/formats/ragas/ragas-lines.ts';
import { withMapping } from '../../../action/evidence/mapping.ts';
import { jsonHead, readElements } from './read-elements.ts';

const row = (more: object = {}) => ({
  user_input: 'How long is the trial?',
  retrieved_contexts: ['The trial lasts 14 days.'],
  response: '14 days',
  reference: '14 days',
  faithfulness: 1,
  'factual_correctness(mode=f1)': 0.5,
  ...more,
});
const OLD = { question: 'q', contexts: ['c'], answer: 'a', ground_truth: 'g', answer_relevancy: 0.9 };

describe('recognising Ragas JSON', () => {
  it.each([
    ['records', [row()]],
    ['records of versions before 0.2', [OLD]],
    ['records under a key of somebody’s script', { summary: { faithfulness: 1 }, details: [row()] }],
    ['metrics under a key of their own', { per_question: [{ question: 'q', scores: { faithfulness: 1 } }] }],
  ])('fits %s', (_, document) => {
    expect(ragas.recognise(jsonHead(document))).toEqual({ answer: 'fits' });
  });

  it.each([
    ['means', { faithfulness: 0.76, answer_relevancy: 0.86 }],
    ['means of nothing, which are NaN', { faithfulness: null, n_evaluated: 5 }],
    ['means under a key', { questions: 25, scores: { faithfulness: 0.76 }, passed: false }],
    ['a table by columns', { user_input: { 0: 'q' }, faithfulness: { 0: 1 } }],
    ['a list of each metric', { faithfulness: [1, 0.5] }],
  ])('refuses %s', (_, document) => {
    expect(ragas.recognise(jsonHead(document)).answer).toBe('refused');
  });

  it.each([
    ['rows with a verdict of their own', [row({ passed: true })]],
    ['rows without a metric of Ragas', [{ question: 'q', answer: 'a', score: 1 }]],
    ['other JSON', { name: 'x' }],
    ['no object', 'faithfulness'],
  ])('leaves %s to others', (_, document) => {
    expect(ragas.recognise(jsonHead(document)).answer).toBe('other');
  });

  it('names the question that metrics lack', () => {
    expect(ragas.recognise(jsonHead([{ faithfulness: 1 }]))).toEqual({
      answer: 'lacks',
      field: '`user_input`',
    });
  });
});

describe('reading Ragas JSON', () => {
  it('gives scores of each metric and no verdict', () => {
    const { records, faults, notes } = readElements(ragas, jsonHead([row()]), [row()]);
    expect(faults).toEqual([]);
    expect(records[0]).toMatchObject({
      fingerprinted: true,
      verdict: 'no_verdict',
      score: null,
      evaluators: [
        { name: 'faithfulness', score: 1, threshold: null, verdict: 'no_verdict' },
        { name: 'factual_correctness(mode=f1)', score: 0.5, verdict: 'no_verdict' },
      ],
    });
    expect(notes.join()).toContain('threshold');
  });

  it.each([null, Number.NaN, JSON.parse('1e400'), undefined])(
    'keeps a case whose metric failed with %j',
    (faithfulness) => {
      const { records, notes } = readElements(ragas, jsonHead([row()]), [row(), row({ faithfulness })]);
      expect(records).toHaveLength(2);
      expect(records[1]).toMatchObject({ verdict: 'no_verdict' });
      expect(records[1]?.evaluators[0]).toMatchObject({ score: null, verdict: 'grader_error' });
      expect(notes[0]).toBe(
        'faithfulness gave no score for 1 of 2 cases; the mean that Ragas prints leaves them out',
      );
    },
  );

  it('is judged by declared thresholds, where a failed metric is no pass', () => {
    const rows = [row(), row({ faithfulness: 0.7 }), row({ faithfulness: null })];
    const { records } = readElements(ragas, jsonHead(rows), rows);
    const judged = records.map((record) => withMapping(record, {}, { threshold: { faithfulness: 0.8 } }));
    expect(judged.map((one) => 'verdict' in one && one.verdict)).toEqual(['pass', 'fail', 'grader_error']);
  });

  it.each([
    [{ id: 'q01' }, 'q01'],
    [{ case_id: 7 }, '7'],
  ])('knows a case by the id of %j that a script has added', (more, id) => {
    const rows = [row(more)];
    expect(readElements(ragas, jsonHead(rows), rows).records[0]).toMatchObject({ id, fingerprinted: false });
  });

  it('says that verdicts beside its rows are not read', () => {
    const document = { safety: { passed: 1, details: [{ id: 'a', passed: true }] }, case_metrics: [row()] };
    expect(readElements(ragas, jsonHead(document), [row()]).notes[0]).toBe(
      'Verdicts that stand elsewhere in the file are not read: safety.details.',
    );
  });

  it('takes the list that it knew the file by', () => {
    const nothing = { record() {}, fault() {}, note() {}, producedAt() {} };
    expect(ragas.reader(jsonHead({ summary: { a: 1 }, details: [row()] }), nothing).from).toEqual([
      'details',
    ]);
  });

  it.each([[{ faithfulness: 1 }], ['text'], [null]])('has a fault for %j', (value) => {
    expect(readElements(ragas, jsonHead([row()]), [value]).faults).toHaveLength(1);
  });
});

describe('Ragas tables in other files', () => {
  const cells = { user_input: 'q', retrieved_contexts: "['c']", faithfulness: '1.0', context_recall: '' };
  const csv: Head = { kind: 'csv', columns: Object.keys(cells), first: [cells] };

  it('reads CSV, where an empty cell is a metric that failed', () => {
    expect(ragasCsv.recognise(csv)).toEqual({ answer: 'fits' });
    expect(readElements(ragasCsv, csv, [cells]).records[0]?.evaluators).toEqual([
      { name: 'faithfulness', score: 1, threshold: null, verdict: 'no_verdict' },
      { name: 'context_recall', score: null, threshold: null, verdict: 'grader_error' },
    ]);
  });

  it('knows the same question in CSV and in JSON', () => {
    const [inCsv] = readElements(ragasCsv, csv, [cells]).records;
    const [inJson] = readElements(ragas, jsonHead([row({ user_input: 'q' })]), [
      row({ user_input: 'q' }),
    ]).records;
    expect(inCsv?.id).toBe(inJson?.id);
  });

  it('reads JSON lines', () => {
    const lines: Head = { kind: 'json-lines', first: [row()] };
    expect(ragasLines.recognise(lines)).toEqual({ answer: 'fits' });
    expect(readElements(ragasLines, lines, [row()]).records).toHaveLength(1);
  });

  it('leaves other tables alone', () => {
    expect(ragasCsv.recognise({ kind: 'csv', columns: ['a'], first: [{ a: '1' }] })).toEqual({
      answer: 'other',
    });
    expect(ragasCsv.recognise(jsonHead([row()]))).toEqual({ answer: 'other' });
  });
});
