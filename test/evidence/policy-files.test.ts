import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  readBasePolicies,
  readDrills,
  readOwners,
  readWaiverFile,
} from '../../action/evidence/policy-files.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

const FILE = 'policy/owners.yaml';
const naming = (name: string) => ({ [FILE]: stringify(given.owners({ data: [name] }).value) });
const dataOwners = async (now: Record<string, string>, base: Record<string, string> | null) => {
  const reading = await readOwners(aTree(now), base === null ? null : aTree(base));
  return reading.status === 'read' ? reading.value.value.owners.data : reading.status;
};

describe('who may approve', () => {
  it('is said by the base, so that nobody appoints whoever approves them', async () => {
    expect(await dataOwners(naming('A Friend'), naming('Dana Data'))).toEqual(['Dana Data']);
  });

  it('is nobody where the base does not say, or has broken it', async () => {
    expect(await dataOwners(naming('A Friend'), {})).toEqual([]);
    expect(await dataOwners(naming('A Friend'), { [FILE]: 'owners: [' })).toEqual([]);
  });

  it('is said by the tree only where there is no base', async () => {
    expect(await dataOwners(naming('Dana Data'), null)).toEqual(['Dana Data']);
    expect(await dataOwners({}, null)).toEqual([]);
    expect(await dataOwners({ [FILE]: 'owners: [' }, null)).toBe('invalid');
  });
});

describe('policies that need not be there', () => {
  it('are empty without their file, and a problem where it is broken', async () => {
    expect(await readDrills(aTree({}))).toMatchObject({ value: { value: { drills: [] } } });
    expect(await readWaiverFile(aTree({}))).toMatchObject({ value: { value: { waivers: [] } } });
    expect(await readDrills(aTree({ 'evidence/drills.yaml': 'drills: 3' }))).toMatchObject({
      status: 'invalid',
    });
    expect(await readWaiverFile(aTree({ 'policy/waivers.yaml': '- eval/*' }))).toMatchObject({
      status: 'invalid',
    });
  });

  it('of a base are simply not there where it has none, or has broken them', async () => {
    const policies = await readBasePolicies(aTree({ 'policy/limits.yaml': 'version: 2' }));
    expect(policies).toMatchObject({ owners: undefined, limits: undefined, access: undefined });
    expect((await readBasePolicies(aTree(naming('Dana Data')))).owners?.value.owners.data).toEqual([
      'Dana Data',
    ]);
  });
});
