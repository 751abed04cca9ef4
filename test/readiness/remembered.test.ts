import { describe, expect, it } from 'vitest';
import { distinctCases, sortRealCases } from '../../action/readiness/eval/real-cases.ts';
import { casesOf } from '../../action/readiness/eval/suites.ts';
import { remembered } from '../../action/readiness/remembered.ts';
import { given } from '../given.ts';

describe('a function that remembers', () => {
  it('is asked once for each object, also when there was nothing to make', () => {
    const asked: object[] = [];
    const make = remembered((key: object) => {
      asked.push(key);
      return undefined;
    });
    const [one, other] = [{}, {}];
    expect([make(one), make(one), make(other)]).toEqual([undefined, undefined, undefined]);
    expect(asked).toEqual([one, other]);
  });

  it('tells lists with the same content apart', () => {
    expect(distinctCases(given.cases(2))).not.toBe(distinctCases(given.cases(2)));
  });

  it('gives the same lists for the same cases, so that what hangs on them is remembered too', () => {
    const cases = given.cases(3);
    expect(sortRealCases(cases)).toBe(sortRealCases(cases));
    expect(casesOf('scored', cases)).toBe(casesOf('scored', cases));
    expect(distinctCases(sortRealCases(cases).counted)).toBe(distinctCases(sortRealCases(cases).counted));
  });
});

describe('the cases of a suite', () => {
  it('are those of that suite, in their order', () => {
    const cases = given.rows('eval/cases/all.jsonl', [
      given.evalCase('a'),
      given.evalCase('b', { suite: 'regression' }),
      given.evalCase('c'),
    ]);
    expect(casesOf('scored', cases).map((row) => row.value.id)).toEqual(['a', 'c']);
    expect(casesOf('must_never', cases)).toEqual([]);
  });
});
