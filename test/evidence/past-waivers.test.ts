import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readPastWaivers } from '../../action/evidence/past-waivers.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { given } from '../given.ts';
import { aRepository } from '../repository-builder.ts';

const until = (...ends: string[]) =>
  stringify({ version: 1, waivers: ends.map((expires_on) => given.waiver({ expires_on })) });

describe('the waivers that ever were', () => {
  it('are each form of each of them once, also of those that were taken out again', async () => {
    const repository = await aRepository();
    const file = 'policy/waivers.yaml';
    await repository.commit('one', { [file]: until('2026-10-01') });
    await repository.commit('none', { [file]: until() });
    await repository.commit('broken', { [file]: 'waivers: [' });
    await repository.commit('another', { [file]: until('2026-11-01') });
    await repository.commit('the same beside another', { [file]: until('2026-11-01', '2026-12-01') });
    const reading = await readPastWaivers(await openRepository(repository.folder));
    expect(reading.status === 'read' && reading.value.map((one) => one.expires_on).sort()).toEqual([
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
    ]);
  });

  it('are none without a repository, and in one without a commit', async () => {
    const empty = { status: 'read', value: [] };
    expect(await readPastWaivers(null)).toEqual(empty);
    expect(await readPastWaivers(await openRepository((await aRepository()).folder))).toEqual(empty);
  });
});
