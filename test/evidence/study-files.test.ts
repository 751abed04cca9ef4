import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import {
  readAssisted,
  readCheckedCases,
  readDiscarded,
  readTimings,
  readUsage,
} from '../../action/evidence/study-files.ts';
import type { Tree } from '../../action/evidence/tree.ts';
import type { RowsOf } from '../../action/readiness/evidence.ts';
import type { Reading } from '../../action/readiness/reading.ts';
import { given } from '../given.ts';
import { aTree, jsonLines } from '../repository-builder.ts';

const FILE = 'some/file.csv';
type Read = (tree: Tree, file: string) => Promise<Reading<RowsOf<unknown>>>;

/** What is read of one row, or what a person sees who wrote it. */
async function readRow(read: Read, row: object) {
  const cells = Object.values(row).map((cell) => cell ?? '');
  const reading = await read(aTree({ [FILE]: `${Object.keys(row).join(',')}\n${cells.join(',')}\n` }), FILE);
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'read' ? reading.value.rows.map((one) => one.value) : reading.status;
}

const STOP = 'expected a stop after the start, by more than the interruptions. Correct `stopped_at`.';
const PARTS = 'expected parts that together are no longer than the whole. Correct `t_tool_s`.';

describe('the study with the POC as CSV', () => {
  const row = given.assistedRow(0, { seconds: 300 });
  const read = (change: object) => readRow(readAssisted, { ...row, ...change });

  it('is read as it is written', async () => {
    expect(await read({})).toEqual([row]);
  });

  it('may leave out which task was timed, and how long its parts took', async () => {
    const { task: _, ...rest } = row;
    expect(await readRow(readAssisted, { ...rest, t_tool_s: '', t_review_s: ' ', t_fix_s: '' })).toEqual([
      { ...row, task: '', t_tool_s: null, t_review_s: null, t_fix_s: null },
    ]);
  });

  it.each([
    // 300 s in all: the parts are whole seconds, so one more is rounding.
    ['as long as the whole', { t_tool_s: 100, t_review_s: 100, t_fix_s: 100 }],
    ['a second longer than the whole', { t_tool_s: 101, t_review_s: 100, t_fix_s: 100 }],
    ['none', { t_tool_s: 0, t_review_s: 0, t_fix_s: 0 }],
  ])('may have parts that are %s', async (_, change) => {
    expect(await read(change)).toEqual([{ ...row, ...change }]);
  });

  it.each<[string, object, string]>([
    [
      'parts that are longer than the whole',
      { t_tool_s: 101, t_review_s: 101, t_fix_s: 100 },
      `t_tool_s: found "101"; ${PARTS}`,
    ],
    [
      'one part that is longer than the whole without interruptions',
      { interrupted_s: 200, t_tool_s: 102, t_review_s: '', t_fix_s: '' },
      PARTS,
    ],
    [
      'a part in words',
      { t_review_s: 'quick' },
      't_review_s: found "quick"; expected seconds, or an empty cell where nobody measured. Correct `t_review_s`.',
    ],
    ['a part below zero', { t_fix_s: -1 }, 't_fix_s: found "-1"; expected seconds, or an empty cell'],
    ['a part without end', { t_fix_s: 'Infinity' }, 't_fix_s: found "Infinity"; expected seconds'],
    ['a stop at its start', { stopped_at: row.started_at }, STOP],
    [
      'a case that fell back perhaps',
      { fell_back: 'maybe' },
      'fell_back: found "maybe"; expected "yes" or "no". Correct `fell_back`.',
    ],
    [
      'an assignment by choice',
      { assignment: 'chosen' },
      'assignment: found "chosen"; expected "coin_flip" or "before_after". Correct `assignment`.',
    ],
    [
      'an arm of its own',
      { arm: 'both' },
      'arm: found "both"; expected "with_poc" or "by_hand". Correct `arm`.',
    ],
    [
      'nobody who says whether it was followed',
      { followed: '' },
      'followed: found ""; expected "yes" or "no". Correct `followed`.',
    ],
    ['no case', { case_ref: ' ' }, 'case_ref: found ""; expected text. Correct `case_ref`.'],
  ])('with %s is refused at its line', async (_, change, says) => {
    expect(await read(change)).toEqual([expect.stringContaining(says)]);
    expect(await read(change)).toEqual([expect.stringMatching(/^some\/file\.csv:2: /)]);
  });

  it('without a column that it needs is refused', async () => {
    const { arm: _, ...rest } = row;
    expect(await readRow(readAssisted, rest)).toEqual([
      expect.stringMatching(
        /^some\/file\.csv:1: found a header without arm; expected the columns case_ref,.*,task, each once\./,
      ),
    ]);
  });

  it('was none where there is no file', async () => {
    expect(await readAssisted(aTree({}), FILE)).toEqual({ status: 'read', value: { file: FILE, rows: [] } });
  });
});

describe('what was discarded, as CSV', () => {
  it.each(['', 'with_poc', 'by_hand'] as const)('is read, of arm "%s"', async (arm) => {
    expect(await readRow(readDiscarded, given.discardedRow(0, { arm }))).toEqual([
      given.discardedRow(0, { arm }),
    ]);
  });

  it.each<[string, object, string]>([
    ['no reason', { reason: '' }, 'reason: found ""; expected text. Correct `reason`.'],
    [
      'an arm of its own',
      { arm: 'poc' },
      'arm: found "poc"; expected with_poc, by_hand or an empty cell. Correct `arm`.',
    ],
    ['a day without a time', { discarded_at: '2026-10-20' }, 'expected a time with its zone, such as'],
  ])('with %s is refused', async (_, change, says) => {
    expect(await readRow(readDiscarded, { ...given.discardedRow(0), ...change })).toEqual([
      expect.stringContaining(says),
    ]);
  });

  it('was nothing where there is no file', async () => {
    expect(await readDiscarded(aTree({}), FILE)).toEqual({ status: 'read', value: { file: FILE, rows: [] } });
  });
});

describe('cases that were looked at again, as CSV', () => {
  it('are read as they are written', async () => {
    expect(await readRow(readCheckedCases, given.checkedRow(9))).toEqual([given.checkedRow(9)]);
  });

  it.each<[string, object, string]>([
    [
      'a verdict of its own',
      { wrong: 'a bit' },
      'wrong: found "a bit"; expected "yes" or "no". Correct `wrong`.',
    ],
    ['nobody who checked', { checked_by: '' }, 'checked_by: found ""; expected text. Correct `checked_by`.'],
    ['nobody who did it', { performer: '' }, 'performer: found ""; expected text. Correct `performer`.'],
    ['no arm', { arm: '' }, 'arm: found ""; expected "with_poc" or "by_hand". Correct `arm`.'],
  ])('with %s are refused', async (_, change, says) => {
    expect(await readRow(readCheckedCases, { ...given.checkedRow(0), ...change })).toEqual([
      expect.stringContaining(says),
    ]);
  });

  it('were none where there is no file', async () => {
    expect(await readCheckedCases(aTree({}), FILE)).toEqual({
      status: 'read',
      value: { file: FILE, rows: [] },
    });
  });
});

describe('timings', () => {
  it('are missing where there is no file: that work is not timed is a finding', async () => {
    expect(await readTimings(aTree({}), FILE)).toMatchObject({ status: 'missing', lookedIn: FILE });
  });
});

describe('the usage export', () => {
  const read = async (files: Parameters<typeof aTree>[0], patterns = ['usage/*.jsonl']) => {
    const reading = await readUsage(aTree(files), patterns);
    if (reading.status === 'invalid') return reading.problems.map(describeProblem);
    return reading.status === 'read'
      ? reading.value.map((row) => `${row.file}:${row.line} ${row.value.case_ref}`)
      : reading;
  };
  const at = (n: number, ts: string) => given.usageEvent(n, { ts });

  it('is read from all its files, in the order of time', async () => {
    expect(
      await read({
        'usage/a.jsonl': jsonLines([at(1, '2026-10-03T09:00:00Z'), at(2, '2026-10-01T12:30:00+02:00')]),
        'usage/b.jsonl': jsonLines([at(3, '2026-10-01T11:00:00Z')]),
        'usage/old/c.jsonl': jsonLines([at(4, '2026-10-01T11:00:00Z')]),
        'usage/README.md': 'what this is',
      }),
    ).toEqual(['usage/a.jsonl:2 used-2', 'usage/b.jsonl:1 used-3', 'usage/a.jsonl:1 used-1']);
  });

  it('is nothing where nobody has used it', async () => {
    expect(await read({})).toEqual([]);
    expect(await read({ 'usage/a.jsonl': '' })).toEqual([]);
  });

  it('may say more of an event', async () => {
    const more = {
      slice: 'refunds',
      trace_id: 't',
      workflow_version: '3',
      output_before: 'a',
      output_after: 'b',
    };
    expect(await read({ 'usage/a.jsonl': jsonLines([given.usageEvent(0, more)]) })).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    [
      'an event of its own',
      { event: 'clicked' },
      'event: found "clicked"; expected "offered" or "started" or "completed" or "accepted" or "edited" or "rejected" or "abandoned" or "fell_back". Correct `event`.',
    ],
    ['nobody', { user: '' }, 'user: found ""; expected text. Correct `user`.'],
    ['no case', { case_ref: undefined }, 'case_ref: found nothing; expected text. Add `case_ref`.'],
    [
      'a time without its zone',
      { ts: '2026-10-01T09:00:00' },
      'ts: found "2026-10-01T09:00:00"; expected a time with its zone',
    ],
    [
      'text of the case, which it must not hold',
      { text: 'Dear Sirs' },
      'text: found the key "text", which nothing reads',
    ],
  ])('with %s is refused at its line', async (_, change, says) => {
    const files = {
      'usage/a.jsonl': jsonLines([given.usageEvent(0), { ...given.usageEvent(1), ...change }]),
    };
    expect(await read(files)).toEqual([expect.stringContaining(`usage/a.jsonl:2: ${says}`)]);
  });

  it('is refused in all where one of its files is, and names each', async () => {
    const files = {
      'usage/a.jsonl': '{',
      'usage/b.jsonl': jsonLines([given.usageEvent(0)]),
      'usage/c.jsonl': 'x\n',
    };
    expect(await read(files)).toEqual([
      expect.stringMatching(/^usage\/a\.jsonl:1: found a last line that is cut off/),
      expect.stringMatching(/^usage\/c\.jsonl:1: /),
    ]);
  });
});
