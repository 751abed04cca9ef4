import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findFiles } from '../runner/glob.ts';
import { nodeVersion } from '../runner/node-version.ts';
import { failed, isTrue, type StandIn, type StandInStep } from './stand-in.ts';

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock'];

/**
 * `actions/setup-node`: puts one of the given Nodes on PATH, or fails when none is of the wanted version.
 * Nothing is cached, but asking for a cache fails without a lock file, as it does on GitHub.
 *
 * @param binaries paths of Node binaries, best first.
 * @param tools folders of programs that are found before those beside Node.
 */
export function setupNode(binaries: string[], tools: string[] = []): StandIn {
  return {
    inputs: {
      'node-version': {},
      'node-version-file': {},
      architecture: {},
      'check-latest': { default: 'false' },
      token: {},
      cache: {},
      'package-manager-cache': { default: 'true' },
      'cache-dependency-path': {},
    },
    async run(step) {
      const wanted = wantedVersion(step);
      if (wanted === null) return failed(noVersionFile(step));
      const problem = cacheProblem(step);
      if (problem !== null) return failed(problem);
      if (wanted === '') return { failure: null };
      const versions = await Promise.all(binaries.map(nodeVersion));
      const index = versions.findIndex((version) => fits(version, wanted));
      const [binary, version] = [binaries[index], versions[index]];
      if (binary === undefined) {
        return failed(
          `Found node-version ${wanted}; expected one of ${versions.join(', ')}, which are here. Change it.`,
        );
      }
      step.print(`node: v${version}`);
      return {
        failure: null,
        outputs: { 'node-version': `v${version}`, 'cache-hit': 'false' },
        // The last is searched first.
        path: [dirname(binary), ...tools],
      };
    },
  };
}

/** `20`, `20.x`, `20.20`, `20.20.2` and `v20`; ranges and aliases are not understood. */
function fits(version: string, wanted: string): boolean {
  const prefix = wanted.replace(/^v/, '').replace(/(\.[x*])+$/, '');
  return /^\d+(\.\d+)*$/.test(prefix) && `${version}.`.startsWith(`${prefix}.`);
}

/** @returns null when the file that should say it is not there. */
function wantedVersion({ inputs, workspace }: StandInStep): string | null {
  if (inputs['node-version'] || !inputs['node-version-file']) return inputs['node-version'] ?? '';
  const path = join(workspace, inputs['node-version-file']);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

function noVersionFile({ inputs }: StandInStep): string {
  return `Found no file ${inputs['node-version-file']}; expected it in the workspace, since node-version-file names it. Commit it.`;
}

function cacheProblem(step: StandInStep): string | null {
  if (step.inputs.cache !== 'npm' && !cachesByItself(step)) return null;
  const paths = step.inputs['cache-dependency-path'] || lockFiles.join('\n');
  if (findFiles(paths.split('\n'), step.workspace).files.length > 0) return null;
  return `Dependencies lock file is not found in ${step.workspace}. Supported file patterns: ${lockFiles.join(',')}`;
}

/** Without `cache` it caches for a package.json that names npm as its package manager. */
function cachesByItself({ inputs, workspace }: StandInStep): boolean {
  const path = join(workspace, 'package.json');
  if (!isTrue(inputs['package-manager-cache']) || !existsSync(path)) return false;
  const { packageManager } = JSON.parse(readFileSync(path, 'utf8')) as { packageManager?: string };
  return packageManager?.startsWith('npm') ?? false;
}
