import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
export const FIXTURE_TEMPLATES = join(REPOSITORY, 'test/generator/fixtures/templates');

/** @returns an empty folder, gone when the test is over. Its path has no links in it. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'create-poc-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files given as path to text. */
export function writeTree(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What is built before the package is packed. Small stand-ins: nothing here runs them. */
const BUILT = {
  'lib/create-poc/index.js': '#!/usr/bin/env node\n',
  'lib/poc/index.js': '#!/usr/bin/env node\nconsole.log("the vendored poc");\n',
  'lib/plop-pack/index.js': 'export default () => {};\n',
  'action.yml': 'name: gate\n',
  'action/dist/index.js': '// bundle\n',
  'action/dist/package.json': '{"type":"module"}\n',
  'action/contract/json-schema/poc.json': '{}\n',
};

/**
 * A package folder as it is once built: our own package.json and licence, the fixture templates, and stand-ins
 * for the bundles.
 *
 * @param manifest fields that differ from our package.json
 */
export function fillPackage(root: string, manifest: Record<string, unknown> = {}): string {
  const own = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  writeTree(root, { ...BUILT, 'package.json': JSON.stringify({ ...own, ...manifest }) });
  cpSync(join(REPOSITORY, 'LICENSE'), join(root, 'LICENSE'));
  cpSync(FIXTURE_TEMPLATES, join(root, 'templates'), { recursive: true });
  return root;
}

export const fakePackage = (manifest: Record<string, unknown> = {}): string =>
  fillPackage(emptyFolder(), manifest);
