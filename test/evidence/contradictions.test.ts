import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { contradictions } from '../../action/evidence/contradictions.ts';
import { type EvalRecord, evalRecord } from '../../action/readiness/eval/eval-record.ts';
import type { Row } from '../../action/readiness/reading.ts';

type Said = Pick<EvalRecord, 'id' | 'verdict'> & Partial<EvalRecord>;
const rows = (file: string, said: readonly Said[]): Row<EvalRecord>[] =>
  said.map((one, i) => ({ file, line: i + 1, value: evalRecord({ row: i + 1, ...one }) }));

describe('two files of results', () => {
  it.each([
    ['that agree', [{ id: 'a', verdict: 'pass' }], [{ id: 'a', verdict: 'pass' }]],
    ['about other cases', [{ id: 'a', verdict: 'pass' }], [{ id: 'b', verdict: 'fail' }]],
    [
      'that number their attempts',
      [{ id: 'a', verdict: 'pass', repeat: 0 }],
      [{ id: 'a', verdict: 'fail', repeat: 1 }],
    ],
    [
      'of two variants',
      [{ id: 'a', verdict: 'pass', variant: 'x' }],
      [{ id: 'a', verdict: 'fail', variant: 'y' }],
    ],
  ] satisfies [string, Said[], Said[]][])('%s contradict nobody', (_, one, other) => {
    expect(contradictions([...rows('one.json', one), ...rows('other.xml', other)])).toEqual([]);
  });

  it('that say different things of the same attempts are called out once, with the first case and how many more', () => {
    const one = rows('one.json', [
      { id: 'a', verdict: 'pass' },
      { id: 'b', verdict: 'pass' },
      { id: 'c', verdict: 'pass' },
    ]);
    const other = rows('other.xml', [
      { id: 'a', verdict: 'fail' },
      { id: 'b', verdict: 'system_error' },
      { id: 'c', verdict: 'pass' },
    ]);
    expect(contradictions([...one, ...other]).map(describeProblem)).toEqual([
      'other.xml: found fail for a, of which one.json says pass, and 1 more; expected one answer for each attempt at a case. Keep the file of the last run; if both are attempts, number them and name that field as `evidence.mapping.repeat` in `poc.yaml`.',
    ]);
  });

  it('are not looked for in one file: there, the second row is another attempt', () => {
    expect(
      contradictions(
        rows('one.json', [
          { id: 'a', verdict: 'pass' },
          { id: 'a', verdict: 'fail' },
        ]),
      ),
    ).toEqual([]);
  });
});
