import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Decision } from '../../action/contract/decision.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import type { Owners } from '../../action/contract/owners.ts';
import type { Thresholds } from '../../action/contract/thresholds.ts';
import type { Waiver } from '../../action/contract/waivers.ts';
import { digestOf } from '../../action/evidence/digests.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import type { Files } from '../repository-builder.ts';
import type { Deed } from './attack.ts';

/** Does one thing after another. */
export const inTurn =
  (...deeds: readonly Deed[]): Deed =>
  async (poc) => {
    for (const deed of deeds) await deed(poc);
  };

/** Changes a file of YAML, and nothing else. */
export const amend =
  <T>(file: string, edit: (value: T) => T): Deed =>
  async (poc) => {
    const value = parse(await readFile(join(poc.folder, file), 'utf8')) as T;
    await poc.write({ [file]: stringify(edit(value)) });
  };

/** Changes `poc.yaml`. */
export const declare = (edit: (manifest: Manifest) => Manifest): Deed => amend('poc.yaml', edit);

/** Sets bars in `policy/thresholds.yaml`. */
export const setBars = (bars: Thresholds['bars']): Deed =>
  amend<Thresholds>('policy/thresholds.yaml', (file) => ({ ...file, bars: { ...file.bars, ...bars } }));

/** A waiver that holds, granted on the day on which the made POC is judged. */
export const waiverOf = (check: string, over: Partial<Waiver> = {}): Waiver => ({
  check,
  reason: 'not_yet_built',
  text: 'The vendor delivers the export in the second week of December.',
  compensating_control: 'Two clerks read every answer until then.',
  owner: 'Olga Owner',
  approver: 'Sam Sponsor',
  granted_on: '2026-11-20',
  expires_on: '2026-12-20',
  renewals: 0,
  ...over,
});

/** The file of the waivers. */
export const waive = (...waivers: readonly Waiver[]): Files => ({
  'policy/waivers.yaml': stringify({ version: 1, waivers }),
});

/** `policy/owners.yaml`, with other people for some duties than the base has. */
export const ownersFile = (over: Partial<Owners['owners']>): string =>
  stringify({
    version: 1,
    owners: {
      data: ['Dana Data'],
      security: ['Sal Security'],
      operations: ['Ona Operations'],
      waivers: ['Sam Sponsor'],
      ...over,
    },
  });

/** Adds a decision record that holds, signed by the owner, on the evidence as it is. */
export const decide =
  (file: string, over: Partial<Decision> = {}): Deed =>
  async (poc) => {
    const digest = await digestOf(await openWorkingTree(poc.folder, null), ['baseline.yaml']);
    const front: Decision = {
      status: 'accepted',
      date: '2026-11-20',
      decision: 'harden',
      'decision-makers': ['Olga Owner'],
      options: ['ship', 'harden', 'stop'],
      reason: 'Three clerks use it every day, and the load test is still missing.',
      headline: 'none',
      evidence: [{ file: 'baseline.yaml', digest }],
      review_on: '2027-02-20',
      ...over,
    };
    await poc.write({ [file]: `---\n${stringify(front)}---\n# What we do next\n` });
  };
