import { createHash } from 'node:crypto';
import { INPUT_KINDS, type InputKind } from '../contract/eval-run.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Problem } from '../contract/problem.ts';
import type { InputDigests } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { fileProblem, whenWrong } from './decode.ts';
import { filesMatching } from './glob.ts';
import type { FileContent, Tree } from './tree.ts';

/**
 * One digest over the files that match: SHA-256 over, for each file in order of its path, the path, a NUL, the
 * SHA-256 of its content, and a line feed. Line ends are read as LF, so that a checkout on Windows has the same digest.
 * No files is a digest as well: that of nothing.
 */
export async function digestOf(tree: Tree, patterns: readonly string[]): Promise<string> {
  return (await digestFiles(tree, patterns)).digest;
}

type FilesDigest = { digest: string; unread: Problem[] };

/** @returns the digest of these files, taken as that of files that match. */
export async function digestOfFiles(tree: Tree, files: readonly string[]): Promise<string> {
  return (await digestEach(tree, files)).digest;
}

const digestFiles = async (tree: Tree, patterns: readonly string[]): Promise<FilesDigest> =>
  digestEach(tree, await filesMatching(tree, patterns));

async function digestEach(tree: Tree, files: readonly string[]): Promise<FilesDigest> {
  const whole = createHash('sha256');
  const unread: Problem[] = [];
  for (const file of files) {
    const content = await tree.read(file);
    if (content.status !== 'read') unread.push(unreadProblem(file, content));
    // A file that cannot be read still counts, so that it cannot be swapped for another unnoticed.
    const digest = content.status === 'read' ? sha256(withLf(content.bytes)) : content.status;
    whole.update(`${file}\0${digest}\n`);
  }
  return { digest: `sha256:${whole.digest('hex')}`, unread };
}

const unreadProblem = (file: string, content: Exclude<FileContent, { status: 'read' }>): Problem =>
  fileProblem(
    file,
    content.status === 'missing' ? 'a name that cannot be read' : content.why,
    'a file, since it is an input of the eval and its content decides what a result means',
    'Put the file itself there, or take it out of `evidence.inputs` in `poc.yaml`.',
  );

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const withLf = (bytes: Uint8Array): Buffer => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes('\r\n')
    ? Buffer.from(buffer.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : buffer;
};

/**
 * Takes the digests of everything that decides what an eval result means. A link or a submodule among it is refused:
 * what it points to can change while its digest stays.
 */
export async function digestInputs(
  tree: Tree,
  inputs: Manifest['evidence']['inputs'],
): Promise<Reading<InputDigests>> {
  const taken = await Promise.all(
    INPUT_KINDS.map(async (kind) => [kind, await digestFiles(tree, inputs[kind])] as const),
  );
  const unread = whenWrong(taken.flatMap(([, { unread }]) => unread));
  if (unread !== null) return unread;
  const digests = Object.fromEntries(taken.map(([kind, { digest }]) => [kind, digest]));
  return { status: 'read', value: digests as Record<InputKind, string> };
}
