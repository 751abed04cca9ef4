import { describe, expect, it } from 'vitest';
import type { Head } from '../../../action/evidence/formats/format.ts';
import { otel } from '../../../action/evidence/formats/otel/otel.ts';
import { otelJson } from '../../../action/evidence/formats/otel/otel-json.ts';
import { jsonHead, readElements } from './read-elements.ts';

const RESULT = 'gen_ai.evaluation.result';
type Said = Readonly<Record<string, unknown>>;

const attributes = (name: string, said: Said): Said => ({
  'gen_ai.evaluation.name': name,
  'gen_ai.response.id': 'r-1',
  ...said,
});
const label = (text: unknown): Said => ({ 'gen_ai.evaluation.score.label': text });
const value = (number: unknown): Said => ({ 'gen_ai.evaluation.score.value': number });
const flat = (name: string, said: Said) => ({ name: RESULT, attributes: attributes(name, said) });

const typed = (one: unknown) => (typeof one === 'number' ? { doubleValue: one } : { stringValue: one });
const keyValues = (said: Said) => Object.entries(said).map(([key, one]) => ({ key, value: typed(one) }));
const logs = (...records: unknown[]) => ({ resourceLogs: [{ scopeLogs: [{ logRecords: records }] }] });
const record = (name: string, said: Said) => ({
  timeUnixNano: '1790949735000000000',
  eventName: RESULT,
  traceId: 't-1',
  attributes: keyValues(attributes(name, said)),
});

const head = (...first: unknown[]): Head => ({ kind: 'json-lines', first });
const read = (...lines: unknown[]) => readElements(otel, head(...lines.slice(0, 3)), lines);

describe('recognising evaluation events', () => {
  const span = {
    traceId: 't',
    events: [{ name: RESULT, attributes: keyValues(attributes('a', label('pass'))) }],
  };
  it.each([
    ['logs', logs(record('a', label('pass')))],
    ['events of spans', { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }],
    ['one event with flat attributes', flat('a', label('pass'))],
    ['one event that is flat itself', { 'event.name': RESULT, ...attributes('a', label('pass')) }],
    [
      'a name among the attributes',
      { attributes: { 'event.name': RESULT, ...attributes('a', label('pass')) } },
    ],
  ])('fits %s', (_, line) => {
    expect(otel.recognise(head(line))).toEqual({ answer: 'fits' });
    expect(read(line).records).toMatchObject([{ verdict: 'pass' }]);
  });

  it('names the event that other exports lack', () => {
    expect(otel.recognise(head(logs({ eventName: 'other', attributes: [] }))).answer).toBe('lacks');
  });

  it.each([[{ name: 'x', attributes: { a: 1 } }], [{ level: 'info' }], [null], ['text'], [[]]])(
    'leaves %j alone',
    (line) => {
      expect(otel.recognise(head(line))).toEqual({ answer: 'other' });
    },
  );
});

describe('what one evaluator says', () => {
  it.each<[Said, string, number | null]>([
    [label('pass'), 'pass', null],
    [label('failed'), 'fail', null],
    [{ ...label('pass'), ...value(0.9) }, 'pass', 0.9],
    [value(0.9), 'no_verdict', 0.9],
    [{ ...label('relevant'), ...value(4) }, 'no_verdict', 4],
    [label('error'), 'grader_error', null],
    [{ 'error.type': 'timeout' }, 'grader_error', null],
    [{ ...label('pass'), 'error.type': 'timeout' }, 'grader_error', null],
    [{ ...label('pass'), ...value('NaN') }, 'grader_error', null],
    [{ ...label('fail'), ...value('NaN') }, 'fail', null],
    [{ ...label('Skipped'), ...value(null) }, 'no_verdict', null],
    [{ ...label('pass'), ...value(null) }, 'grader_error', null],
  ])('%j is %s', (said, verdict, score) => {
    expect(read(flat('a', said)).records[0]).toMatchObject({
      verdict,
      score,
      evaluators: [{ name: 'a', score, threshold: null, verdict }],
    });
    expect(read(logs(record('a', said))).records[0]).toMatchObject({ verdict, score });
  });

  it.each([
    [{ name: RESULT, attributes: { 'gen_ai.response.id': 'r' } }, '`gen_ai.evaluation.name`'],
    [flat('a', {}), 'says nothing'],
    [
      { name: RESULT, attributes: { 'gen_ai.evaluation.name': 'a', ...label('pass') } },
      'nothing that is named',
    ],
    ['text', 'no object'],
  ])('has a fault for %j', (line, found) => {
    const { records, faults } = read(line);
    expect(records).toEqual([]);
    expect(faults[0]?.found).toContain(found);
  });
});

describe('events of one response', () => {
  const of = (response: string, name: string, text: string) =>
    flat(name, { ...label(text), 'gen_ai.response.id': response });

  it('are one record, also where others stand between them', () => {
    const { records } = read(
      of('1', 'a', 'pass'),
      of('2', 'a', 'pass'),
      of('1', 'b', 'fail'),
      of('2', 'b', 'pass'),
    );
    expect(records.map(({ id, verdict, row }) => ({ id, verdict, row }))).toEqual([
      { id: '1', verdict: 'fail', row: 1 },
      { id: '2', verdict: 'pass', row: 2 },
    ]);
  });

  it('are another attempt where an evaluator speaks again', () => {
    const { records } = read(of('1', 'a', 'pass'), of('1', 'b', 'pass'), of('1', 'a', 'fail'));
    expect(records.map(({ verdict, evaluators }) => [verdict, evaluators.length])).toEqual([
      ['pass', 2],
      ['fail', 1],
    ]);
  });

  it('are kept apart from what comes a thousand responses later, so that memory stays flat', () => {
    const many = Array.from({ length: 1001 }, (_, i) => of(String(i), 'a', 'pass'));
    expect(read(...many, of('1000', 'b', 'fail')).records).toHaveLength(1001);
    expect(read(...many, of('0', 'b', 'fail')).records).toHaveLength(1002);
  });

  it('are known by the name of their test case, where it is set', () => {
    const { records, notes } = read(flat('a', { ...label('pass'), 'test.case.name': 'case-17' }));
    expect(records[0]?.id).toBe('case-17');
    expect(notes).toEqual([]);
  });

  it('carry the note that ids of responses change with each run', () => {
    expect(read(of('1', 'a', 'pass')).notes.join()).toContain('test.case.name');
  });

  it('hand their attributes to a mapping', () => {
    expect(read(logs(record('a', label('pass')))).raws[0]).toMatchObject({ 'gen_ai.response.id': 'r-1' });
  });
});

it('counts what is no evaluation, and takes the time of the first', () => {
  const { notes, producedAt } = read(logs(record('a', label('pass')), { eventName: 'chat', attributes: [] }));
  expect(notes[0]).toBe('1 events are no results of evaluations, and were passed over');
  expect(producedAt).toEqual(['2026-10-02T14:02:15.000Z']);
});

it('says why it failed, in the words of the evaluator', () => {
  const said = { ...label('fail'), 'gen_ai.evaluation.explanation': 'not grounded' };
  expect(read(flat('a', said)).records[0]?.reason).toBe('not grounded');
});

describe('one export as a document', () => {
  it('is read as its lines are', () => {
    const document = logs(record('a', label('pass')));
    expect(otelJson.recognise(jsonHead(document))).toEqual({ answer: 'fits' });
    expect(readElements(otelJson, jsonHead(document), document.resourceLogs).records).toMatchObject([
      { id: 'r-1' },
    ]);
  });

  it('has a fault where it holds no evaluation', () => {
    const document = logs({ eventName: 'chat', attributes: [] });
    expect(readElements(otelJson, jsonHead(document), document.resourceLogs).faults).toHaveLength(1);
  });

  it.each([[{ resourceLogs: [] }], [{ a: 1 }], [[]], [null]])('leaves %j alone', (outline) => {
    expect(otelJson.recognise(jsonHead(outline))).toEqual({ answer: 'other' });
  });
});
