import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { proveWith, write } from '../proof-deeds.ts';

/** A scan that read so many files, and took the others for pictures. */
const scanned = (files: Readonly<Record<string, string | Uint8Array>>, read: number, media: number) =>
  inTurn(
    write(files),
    proveWith('data/clean-repo', ({ scans }) => ({
      scans: scans.map((one) => (one.scan === 'dependencies' ? one : { ...one, looked_at: read, media })),
    })),
  );

export const callTheCasesPictures = defineAttack({
  stage: 'explore',
  attack: scanned({ 'docs/notes.md': '# What we saw\n' }, 4, 396),
  says: '396 files were passed over for secrets as pictures, sounds or fonts; by their names 0 of',
  check: 'data/clean-repo',
  twin: {
    what: 'adds a picture, in which no text is looked for',
    deed: scanned({ 'docs/screen.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) }, 400, 1),
  },
});
