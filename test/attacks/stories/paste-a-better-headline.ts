import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Deed, defineAttack } from '../attack.ts';
import { change } from '../deeds.ts';
import { withHeadline } from '../proof-deeds.ts';

const reword =
  (edit: (text: string) => string): Deed =>
  async (poc) =>
    change({ 'README.md': edit(await readFile(join(poc.folder, 'README.md'), 'utf8')) })(poc);

export const pasteABetterHeadline = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: reword((text) => text.replace('$54K a year', '$94K a year')),
  check: 'baseline/roi-recomputed',
  says: 'The README says another number than the rows give: Billing triage: 18.2 → 7.5 min a case including review',
  twin: {
    what: 'says below it what it is made of',
    deed: reword((text) => `${text}\nMade of 80 timings.\n`),
  },
});
