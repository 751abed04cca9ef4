import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { timing } from '../../action/contract/timings.ts';
import { parseCsv } from '../../action/evidence/csv-file.ts';
import { readTimings, TIMING_COLUMNS } from '../../action/evidence/study-files.ts';
import { aTree } from '../repository-builder.ts';

const FILE = 'baseline/timings.csv';
const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer';
const ROW = 'c1,ann,2026-11-01T09:00:00Z,2026-11-01T09:10:00Z,0,stopwatch,bob';
const SECOND = ROW.replace('c1', 'c2');

const parse = (text: string) => {
  const reading = parseCsv(text, FILE, timing, TIMING_COLUMNS);
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'read'
    ? reading.value.map((row) => `${row.line} ${row.value.case_ref} ${row.value.performer}`)
    : reading.status;
};

const HEADER_REMEDY = `expected the columns ${HEADER},task, each once. Make the first line \`${HEADER},task\`.`;
const RAGGED = 'expected as many cells as the header has. Correct this line; quote cells that hold a comma.';

describe('timings as CSV', () => {
  it.each([
    ['LF', `${HEADER}\n${ROW}\n${SECOND}\n`],
    ['CRLF', `${HEADER}\r\n${ROW}\r\n${SECOND}\r\n`],
    ['CR alone', `${HEADER}\r${ROW}\r${SECOND}\r`],
    ['no line end at the end', `${HEADER}\n${ROW}\n${SECOND}`],
    ['spaces around cells', `${HEADER.replaceAll(',', ' , ')}\n${ROW.replaceAll(',', ' , ')}\n${SECOND}\n`],
    ['a quoted header', `${HEADER.replaceAll(/\w+/g, '"$&"')}\n${ROW}\n${SECOND}\n`],
    [
      'columns in another order',
      `observer,${HEADER.replace(',observer', '')}\nbob,${ROW.replace(',bob', '')}\nbob,${SECOND.replace(',bob', '')}\n`,
    ],
  ])('with %s are read with their lines', (_, text) => {
    expect(parse(text)).toEqual(['2 c1 ann', '3 c2 ann']);
  });

  it('keep their line numbers over empty lines', () => {
    expect(parse(`${HEADER}\n\n${ROW}\n\n\n${SECOND}\n`)).toEqual(['3 c1 ann', '6 c2 ann']);
  });

  it('may quote a comma', () => {
    expect(parse(`${HEADER}\n${ROW.replace('ann', '"Doe, Ann"')}\n`)).toEqual(['2 c1 Doe, Ann']);
  });

  it('may say which task was timed, in a column that may be left out', async () => {
    const task = async (header: string, row: string) => {
      const reading = await readTimings(aTree({ [FILE]: `${header}\n${row}\n` }), FILE);
      return reading.status === 'read' ? reading.value.rows.map((one) => one.value.task) : reading.status;
    };
    expect(await task(`${HEADER},task`, `${ROW},0123456789ab`)).toEqual(['0123456789ab']);
    expect(await task(`task,${HEADER}`, `,${ROW}`)).toEqual(['']);
    expect(await task(HEADER, ROW)).toEqual(['']);
    expect(await task(`${HEADER},task,task`, `${ROW},a,b`)).toBe('invalid');
  });

  it('may have no row', () => {
    expect(parse(`${HEADER}\n`)).toEqual([]);
  });

  it.each([
    ['an empty file', '', `found no header; ${HEADER_REMEDY}`],
    [
      'a missing column',
      `${HEADER.replace('performer,', '')}\n`,
      `found a header without performer; ${HEADER_REMEDY}`,
    ],
    [
      'two missing columns',
      `${HEADER.replace('performer,', '').replace(',observer', '')}\n`,
      `found a header without performer, observer; ${HEADER_REMEDY}`,
    ],
    [
      'an extra column',
      `${HEADER},note\n${ROW},x\n`,
      `found a header with "note" too many; ${HEADER_REMEDY}`,
    ],
    [
      'a column that stands twice, where the last would win',
      `${HEADER},stopped_at\n${ROW},2026-11-01T09:50:00Z\n`,
      `found a header with "stopped_at" too many; ${HEADER_REMEDY}`,
    ],
    [
      'semicolons',
      `${HEADER.replaceAll(',', ';')}\n`,
      `found a header without case_ref, performer, started_at, stopped_at, interrupted_s, method, observer; ${HEADER_REMEDY}`,
    ],
    ['a header whose quote is never closed', `"${HEADER}\n`, `found no header; ${HEADER_REMEDY}`],
  ])('with %s are refused at line 1', (_, text, says) => {
    expect(parse(text)).toEqual([`${FILE}:1: ${says}`]);
  });

  it.each([
    [
      'a row of too few cells',
      `${HEADER}\n${ROW}\nc2,ann\n`,
      `3: found Invalid Record Length: columns length is 7, got 2 on line 3; ${RAGGED}`,
    ],
    [
      'a row of too many cells',
      `${HEADER}\n${ROW}\n${SECOND},x\n`,
      `3: found Invalid Record Length: columns length is 7, got 8 on line 3; ${RAGGED}`,
    ],
    [
      'a quote that is never closed',
      `${HEADER}\n${ROW}\nc2,"ann\n`,
      `3: found Quote Not Closed: the parsing is finished with an opening quote at line 3; ${RAGGED}`,
    ],
    [
      'a stop before its start',
      `${HEADER}\n${ROW.replace('09:10', '08:10')}\n`,
      '2: stopped_at: found "2026-11-01T08:10:00Z"; expected a stop after the start, by more than the interruptions. Correct `stopped_at`.',
    ],
    [
      'interruptions as long as the work',
      `${HEADER}\n${ROW.replace(',0,', ',600,')}\n`,
      '2: stopped_at: found "2026-11-01T09:10:00Z"; expected a stop after the start, by more than the interruptions. Correct `stopped_at`.',
    ],
    [
      'an interruption in words',
      `${HEADER}\n${ROW.replace(',0,', ',none,')}\n`,
      '2: interrupted_s: found "none"; expected a number. Correct `interrupted_s`.',
    ],
    [
      'an interruption below zero',
      `${HEADER}\n${ROW.replace(',0,', ',-1,')}\n`,
      '2: interrupted_s: found "-1"; expected at least 0. Correct `interrupted_s`.',
    ],
    [
      'a time without its zone',
      `${HEADER}\n${ROW.replace('09:00:00Z', '09:00:00')}\n`,
      '2: started_at: found "2026-11-01T09:00:00"; expected a time with its zone, such as 2026-11-22T09:30:00Z. Correct `started_at`.',
    ],
    [
      'an empty case',
      `${HEADER}\n${ROW.replace('c1', '')}\n`,
      '2: case_ref: found ""; expected text. Correct `case_ref`.',
    ],
    [
      'a method of its own',
      `${HEADER}\n${ROW.replace('stopwatch', 'guess')}\n`,
      '2: method: found "guess"; expected "stopwatch" or "system_timestamps" or "screen_recording" or "estimate". Correct `method`.',
    ],
  ])('with %s are refused at its line', (_, text, says) => {
    expect(parse(text)).toEqual(expect.arrayContaining([`${FILE}:${says}`]));
  });

  it('with a byte order mark are read', async () => {
    const reading = await readTimings(aTree({ [FILE]: `\uFEFF${HEADER}\n${ROW}\n` }), FILE);
    expect(reading).toMatchObject({ status: 'read', value: { file: FILE, rows: [{ line: 2 }] } });
  });

  it('that are not there say which header they have', async () => {
    expect(await readTimings(aTree({}), FILE)).toEqual({
      status: 'missing',
      lookedIn: FILE,
      remedy: `Write \`${FILE}\` with the header \`${HEADER},task\`.`,
    });
  });

  it('are not read from outside the folder', async () => {
    const tree = aTree({ '../x.csv': { status: 'unreadable', why: 'a path that leads out of the folder' } });
    expect(await readTimings(tree, '../x.csv')).toMatchObject({
      status: 'invalid',
      problems: [{ found: 'a path that leads out of the folder', expected: 'a file inside this folder' }],
    });
  });
});
