import { PROOF_IDS, type ProofId } from '../../contract/proofs/index.ts';
import { nearest } from '../../text/nearest.ts';

/** A program that proves one check: `proofs/AREA/NAME.ts` for `AREA/NAME`, in any language. */
export type ProofProgram = { id: ProofId; file: string };

/** `proofs/AREA/NAME.EXTENSION`. What lies higher or deeper is what these programs share. */
const PROGRAM = /^proofs\/([^/]+\/[^/]+?)\.[^/.]+$/;

/**
 * @param paths every file of the repository
 * @returns the programs in the order of their checks, or what is wrong with their names: all of it
 */
export function proofPrograms(paths: readonly string[]): { programs: ProofProgram[]; problems: string[] } {
  const programs: ProofProgram[] = [];
  const problems: string[] = [];
  for (const file of [...paths].sort()) {
    const name = PROGRAM.exec(file)?.[1];
    if (name === undefined) continue;
    const id = PROOF_IDS.find((one) => one === name);
    const other = programs.find((one) => one.id === id)?.file;
    if (id === undefined) problems.push(unknown(file, name));
    else if (other !== undefined)
      problems.push(`${file}: found ${other} for the same check; expected one file. Take one of them out.`);
    else programs.push({ id, file });
  }
  return { programs, problems };
}

function unknown(file: string, name: string): string {
  const meant = nearest(name, PROOF_IDS);
  const remedy =
    meant === undefined
      ? 'Move what is no proof up, to `proofs/`, or further down.'
      : `Rename it for ${meant} if that was meant.`;
  return `${file}: found no check ${name} that is proven by a command; expected the name of one. ${remedy}`;
}
