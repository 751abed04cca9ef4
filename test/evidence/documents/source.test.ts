import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Source,
  SourceError,
  sourceOfBytes,
  sourceOfFile,
} from '../../../action/evidence/documents/source.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'poc-source-'));
  await writeFile(join(folder, 'file'), '0123456789');
});
afterEach(() => rm(folder, { recursive: true }));

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe.each(['a file', 'bytes'])('a source of %s', (kind) => {
  const open = async (): Promise<Source> =>
    kind === 'a file'
      ? sourceOfFile(join(folder, 'file'), 'file')
      : sourceOfBytes('file', Buffer.from('0123456789'));

  it('reads from any offset, and less where it ends', async () => {
    const source = await open();
    expect([source.name, source.size]).toEqual(['file', 10]);
    expect(text(await source.read(3, 4))).toBe('3456');
    expect(text(await source.read(8, 4))).toBe('89');
    expect(text(await source.read(20, 4))).toBe('');
    await source.close();
  });

  it('reads into a buffer that it is given', async () => {
    const source = await open();
    const into = Buffer.alloc(4, 'x');
    const read = await source.read(8, 4, into);
    expect([text(read), text(into), read.buffer === into.buffer]).toEqual(['89', '89xx', true]);
    await source.close();
  });
});

describe('a path', () => {
  const fault = async (name: string): Promise<[string, string | null]> => {
    const error = await sourceOfFile(join(folder, name), name).catch((one: unknown) => one);
    if (!(error instanceof SourceError)) throw new Error('was opened');
    return [error.fault.found, error.code];
  };

  it('where nothing is, is refused', async () => {
    expect(await fault('none')).toEqual(['no such file', 'ENOENT']);
  });

  it('of a folder is refused', async () => {
    expect(await fault('.')).toEqual(['., which is not a file', null]);
  });

  it('of a symbolic link is refused', async () => {
    await symlink(join(folder, 'file'), join(folder, 'link'));
    expect(await fault('link')).toEqual(['a symbolic link', 'ELOOP']);
  });

  it.skipIf(process.platform === 'win32')('of a named pipe is refused without waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await fault('pipe')).toEqual(['pipe, which is not a file', null]);
  });

  it('of a file that gets shorter gives what is left', async () => {
    const source = await sourceOfFile(join(folder, 'file'), 'file');
    await truncate(join(folder, 'file'), 5);
    expect(text(await source.read(3, 4))).toBe('34');
    await source.close();
  });
});
