import { describe, expect, it } from 'vitest';
import type { Head, Reader } from '../../../action/evidence/formats/format.ts';
import { inspectZip } from '../../../action/evidence/formats/inspect/inspect-zip.ts';
import { readElements } from './read-elements.ts';

const START = '_journal/start.json';
const TASK = {
  task: 'refunds',
  model: 'vendor/model-a',
  scorers: [{ name: 'match', metrics: [{ name: 'inspect_ai/accuracy' }] }],
};
const headerOf = (samples: number) => ({
  version: 2,
  status: 'success',
  eval: TASK,
  results: {
    total_samples: samples,
    scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: {} } }],
  },
});
const headOf = (entries: readonly string[], header: unknown): Head => ({ kind: 'zip', entries, header });
const sample = (id: number | string, value: unknown = 'C') => ({
  id,
  epoch: 1,
  input: 'a',
  scores: { match: { value } },
});

const output = { record: () => {}, fault: () => {}, note: () => {}, producedAt: () => {} };
function wanted(head: Extract<Head, { kind: 'zip' }>): string[] {
  const from: Reader['from'] = inspectZip.reader(head, output).from;
  return typeof from === 'function' ? head.entries.filter(from) : [];
}

const WHOLE = [
  START,
  'samples/1_epoch_1.json',
  '_journal/summaries/1.json',
  'summaries.json',
  'reductions.json',
  'header.json',
];
const CRASHED = [START, 'samples/1_epoch_1.json', '_journal/summaries/1.json'];

describe('an Inspect .eval log', () => {
  it('gives a record for each entry of a sample', () => {
    const { records, faults } = readElements(inspectZip, headOf(WHOLE, headerOf(2)), [
      sample(1),
      sample(2, 0),
    ]);
    expect(records).toMatchObject([
      { id: '1', verdict: 'pass', model: 'vendor/model-a', row: 1 },
      { id: '2', verdict: 'fail', row: 2 },
    ]);
    expect(faults).toEqual([]);
  });

  it.each([
    ['samples before summaries', WHOLE, ['samples/1_epoch_1.json']],
    [
      'long samples by the entry that holds their scores',
      [
        'header.json',
        'samples/1_epoch_1/sample.json',
        'samples/1_epoch_1/events/0.json',
        'samples/1_epoch_1/metadata.json',
      ],
      ['samples/1_epoch_1/sample.json'],
    ],
    [
      'ids with anything in them',
      ['header.json', 'samples/a/b\nc_epoch_12.json'],
      ['samples/a/b\nc_epoch_12.json'],
    ],
    [
      'summaries where there is no sample',
      ['header.json', START, '_journal/summaries/1.json', 'summaries.json'],
      ['summaries.json'],
    ],
    [
      'the journal where there is nothing else',
      [START, '_journal/summaries/1.json', '_journal/summaries/2.json'],
      ['_journal/summaries/1.json', '_journal/summaries/2.json'],
    ],
  ])('wants %s', (_, entries, names) => {
    expect(wanted({ kind: 'zip', entries, header: headerOf(1) })).toEqual(names);
  });

  it('reads each sample of a list of summaries', () => {
    const head = headOf(['header.json', 'summaries.json'], headerOf(2));
    expect(readElements(inspectZip, head, [[sample(1), sample(2, 'I')]])).toMatchObject({
      records: [{ verdict: 'pass' }, { verdict: 'fail' }],
      raws: [sample(1), sample(2, 'I')],
      faults: [],
    });
  });

  it('of a run that crashed is at fault, and what it wrote is read', () => {
    const { records, faults } = readElements(inspectZip, headOf(CRASHED, { version: 2, eval: TASK }), [
      sample(1, 1),
    ]);
    expect(records).toMatchObject([{ id: '1', verdict: 'pass' }]);
    expect(faults.map((fault) => fault.found)).toEqual(['a run with `status` "started"']);
  });

  it('is at fault where its header counts other samples than it holds', () => {
    expect(
      readElements(inspectZip, headOf(WHOLE, headerOf(790)), [sample(1)]).faults.map((fault) => fault.found),
    ).toEqual(['`results.total_samples` is 790, where the file holds 1']);
  });

  it('with a header that cannot be read is at fault, and not in silence', () => {
    expect(
      readElements(inspectZip, headOf(WHOLE, null), [sample(1)]).faults.map((fault) => fault.found),
    ).toEqual(['a run with `status` nothing']);
  });

  it('that crashed before its first sample says so', () => {
    expect(inspectZip.recognise(headOf([START], { eval: TASK }))).toMatchObject({
      found: 'a run with `status` "started" and no sample',
    });
  });

  it.each([
    ['a log', headOf(WHOLE, headerOf(1)), 'fits'],
    ['a log of a run that crashed', headOf(CRASHED, { eval: TASK }), 'fits'],
    ['a log whose header cannot be read', headOf(WHOLE, null), 'fits'],
    ['a run that crashed before its first sample', headOf([START], { eval: TASK }), 'refused'],
    ['a log without samples', headOf(['header.json', 'reductions.json'], headerOf(1)), 'refused'],
    ['a header of another tool', headOf(['header.json', 'samples/1_epoch_1.json'], { a: 1 }), 'lacks'],
    ['a header of another tool alone', headOf(['header.json'], { a: 1 }), 'other'],
    ['traces of a browser', headOf(['trace.trace', 'resources/a.json'], null), 'other'],
    ['nothing', headOf([], null), 'other'],
    ['JSON', { kind: 'json', outline: headerOf(1), lengths: new Map() } satisfies Head, 'other'],
  ])('is told from other files: %s', (_, head, answer) => {
    expect(inspectZip.recognise(head).answer).toBe(answer);
  });
});
