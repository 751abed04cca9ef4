import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackageManifest } from './package-root.ts';

/** How this package got here: from a registry under its own version, or some other way. */
export type Origin = 'registry' | 'elsewhere';

type HiddenLock = { packages?: Record<string, { version?: string; resolved?: string }> };

/**
 * Reads npm's hidden lock file beside the package. What it does not show (a tarball, a checkout, a global
 * install, another package manager) is elsewhere, which always works and only costs a copy.
 *
 * @param root the package's folder
 */
export async function originOf(root: string, { version }: PackageManifest): Promise<Origin> {
  const modules = dirname(root);
  if (basename(modules) !== 'node_modules') return 'elsewhere';
  try {
    const lock: HiddenLock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8'));
    const entry = lock.packages?.[`node_modules/${basename(root)}`];
    return entry?.version === version && isRegistryFile(entry.resolved, version) ? 'registry' : 'elsewhere';
  } catch {
    return 'elsewhere';
  }
}

/** Every npm registry and mirror serves a package's files as `<name>/-/<name>-<version>.tgz`. */
function isRegistryFile(resolved: string | undefined, version: string): boolean {
  if (resolved === undefined || !URL.canParse(resolved)) return false;
  const { protocol, pathname } = new URL(resolved);
  return /^https?:$/.test(protocol) && pathname.endsWith(`/create-poc/-/create-poc-${version}.tgz`);
}

const SHORT = /^(?:github:)?([\w.-]+\/[\w.-]+)$/;
const LONG =
  /^(?:git\+)?(?:(?:https?|git|ssh):\/\/(?:[^@/]+@)?github\.com\/|git@github\.com:)([\w.-]+\/[\w.-]+)\/?(?:#.*)?$/;

/** @returns `owner/repo` when the package's `repository` field names one on GitHub. */
export function gitHubRepository({ repository }: PackageManifest): string | undefined {
  const written = typeof repository === 'string' ? repository : repository?.url;
  const found = written?.match(SHORT) ?? written?.match(LONG);
  return found?.[1]?.replace(/\.git$/, '');
}
