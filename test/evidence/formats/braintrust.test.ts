import { describe, expect, it } from 'vitest';
import { braintrust } from '../../../action/evidence/formats/braintrust/braintrust.ts';
import { braintrustLines } from '../../../action/evidence/formats/braintrust/braintrust-lines.ts';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { jsonHead, readElements } from './read-elements.ts';

const SUMMARY = {
  projectName: 'support',
  experimentName: 'main-1732',
  scores: { Factuality: { name: 'Factuality', score: 0.8, improvements: 0, regressions: 0 } },
  metrics: {},
};
const row = (more = {}) => ({
  input: 'Q',
  output: 'A',
  expected: 'A',
  scores: { Factuality: 1 },
  error: null,
  ...more,
});
const event = (more = {}) => row({ id: 'e1', span_id: 's1', root_span_id: 's1', is_root: true, ...more });
const experiment = (results: readonly unknown[]) => ({ summary: SUMMARY, results });
const lines = (first: readonly unknown[]): Head => ({ kind: 'json-lines', first });
const read = (rows: readonly unknown[]) => readElements(braintrust, jsonHead(experiment(rows)), rows);

describe('a Braintrust experiment', () => {
  it.each([
    ['what Eval() returns', experiment([row()])],
    ['what the API fetches', { events: [event()], cursor: null }],
    ['an export', [event()]],
  ])('is recognised as %s', (_name, outline) => {
    expect(braintrust.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
  });

  it('is not seen in a summary under another key', () => {
    expect(braintrust.recognise(jsonHead({ summary: SUMMARY })).answer).toBe('other');
  });

  it('is recognised as lines of an export', () => {
    expect(braintrustLines.recognise(lines([event()]))).toEqual({ answer: 'fits' });
  });

  it('is refused as a summary: means, which do not say of how many cases', () => {
    const refused = { answer: 'refused', found: expect.stringContaining('means') };
    expect(braintrust.recognise(jsonHead(SUMMARY))).toMatchObject(refused);
    expect(braintrustLines.recognise(lines([SUMMARY, SUMMARY]))).toMatchObject(refused);
  });

  it.each([
    ['no scores', { Factuality: null }, null],
    ['a perfect score', { Factuality: 1 }, 1],
    ['a score of 0', { Factuality: 0 }, 0],
    ['several scores, of which none is the score', { Factuality: 1, Brevity: 1 }, null],
  ])('has no verdict with %s: it states no threshold', (_name, scores, score) => {
    const found = read([row({ scores })]);
    expect(found.records).toMatchObject([{ verdict: 'no_verdict', score, fingerprinted: true }]);
    expect(found.records[0]?.evaluators.map((one) => one.verdict)).toEqual(
      Object.keys(scores).map(() => 'no_verdict'),
    );
    expect(found.notes).toEqual([expect.stringContaining('"Factuality": …')]);
  });

  it.each([
    ['a task that threw', { error: 'timed out', scores: {} }, 'system_error', 'timed out'],
    ['an Error, of which JSON leaves nothing', { error: {}, scores: {} }, 'system_error', null],
    [
      'a scorer that threw',
      { error: {}, metadata: { scorer_errors: { Factuality: 'no JSON' } } },
      'grader_error',
      'Factuality: no JSON',
    ],
  ])('tells %s', (_name, more, verdict, reason) => {
    expect(read([row(more)]).records).toMatchObject([{ verdict, reason }]);
  });

  it('knows a case by the record of its dataset, else by its input; never by the id of the row', () => {
    const [known, one, other] = read([
      row({ origin: { object_type: 'dataset', id: 'd7' } }),
      event({ id: 'e1' }),
      event({ id: 'e2' }),
    ]).records;
    expect(known).toMatchObject({ id: 'd7', fingerprinted: false });
    expect(one?.id).toBe(other?.id);
  });

  it('does not count the spans inside of a case', () => {
    const scorer = event({ span_id: 's2', is_root: false });
    const found = read([event(), scorer]);
    expect(found.records).toHaveLength(1);
    expect(found.notes).toEqual([expect.any(String), expect.stringContaining('1 spans')]);
  });

  it('has a fault where it has no rows', () => {
    expect(read([]).faults).toMatchObject([{ found: 'an experiment without rows' }]);
  });

  it.each([
    ['text', 'no row'],
    ['null', null],
    ['a row without input', row({ input: undefined })],
    ['scores that are text', row({ scores: 'good' })],
    ['scores that are missing', row({ scores: undefined })],
  ])('has a fault at %s', (_name, bad) => {
    const found = read([row(), bad]);
    expect(found.faults).toMatchObject([{ place: { row: 2 } }]);
    expect(found.records).toHaveLength(1);
  });
});
