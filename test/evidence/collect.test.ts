import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess } from '../../action/assess.ts';
import { chooseBase } from '../../action/evidence/base.ts';
import { collect } from '../../action/evidence/collect.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { aFolder, aPoc, aRow, cases, NOW, type Poc } from '../repository-builder.ts';

async function collected(poc: Poc, head: string | null = null) {
  const repository = await openRepository(poc.folder);
  if (repository === null) throw new Error('expected a repository');
  const tree = await openWorkingTree(poc.folder, repository.git);
  return collect({
    tree,
    repository,
    base: await chooseBase(repository, null),
    head,
    author: 'bo',
    now: NOW,
  });
}

describe('the evidence of a POC', () => {
  it('knows when code or prompts were changed last, whatever else was', async () => {
    const poc = await aPoc();
    const changed = async () => (await collected(poc)).history;
    await poc.commit('Notes', { 'NOTES.md': 'n' });
    expect(await changed()).toMatchObject({ value: { systemChangedAt: expect.stringMatching(/T10:00:00/) } });
    await poc.commit('A prompt', { 'prompts/classify.md': 'Say it.\n' });
    expect(await changed()).toMatchObject({ value: { systemChangedAt: expect.stringMatching(/T12:00:00/) } });
  });

  it('is read in full', async () => {
    const poc = await aPoc({ proven: true });
    const readings = await collected(poc);
    expect(Object.entries(readings).filter(([, reading]) => reading.status !== 'read')).toEqual([]);
    expect(readings.history).toMatchObject({
      value: {
        complete: true,
        killAddedAt: expect.stringMatching(/^2026-11-10T09:00:00/),
        resultsAddedAt: expect.stringMatching(/^2026-11-10T10:00:00/),
        systemChangedAt: expect.stringMatching(/^2026-11-10T10:00:00/),
      },
    });
    expect(readings.authors).toMatchObject({ value: ['Bo Builder', 'bo@example.com'] });
    expect(readings.measures).toMatchObject({ value: { timedCases: 38, namedUsers: 3, realCases: 40 } });
    expect(readings.change).toMatchObject({ value: { reason: '', author: 'bo', files: [] } });
  });

  it('says for each reading why it could not be made, and does not throw', async () => {
    const poc = await aPoc();
    await poc.write({ 'poc.yaml': 'version: [', 'baseline.yaml': null });
    const readings = await collected(poc);
    const states = Object.fromEntries(Object.entries(readings).map(([name, { status }]) => [name, status]));
    expect(states).toMatchObject({
      manifest: 'invalid',
      results: 'invalid',
      baseline: 'missing',
      timings: 'missing',
      cases: 'read',
      change: 'read',
      history: 'read',
    });
    expect(readings.results).toEqual(readings.manifest);
    expect(readings.timings).toEqual(readings.baseline);
  });

  it('names what differs from the base: on disk, or in the commit that is proposed', async () => {
    const poc = await aPoc();
    await poc.repository.git('checkout', '--quiet', '-b', 'branch');
    const head = await poc.commit('a prompt', { 'prompts/classify.md': 'two' });
    await poc.write({ 'prompts/new.md': 'three' });
    expect((await collected(poc)).change).toMatchObject({
      value: { files: ['prompts/classify.md', 'prompts/new.md'] },
    });
    expect((await collected(poc, head)).change).toMatchObject({ value: { files: ['prompts/classify.md'] } });
  });

  it('is missing, not empty, where the clone lacks a part of the base', async () => {
    const poc = await aPoc();
    const blob = await poc.repository.git('rev-parse', 'HEAD:policy/thresholds.yaml');
    await rm(join(poc.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { change } = await collected(poc);
    expect(change).toEqual({
      status: 'missing',
      lookedIn: expect.stringMatching(/^The base to compare with \(git cat-file failed: .*bad file\)$/),
      remedy: 'Check out with `fetch-depth: 0` and without `filter:`.',
    });
  });

  it('is missing, not empty, where the clone lacks a part of the history', async () => {
    const poc = await aPoc();
    const first = await poc.repository.git('rev-parse', 'HEAD~1');
    await rm(join(poc.folder, '.git/objects', first.slice(0, 2), first.slice(2)));
    const { authors, history } = await collected(poc);
    expect(authors).toMatchObject({
      status: 'missing',
      lookedIn: expect.stringContaining('The list of authors (git log failed'),
    });
    expect(history).toMatchObject({
      status: 'missing',
      lookedIn: expect.stringContaining('The history of this folder (git log failed'),
    });
  });

  it('says that the history is cut short in a shallow clone', async () => {
    const poc = await aPoc();
    const folder = await aFolder();
    await poc.repository.git('clone', '--quiet', '--depth', '1', `file://${poc.folder}`, folder);
    expect((await collected({ ...poc, folder })).history).toMatchObject({ value: { complete: false } });
  });

  it('knows who has commits since the base, at a desk too, and nobody for what is only on disk', async () => {
    const poc = await aPoc();
    const commit = await poc.repository.git('rev-parse', 'HEAD');
    const since = async (head: string | null) => {
      const repository = await openRepository(poc.folder);
      const tree = await openWorkingTree(poc.folder, repository?.git ?? null);
      const base = { commit, how: '--base main' };
      return (await collect({ tree, repository, base, head, author: null, now: NOW })).change;
    };
    await poc.write({ 'NOTES.md': 'n' });
    expect(await since(null)).toMatchObject({ value: { files: ['NOTES.md'], proposers: [] } });
    const head = await poc.commit('Notes');
    for (const one of [head, null])
      expect(await since(one)).toMatchObject({ value: { proposers: ['Bo Builder', 'bo@example.com'] } });
  });

  it('without git has nothing to compare with, for a reason', async () => {
    const folder = await aFolder({ 'poc.yaml': '' });
    const tree = await openWorkingTree(folder, null);
    const base = { commit: null, how: 'no git here', lost: false } as const;
    const readings = await collect({ tree, repository: null, base, head: null, author: null, now: NOW });
    expect(readings.change).toEqual({
      status: 'read',
      value: { base: null, reason: 'no git here', files: [], author: null, proposers: [] },
    });
    expect(readings.authors).toEqual({ status: 'read', value: [] });
  });
});

describe('a folder that is judged', () => {
  const assessed = async (poc: Poc, ref: string | null = null) => {
    const repository = await openRepository(poc.folder);
    if (repository === null) throw new Error('expected a repository');
    return assess({
      folder: poc.folder,
      name: 'pocs/a',
      repository,
      base: await chooseBase(repository, ref),
      head: null,
      author: null,
      now: poc.now,
      version: '9.9.9',
    });
  };

  it('is no POC when neither it nor its base has a poc.yaml', async () => {
    const poc = await aPoc({ files: { 'poc.yaml': null }, results: null });
    expect(await assessed(poc)).toEqual({ status: 'no-poc', lookedIn: 'pocs/a/poc.yaml' });
  });

  it('is a POC that lost its poc.yaml when the base has one', async () => {
    const poc = await aPoc();
    await poc.write({ 'poc.yaml': null });
    expect(await assessed(poc)).toMatchObject({
      status: 'judged',
      report: { verdict: 'cannot-judge', blocked: true, stage: null, poc: null },
    });
  });

  it('is blocked, with the way out, when its base is not in the clone', async () => {
    const judged = await assessed(await aPoc(), 'f'.repeat(40));
    const results = judged.status === 'judged' ? judged.report.results : [];
    expect(results.find((one) => one.id === 'eval/threshold-fixed-first')).toMatchObject({
      outcome: 'not-proven',
      blocks: true,
      message: `The base to compare with, ${'f'.repeat(40)}, which is not a commit of this clone, was not found.`,
      remedy: `Fetch it (\`git fetch origin ${'f'.repeat(40)}\`), or name another with \`--base\`.`,
    });
  });

  it('is told under the name it was given, with its commit and its base', async () => {
    const poc = await aPoc();
    const commit = await poc.repository.git('rev-parse', 'HEAD');
    expect(await assessed(poc)).toMatchObject({
      report: { folder: 'pocs/a', version: '9.9.9', commit, base: { commit, how: 'the last commit' } },
    });
  });

  it('is not judged by results that its own builder counted otherwise', async () => {
    const poc = await aPoc();
    await poc.evaluate(
      cases(12).map((one) => aRow(one)),
      { n: 13 },
    );
    const judged = await assessed(poc);
    expect(judged).toMatchObject({ report: { blocked: true, standing: { pass_rate: null } } });
  });
});
