import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { proveWith, write } from '../proof-deeds.ts';

const PICTURE = { 'docs/screen.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) };

export const leaveTheCasesOutOfTheScan = defineAttack({
  stage: 'explore',
  attack: inTurn(
    write({ 'docs/notes.md': '# What we saw\n' }),
    proveWith('data/clean-repo', ({ scans }) => ({
      scans: scans.map((one) =>
        one.scan === 'dependencies' ? one : { ...one, excluded: ['eval/cases/**', 'usage/**'] },
      ),
    })),
  ),
  says: '2 paths were not searched for secrets: eval/cases/**, usage/**.',
  check: 'data/clean-repo',
  twin: {
    what: 'adds a picture, in which no text is looked for',
    deed: inTurn(
      write(PICTURE),
      proveWith('data/clean-repo', ({ scans }) => ({
        scans: scans.map((one) => (one.scan === 'dependencies' ? one : { ...one, media: 1 })),
      })),
    ),
  },
});
