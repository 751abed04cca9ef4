import { createHash } from 'node:crypto';
import { INPUT_KINDS, type InputKind } from '../contract/eval-run.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { InputDigests } from '../readiness/evidence.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';

/**
 * One digest over the files that match: SHA-256 over, for each file in order of its path, the path, a NUL, the
 * SHA-256 of its content, and a line feed. Line ends are read as LF, so that a checkout on Windows has the same digest.
 * No files is a digest as well: that of nothing.
 */
export async function digestOf(tree: Tree, patterns: readonly string[]): Promise<string> {
  const whole = createHash('sha256');
  for (const file of await filesMatching(tree, patterns)) {
    const content = await tree.read(file);
    // A file that cannot be read still counts, so that it cannot be swapped for another unnoticed.
    const digest = content.status === 'read' ? sha256(withLf(content.bytes)) : content.status;
    whole.update(`${file}\0${digest}\n`);
  }
  return `sha256:${whole.digest('hex')}`;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const withLf = (bytes: Uint8Array): Buffer => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes('\r\n')
    ? Buffer.from(buffer.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : buffer;
};

/** @returns the digests of everything that decides what an eval result means. */
export async function digestInputs(
  tree: Tree,
  inputs: Manifest['evidence']['inputs'],
): Promise<InputDigests> {
  const digests = await Promise.all(
    INPUT_KINDS.map(async (kind) => [kind, await digestOf(tree, inputs[kind])] as const),
  );
  return Object.fromEntries(digests) as Record<InputKind, string>;
}
