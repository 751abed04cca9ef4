import { describe, expect, it } from 'vitest';
import { remarksOf } from '../../action/reporters/remarks.ts';
import { aReport, aResult } from './a-report.ts';

const blocked = aResult({ outcome: 'fail', blocks: true, message: 'Found 3.', remedy: 'Mend it.' });
const at = (file: string, line: number | null = null) => ({ file, line });

describe('what is said at a place', () => {
  it('is what blocks, then what will; nothing that passed, and nothing that comes later', () => {
    const results = [
      aResult({ id: 'users/named-users', outcome: 'fail', warns: true, message: 'Too few.' }),
      aResult({ id: 'eval/must-never' }),
      aResult({ id: 'scale/hard-limits', outcome: 'not-proven', message: 'None.' }),
      blocked,
    ];
    const remarks = remarksOf(aReport({ results }));
    expect(remarks.map(({ result, message }) => [result.id, message])).toEqual([
      ['eval/pass-rate', 'Found 3.\nMend it.'],
      ['users/named-users', 'Too few.'],
    ]);
  });

  it('is said once for the check, and once for each other place', () => {
    const spots = [
      { location: at('a.csv', 2), message: 'row 2' },
      { location: at('a.csv', 3), message: 'row 3' },
    ];
    const remarks = remarksOf(aReport({ results: [{ ...blocked, location: at('a.csv', 2), spots }] }));
    expect(remarks.map(({ ofCheck, message, line }) => [ofCheck, message, line])).toEqual([
      [true, 'Found 3.\nMend it.', 2],
      [false, 'row 3', 3],
    ]);
  });

  it.each([
    ['.', 'poc.yaml', 'poc.yaml'],
    ['.', './eval//cases/', 'eval/cases'],
    ['pocs/a', 'poc.yaml', 'pocs/a/poc.yaml'],
    ['pocs/a', '../b/x.ts', 'pocs/b/x.ts'],
    ['pocs/a', '../../.github/CODEOWNERS', '.github/CODEOWNERS'],
    ['pocs/a', '../../../x', '../x'],
    ['pocs/a', '../../../../x', '../../x'],
  ])('in %s at %s stands at %s in the repository', (folder, file, path) => {
    const results = [{ ...blocked, location: at(file, 7) }];
    expect(remarksOf(aReport({ folder, results }))).toMatchObject([{ file: path, line: 7, column: null }]);
  });

  it('has no place where there is nothing to edit', () => {
    expect(remarksOf(aReport({ results: [blocked] }))).toMatchObject([{ file: null, line: null }]);
  });
});
