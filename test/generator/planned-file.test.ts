import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf, writeFiles, written } from '../../generator/planned-file.ts';
import { emptyFolder } from './fake-package.ts';

describe('the writing of planned files', () => {
  it('stops between two files when it is told to', async () => {
    const folder = emptyFolder();
    const many = Array.from({ length: 5000 }, (_, index) => written(`${index}`, 'x'));
    const stop = new AbortController();
    const writing = writeFiles(many, folder, stop.signal);
    setImmediate(() => stop.abort());
    await expect(writing).rejects.toThrow('aborted');
    const count = readdirSync(folder).length;
    expect(count).toBeLessThan(5000);
  });

  it('writes through no link and over no file that is there', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a'), 'theirs');
    symlinkSync('elsewhere', join(folder, 'b'));
    await expect(writeFiles([written('a', 'ours')], folder)).rejects.toThrow('EEXIST');
    await expect(writeFiles([written('b', 'ours')], folder)).rejects.toThrow('EEXIST');
  });

  it('fails when a folder cannot be made', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/b'), 'a file');
    await expect(writeFiles([written('a/b/c', '')], folder)).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('a digest', () => {
  it('is the SHA-256 of the raw bytes', () => {
    // From FIPS 180-2, the example of one block.
    const abc = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(digestOf(Buffer.from('abc'))).toBe(abc);
    // Neither is UTF-8: read as text both would be the same mark.
    expect(digestOf(Buffer.from([0xff]))).not.toBe(digestOf(Buffer.from([0xfe])));
    expect(digestOf(Buffer.from('a\r\n'))).not.toBe(digestOf(Buffer.from('a\n')));
  });
});
