import { describe, expect, it } from 'vitest';
import { merged, open } from '../eval/label.ts';

const row = (id: string, answer: string | null, verdict = 'pass') => ({ id, answer, verdict });
const labels = [{ by: 'user-1', verdict: 'pass' as const }];

describe('what people said of drafts', () => {
  it('stays with the draft that it is of, beside the newest verdict of the grader', () => {
    const before = [{ case: 'a', output: 'one', graded: 'fail' as const, labels }];
    expect(merged(before, [row('a', 'one'), row('b', 'one'), row('a', 'two')])).toEqual([
      { case: 'a', output: 'one', graded: 'pass', labels },
      { case: 'b', output: 'one', graded: 'pass', labels: [] },
      { case: 'a', output: 'two', graded: 'pass', labels: [] },
    ]);
  });

  it('is asked of no attempt without a draft or a verdict', () => {
    expect(merged([], [row('a', null), row('b', 'one', 'system_error')])).toEqual([]);
  });

  it('is asked of each person once, of what nobody has judged first', () => {
    const outputs = [
      { case: 'a', output: 'one', graded: 'pass' as const, labels },
      { case: 'b', output: 'one', graded: 'pass' as const, labels: [] },
    ];
    expect(open(outputs, 'user-1').map((one) => one.case)).toEqual(['b']);
    expect(open(outputs, 'user-2').map((one) => one.case)).toEqual(['b', 'a']);
  });
});
