import { describe, expect, it } from 'vitest';
import { evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { skippedAttempts } from '../../../action/readiness/eval/skipped-attempts.ts';
import { given } from '../../given.ts';

/** Attempts as `ID:NUMBER`; `ID:` is one that nobody numbered. */
const found = (...attempts: string[]) => {
  const records = attempts.map((one, i) => {
    const [id = '', number = ''] = one.split(':');
    return evalRecord({ id, verdict: 'pass', row: i + 1, repeat: number === '' ? null : Number(number) });
  });
  const finding = skippedAttempts(given.recordRows(records));
  return finding?.outcome === 'not-proven' ? finding.message : finding;
};

describe('a later attempt without an earlier one', () => {
  it.each([
    { what: 'each once', attempts: ['a:0', 'b:0', 'c:0'] },
    { what: 'each once, numbered from 1', attempts: ['a:1', 'b:1', 'c:1'] },
    { what: 'each twice', attempts: ['a:0', 'b:0', 'a:1', 'b:1'] },
    { what: 'each in runs 3 and 7', attempts: ['a:3', 'b:3', 'a:7', 'b:7'] },
    { what: 'one more often than the others', attempts: ['a:0', 'b:0', 'a:1'] },
    { what: 'one that nobody numbered', attempts: ['a:0', 'b:0', 'c:'] },
    { what: 'a number that runs on', attempts: ['a:1', 'b:2', 'c:3'] },
    { what: 'nothing at all', attempts: [] },
  ])('is not there: $what', ({ attempts }) => {
    expect(found(...attempts)).toBeNull();
  });

  it('is named with what it lacks', () => {
    expect(found('a:0', 'b:0', 'c:2')).toBe(
      '1 case has a later attempt and not an earlier one, such as c with 2 and without 0: the best of several tries is no rate.',
    );
  });

  it('is counted over all cases', () => {
    expect(found('a:1', 'b:2', 'c:3', 'd:1')).toContain(
      '2 cases have a later attempt and not an earlier one, such as b with 2 and without 1',
    );
  });
});
