import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';

const problem = {
  field: 'bars.eval/pass-rate.reviewed',
  found: '"high"',
  expected: 'a number',
  remedy: 'Write, for example, 0.8.',
};

describe('a problem in a file', () => {
  it.each([
    ['with line and column', { file: 'a.yaml', line: 3, column: 9 }, 'a.yaml:3:9: '],
    ['with a line', { file: 'a.yaml', line: 3 }, 'a.yaml:3: '],
    ['with neither', { file: 'a.yaml', line: null }, 'a.yaml: '],
  ])('is told %s in three parts', (_, location, place) => {
    expect(describeProblem({ ...problem, location })).toBe(
      `${place}bars.eval/pass-rate.reviewed: found "high"; expected a number. Write, for example, 0.8.`,
    );
  });

  it('names no field when the whole file is meant', () => {
    expect(
      describeProblem({
        location: { file: 'a.json', line: null },
        field: '',
        found: 'an empty file',
        expected: 'JSON',
        remedy: 'Run it.',
      }),
    ).toBe('a.json: found an empty file; expected JSON. Run it.');
  });
});
