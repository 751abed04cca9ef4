import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineAttack } from '../attack.ts';
import { develop } from '../proof-deeds.ts';

const SCAN = 'evidence/data/clean-repo.json';

export const aScanOfAnotherTree = defineAttack({
  stage: 'explore',
  attack: async (poc) => {
    const scan = await readFile(join(poc.folder, SCAN), 'utf8');
    await develop()(poc);
    await poc.write({ [SCAN]: scan.replace('"2026-11-20T11:00:00.000Z"', '"2026-11-20T11:30:00.000Z"') });
  },
  says: 'evidence/data/clean-repo.json is about other files than these: tree',
  check: 'data/clean-repo',
  twin: { what: 'scans again what has changed', deed: develop() },
});
