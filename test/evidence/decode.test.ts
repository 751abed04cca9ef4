import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { fileProblem, readText, whenWrong } from '../../action/evidence/decode.ts';
import { aTree } from '../repository-builder.ts';

const read = async (file: Parameters<typeof aTree>[0][string]) => {
  const reading = await readText(aTree({ f: file }), 'f', 'Make it.');
  return reading.status === 'invalid' ? reading.problems.map(describeProblem) : reading;
};

const utf16 = (text: string, mark: string) => Buffer.from(`${mark}${text}`, 'utf16le');

describe('a file read as text', () => {
  it('is UTF-8, with or without a byte order mark', async () => {
    expect(await read('grüße ✓\n')).toEqual({ status: 'read', value: 'grüße ✓\n' });
    expect(await read('\uFEFFgrüße ✓\n')).toEqual({ status: 'read', value: 'grüße ✓\n' });
  });

  it.each([
    ['UTF-16 with its mark', utf16('version: 1\n', '\uFEFF')],
    ['UTF-16 without a mark, which is valid UTF-8 with NULs', utf16('version: 1\n', '')],
    ['UTF-16 of the other byte order', utf16('version: 1\n', '\uFEFF').swap16()],
    ['Latin-1', Buffer.from('grüße', 'latin1')],
    ['a sequence that is cut off', Buffer.from('grü', 'utf8').subarray(0, 3)],
    ['a lone surrogate', new Uint8Array([0xed, 0xa0, 0x80])],
    ['an overlong slash', new Uint8Array([0xc0, 0xaf])],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual([
      'f: found bytes that are not UTF-8; expected text in UTF-8. Save the file as UTF-8.',
    ]);
  });

  it('that cannot be read says what is there instead', async () => {
    expect(await read({ status: 'unreadable', why: 'a symbolic link' })).toEqual([
      'f: found a symbolic link; expected a file inside this folder. Replace it with a file that is there in full.',
    ]);
  });

  it('that is not there is missing, with what to do', async () => {
    expect(await read({ status: 'missing' })).toEqual({
      status: 'missing',
      lookedIn: 'f',
      remedy: 'Make it.',
    });
  });
});

describe('problems', () => {
  const some = (n: number) => Array.from({ length: n }, (_, i) => fileProblem(`${i}`, '', '', ''));

  it.each([
    [0, undefined],
    [1, 1],
    [100, 100],
    [101, 100],
    [300_000, 100],
  ])('of %i are told as %s', (n, told) => {
    expect(whenWrong(some(n))?.problems.length).toBe(told);
  });
});
