import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fault, Head, XmlCase } from '../../../action/evidence/formats/format.ts';
import { junit } from '../../../action/evidence/formats/junit/junit.ts';
import { readElements } from './read-elements.ts';

type Told = {
  attributes?: XmlCase['attributes'];
  suite?: XmlCase['suite'];
  children?: XmlCase['children'];
  properties?: [string, string][];
};
const caseOf = ({ attributes, suite = {}, children = [], properties = [] }: Told = {}): XmlCase => ({
  attributes: { classname: 'evals.test_refund', name: 'test_yes[R7]', time: '1.5', ...attributes },
  suite,
  children,
  properties: new Map(properties),
});
const child = (name: string, message = '', text = ''): XmlCase['children'][number] => ({
  name,
  attributes: message === '' ? {} : { message },
  text,
});
const headOf = (
  cases: readonly XmlCase[],
  attributes: Record<string, string> = {},
  name = 'testsuites',
): Head => ({
  kind: 'xml',
  root: { name, attributes },
  first: cases.slice(0, 3),
});
const read = (cases: readonly XmlCase[], root: Record<string, string> = {}) =>
  readElements(junit, headOf(cases, root), cases);
const found = (cases: readonly XmlCase[], root: Record<string, string> = {}) =>
  read(cases, root).faults.map((fault) => fault.found);

describe('a JUnit file', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['no child', [], 'pass'],
    ['a failure', [child('failure', 'expected yes')], 'fail'],
    ['an error', [child('error', 'failed on setup')], 'system_error'],
    ['skipped', [child('skipped', 'xfail')], 'no_verdict'],
    ['a failure, and an error after it', [child('failure'), child('error')], 'system_error'],
    ['a failure, and skipped', [child('skipped'), child('failure')], 'fail'],
    ['output alone', [child('system-out', '', 'hello')], 'pass'],
    ['a failure that was tried again in vain', [child('failure'), child('rerunFailure')], 'fail'],
  ])('with %s in a case reads %s', (_, children, verdict) => {
    expect(read([caseOf({ children })]).records.map((record) => record.verdict)).toEqual([verdict]);
  });

  it.each(['notrun', 'disabled', 'SKIPPED'])('reads the status %s as no verdict', (status) => {
    expect(read([caseOf({ attributes: { status } })]).records[0]?.verdict).toBe('no_verdict');
  });

  it('says why a case did not pass, by the message or else by the text', () => {
    const cases = [
      caseOf({ children: [child('failure', 'expected yes', 'trace')] }),
      caseOf({ children: [child('error', '', ' trace ')] }),
    ];
    expect(read(cases).records.map(({ reason }) => reason)).toEqual(['expected yes', 'trace']);
  });

  it.each([
    ['class and name', {}, {}, 'evals.test_refund > test_yes[R7]'],
    ['a name alone', { classname: '' }, {}, 'test_yes[R7]'],
    ['its own id', {}, { case_id: 'R7' }, 'R7'],
  ])('names a case after %s', (_, attributes, properties, id) => {
    expect(read([caseOf({ attributes, properties: Object.entries(properties) })]).records[0]?.id).toBe(id);
  });

  it.each([
    [
      'in two files',
      [{ attributes: { file: 'a.py' } }, { attributes: { file: 'b.py' } }],
      'b.py > evals.test_refund > test_yes[R7]',
    ],
    [
      'in two suites',
      [{ suite: { name: 'a' } }, { suite: { name: 'b' } }],
      'b > evals.test_refund > test_yes[R7]',
    ],
    [
      'in one suite',
      [{ suite: { name: 'a' } }, { suite: { name: 'a' } }],
      'evals.test_refund > test_yes[R7]',
    ],
  ])('knows a name that comes twice %s', (_, cases, second) => {
    expect(read(cases.map(caseOf)).records.map(({ id }) => id)).toEqual([
      'evals.test_refund > test_yes[R7]',
      second,
    ]);
  });

  it('takes what a test says of its case from properties, and no time as latency', () => {
    const properties: [string, string][] = [
      ['score', '0.7'],
      ['threshold', '0.6'],
      ['cost_usd', '0.01'],
      ['tokens_in', '120'],
      ['tokens_out', '30'],
      ['cluster', 'doc-4'],
      ['latency_ms', '830'],
      ['slices', 'money, long'],
      ['model', 'model-a'],
      ['__proto__', 'x'],
    ];
    const [told, untold] = read([caseOf({ properties }), caseOf()]).records;
    expect(told).toMatchObject({
      score: 0.7,
      threshold: 0.6,
      costUsd: 0.01,
      tokensIn: 120,
      tokensOut: 30,
      cluster: 'doc-4',
      latencyMs: 830,
      slices: ['money', 'long'],
      model: 'model-a',
    });
    expect(untold).toMatchObject({ score: null, latencyMs: null, cluster: null, slices: [] });
  });

  const metric = (name: string, score: string, error: string) =>
    `${name} (score: ${score}, threshold: 0.5, strict: False, error: ${error}, reason: It says (as asked), "a, b".)`;

  it.each([
    ['a metric that refuses', [metric('Tone [GEval]', '0.4', 'None')], 'fail', ['fail']],
    [
      'a judge that crashed',
      [metric('Tone [GEval]', 'None', 'Rate limit, try later')],
      'grader_error',
      ['grader_error'],
    ],
    [
      'both',
      [metric('Tone [GEval]', '0.4', 'None'), metric('Bias', 'None', 'no JSON')],
      'fail',
      ['fail', 'grader_error'],
    ],
  ])('of DeepEval tells %s from its message', (_, metrics, verdict, verdicts) => {
    const message = `AssertionError: Metrics: ${metrics.join(', ')} failed.`;
    const [record] = read([caseOf({ children: [child('failure', message)] })]).records;
    expect(record?.verdict).toBe(verdict);
    expect(record?.evaluators.map((one) => one.verdict)).toEqual(verdicts);
    expect(record?.evaluators.map((one) => one.name)).toEqual(
      ['Tone [GEval]', 'Bias'].slice(0, metrics.length),
    );
    expect(record).toMatchObject(
      metrics.length === 1 && verdict === 'fail' ? { score: 0.4, threshold: 0.5 } : { score: null },
    );
  });

  it.each([
    'Metrics: none',
    'Metrics: a (score: 1',
    'Metrics: a (score: {m.score}, threshold: {m.threshold}',
    'expected (score: 1, threshold: 2, error: None, reason: x)',
  ])('does not take "%s" for a message of DeepEval', (message) => {
    expect(read([caseOf({ children: [child('failure', message)] })]).records).toMatchObject([
      { verdict: 'fail', evaluators: [] },
    ]);
  });

  const failed = [child('failure')];
  const errored = [child('error')];
  const suite = (name: string, tests: number, errors: number, failures: number): XmlCase['suite'] => ({
    name,
    tests: String(tests),
    errors: String(errors),
    failures: String(failures),
  });
  const says = (name: string, errors: number, failures: number): string =>
    `a suite "${name}" that says errors="${errors}" failures="${failures}", and fewer such cases in it`;

  it.each<[string, [XmlCase['suite'], XmlCase['children'][]][], Record<string, string>, string[]]>([
    [
      'a suite without cases that crashed',
      [
        [suite('a', 0, 1, 0), []],
        [suite('b', 1, 0, 0), [[]]],
      ],
      {},
      [says('a', 1, 0)],
    ],
    [
      'one that says a test, after one that failed',
      [
        [suite('b', 1, 0, 1), [failed]],
        [suite('a', 1, 1, 0), []],
      ],
      {},
      [says('a', 1, 0)],
    ],
    [
      'one that says more tests than closed before it',
      [
        [suite('b', 1, 1, 0), [errored]],
        [suite('a', 5, 1, 0), []],
      ],
      {},
      [says('a', 1, 0)],
    ],
    [
      'one whose tests are those of an outer suite and, once more, of its inner one',
      [
        [suite('in', 1, 0, 1), [failed]],
        [suite('out', 1, 0, 1), []],
        [suite('a', 2, 0, 2), []],
      ],
      {},
      [says('a', 0, 2)],
    ],
    [
      'a suite whose error is no case',
      [
        [suite('a', 1, 1, 0), [[]]],
        [suite('b', 1, 0, 1), [failed]],
      ],
      {},
      [says('a', 1, 0)],
    ],
    [
      'a crash that the root alone knows of',
      [[{ name: 'a' }, [[]]]],
      { name: 'all', failures: '1' },
      [says('all', 0, 1)],
    ],
    [
      'a crash that the root knows of too',
      [
        [suite('a', 0, 1, 0), []],
        [{ name: 'b' }, [[]]],
      ],
      { errors: '1' },
      [says('a', 1, 0)],
    ],
    [
      'a suite that holds what it says',
      [[suite('a', 2, 1, 1), [failed, errored]]],
      { errors: '1', failures: '1' },
      [],
    ],
    ['an error that is written as a failure', [[suite('a', 1, 1, 0), [failed]]], { errors: '1' }, []],
    [
      'an outer suite',
      [
        [suite('in', 2, 0, 1), [[], failed]],
        [suite('out', 3, 0, 1), [[]]],
      ],
      { failures: '1' },
      [],
    ],
    [
      'an outer suite of two, after another',
      [
        [suite('before', 1, 0, 0), [[]]],
        [suite('in', 1, 0, 1), [failed]],
        [suite('in too', 1, 1, 0), [errored]],
        [suite('out', 2, 1, 1), []],
      ],
      { failures: '1', errors: '1' },
      [],
    ],
  ])('with %s', (_, suites, root, expected) => {
    const cases = suites.flatMap(([attributes, children]) =>
      children.map((one) => caseOf({ suite: attributes, children: one })),
    );
    const faults: string[] = [];
    const output = {
      record: () => {},
      note: () => {},
      producedAt: () => {},
      fault: (fault: Fault) => faults.push(fault.found),
    };
    const reader = junit.reader(headOf(cases, root), output);
    for (const [attributes] of suites) {
      const inside = cases.filter((one) => one.suite === attributes);
      for (const one of inside) reader.element(one, { row: 1, line: 1 }, '');
      reader.suite?.(attributes, inside.length);
    }
    reader.end?.();
    expect(faults).toEqual(expected);
  });

  it.each([{}, { attributes: {}, suite: {}, children: [], properties: new Map() }, 7, null])(
    'is at fault at the element %j',
    (element) => {
      const { records, faults } = readElements(junit, headOf([]), [element]);
      expect([records, faults[0]?.found]).toEqual([[], 'a `testcase` without `name` and `classname`']);
    },
  );

  it('notes a number of tests that is none', () => {
    const note = 'The file says `tests="173"`. Cases in it: 1; those count.';
    expect(read([caseOf()], { tests: '173' }).notes).toEqual([note]);
    const notes: string[] = [];
    const output = {
      record: () => {},
      note: (text: string) => notes.push(text),
      producedAt: () => {},
      fault: () => {},
    };
    const reader = junit.reader(headOf([caseOf()]), output);
    reader.element(caseOf(), { row: 1, line: 1 }, '');
    reader.suite?.({ name: 'pytest', tests: '173' }, 1);
    reader.end?.();
    expect(notes).toEqual([note]);
  });

  it('notes tests that passed when they were tried again', () => {
    expect(read([caseOf({ children: [child('flakyFailure')] })]).notes).toEqual([
      'Tests that passed only when they were tried again: 1. Each counts as one pass.',
    ]);
  });

  it.each([
    ['0.009', ['No model seems to have been called: half of the cases took 9 ms or less.']],
    ['0.010', []],
    ['soon', []],
  ])('with cases of %s s notes %j', (time, notes) => {
    expect(read([caseOf({ attributes: { time } })]).notes).toEqual(notes);
  });

  it('takes no crash for a case that ended at once', () => {
    const crashed = caseOf({ attributes: { time: '0' }, children: [child('error')] });
    expect(read([crashed]).notes).toEqual([]);
  });

  it('reads times of more than a thousand seconds', () => {
    const times = ['0.001', '1,234.5', '1,234.5'];
    expect(read(times.map((time) => caseOf({ attributes: { time } }))).notes).toEqual([]);
  });

  it.each([
    ['2020-09-04T16:18:04.966371', '2020-09-04T16:18:04.966Z'],
    ['2025-11-15T11:51:49.548396-05:00', '2025-11-15T16:51:49.548Z'],
  ])('was made at the last moment of its suites, such as %s, wherever it is read', (timestamp, moment) => {
    vi.stubEnv('TZ', 'America/New_York');
    const cases = [caseOf({ suite: { timestamp } }), caseOf({ suite: { timestamp: '2019-01-01T00:00:00' } })];
    expect(read(cases).producedAt).toEqual([moment]);
  });

  it.each([
    ['many suites', headOf([caseOf()]), 'fits'],
    ['one suite', headOf([caseOf()], {}, 'testsuite'), 'fits'],
    ['no case in what is seen of it', headOf([]), 'fits'],
    ['a file of promptfoo', headOf([caseOf()], { name: 'promptfoo' }), 'other'],
    ['another root', headOf([caseOf()], {}, 'coverage'), 'other'],
    ['JSON', { kind: 'json', outline: {}, lengths: new Map() } satisfies Head, 'other'],
  ])('is told from other files: %s', (_, head, answer) => {
    expect(junit.recognise(head).answer).toBe(answer);
  });

  it('without a case is at fault, and says what crashed', () => {
    expect(found([])).toEqual(['no test case']);
    expect(found([], { name: 'all', errors: '2', failures: '0' })).toContain(says('all', 2, 0));
  });
});
