import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fieldVerdict, scoreFields } from '../eval/field-scores.ts';
import { reportOn, table } from '../eval/fields-report.ts';
import { textOf } from '../src/answer.ts';
import { FIELD_NAMES } from '../src/fields.ts';
import { ANSWER, changed, ITEM, NOTHING, OTHER_ANSWER } from './made-up.ts';

const [NAME = FIELD_NAMES[0] as never] = FIELD_NAMES;
const [full, other] = [ANSWER.fields, OTHER_ANSWER.fields];

it.each([
  ['right', full, full],
  ['empty', NOTHING, NOTHING],
  ['wrong', full, other],
  ['missing', full, NOTHING],
  ['invented', NOTHING, full],
] as const)('a field is %s', (verdict, wanted, given) => {
  expect(fieldVerdict(NAME, wanted, given)).toBe(verdict);
});

it('precision counts what was answered, and recall what there was to answer', () => {
  const wanted = full;
  const pairs = [
    { wanted, given: full },
    { wanted, given: full },
    { wanted, given: other },
    { wanted, given: NOTHING },
    { wanted, given: NOTHING },
    { wanted: NOTHING, given: full },
    { wanted: NOTHING, given: NOTHING },
  ];
  expect(scoreFields(pairs)[NAME]).toEqual({
    ...{ right: 2, empty: 1, wrong: 1, missing: 2, invented: 1 },
    ...{ precision: 2 / 4, recall: 2 / 5 },
  });
  expect(scoreFields([])[NAME]).toMatchObject({ right: 0, precision: null, recall: null });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fields-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function files(rows: object[]): [results: string, cases: string] {
  const lines = (some: object[]) => some.map((one) => `${JSON.stringify(one)}\n`).join('');
  mkdirSync(join(folder, 'cases'));
  const cases = [
    { id: 'a', input: ITEM, expected: ANSWER, suite: 'scored' },
    { id: 'b', input: ITEM, expected: ANSWER, suite: 'regression' },
    { id: 'c', input: ITEM, expected: { outcome: 'needs_person' }, suite: 'unanswerable' },
  ];
  writeFileSync(join(folder, 'cases/all.jsonl'), lines(cases));
  writeFileSync(join(folder, 'results.jsonl'), lines(rows));
  return [join(folder, 'results.jsonl'), join(folder, 'cases')];
}

it('the report is on the documents with an answer that a person gave too', () => {
  const report = reportOn(
    ...files([
      { id: 'a', answer: textOf(changed(ANSWER, NAME, null)), verdict: 'fail' },
      { id: 'b', answer: null, verdict: 'fail' },
      { id: 'c', answer: textOf(ANSWER), verdict: 'fail' },
    ]),
  );
  expect(report).toMatchObject({ documents: 2, answered: 1, fields: { [NAME]: { missing: 1, right: 0 } } });
  expect(Object.keys(report.fields)).toEqual(FIELD_NAMES);
  expect(table(report)).toMatch(/^1 of 2 documents with an answer/);
  expect(table(report).split('\n')).toHaveLength(2 + FIELD_NAMES.length);
  expect(table({ ...report, answered: 0 })).toBe(
    '0 of 2 documents with an answer, so there is nothing to say of fields yet.',
  );
});

it.each([
  ['text', 'Acme'],
  ['other fields', '{"more":1}'],
])('an answer that is %s is refused with its file', (_, answer) => {
  expect(() => reportOn(...files([{ id: 'a', answer }]))).toThrow(
    /results\.jsonl: found an answer .*; expected .*Run/,
  );
});
