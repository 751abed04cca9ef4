import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../action/contract/mapping.ts';
import type { Head } from '../../action/evidence/formats/format.ts';
import { mapped, withMapping } from '../../action/evidence/mapping.ts';
import { type EvalRecord, evalRecord } from '../../action/readiness/eval/eval-record.ts';

const record = (said: Partial<EvalRecord> = {}): EvalRecord =>
  evalRecord({ id: 'a', verdict: 'no_verdict', row: 1, ...said });

const verdict = (mapping: Mapping, raw: unknown, said: Partial<EvalRecord> = {}): unknown => {
  const result = withMapping(record(said), raw, mapping);
  return 'found' in result ? `fault: ${result.found}` : result.verdict;
};

describe('what is declared goes before what a reader found', () => {
  it('takes every field from its path', () => {
    const raw = {
      meta: { id: 7, doc: 'd' },
      m: 'v',
      config: { llm: 'vendor/model-2026-05-01' },
      n: '2',
      ms: 12,
      usd: '0.5',
      tags: ['x', 'y'],
      kind: 'z',
    };
    const mapping: Mapping = {
      id: 'meta.id',
      variant: 'm',
      model: 'config.llm',
      repeat: 'n',
      cluster: 'meta.doc',
      latency: 'ms',
      cost: 'usd',
      slices: ['tags', 'kind'],
    };
    expect(withMapping(record({ id: '#1', fingerprinted: true }), raw, mapping)).toMatchObject({
      id: '7',
      fingerprinted: false,
      variant: 'v',
      model: 'vendor/model-2026-05-01',
      repeat: 2,
      cluster: 'd',
      latencyMs: 12,
      costUsd: 0.5,
      slices: ['x', 'y', 'z'],
      verdict: 'no_verdict',
    });
  });

  it('leaves alone what it does not name', () => {
    const before = record({ verdict: 'pass', score: 0.5, repeat: 3, latencyMs: 9, slices: ['x'] });
    expect(withMapping(before, {}, {})).toEqual(before);
  });

  it('keeps the time of a cached answer out', () => {
    expect(withMapping(record({ cached: true }), { ms: 5 }, { latency: 'ms' })).toMatchObject({
      latencyMs: null,
    });
  });

  it('takes null, and an empty cell, as nothing said', () => {
    const mapping: Mapping = { repeat: 'n', latency: 'ms', cost: 'usd', cluster: 'c', slices: ['t'] };
    for (const none of [null, ''])
      expect(withMapping(record(), { n: none, ms: none, usd: none, c: none, t: none }, mapping)).toEqual(
        record(),
      );
  });

  it('takes a whole key with dots in it, as columns have', () => {
    expect(
      withMapping(record(), { 'inputs.id': 'x', inputs: { id: 'y' } }, { id: 'inputs.id' }),
    ).toMatchObject({ id: 'x' });
  });

  it('does not read what every object has', () => {
    expect(withMapping(record(), {}, { id: 'constructor.name' })).toHaveProperty('found');
  });
});

describe('what is declared and not there', () => {
  it.each<[string, Mapping]>([
    ['id', { id: 'x.y' }],
    ['pass', { pass: 'x.y' }],
    ['score', { score: 'x.y' }],
    ['threshold', { score: 's', threshold: 'x.y' }],
    ['latency', { latency: 'x.y' }],
    ['slices', { slices: ['s', 'x.y'] }],
  ])('is a fault that names the path of %s', (name, mapping) => {
    expect(withMapping(record(), { s: 1, x: {} }, mapping)).toMatchObject({
      found: 'a result without `x.y`',
      expected: expect.stringContaining(`evidence.mapping.${name}`),
    });
  });

  it.each<[Mapping, unknown]>([
    [{ id: 'v' }, {}],
    [{ id: 'v' }, ''],
    [{ id: 'v' }, null],
    [{ pass: 'v' }, 'maybe'],
    [{ pass: 'v' }, 0.7],
    [{ repeat: 'v' }, 1.5],
    [{ repeat: 'v' }, -1],
    [{ latency: 'v' }, 'fast'],
    [{ latency: 'v' }, -1],
    [{ cost: 'v' }, Number.NaN],
    [{ score: 's', threshold: 'v' }, 'high'],
  ])('and another kind of value is one too: %j with %j', (mapping, v) => {
    expect(withMapping(record(), { v, s: 1 }, mapping)).toMatchObject({ found: '`v` of another kind' });
  });
});

describe('a declared verdict', () => {
  it.each<[unknown, EvalRecord['verdict'], EvalRecord['verdict']]>([
    [true, 'no_verdict', 'pass'],
    ['fail', 'pass', 'fail'],
    [1, 'fail', 'pass'],
    [null, 'pass', 'no_verdict'],
    [false, 'system_error', 'system_error'],
    [false, 'grader_error', 'grader_error'],
    [null, 'system_error', 'system_error'],
    [true, 'grader_error', 'pass'],
  ])('%j over %s is %s', (ok, before, after) => {
    expect(verdict({ pass: 'ok' }, { ok }, { verdict: before })).toBe(after);
  });
});

describe('a declared verdict beside a score', () => {
  it.each<[object, object, string]>([
    [{ pass: 'ok' }, { ok: true, score: 'NaN' }, 'grader_error'],
    [{ pass: 'ok' }, { ok: true, score: JSON.parse('1e400') }, 'grader_error'],
    [{ pass: 'ok' }, { ok: false, score: 'NaN' }, 'fail'],
    [{ pass: 'ok' }, { ok: true, score: null }, 'pass'],
    [{ pass: 'ok', score: 'm.s' }, { ok: true, m: { s: 'NaN' } }, 'grader_error'],
    [{ pass: 'ok', score: 'm.s' }, { ok: true, m: { s: 0.5 } }, 'pass'],
  ])('under %j makes of %j a %s', (declared, raw, after) => {
    expect(verdict(declared, raw)).toBe(after);
  });
});

describe('a declared threshold', () => {
  it.each<[unknown, string]>([
    [0.7, 'pass'],
    ['0.71', 'pass'],
    [0.69, 'fail'],
    [null, 'grader_error'],
    ['', 'grader_error'],
    [Number.NaN, 'grader_error'],
    [JSON.parse('1e400'), 'grader_error'],
    [true, 'grader_error'],
  ])('of 0.7 makes of the score %j a %s', (s, after) => {
    expect(verdict({ score: 's', threshold: 0.7 }, { s })).toBe(after);
  });

  it('is kept with the score', () => {
    expect(withMapping(record(), { s: 1, bar: '0.5' }, { score: 's', threshold: 'bar' })).toMatchObject({
      score: 1,
      threshold: 0.5,
      verdict: 'pass',
    });
  });

  it('goes for the score that a reader found', () => {
    expect(verdict({ threshold: 0.7 }, {}, { score: 0.69, verdict: 'pass' })).toBe('fail');
  });

  it('does not make an answer of what never came', () => {
    expect(verdict({ score: 's', threshold: 0.7 }, { s: 1 }, { verdict: 'system_error' })).toBe(
      'system_error',
    );
  });

  it.each([
    [true, 0.7, 'pass'],
    [false, 0.7, 'fail'],
    [true, 0.69, 'fail'],
    [null, 0.7, 'no_verdict'],
    [true, null, 'grader_error'],
    [false, null, 'fail'],
  ])('beside a declared verdict: %j with the score %j is %s', (ok, s, after) => {
    expect(verdict({ pass: 'ok', score: 's', threshold: 0.7 }, { ok, s })).toBe(after);
  });
});

describe('thresholds of evaluators', () => {
  const evaluators = [
    { name: 'faithful', score: 0.9, threshold: null, verdict: 'no_verdict' as const },
    { name: 'relevant', score: 0.5, threshold: null, verdict: 'no_verdict' as const },
    { name: 'crashed', score: null, threshold: null, verdict: 'grader_error' as const },
  ];

  it.each<[Record<string, number>, string]>([
    [{ faithful: 0.9 }, 'pass'],
    [{ faithful: 0.91 }, 'fail'],
    [{ faithful: 0.9, relevant: 0.5 }, 'pass'],
    [{ faithful: 0.9, relevant: 0.6 }, 'fail'],
    [{ faithful: 0.9, crashed: 0.5 }, 'grader_error'],
    [{ relevant: 0.6, crashed: 0.5 }, 'fail'],
  ])('%j is %s: all of them have to hold, and the others do not count', (threshold, after) => {
    expect(verdict({ threshold }, {}, { evaluators })).toBe(after);
  });

  it('stand in the record with their verdicts', () => {
    expect(withMapping(record({ evaluators }), {}, { threshold: { relevant: 0.6 } })).toMatchObject({
      evaluators: [
        { name: 'relevant', score: 0.5, threshold: 0.6, verdict: 'fail' },
        { name: 'faithful', verdict: 'no_verdict' },
        { name: 'crashed', verdict: 'no_verdict' },
      ],
    });
  });

  it('read what no reader found by its path', () => {
    expect(verdict({ threshold: { 'm.f1': 0.5 } }, { m: { f1: 0.5 } })).toBe('pass');
    expect(verdict({ threshold: { 'm.f1': 0.5 } }, { m: { f1: null } })).toBe('grader_error');
  });

  it('name an evaluator that is not there, and those that are', () => {
    expect(verdict({ threshold: { faithfull: 0.5 } }, {}, { evaluators })).toBe(
      'fault: a result without `faithfull`, but with faithful, relevant, crashed',
    );
  });

  it('go for each of them where one number is declared and there is no score', () => {
    expect(verdict({ threshold: 0.5 }, {}, { evaluators: evaluators.slice(0, 2) })).toBe('pass');
    expect(verdict({ threshold: 0.6 }, {}, { evaluators: evaluators.slice(0, 2) })).toBe('fail');
  });
});

it.each<[Mapping, unknown, Partial<EvalRecord>]>([
  [{ pass: 'ok', score: 's', threshold: 0.7 }, { ok: true, s: 0.1 }, {}],
  [{ pass: 'ok', score: 's', threshold: 0.7 }, { ok: true, s: null }, {}],
  [{ pass: 'ok' }, { ok: null }, { verdict: 'fail' }],
  [{ threshold: { a: 1 } }, { a: 0.5 }, {}],
  [{ id: 'i', slices: ['t'] }, { i: 1, t: ['x'] }, { fingerprinted: true }],
])('laying %j over twice changes nothing', (mapping, raw, said) => {
  const once = withMapping(record(said), raw, mapping);
  expect(once).not.toHaveProperty('found');
  expect(withMapping(once as EvalRecord, raw, mapping)).toEqual(once);
});

describe('a file that no reader knows', () => {
  const lines = (first: unknown): Head => ({ kind: 'json-lines', first: [first] });

  it.each<[Mapping | undefined]>([[undefined], [{}], [{ id: 'id' }], [{ score: 's' }], [{ threshold: 0.7 }]])(
    'stays unknown where too little is declared: %j',
    (mapping) => {
      expect(mapped(lines({ id: 1, s: 1 }), mapping)).toBeNull();
    },
  );

  it.each<[Mapping]>([[{ pass: 's' }], [{ score: 's', threshold: 0.5 }], [{ threshold: { s: 0.5 } }]])(
    'is read by %j',
    (mapping) => {
      expect(mapped(lines({ id: 1, s: 1 }), mapping)).toHaveProperty('format.id', 'mapped-lines');
      expect(mapped(lines({ id: 1, s: 1 }), mapping)).not.toHaveProperty('fault');
    },
  );

  it('has a fault that names the declared path which none of its first rows has', () => {
    expect(mapped(lines({ id: 1 }), { pass: 'verdict.ok' })).toMatchObject({
      fault: { found: 'a file without `verdict.ok` (`evidence.mapping.pass`)' },
    });
  });

  it('stays unknown where its kind has no paths', () => {
    const xml: Head = { kind: 'xml', root: { name: 'a', attributes: {} }, first: [] };
    expect(mapped(xml, { pass: 'p' })).toBeNull();
  });
});
