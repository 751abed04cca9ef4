import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { staged } from '../../generator/staging.ts';
import { emptyFolder } from './fake-package.ts';

function targetIn(parent: string, exists: boolean) {
  const folder = join(parent, 'demo');
  if (exists) mkdirSync(folder);
  return { folder, shown: 'demo', exists, hasGit: false };
}

describe('the staging folder', () => {
  it.each([
    ['beside a new target, on the same file system', false, (parent: string) => parent],
    ['inside one that exists, which may be a mount', true, (parent: string) => join(parent, 'demo')],
  ])('lies %s', async (_, exists, place) => {
    const parent = emptyFolder();
    const staging = await staged(targetIn(parent, exists), async (folder) => folder);
    expect(dirname(staging)).toBe(place(parent));
    expect(readdirSync(place(parent))).toEqual(exists ? [] : ['demo']);
  });

  it('is not published when the stop comes after the last file, such as during git', async () => {
    const parent = emptyFolder();
    const stop = new AbortController();
    const work = async (folder: string) => {
      writeFileSync(join(folder, 'a'), '');
      stop.abort();
    };
    await expect(staged(targetIn(parent, false), work, stop.signal)).rejects.toThrow('aborted');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is not shared by two that make the same folder at once: one of them wins whole', async () => {
    const parent = emptyFolder();
    const target = targetIn(parent, false);
    const work = (text: string) => async (folder: string) => {
      writeFileSync(join(folder, 'a'), text);
      await new Promise((wait) => setTimeout(wait, 10));
      writeFileSync(join(folder, 'b'), text);
    };
    const results = await Promise.allSettled([staged(target, work('1')), staged(target, work('2'))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(parent)).toEqual(['demo']);
    expect(readdirSync(target.folder)).toEqual(['a', 'b']);
  });
});
