import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { ZodType } from 'zod';
import { baseline } from '../../action/contract/baseline.ts';
import { dataRegister } from '../../action/contract/data-register.ts';
import { evalCase } from '../../action/contract/eval-case.ts';
import { kill } from '../../action/contract/kill.ts';
import { manifest } from '../../action/contract/manifest.ts';
import { owners } from '../../action/contract/owners.ts';
import { suppressions } from '../../action/contract/suppressions.ts';
import { thresholds } from '../../action/contract/thresholds.ts';
import { waivers } from '../../action/contract/waivers.ts';
import { WORKFLOW_KINDS, type WorkflowKind } from '../../action/contract/workflow.ts';
import type { Answers } from '../../generator/answers.ts';
import { create, planFiles } from '../../generator/create.ts';
import { packageSource } from '../../generator/package-source.ts';
import { PARTS_FILE } from '../../generator/parts/parts-list.ts';
import { readTemplates } from '../../generator/parts/templates.ts';
import { filesBelow } from '../../generator/template-files.ts';
import { emptyFolder, fakePackage, REPOSITORY } from './fake-package.ts';
import { ADA, ANSWERS, gitEnv, TODAY } from './test-desk.ts';

const TEMPLATES = join(REPOSITORY, 'templates');
const KINDS = WORKFLOW_KINDS.filter((kind) => existsSync(join(TEMPLATES, 'kinds', kind)));
/** What only one kind is asked, as the others answer it. */
const OWN: Record<WorkflowKind, Partial<Answers>> = {
  classify: {},
  extract: { labels: [], fields: [{ name: 'total', type: 'amount' }] },
  draft: { labels: [] },
};
const COPY = '.github/actions/poc-gate/';

/** The made repository of one kind, from our own templates, without the copy of the package. */
async function made(kind: WorkflowKind) {
  const root = fakePackage();
  rmSync(join(root, 'templates'), { recursive: true });
  cpSync(TEMPLATES, join(root, 'templates'), { recursive: true });
  const files = planFiles({ ...ANSWERS, kind, parts: 'all', ...OWN[kind] }, await packageSource(root), TODAY);
  const own = files.filter(({ path }) => !path.startsWith(COPY));
  return { files, own, text: new Map(own.map(({ path, content }) => [path, content.toString()])) };
}

describe.each(KINDS)('the templates of %s', (kind) => {
  it('are whole: everything in them has its place in the made repository', async () => {
    const { own } = await made(kind);
    const expected = readTemplates(TEMPLATES, kind, 'all').files.map(({ path }) => path);
    expect(own.map(({ path }) => path)).toEqual([...expected, '.poc.json']);
  });

  it('give every file that is not marked byte for byte', async () => {
    const { own } = await made(kind);
    for (const { path, source } of readTemplates(TEMPLATES, kind, 'all').files) {
      if (source.endsWith('.hbs') || path === PARTS_FILE) continue;
      expect(own.find((file) => file.path === path)?.content, path).toEqual(readFileSync(source));
    }
  });

  it('keep every GitHub expression', async () => {
    const { text } = await made(kind);
    for (const { path, source } of readTemplates(TEMPLATES, kind, 'all').files) {
      const meant = readFileSync(source, 'utf8').match(/\$\\?\{\{/g)?.length ?? 0;
      expect(text.get(path)?.match(/\$\{\{/g)?.length ?? 0, path).toBe(meant);
    }
  });

  it('escape nothing and leave no placeholder behind', async () => {
    const { text } = await made(kind);
    for (const { path, source } of readTemplates(TEMPLATES, kind, 'all').files) {
      if (!source.endsWith('.hbs')) continue;
      expect(text.get(path), path).not.toMatch(/&(?:amp|quot|lt|gt|#x27|#39);/);
      expect(text.get(path)?.replace(/\$\{\{.*?\}\}/g, ''), path).not.toMatch(/\{\{/);
    }
  });

  it('give YAML and JSON that can be read, whatever is in the answers', async () => {
    const { text } = await made(kind);
    for (const [path, content] of text) {
      if (/\.ya?ml$/.test(path)) {
        expect(
          parseAllDocuments(content).flatMap(({ errors }) => errors),
          path,
        ).toEqual([]);
      }
      if (path.endsWith('.json')) expect(() => JSON.parse(content), path).not.toThrow();
      if (!path.endsWith('.jsonl')) continue;
      for (const line of content.split('\n').filter(Boolean))
        expect(() => JSON.parse(line), path).not.toThrow();
    }
  });

  it.each<[string, ZodType]>([
    ['poc.yaml', manifest],
    ['baseline.yaml', baseline],
    ['policy/data.yaml', dataRegister],
    ['policy/kill.yaml', kill],
    ['policy/owners.yaml', owners],
    ['policy/suppressions.yaml', suppressions],
    ['policy/thresholds.yaml', thresholds],
    ['policy/waivers.yaml', waivers],
  ])('give a %s that its reader accepts', async (path, schema) => {
    const { text } = await made(kind);
    expect(schema.safeParse(parse(text.get(path) ?? '')).error?.issues ?? []).toEqual([]);
  });

  it('give eval cases that their reader accepts, each marked as made up', async () => {
    const { text } = await made(kind);
    const paths = [...text.keys()].filter((path) => /^eval\/cases\/.*\.jsonl$/.test(path));
    expect(paths).not.toEqual([]);
    for (const path of paths) {
      for (const line of text.get(path)?.split('\n').filter(Boolean) ?? []) {
        const read = evalCase.safeParse(JSON.parse(line));
        expect(read.error?.issues ?? [], `${path}: ${line}`).toEqual([]);
        expect(read.data?.origin, `${path}: ${line}`).not.toBe('real');
      }
    }
  });

  it('give exact versions of everything', async () => {
    const { text } = await made(kind);
    const { dependencies, devDependencies } = JSON.parse(text.get('package.json') ?? '');
    const { 'create-poc': own, ...others } = { ...dependencies, ...devDependencies };
    expect(own).toBe('file:.github/actions/poc-gate');
    for (const [name, version] of Object.entries(others)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
    }
  });

  it('ignore none of the files that they make, nor the copy of the package', async () => {
    const { files } = await made(kind);
    const env = gitEnv(ADA);
    const folder = join(emptyFolder(), 'demo');
    const target = { folder, shown: 'demo', exists: false, hasGit: false };
    await create(files, { target, git: true, env, version: '0.1.0' });
    const told = (...args: string[]) =>
      execFileSync('git', args, { cwd: folder, env: env as NodeJS.ProcessEnv, encoding: 'utf8' })
        .split('\n')
        .filter(Boolean);
    expect(told('ls-files').sort()).toEqual(files.map(({ path }) => path).sort());
    expect(told('ls-files', '--cached', '--ignored', '--exclude-standard')).toEqual([]);
    expect(told('check-ignore', 'node_modules/x')).toEqual(['node_modules/x']);
  });
});

describe('the package as npm packs it', () => {
  it('holds every template file, and none that npm would keep and nobody meant', () => {
    const packed = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: REPOSITORY,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
    const paths: string[] = packed[0].files.map(({ path }: { path: string }) => path);
    const templates = filesBelow(TEMPLATES).map((path) => `templates/${path}`);
    expect(paths.filter((path) => path.startsWith('templates/')).sort()).toEqual(templates.sort());
    const unwanted = /^\.env(\..*)?$|^\.npmrc$|^\.DS_Store$|\.(orig|log|pem|key)$/;
    expect(paths.filter((path) => unwanted.test(basename(path)) || path.includes('node_modules'))).toEqual(
      [],
    );
  });

  it('is found by plop, which reads main and not exports', () => {
    const { main, exports } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
    expect(main).toBe(exports['.']);
  });
});
