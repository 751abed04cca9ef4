import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bash } from './bash.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The package as a user gets it. `files` are the paths in the tarball. */
export type Packed = {
  folder: string;
  tarball: string;
  files: { path: string; size: number }[];
  size: number;
  unpackedSize: number;
};

type Entry = Omit<Packed, 'folder' | 'tarball'> & { filename: string };

/** Packs the package into an empty folder. Its bundles must have been built. */
export async function pack(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'create-poc-installed-'));
  const { code, output } = await bash(
    root,
    `npm pack --json --ignore-scripts --loglevel=error --pack-destination '${folder}' 2>/dev/null`,
  );
  if (code !== 0) throw new Error(`npm pack ended with ${code}: ${output}`);
  // npm 11 prints a list, later versions an object by name.
  const parsed = JSON.parse(output) as Entry[] | Record<string, Entry>;
  const [entry] = Object.values(parsed);
  if (entry === undefined) throw new Error(`npm pack packed nothing: ${output}`);
  return {
    folder,
    tarball: join(folder, entry.filename),
    files: entry.files,
    size: entry.size,
    unpackedSize: entry.unpackedSize,
  };
}
