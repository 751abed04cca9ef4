import { describe, expect, it } from 'vitest';
import { azureAiEvaluation } from '../../../action/evidence/formats/azure/azure-ai-evaluation.ts';
import { azureAiEvaluationLines } from '../../../action/evidence/formats/azure/azure-ai-evaluation-lines.ts';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { jsonHead, readElements } from './read-elements.ts';

const INPUTS = { 'inputs.query': 'How long?', 'inputs.response': '14 days', 'inputs.latency': 2.5 };
const groundedness = (score: unknown, result?: unknown) => ({
  'outputs.groundedness.groundedness': score,
  'outputs.groundedness.gpt_groundedness': score,
  'outputs.groundedness.groundedness_reason': 'because',
  ...(result === undefined
    ? {}
    : {
        'outputs.groundedness.groundedness_result': result,
        'outputs.groundedness.groundedness_threshold': 3,
      }),
});
const row = (...outputs: object[]): object => Object.assign({}, INPUTS, ...outputs, { line_number: 0 });
const document = (...rows: object[]) => ({
  rows,
  metrics: { 'groundedness.groundedness': 3 },
  studio_url: null,
});
const read = (...rows: unknown[]) => readElements(azureAiEvaluation, jsonHead(document()), rows);
const verdictOf = (...outputs: object[]) => read(row(...outputs)).records[0]?.verdict;

describe('recognising Azure AI evaluation', () => {
  it('fits rows with inputs and outputs', () => {
    expect(azureAiEvaluation.recognise(jsonHead(document(row(groundedness(3)))))).toEqual({ answer: 'fits' });
  });

  it('names what inputs alone lack', () => {
    expect(azureAiEvaluation.recognise(jsonHead(document(INPUTS)))).toEqual({
      answer: 'lacks',
      field: '`outputs.…`',
    });
  });

  it.each([[document()], [{ metrics: { 'groundedness.groundedness': 3 }, studio_url: null }]])(
    'refuses means without rows: %j',
    (outline) => {
      expect(azureAiEvaluation.recognise(jsonHead(outline)).answer).toBe('refused');
    },
  );

  it.each([[{ rows: [{ a: 1 }] }], [{ rows: [] }], [[INPUTS]], [null]])('leaves %j alone', (outline) => {
    expect(azureAiEvaluation.recognise(jsonHead(outline)).answer).toBe('other');
  });
});

describe('the verdict of a row', () => {
  const violence = (result: string) => ({
    'outputs.content_safety.violence': 'Very low',
    'outputs.content_safety.violence_score': 0,
    'outputs.content_safety.violence_threshold': 3,
    'outputs.content_safety.violence_result': result,
    'outputs.content_safety.violence_total_tokens': 4548,
  });
  const f1 = (result: string) => ({
    'outputs.f1_score.f1_score': 0.4,
    'outputs.f1_score.f1_result': result,
    'outputs.f1_score.f1_threshold': 0.5,
  });

  it.each([
    ['pass', [groundedness(3, 'pass')]],
    ['fail', [groundedness(2, 'fail')]],
    ['pass', [groundedness(3, 'pass'), violence('pass')]],
    ['fail', [groundedness(3, 'pass'), violence('fail')]],
    ['fail', [groundedness(3, 'pass'), f1('fail')]],
    ['fail', [groundedness(null, 'fail'), f1('fail')]],
    ['no_verdict', [groundedness(3)]],
    ['pass', [groundedness(3, 'pass'), { 'outputs.length.answer_length': 30 }]],
    ['pass', [groundedness(3, 'pass'), { 'outputs.length.answer_length': null }]],
  ])('is %s: every evaluator that judged has to pass (%#)', (verdict, outputs) => {
    expect(verdictOf(...outputs)).toBe(verdict);
  });

  it.each([Number.NaN, null])(
    'is a crashed grader where the score is %s, whatever stands beside it',
    (score) => {
      expect(verdictOf(groundedness(score, 'fail'))).toBe('grader_error');
      expect(verdictOf(groundedness(score, 'pass'))).toBe('grader_error');
    },
  );

  it.each([null, 'unknown', ''])('is a crashed grader where the result is %j', (result) => {
    expect(verdictOf(groundedness(3, result))).toBe('grader_error');
  });

  it('is none for what does not apply, which older versions write as a pass', () => {
    const older = {
      ...groundedness(3, 'pass'),
      'outputs.groundedness.groundedness_reason': 'Not applicable: no tools',
    };
    expect(verdictOf(older)).toBe('no_verdict');
    expect(verdictOf(groundedness(null, 'not_applicable'))).toBe('no_verdict');
  });

  it.each([
    ['xpia', false, 'pass'],
    ['xpia', true, 'fail'],
    ['protected_material', false, 'pass'],
    ['protected_material', true, 'fail'],
    ['groundedness_pro', true, 'pass'],
    ['groundedness_pro', false, 'fail'],
    ['tone', true, 'no_verdict'],
  ])('takes %s_label %s for %s: some labels say that something bad was found', (name, label, verdict) => {
    expect(
      verdictOf({ [`outputs.safety.${name}_label`]: label, [`outputs.safety.${name}_reason`]: 'r' }),
    ).toBe(verdict);
  });

  it('takes the result before the label', () => {
    const both = { 'outputs.g.groundedness_pro_label': false, 'outputs.g.groundedness_pro_result': 'pass' };
    expect(verdictOf(both)).toBe('pass');
  });
});

describe('reading Azure AI evaluation', () => {
  it('keeps scores and thresholds, each once', () => {
    expect(read(row(groundedness(3, 'pass'))).records[0]).toMatchObject({
      fingerprinted: true,
      score: 3,
      threshold: 3,
      latencyMs: null,
      evaluators: [{ name: 'groundedness', score: 3, threshold: 3, verdict: 'pass' }],
    });
  });

  it('takes a grader of Azure OpenAI as one evaluator', () => {
    const tone = (result: string, score: unknown) => ({
      'outputs.tone.sample': null,
      'outputs.tone.tone_result': result,
      'outputs.tone.passed': result === 'pass',
      'outputs.tone.score': score,
    });
    const { records, notes } = read(row(tone('fail', 0)), row(tone('pass', 1)), row(tone('fail', null)));
    expect(records.map(({ evaluators }) => evaluators)).toEqual([
      [{ name: 'tone', score: 0, threshold: null, verdict: 'fail' }],
      [{ name: 'tone', score: 1, threshold: null, verdict: 'pass' }],
      [{ name: 'tone', score: null, threshold: null, verdict: 'grader_error' }],
    ]);
    expect(notes).toEqual([]);
    expect(records.map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'grader_error']);
  });

  it('does not pass where one that was to judge lost its score, with a threshold or without', () => {
    const lost = { 'outputs.tone.tone_result': 'fail', 'outputs.tone.score': null };
    expect(verdictOf(groundedness(4, 'pass'), lost)).toBe('grader_error');
  });

  it('takes a list in place of a verdict for none, and lists of turns for nothing', () => {
    const turns = { 'outputs.tone.evaluation_per_turn.tone_result': ['fail', 'pass'] };
    expect(verdictOf(groundedness(4, 'pass'), turns)).toBe('pass');
    expect(verdictOf(groundedness(4, 'pass'), { 'outputs.tone.tone_result': ['fail', 'pass'] })).toBe(
      'grader_error',
    );
  });

  it('says that scores of older versions and own evaluators need a threshold', () => {
    const { records, notes } = read(row(groundedness(3), { 'outputs.helpfulness.score': 4 }));
    expect(records[0]?.evaluators).toEqual([
      { name: 'groundedness', score: 3, threshold: null, verdict: 'no_verdict' },
      { name: 'helpfulness', score: 4, threshold: null, verdict: 'no_verdict' },
    ]);
    expect(notes.join()).toContain('threshold');
  });

  it('knows a case by its id, else by what was asked, and not by the answer or its line', () => {
    const ids = (...rows: object[]) => read(...rows).records.map(({ id }) => id);
    const one = row(groundedness(3));
    expect(ids({ ...one, 'inputs.id': 7 })).toEqual(['7']);
    const [first, second] = ids(one, { ...one, 'inputs.response': 'other', line_number: 5 });
    expect(first).toBe(second);
    expect(ids({ ...one, 'inputs.query': 'other' })[0]).not.toBe(first);
  });

  it('knows a case by its other inputs where no question is among them', () => {
    const { records } = read({ 'inputs.document': 'd', 'inputs.response': 'r', ...groundedness(3) });
    expect(records[0]).toMatchObject({ fingerprinted: true });
  });

  it.each([[INPUTS], [groundedness(3)], [null], [7]])('has a fault for %j', (value) => {
    const { records, faults } = read(value);
    expect(records).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  it('reads the same rows from JSON lines', () => {
    const head: Head = { kind: 'json-lines', first: [row(groundedness(3, 'pass'))] };
    expect(azureAiEvaluationLines.recognise(head)).toEqual({ answer: 'fits' });
    expect(readElements(azureAiEvaluationLines, head, [row(groundedness(3, 'pass'))]).records).toHaveLength(
      1,
    );
    expect(azureAiEvaluationLines.recognise({ kind: 'json-lines', first: [{ id: 1 }] }).answer).toBe('other');
  });
});
