import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fillPackage, REPOSITORY } from './fake-package.ts';

/** A package whose JavaScript is what the compiler makes of the sources. */
export type BuiltPackage = { root: string; entry: string };

/**
 * Compiles the sources into a package folder, for the tests of one file.
 *
 * @param manifest fields that differ from our package.json
 */
export function buildPackage(manifest: Record<string, unknown> = {}): BuiltPackage {
  const root = mkdtempSync(join(tmpdir(), 'create-poc-built-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  fillPackage(root, manifest);
  const compiler = join(REPOSITORY, 'node_modules/.bin/tsc');
  // Types are judged by `npm run types`; JavaScript is written either way.
  spawnSync(compiler, ['-p', 'tsconfig.build.json', '--outDir', join(root, 'build')], { cwd: REPOSITORY });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  const entry = join(root, 'build/generator/bin/create-poc.js');
  if (!existsSync(entry)) throw new Error(`${entry} was not built`);
  return { root, entry };
}
