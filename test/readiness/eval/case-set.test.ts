import { describe, expect, it } from 'vitest';
import { caseSetBreaches } from '../../../action/readiness/eval/case-set.ts';
import { given } from '../../given.ts';

const FILE = 'eval/cases/all.jsonl';
const cases = given.cases(3);
const sets = {
  cases,
  training: [],
  changes: [],
  base: given.base({ cases }),
  author: 'bea-builder',
  proposers: [],
};

describe('what was done to the case set', () => {
  it('is nothing when nothing was', () => {
    expect(caseSetBreaches(sets)).toEqual([]);
  });

  it('points at the file where a removed case stood', () => {
    expect(caseSetBreaches({ ...sets, cases: cases.slice(1) })).toEqual([
      {
        message: 'case case-0 was removed',
        location: { file: FILE, line: null },
        failedAtBase: false,
        remedy:
          'Restore case case-0, or have it approved in `eval/CHANGES.jsonl` by somebody other than the author.',
      },
    ]);
  });

  it('points at the line where a changed case stands now', () => {
    const changed = cases.map((row) =>
      row.line === 2 ? { ...row, value: { ...row.value, expected: 'none' } } : row,
    );
    expect(caseSetBreaches({ ...sets, cases: changed })).toMatchObject([
      { location: { file: FILE, line: 2 } },
    ]);
  });

  it('names every part of a case that changed', () => {
    const changed = cases.map((row) => ({
      ...row,
      value: { ...row.value, suite: 'capability', slices: ['x'] } as const,
    }));
    expect(
      caseSetBreaches({
        ...sets,
        cases: changed.map((row) => ({ ...row, value: { ...row.value, slices: ['x'] } })),
      })[0]?.message,
    ).toBe('case case-0 was changed in its suite and slices');
  });

  it.each([
    ['an entry of this pull request excuses', [], []],
    ['an entry that was there before does not excuse', ['case-0'], ['case case-0 was removed']],
    ['an entry of this pull request excuses beside an older one', ['case-9'], []],
  ])('%s', (_, before, breaches) => {
    const entry = (id: string) => ({
      value: { id, reason: 'duplicate', approved_by: 'Olga Owner' } as const,
      file: 'eval/CHANGES.jsonl',
      line: 1,
    });
    const base = given.base({ cases, caseChanges: before.map(entry) });
    const found = caseSetBreaches({ ...sets, base, changes: [entry('case-0')], cases: cases.slice(1) });
    expect(found.map((one) => one.message)).toEqual(breaches);
  });

  it('is not found in the order of a case’s lines', () => {
    expect(caseSetBreaches({ ...sets, cases: [...cases].reverse() })).toEqual([]);
  });

  it('names a case that stands three times twice', () => {
    const thrice = [cases[0], cases[0], cases[0]].filter((row) => row !== undefined);
    expect(caseSetBreaches({ ...sets, base: null, cases: thrice }).map((one) => one.message)).toEqual([
      'case id case-0 stands twice',
      'case id case-0 stands twice',
    ]);
  });
});
