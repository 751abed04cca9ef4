import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskOf } from '../../../action/commands/time/disk.ts';
import { JOURNAL_FILE, readJournal } from '../../../action/commands/time/journal.ts';
import type { Row } from '../../../action/commands/time/row.ts';
import { NotWritten } from '../../../action/commands/time/session.ts';
import { storeOn } from '../../../action/commands/time/store.ts';
import { aFolder } from '../../repository-builder.ts';
import { at, FILES, memoryDisk, stamp, started } from './given.ts';

const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task';
const LINE = `ref-1,person-1,${stamp(0)},${stamp(60)},0,stopwatch,,abcdef012345`;
const row = (over: Record<string, string> = {}): Row => ({
  file: 'timings',
  cells: {
    case_ref: 'ref-1',
    performer: 'person-1',
    started_at: stamp(0),
    stopped_at: stamp(60),
    interrupted_s: '0',
    method: 'stopwatch',
    observer: '',
    task: 'abcdef012345',
    ...over,
  },
});

/** What the file holds after the row was added to it. */
function added(before: string | null, one: Row = row()): string {
  const memory = memoryDisk();
  if (before !== null) memory.files.set(FILES.timings, Buffer.from(before));
  storeOn(memory.disk, FILES).addRow(one);
  return memory.text(FILES.timings);
}

describe('a row is added', () => {
  it.each<[string, string | null, string]>([
    ['to no file, which is made', null, `${HEADER}\n${LINE}\n`],
    ['to an empty file', '', `${HEADER}\n${LINE}\n`],
    ['to a header', `${HEADER}\n`, `${HEADER}\n${LINE}\n`],
    ['to a header without a line end', HEADER, `${HEADER}\n${LINE}\n`],
    ['after a row without a line end', `${HEADER}\nold,x`, `${HEADER}\nold,x\n${LINE}\n`],
    ['with the line ends of the file', `${HEADER}\r\n`, `${HEADER}\r\n${LINE}\r\n`],
    [
      'in the order of the file, without a column that it has not',
      'performer, case_ref,started_at,stopped_at,interrupted_s,method,observer\n',
      `performer, case_ref,started_at,stopped_at,interrupted_s,method,observer\nperson-1,ref-1,${stamp(0)},${stamp(60)},0,stopwatch,\n`,
    ],
    ['to a file with a byte order mark', `\uFEFF${HEADER}\n`, `\uFEFF${HEADER}\n${LINE}\n`],
    ['not again, where it is', `${HEADER}\n${LINE}\n`, `${HEADER}\n${LINE}\n`],
    [
      'not again, where another program wrote it anew',
      `${HEADER}\n${LINE.replace('ref-1', '"ref-1"')},\r\n`,
      `${HEADER}\n${LINE.replace('ref-1', '"ref-1"')},\r\n`,
    ],
    [
      'beside another row of the same case, which began at another moment',
      `${HEADER}\n${LINE.replace(stamp(0), stamp(1))}\n`,
      `${HEADER}\n${LINE.replace(stamp(0), stamp(1))}\n${LINE}\n`,
    ],
  ])('%s', (_, before, result) => {
    expect(added(before)).toBe(result);
  });

  it('completely, wherever its write had broken off', () => {
    const one = row({ case_ref: 'réf,"1"' });
    const whole = Buffer.from(added(`${HEADER}\n`, one));
    for (let cut = HEADER.length + 1; cut <= whole.length; cut++) {
      const memory = memoryDisk(new Map([[FILES.timings, whole.subarray(0, cut)]]));
      storeOn(memory.disk, FILES).addRow(one);
      expect(memory.text(FILES.timings)).toBe(whole.toString());
    }
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a b', 'a b'],
    [' a', '" a"'],
    ['a\nb', '"a\nb"'],
  ])('with %j written as %s', (cell, written) => {
    expect(added(`${HEADER}\n`, row({ case_ref: cell }))).toBe(
      `${HEADER}\n${LINE.replace('ref-1', written)}\n`,
    );
  });

  it('not to a file that is no CSV; what is wrong is said in words', () => {
    expect(() => added(`${HEADER}\n"never closed\n`)).toThrow(NotWritten);
    expect(() => added(`${HEADER}\n"never closed\n`)).toThrow(
      /^baseline\/timings\.csv:\d+: found .*; expected CSV; the row of ref-1 is kept\. Mend that, and press any key\.$/,
    );
  });
});

describe('a journal', () => {
  const [one, two] = [started(), at(5, { type: 'stopped' })];
  const text = `${JSON.stringify(one)}\n`;

  it.each([
    ['nothing', '', [], null],
    ['a whole line', text, [one], null],
    ['a whole line without its end', text.trim(), [one], null],
    ['a line that broke off', `${text}{"type":"stop`, [one], 2],
    ['a line that broke off in the middle of a letter', `${text}{"type":"\uFFFD`, [one], 2],
    ['a line that broke off long ago', `{"type":"stop\n${text}`, [one], null],
    ['zeroes, as a crash of the machine can leave', `${text}\0\0\0`, [one], 2],
  ])('of %s is read', (_, content, events, cutOff) => {
    expect(readJournal(content)).toEqual({ events, cutOff });
  });

  it.each(['{"type":"unheard","at":"2026-11-20T09:00:00Z"}', '[]', '1'])(
    'with %s is refused, and the line named',
    (line) => {
      expect(readJournal(`${text}${line}\n`)).toEqual({
        problem: expect.stringMatching(/^\.poc\/time\.jsonl:2: found .*; expected .*\. Use the version/),
      });
    },
  );

  it('goes on in a new line after one that broke off', () => {
    const memory = memoryDisk(new Map([[JOURNAL_FILE, Buffer.from(`${text}{"type":"st`)]]));
    const store = storeOn(memory.disk, FILES);
    store.append(two);
    store.append(two);
    const line = `${JSON.stringify(two)}\n`;
    expect(memory.text(JOURNAL_FILE)).toBe(`${text}{"type":"st\n${line}${line}`);
  });
});

describe('a disk', () => {
  it('makes the folders of what it writes, and leaves nothing beside it', async () => {
    const folder = await aFolder();
    const disk = diskOf(folder);
    expect(disk.read('a/b.csv')).toBeNull();
    disk.create('a/b.csv', 'one\n');
    disk.append('a/b.csv', Buffer.from('two\n'));
    disk.append('c/d.jsonl', Buffer.from('new\n'));
    expect(disk.read('a/b.csv')?.toString()).toBe('one\ntwo\n');
    expect(readFileSync(join(folder, 'c/d.jsonl'), 'utf8')).toBe('new\n');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.csv']);
  });

  it('does not write through a symbolic link', async () => {
    const folder = await aFolder({ elsewhere: 'mine\n', link: { link: 'elsewhere' } });
    const disk = diskOf(folder);
    expect(() => disk.append('link', Buffer.from('x'))).toThrow(/ELOOP/);
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('mine\n');
  });

  it('that refuses is said in words, with the file', async () => {
    const folder = await aFolder();
    mkdirSync(join(folder, JOURNAL_FILE), { recursive: true });
    mkdirSync(join(folder, FILES.timings), { recursive: true });
    symlinkSync('nowhere', join(folder, 'x'));
    writeFileSync(join(folder, 'y'), '');
    expect(() => storeOn({ ...diskOf(folder), read: () => null }, FILES).append(started())).toThrow(
      /^\.poc\/time\.jsonl: found EISDIR.*; expected a file that can be written; nothing was changed\. Mend that/,
    );
    expect(() => storeOn({ ...diskOf(folder), read: () => null }, FILES).addRow(row())).toThrow(
      /^baseline\/timings\.csv: found .*; expected a file that can be written; the row of ref-1 is kept\./,
    );
  });
});
