import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { lmEvalSamples } from '../../../action/evidence/formats/lm-eval/lm-eval-samples.ts';
import { lmEvalSamplesJson } from '../../../action/evidence/formats/lm-eval/lm-eval-samples-json.ts';
import { jsonHead, readElements } from './read-elements.ts';

type Fields = Record<string, unknown>;

const line = (docId: unknown, metrics: Fields, more: Fields = {}): Fields => ({
  doc_id: docId,
  doc: { question: `question ${docId}` },
  target: '4',
  arguments: { gen_args_0: { arg_0: 'Q', arg_1: {} } },
  resps: [[`answer ${docId}`]],
  filtered_resps: [`answer ${docId}`],
  filter: 'none',
  metrics: Object.keys(metrics),
  doc_hash: `hash of ${docId}`,
  prompt_hash: 'p',
  target_hash: 't',
  ...metrics,
  ...more,
});

const head = (lines: readonly unknown[]): Head => ({ kind: 'json-lines', first: lines.slice(0, 3) });
const read = (lines: readonly unknown[]) => readElements(lmEvalSamples, head(lines), lines);
const verdicts = (lines: readonly unknown[]) =>
  read(lines).records.map(({ id, verdict }) => `${id} ${verdict}`);

describe('lm-evaluation-harness samples', () => {
  it('are recognised by doc_id, responses and a metric', () => {
    expect(lmEvalSamples.recognise(head([line(0, { acc: 1 })]))).toEqual({ answer: 'fits' });
  });

  it.each([
    ['nothing was measured', line(0, {})],
    ['--predict_only measured nothing', line(0, { bypass: 999 })],
  ])('lack a metric where %s', (_name, one) => {
    expect(lmEvalSamples.recognise(head([one]))).toMatchObject({ answer: 'lacks' });
  });

  it.each([
    ['1 and 0', { acc: 1 }, { acc: 0 }],
    ['1.0 and 0.0', { exact_match: 1.0 }, { exact_match: 0.0 }],
    ['true and false', { prompt_level_strict_acc: true }, { prompt_level_strict_acc: false }],
    ['a name with its filter', { 'exact_match,strict-match': 1 }, { 'exact_match,strict-match': 0 }],
    ['pass@1', { 'pass@1': 1 }, { 'pass@1': 0 }],
    ['acc_norm', { acc_norm: 1 }, { acc_norm: 0 }],
  ])('pass and fail by %s', (_name, right, wrong) => {
    expect(verdicts([line(0, right), line(1, wrong)])).toEqual(['0 pass', '1 fail']);
  });

  it('go by the first metric that is right or wrong, past those that only measure', () => {
    const found = read([line(0, { bleu_max: 41.1, bleu_acc: 0, rouge1_acc: 1 })]);
    expect(found.records).toMatchObject([{ verdict: 'fail', score: 0 }]);
    expect(found.records[0]?.evaluators.map((one) => [one.name, one.score, one.verdict])).toEqual([
      ['bleu_max', 41.1, 'no_verdict'],
      ['bleu_acc', 0, 'fail'],
      ['rouge1_acc', 1, 'no_verdict'],
    ]);
    expect(found.notes).toEqual([expect.stringContaining('"bleu_acc" decides')]);
  });

  it.each([
    ['a share under the name of acc', { acc: 0.93 }, 0.93],
    ['an f1 of 1', { f1: 1 }, 1],
    ['an error in metres', { mae: 12.5 }, 12.5],
    ['two measures, of which none is the score', { f1: 1, rouge: 1 }, null],
  ])('have a score and no verdict for %s', (_name, metrics, score) => {
    const found = read([line(0, metrics)]);
    expect(found.records).toMatchObject([{ verdict: 'no_verdict', score }]);
    expect(found.notes).toEqual([expect.stringContaining('states no threshold')]);
  });

  it('say where a measure came out as infinite, which is read as null', () => {
    const found = read([line(0, { mae: null }), line(1, { mae: 2.5 }), line(2, { mae: [1, 2] })]);
    expect(found.records.map((one) => one.score)).toEqual([null, 2.5, null]);
    expect(found.notes[0]).toBe('mae is no finite number in 1 of 3 lines');
  });

  it('have no verdict where the metric came out as NaN, and say in how many lines', () => {
    const found = read([line(0, { acc: 1 }), line(1, { acc: null })]);
    expect(found.records.map((one) => one.verdict)).toEqual(['pass', 'no_verdict']);
    expect(found.notes).toEqual([expect.stringContaining('In 1 of the lines it is neither 0 nor 1')]);
  });

  it('take a list as no score of a document', () => {
    const [record] = read([
      line(0, { inst_level_strict_acc: [true, false], prompt_level_strict_acc: false }),
    ]).records;
    expect(record?.evaluators[0]).toMatchObject({ name: 'inst_level_strict_acc', score: null });
    expect(record?.verdict).toBe('fail');
  });

  it('count the first filter of the file and say what is left out', () => {
    const strict = { filter: 'strict-match' };
    const flexible = { filter: 'flexible-extract' };
    const found = read([
      line(0, { exact_match: 0 }, strict),
      line(1, { exact_match: 1 }, strict),
      line(0, { exact_match: 1 }, flexible),
      line(1, { exact_match: 1 }, flexible),
    ]);
    expect(found.records.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['0 fail', '1 pass']);
    expect(found.notes[0]).toContain('"strict-match" count');
    expect(found.notes[0]).toContain('2 of "flexible-extract"');
    expect(found.faults).toEqual([]);
  });

  it('find a document that has no line of the filter which counts', () => {
    const found = read([
      line(0, { exact_match: 1 }, { filter: 'strict-match' }),
      line(7, { exact_match: 1 }, { filter: 'flexible-extract' }),
    ]);
    expect(found.faults).toMatchObject([{ found: expect.stringContaining('doc_id "7"'), place: undefined }]);
  });

  it('tell filters without a name by the same responses, and attempts by others', () => {
    const { filter: _1, metrics: _2, ...old } = line(0, { exact_match: 0 });
    const found = read([
      old,
      { ...old, exact_match: 1 },
      { ...old, exact_match: 1, resps: [['another answer']] },
    ]);
    expect(found.records.map(({ verdict, row }) => [verdict, row])).toEqual([
      ['fail', 1],
      ['pass', 3],
    ]);
    expect(found.notes[0]).toContain('1 of "a filter without a name"');
  });

  it('keep a second attempt under the same filter', () => {
    expect(verdicts([line(0, { acc: 1 }), line(0, { acc: 0 })])).toEqual(['0 pass', '0 fail']);
  });

  it.each([
    ['doc_hash', line(0, { acc: 1 }, { doc_hash: 'other' })],
    ['doc', line(0, { acc: 1 }, { doc_hash: undefined, doc: { question: 'other' } })],
  ])('find two tasks joined in one file by their %s', (_name, second) => {
    const first =
      second.doc_hash === undefined ? line(0, { acc: 1 }, { doc_hash: undefined }) : line(0, { acc: 1 });
    const found = read([first, second]);
    expect(found.records).toHaveLength(1);
    expect(found.faults).toMatchObject([
      { found: expect.stringContaining('second, different document'), place: { row: 2 } },
    ]);
  });

  it.each([
    ['text', 'no line'],
    ['null', null],
    ['a list', [1]],
    ['a line without doc_id', line(undefined, { acc: 1 })],
    ['a doc_id that is an object', line({}, { acc: 1 })],
    ['a line without the metric', line(1, { f1: 1 })],
    ['a metric that is text', line(1, { acc: 'yes' })],
    ['a metric that is an object', line(1, { acc: {} })],
  ])('have a fault at %s, and keep the lines around it', (_name, bad) => {
    const found = read([line(0, { acc: 1 }), bad, line(2, { acc: 0 })]);
    expect(found.faults).toMatchObject([{ place: { row: 2, line: 2 } }]);
    expect(found.records.map(({ id }) => id)).toEqual(['0', '2']);
  });

  it('are read from one JSON list as well, as releases up to 0.4.2 wrote them', () => {
    const list = [0, 1].map((i) => {
      const { filter: _1, metrics: _2, doc_hash: _3, ...old } = line(i, { acc: i, acc_norm: 1 });
      return old;
    });
    expect(lmEvalSamplesJson.recognise(jsonHead(list))).toEqual({ answer: 'fits' });
    const found = readElements(lmEvalSamplesJson, jsonHead(list), list);
    expect(found.records.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['0 fail', '1 pass']);
  });

  it('find their metric in an outline that cuts the list of metrics short', () => {
    const one = line(0, { a_max: 2, b_max: 2, c_max: 2, bleu_acc: 1 });
    const outline = [{ ...one, metrics: ['a_max', 'b_max', 'c_max'] }];
    const found = readElements(lmEvalSamplesJson, jsonHead(outline), [one]);
    expect(found.records).toMatchObject([{ verdict: 'pass' }]);
  });
});
