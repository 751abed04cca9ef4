import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type PackageManifest, packageManifest } from './package-root.ts';
import { VENDOR_FOLDER } from './package-source.ts';
import { copied, type PlannedFile, written } from './planned-file.ts';
import { filesBelow } from './template-files.ts';

/** What `npm install` and the copy itself need. Scripts and development dependencies would run and fetch. */
const KEPT_FIELDS = [
  'name',
  'version',
  'description',
  'license',
  'type',
  'main',
  'bin',
  'exports',
  'engines',
];

/** Diffs of the copy say nothing to a reviewer, and its bytes must arrive as they are. */
const ATTRIBUTES = '* -text linguist-generated=true linguist-vendored=true\n';

/**
 * A copy of this package as npm would publish it, to lie in the made repository: `poc` and the Action then work
 * on any machine, without a registry.
 *
 * @param root the package's folder
 */
export function vendoredFiles(root: string): PlannedFile[] {
  const manifest = packageManifest(root);
  if (manifest === undefined) throw new Error(`${root} has no package.json.`);
  const paths = [...copiedEntries(manifest), 'LICENSE'].flatMap((entry) => pathsOf(root, entry));
  const executables = new Set(Object.values(manifest.bin ?? {}).map((path) => posix.normalize(path)));
  const files = [...new Set(paths)].map((path) => copied(join(root, path), `${VENDOR_FOLDER}/${path}`));
  for (const file of files) {
    // `npm install` makes them so, and the work tree would differ from the commit.
    if (executables.has(file.path.slice(VENDOR_FOLDER.length + 1))) file.executable = true;
  }
  return [
    ...files,
    written(`${VENDOR_FOLDER}/package.json`, reducedManifest(manifest)),
    written(`${VENDOR_FOLDER}/.gitattributes`, ATTRIBUTES),
  ];
}

/** What is read by people is read where the package is published. */
function copiedEntries({ files = [] }: PackageManifest): string[] {
  return files.filter((entry) => !entry.endsWith('.md'));
}

function pathsOf(root: string, entry: string): string[] {
  const found = statSync(join(root, entry), { throwIfNoEntry: false });
  if (found === undefined) {
    throw new Error(`${entry} is not in this copy of create-poc. In a checkout, run npm run build first.`);
  }
  if (!found.isDirectory()) return [entry];
  return filesBelow(join(root, entry)).map((path) => `${entry}/${path}`);
}

function reducedManifest(manifest: PackageManifest): string {
  const kept = KEPT_FIELDS.flatMap((field) => (field in manifest ? [[field, manifest[field]] as const] : []));
  const reduced = { ...Object.fromEntries(kept), files: copiedEntries(manifest) };
  return `${JSON.stringify(reduced, null, 2)}\n`;
}
