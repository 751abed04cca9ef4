import { describe, expect, it } from 'vitest';
import { proofPrograms } from '../../../action/commands/prove/files.ts';

describe('the programs in proofs/', () => {
  it('are those that lie two deep and are called after a check, in its order, in any language', () => {
    const paths = [
      'src/a.ts',
      'proofs/scale/load-at-volume.py',
      'proofs/errors/output-contract.ts',
      'proofs/harness.ts',
      'proofs/errors/faults/injector.ts',
      'evidence/proofs/errors/output-contract.ts',
      'proofs/errors/no-extension',
    ];
    expect(proofPrograms(paths)).toEqual({
      programs: [
        { id: 'errors/output-contract', file: 'proofs/errors/output-contract.ts' },
        { id: 'scale/load-at-volume', file: 'proofs/scale/load-at-volume.py' },
      ],
      problems: [],
    });
  });

  it.each([
    ['proofs/errors/output-contrakt.ts', 'Rename it for errors/output-contract if that was meant.'],
    ['proofs/scale/notes.md', 'Move what is no proof up, to `proofs/`, or further down.'],
    // A check, but one that no command proves.
    ['proofs/eval/pass-rate.ts', 'found no check eval/pass-rate that is proven by a command;'],
    ['proofs/errors/output-contract.test.ts', 'found no check errors/output-contract.test'],
  ])('%s is refused: %s', (path, says) => {
    expect(proofPrograms([path])).toEqual({ programs: [], problems: [expect.stringContaining(says)] });
  });

  it('are told of every fault at once, also of two for one check', () => {
    const { programs, problems } = proofPrograms([
      'proofs/errors/output-contract.ts',
      'proofs/errors/output-contract.mjs',
      'proofs/scale/x.ts',
    ]);
    expect(programs).toHaveLength(1);
    expect(problems).toEqual([
      'proofs/errors/output-contract.ts: found proofs/errors/output-contract.mjs for the same check; expected one file. Take one of them out.',
      expect.stringContaining('proofs/scale/x.ts'),
    ]);
  });
});
