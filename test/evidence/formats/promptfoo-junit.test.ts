import { describe, expect, it } from 'vitest';
import type { Head, XmlCase } from '../../../action/evidence/formats/format.ts';
import { junit } from '../../../action/evidence/formats/junit/junit.ts';
import { promptfooJunit } from '../../../action/evidence/formats/promptfoo/promptfoo-junit.ts';
import { readElements } from './read-elements.ts';

const SUITE = { name: '[desk] prompt 1', tests: '1', timestamp: '2026-11-22T18:53:17.037Z' };
const test = (name: string, child?: string, text = ''): XmlCase => ({
  attributes: { classname: '[desk] prompt 1', name, time: '0.640' },
  suite: SUITE,
  children: child === undefined ? [] : [{ name: child, attributes: { message: 'Assertion failed' }, text }],
  properties: new Map(),
});
const head = (first: readonly XmlCase[], attributes: Readonly<Record<string, string>> = {}): Head => ({
  kind: 'xml',
  root: { name: 'testsuites', attributes: { name: 'promptfoo', ...attributes } },
  first,
});
const read = (cases: readonly unknown[], attributes: Readonly<Record<string, string>> = {}) =>
  readElements(promptfooJunit, head(cases as XmlCase[], attributes), cases);

const TEXT = '\n  Score: 0.2\nReason: Assertion failed\nFailed assertions:\n- llm-rubric\n';

describe('what is a JUnit file of promptfoo', () => {
  const some = [test('test 1')];
  it('is told by its name, and no other reader of JUnit takes it', () => {
    expect(promptfooJunit.recognise(head(some))).toEqual({ answer: 'fits' });
    expect(junit.recognise(head(some))).toEqual({ answer: 'other' });
  });

  it.each([
    ['vitest tests', 'testsuites'],
    ['promptfoo', 'testsuite'],
  ])('is not one of the name %s and the root %s', (name, root) => {
    const other: Head = { kind: 'xml', root: { name: root, attributes: { name } }, first: some };
    expect(promptfooJunit.recognise(other)).toEqual({ answer: 'other' });
  });

  it('is refused without a test case', () => {
    expect(promptfooJunit.recognise(head([]))).toMatchObject({ answer: 'refused' });
  });
});

describe('what a test case says', () => {
  it.each([
    [undefined, '', 'pass', null, null],
    ['failure', TEXT, 'fail', 0.2, TEXT.trim()],
    ['error', 'Reason: Evaluation error', 'system_error', null, 'Reason: Evaluation error'],
    ['skipped', '', 'no_verdict', null, null],
    ['system-out', 'printed', 'pass', null, null],
  ])('with the child %s', (child, text, verdict, score, reason) => {
    const { records } = read([test('test 1: greets', child, text)]);
    expect(records).toMatchObject([{ verdict, score, reason, variant: '[desk] prompt 1', repeat: null }]);
  });

  it('does not take its time, which may be that of a cache', () => {
    expect(read([test('test 1')]).records).toMatchObject([{ latencyMs: null, cached: false }]);
  });

  it.each([
    ['test 3: greets', 'greets'],
    ['test 3: greets: twice\nand more', 'greets: twice\nand more'],
    ['test 3', 'test 3'],
  ])('%j is the case %j', (name, id) => {
    expect(read([test(name)]).records).toMatchObject([{ id, fingerprinted: false }]);
  });

  it('notes cases that are known by their number alone', () => {
    expect(read([test('test 1'), test('test 2: greets'), test('test 3')]).notes).toEqual([
      expect.stringContaining('Cases without a description: 2.'),
    ]);
    expect(read([test('test 2: greets')]).notes).toEqual([]);
  });

  it.each([[test('greets')], [test('')], [null], [{ attributes: { name: 7 } }]])(
    'has a fault for %j',
    (one) => {
      const { records, faults } = read([one]);
      expect(records).toEqual([]);
      expect(faults).toMatchObject([{ found: expect.stringContaining('`name`'), place: { row: 1 } }]);
    },
  );
});

describe('the file as a whole', () => {
  const cases = [test('test 1: a'), test('test 2: b', 'failure', TEXT), test('test 3: c', 'error')];

  it('says when it was made, by its latest suite', () => {
    const later = { ...test('test 4: d'), suite: { ...SUITE, timestamp: '2026-11-22T19:00:00.000Z' } };
    expect(read([later, ...cases]).producedAt).toEqual(['2026-11-22T19:00:00.000Z']);
  });

  it.each([
    [{ tests: '3', failures: '1', errors: '1' }, 0],
    [{ tests: '4', failures: '1', errors: '1' }, 1],
    [{ tests: '3', failures: '0', errors: '2' }, 2],
    [{}, 0],
  ])('compares the totals %j with what is in it', (attributes, faults) => {
    expect(read(cases, attributes).faults).toHaveLength(faults);
  });
});
