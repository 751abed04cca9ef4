import { describe, expect, it } from 'vitest';
import { attemptsAt, staleFinding } from '../../../action/readiness/eval/attempts.ts';
import { staleInputs } from '../../../action/readiness/eval/freshness.ts';
import { given } from '../../given.ts';

describe('results and the tree', () => {
  it('fit when all digests are the same', () => {
    expect(staleInputs(given.results([]))).toEqual([]);
    expect(staleFinding(given.results([]))).toBeNull();
  });

  it.each(['cases', 'source', 'prompts', 'grader'] as const)(
    'do not fit when the tree has other %s',
    (kind) => {
      expect(staleInputs(given.results([], {}, { [kind]: given.digest('9') }))).toEqual([kind]);
    },
  );

  it('fit under another policy', () => {
    expect(staleInputs(given.results([], {}, { policy: given.digest('9') }))).toEqual([]);
  });

  it('do not fit in anything where nothing says what was measured', () => {
    expect(staleInputs({ ...given.results([]), run: null })).toEqual([
      'cases',
      'source',
      'prompts',
      'grader',
    ]);
  });

  it.each([
    ['files that nobody recorded', { run: null }, 'Nothing says what was measured'],
    ['shards that are missing', { missingShards: ['2 of 3'] }, 'Shard 2 of 3 left no results'],
  ])('are not judged from %s', (_, more, message) => {
    expect(staleFinding({ ...given.results([]), ...more })).toMatchObject({
      outcome: 'not-proven',
      message: expect.stringContaining(message),
    });
  });

  it('say in one finding everything that does not fit', () => {
    const results = given.results([], {}, { source: given.digest('8'), cases: given.digest('9') });
    expect(staleFinding(results)).toMatchObject({
      outcome: 'not-proven',
      message: 'The results are about other cases, source than this tree has.',
      remedy: 'Run `npm run eval`.',
    });
  });
});

describe('the attempts at the cases of a suite', () => {
  const cases = given.rows('eval/cases/all.jsonl', [
    given.evalCase('a'),
    given.evalCase('b'),
    given.evalCase('c', { suite: 'regression' }),
  ]);
  const rows = given.recordRows([
    given.evalRow(given.evalCase('a')),
    given.evalRow(given.evalCase('a'), { repeat: 1 }),
    given.evalRow(given.evalCase('c')),
  ]);

  it('are every row of every case, and none for a case that was not run', () => {
    const found = attemptsAt('scored', cases, rows).map(({ row, attempts }) => [
      row.value.id,
      attempts.map((one) => one.repeat),
    ]);
    expect(found).toEqual([
      ['a', [0, 1]],
      ['b', []],
    ]);
  });
});
