import { gitHubRepository, originOf } from './origin.ts';
import { packageManifest } from './package-root.ts';

/** Where the copy of this package lies in a made repository. */
export const VENDOR_FOLDER = '.github/actions/poc-gate';

/** The package that makes a repository, and how that repository will refer to it. */
export type PackageSource = {
  root: string;
  version: string;
  dependency: string;
  actionUses: string;
  vendored: boolean;
};

/**
 * One rule: a package that is published, which means that it came from a registry and names its repository on
 * GitHub, is referred to by its version in both places. Any other is copied into the made repository, and both
 * places refer to that copy. So the gate at a desk and the gate on GitHub are always the same one.
 *
 * @param root the package's folder
 */
export async function packageSource(root: string): Promise<PackageSource> {
  const manifest = packageManifest(root);
  if (manifest === undefined) throw new Error(`${root} has no package.json.`);
  const { version } = manifest;
  const repository = gitHubRepository(manifest);
  if (repository !== undefined && (await originOf(root, manifest)) === 'registry') {
    return { root, version, dependency: version, actionUses: `${repository}@v${version}`, vendored: false };
  }
  const folder = `./${VENDOR_FOLDER}`;
  return { root, version, dependency: `file:${VENDOR_FOLDER}`, actionUses: folder, vendored: true };
}
