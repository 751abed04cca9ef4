import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSnapshots } from '../../action/evidence/snapshots.ts';
import type { Readings } from '../../action/readiness/evidence.ts';
import { compared, driftTests } from '../given/proven/integration.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const naming = (...files: string[]): Readings['proof:integration/contract-drift'] => {
  const systems = files.map((snapshot) => compared(given.now, { snapshot }));
  const result = { systems, tests: driftTests() };
  return { status: 'read', value: given.proof('integration/contract-drift', result, systems.length) };
};

describe('the digests of snapshots', () => {
  it('are those of the files that the comparison names, with the line ends of Windows read as LF', async () => {
    const tree = aTree({
      'contracts/a.json': '{\r\n"é": 1\r}\r\n',
      'contracts/b.json': '{}',
      'contracts/c.json': '',
    });
    expect(await readSnapshots(tree, naming('contracts/a.json', 'contracts/c.json'))).toEqual({
      status: 'read',
      value: new Map([
        ['contracts/a.json', sha256('{\n"é": 1\r}\n')],
        ['contracts/c.json', sha256('')],
      ]),
    });
  });

  it('are none for a file that is not there, leads out, or is a link', async () => {
    const tree = aTree({ 'contracts/a.json': { status: 'unreadable', why: 'a symbolic link' } });
    const files = ['contracts/a.json', 'contracts/b.json', '../secrets.json'];
    expect(await readSnapshots(tree, naming(...files))).toEqual({ status: 'read', value: new Map() });
  });

  it('are missing with the comparison, for its reason', async () => {
    const missing = { status: 'missing', lookedIn: 'evidence', remedy: 'Run it.' } as const;
    expect(await readSnapshots(aTree({}), missing)).toBe(missing);
  });
});
