import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Deed, defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop, withHeadline } from '../proof-deeds.ts';

/** The files that the platform vouches for, by their digest: of the base, and of each copy, since two are judged side by side. */
const ATTESTED = new Map<string, Set<string>>();
const BASE = 'the base';

const attest =
  (place?: string): Deed =>
  async ({ folder }) => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const attested = new Set<string>();
    ATTESTED.set(place ?? folder, attested);
    for (const file of files.filter((one) => one.isFile() && /evidence|results/.test(one.parentPath)))
      attested.add(
        createHash('sha256')
          .update(await readFile(join(file.parentPath, file.name)))
          .digest('hex'),
      );
  };

export const reportsThatNobodySigned = defineAttack({
  stage: 'production',
  signed: (sha256, folder) => [BASE, folder].some((place) => ATTESTED.get(place)?.has(sha256)),
  before: inTurn(withHeadline, attest(BASE)),
  attack: develop(),
  says: 'and 9 more checks: It passes, and nobody vouches for the evidence: a signed report of the workflow decides in production.',
  check: 'data/clean-repo',
  twin: { what: 'lets the workflow that made them attest them', deed: inTurn(develop(), attest()) },
});
