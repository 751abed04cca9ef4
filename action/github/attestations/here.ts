import { readFile, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { BaseChoice } from '../../evidence/base.ts';
import { openCommitTree } from '../../evidence/commit-tree.ts';
import { readManifest } from '../../evidence/poc-files.ts';
import type { Repository } from '../../evidence/repository.ts';
import { notHere, type SignatureOf } from '../../evidence/signatures.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { readValue } from '../../readiness/reading.ts';
import { attestations } from '../attestations.ts';
import type { Client, Place } from '../client.ts';
import type { Here } from './identity.ts';
import { runFault } from './run-fault.ts';

/** One POC, and where the gate stands. */
export type Site = Here & {
  client: Client;
  place: Place;
  /** The POC's folder on disk. */
  folder: string;
  checkout: Repository;
  base: BaseChoice;
  /** Lines of trusted roots besides the public one, or `null`. */
  trustedRoots: string | null;
};

/** @returns who vouches for files here. Nobody is asked where no stage is near that takes signed reports only. */
export async function signaturesHere(site: Site): Promise<SignatureOf> {
  const { client, place, checkout, base, trustedRoots } = site;
  if (!(await signaturesMatter(site))) return notHere;
  return attestations(client, place, async () => {
    // Checking signatures takes libraries that a gate without attestations need not load.
    const { vouching } = await import('./verify.ts');
    return vouching({ ...site, runFault: (run) => runFault(checkout, base.commit, run) }, trustedRoots);
  });
}

/** Production asks for signatures, and a pilot is told what production would ask for. A pull request can move the stage. */
async function signaturesMatter({ folder, checkout, base }: Site): Promise<boolean> {
  const { git, prefix } = checkout;
  const trees = [await openWorkingTree(folder, git)];
  if (base.commit !== null) trees.push(openCommitTree(git, base.commit, prefix));
  const manifests = await Promise.all(trees.map(readManifest));
  return manifests.some((one) => ['pilot', 'production'].includes(readValue(one)?.value.stage ?? ''));
}

/**
 * Reads the file that the input `trusted-root` names.
 *
 * @param workspace the checkout, in which a pull request could bring a root of its own
 * @returns its text, `null` without a path, or what is wrong with the path
 */
export async function readTrustedRoots(
  path: string,
  workspace: string,
): Promise<string | null | { problem: string }> {
  if (path === '') return null;
  const wanted = 'expected a file that `gh attestation trusted-root` wrote outside of the checkout';
  const remedy = 'Write it to the folder `runner.temp`, and name it there.';
  const real = await realpath(path).catch(() => null);
  const text = real === null ? null : await readFile(real, 'utf8').catch(() => null);
  if (real === null || text === null)
    return { problem: `Input trusted-root: ${path} could not be read; ${wanted}. ${remedy}` };
  const checkout = await realpath(workspace);
  return real.startsWith(checkout + sep)
    ? {
        problem: `Input trusted-root: ${path} lies in the checkout, where a pull request could change it; ${wanted}. ${remedy}`,
      }
    : text;
}
