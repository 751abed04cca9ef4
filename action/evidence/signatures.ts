import { createHash } from 'node:crypto';
import { NOT_HERE, type Signature } from '../readiness/proof/signature.ts';
import type { Tree } from './tree.ts';

/**
 * Asks the platform whether it vouches for a file. Only an edge can: GitHub's API on GitHub, nobody at a desk.
 *
 * @param sha256 of the file's bytes, in hexadecimal digits
 */
export type SignatureOf = (sha256: string) => Promise<Signature>;

export const notHere: SignatureOf = async () => NOT_HERE;

/** @returns the signature of the first file of which there is none, or that of the first file. */
export async function signatureOfAll(
  tree: Tree,
  files: readonly string[],
  ask: SignatureOf,
): Promise<Signature> {
  const all = await Promise.all([...new Set(files)].map((file) => signatureOfFile(tree, file, ask)));
  return all.find((one) => one.status === 'unsigned') ?? (all[0] as Signature);
}

/** @returns who vouches for the bytes of a file, as they lie there. */
export async function signatureOfFile(tree: Tree, file: string, ask: SignatureOf): Promise<Signature> {
  if (ask === notHere) return NOT_HERE;
  const content = await tree.read(file);
  if (content.status !== 'read') return { status: 'unsigned', why: `${file} could not be read as one file` };
  const sha256 = createHash('sha256').update(content.bytes).digest('hex');
  const signature = await ask(sha256);
  return signature.status === 'verified' ? signature : { ...signature, why: `${file}: ${signature.why}` };
}
