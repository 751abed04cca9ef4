import { describe, expect, it } from 'vitest';
import { readPilotEntry } from '../../action/evidence/pilot-entry.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { readValue } from '../../action/readiness/reading.ts';
import { given } from '../given.ts';
import { aFolder, aRepository } from '../repository-builder.ts';

const poc = (stage: string, id = 'message-triage') =>
  JSON.stringify({ ...given.manifest().value, stage, workflow: { ...given.manifest().value.workflow, id } });
const BASELINE = JSON.stringify(given.baseline().value);
const SCHEMA = { type: 'object', properties: { label: { type: 'string' } } };

const entryOf = async (folder: string) => readValue(await readPilotEntry(await openRepository(folder)));

/** A repository in explore, with its baseline and its schema. */
const explored = async () => {
  const repository = await aRepository();
  await repository.commit('Explore', {
    'poc.yaml': poc('explore'),
    'baseline.yaml': BASELINE,
    'src/output.schema.json': JSON.stringify(SCHEMA),
  });
  return repository;
};

describe('the entry into pilot', () => {
  it('is none in explore, without a commit and without a repository', async () => {
    const empty = await aRepository();
    expect(await entryOf((await explored()).folder)).toBeNull();
    expect(await entryOf(empty.folder)).toBeNull();
    expect(await entryOf(await aFolder())).toBeNull();
  });

  it('is the first commit that says pilot, with what it was then and when', async () => {
    const { folder, commit } = await explored();
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    await commit('More', { 'poc.yaml': poc('pilot', 'case-desk'), 'src/output.schema.json': '{}' });
    expect(await entryOf(folder)).toMatchObject({
      commit: entered,
      enteredAt: expect.stringMatching(/^2026-11-10T10:00:00/),
      manifest: { value: { stage: 'pilot', workflow: { id: 'message-triage' } } },
      taskDigest: expect.stringMatching(/^[0-9a-f]{12}$/),
      outputSchema: SCHEMA,
    });
  });

  it('stays the first, when the workflow goes back to explore, is renamed, and goes forward again', async () => {
    const { folder, commit } = await explored();
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    await commit('Back', { 'poc.yaml': poc('explore', 'case-desk') });
    await commit('Again', { 'poc.yaml': poc('pilot', 'case-desk') });
    expect(await entryOf(folder)).toMatchObject({ commit: entered });
  });

  it('stays the first, when the file was taken away for a while', async () => {
    const { folder, commit } = await explored();
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    await commit('Away', { 'poc.yaml': null });
    await commit('Again', { 'poc.yaml': poc('pilot', 'case-desk') });
    expect(await entryOf(folder)).toMatchObject({ commit: entered });
  });

  it('is found behind a merge that kept the other poc.yaml', async () => {
    const { folder, commit, git } = await explored();
    await git('branch', 'other');
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    await git('checkout', '--quiet', 'other');
    await commit('Renamed', { 'poc.yaml': poc('explore', 'case-desk') });
    await git('merge', '--quiet', '--strategy=ours', '--message', 'Ours', 'main');
    await commit('Pilot anew', { 'poc.yaml': poc('pilot', 'case-desk') });
    expect(await entryOf(folder)).toMatchObject({ commit: entered });
  });

  it('comes before its children, whatever the clocks of those who committed said', async () => {
    const { folder, commit, git, write } = await explored();
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    const grown = await commit('Grown', { 'poc.yaml': poc('pilot', 'case-desk') });
    const tree = await git('rev-parse', `${grown}^{tree}`);
    const who = 'Bo Builder <bo@example.com> 1000000000 +0000';
    const text = `tree ${tree}\nparent ${entered}\nauthor ${who}\ncommitter ${who}\n\nDated back\n`;
    await write({ commit: text });
    const early = await git('hash-object', '-t', 'commit', '-w', '--no-filters', 'commit');
    const merge = await git('commit-tree', tree, '-p', grown, '-p', early, '-m', 'Both');
    await git('reset', '--quiet', '--hard', merge);
    expect(await entryOf(folder)).toMatchObject({ commit: entered });
  });

  it('has no schema and no task where there were none', async () => {
    const { folder, commit } = await aRepository();
    await commit('Pilot', { 'poc.yaml': poc('pilot') });
    expect(await entryOf(folder)).toMatchObject({ taskDigest: null, outputSchema: null });
  });

  it('passes over a poc.yaml that cannot be read', async () => {
    const { folder, commit } = await explored();
    await commit('Broken', { 'poc.yaml': 'stage: pilot\n' });
    const entered = await commit('Pilot', { 'poc.yaml': poc('pilot') });
    expect(await entryOf(folder)).toMatchObject({ commit: entered });
  });
});
