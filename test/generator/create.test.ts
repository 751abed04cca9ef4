import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../generator/answers.ts';
import { create, planFiles, type Writing } from '../../generator/create.ts';
import { type PackageSource, packageSource } from '../../generator/package-source.ts';
import { digestOf, type PlannedFile, written } from '../../generator/planned-file.ts';
import { emptyFolder, FIXTURE_TEMPLATES, fakePackage } from './fake-package.ts';
import { described, partsPackage } from './parts/parts-package.ts';
import { ANSWERS, gitEnv, TODAY } from './test-desk.ts';

const planned = async (root = fakePackage()) => planFiles(ANSWERS, await packageSource(root), TODAY);
const textOf = (files: PlannedFile[], path: string) =>
  files.find((file) => file.path === path)?.content.toString();

function writing(parent: string, change: Partial<Writing> = {}): Writing {
  const target = { folder: join(parent, 'demo'), shown: 'demo', exists: false, hasGit: false };
  return { target, git: false, env: gitEnv(''), version: '0.1.0', ...change };
}

describe('the plan', () => {
  it('fills in what ends in .hbs, the kind over the base', async () => {
    const files = await planned();
    expect(textOf(files, 'README.md')).toBe(
      [
        '# mail-triage',
        '',
        `${ANSWERS.workflow} Done today by ${ANSWERS.performer}, one mail at a time. One real case: ${ANSWERS.realCase}.`,
        'Somebody guessed 6 minutes.',
        '- R&D',
        '- a: b',
        '- #3',
        '',
      ].join('\n'),
    );
  });

  it.each(['.github/workflows/plain.yml', 'logo.bin', '.editorconfig', 'bin/run.sh'])(
    'holds %s byte for byte, with everything in it that looks like a placeholder',
    async (path) => {
      const source = readFileSync(join(FIXTURE_TEMPLATES, 'base', path));
      expect((await planned()).find((file) => file.path === path)?.content).toEqual(source);
    },
  );

  it('keeps every GitHub expression of every workflow', async () => {
    const files = await planned();
    expect(textOf(files, '.github/workflows/plain.yml')?.match(/\$\{\{/g)).toHaveLength(1);
    expect(
      textOf(files, '.github/workflows/poc.yml')?.match(/\$\{\{ (secrets|github)\.\w+ \}\}/g),
    ).toHaveLength(3);
  });

  it('records how it was made: versions, answers, and a digest of every other file', async () => {
    const files = await planned();
    const record = JSON.parse(textOf(files, '.poc.json') ?? '');
    const others = files.filter(({ path }) => path !== '.poc.json');
    expect(record).toMatchObject({
      schema: 1,
      generator: { name: 'create-poc', version: '0.1.0' },
      template: {
        kind: 'classify',
        version: '0.1.0',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
      answers: ANSWERS,
      derived: { today: TODAY, dependency: 'file:.github/actions/poc-gate', vendored: true },
    });
    expect(record.files).toEqual(
      Object.fromEntries(others.map((file) => [file.path, digestOf(file.content)])),
    );
  });

  it('names another template when a template file changes, is renamed, or moves a byte to its neighbour', async () => {
    const roots = [fakePackage(), fakePackage(), fakePackage(), fakePackage()];
    const base = (root: string, file: string) => join(root, 'templates/base', file);
    writeFileSync(base(roots[1] ?? '', 'poc.yaml.hbs'), 'changed');
    writeFileSync(base(roots[2] ?? '', 'new'), '');
    writeFileSync(base(roots[3] ?? '', 'old'), '');
    const digests = await Promise.all(
      roots.map(async (root) => JSON.parse(textOf(await planned(root), '.poc.json') ?? '').template.digest),
    );
    expect(new Set(digests).size).toBe(4);
  });

  it('is the same bytes when the package lies in another folder', async () => {
    const bytes = async () => (await planned()).map(({ path, content }) => `${path} ${digestOf(content)}`);
    expect(await bytes()).toEqual(await bytes());
  });

  it('names no folder of this machine in any file', async () => {
    const root = fakePackage();
    for (const { path, content } of await planned(root)) {
      expect(content.includes(root), path).toBe(false);
      expect(content.includes(process.cwd()), path).toBe(false);
    }
  });

  it('has no copy of the package when that is published', async () => {
    const source: PackageSource = {
      root: fakePackage(),
      version: '0.1.0',
      dependency: '0.1.0',
      actionUses: 'owner/repo@v0.1.0',
      vendored: false,
    };
    const files = planFiles(ANSWERS, source, TODAY);
    expect(files.filter(({ path }) => path.startsWith('.github/actions'))).toEqual([]);
    expect(textOf(files, '.github/workflows/poc.yml')).toContain('uses: owner/repo@v0.1.0\n');
    expect(JSON.parse(textOf(files, 'package.json') ?? '').devDependencies).toEqual({
      'create-poc': '0.1.0',
    });
  });
});

describe('the plan with parts', () => {
  const withParts = async (parts: Answers['parts'], root = partsPackage()) =>
    planFiles({ ...ANSWERS, parts }, await packageSource(root), TODAY);
  const manifestOf = (files: PlannedFile[]) => JSON.parse(textOf(files, 'package.json') ?? '');
  const paths = (files: PlannedFile[]) => files.map(({ path }) => path);

  it('holds their files and those of what they need, and neither part.json nor kind.json', async () => {
    const files = paths(await withParts(['audit']));
    expect(files).toEqual(expect.arrayContaining(['src/audit/part.ts', 'src/off-switch/part.ts']));
    expect(files.filter((path) => /^(?!\.github).*(?:notes|part\.json|kind\.json)/.test(path))).toEqual([]);
  });

  it('lists them, outermost first', async () => {
    expect(textOf(await withParts('all'), 'src/parts.ts')).toBe(
      [
        '// What stands around the model.',
        "import { auditPart } from './audit/part.ts';",
        "import { offSwitchPart } from './off-switch/part.ts';",
        "import type { MakePart } from './part.ts';",
        '',
        'export const PARTS: readonly MakePart[] = [offSwitchPart, auditPart];',
        '',
      ].join('\n'),
    );
  });

  it('merges their lines and those of the kind into package.json', async () => {
    expect(manifestOf(await withParts('all'))).toEqual({
      name: 'mail-triage',
      type: 'module',
      scripts: {
        start: 'tsx src/cli.ts',
        test: 'vitest run',
        off: 'tsx src/off-switch/cli.ts',
        audit: 'tsx src/audit/cli.ts',
        'audit:verify': 'tsx src/audit/cli.ts verify',
      },
      // The audit runs with yaml, which the base only tests with.
      dependencies: {
        cockatiel: '3.2.1',
        'kind-library': '1.2.3',
        tsx: '4.23.15',
        yaml: '2.9.1',
        zod: '4.6.7',
      },
      devDependencies: {
        '@types/node': '20.19.43',
        'create-poc': 'file:.github/actions/poc-gate',
        typescript: '7.0.2',
      },
    });
  });

  it('with none of them has an empty list, and the lines of the kind alone', async () => {
    const files = await withParts([]);
    expect(textOf(files, 'src/parts.ts')).toContain('= [];');
    expect(Object.keys(manifestOf(files).dependencies)).toEqual(['kind-library', 'tsx', 'zod']);
  });

  it('records which there are, also those that came with a need, and what was asked for', async () => {
    const record = JSON.parse(textOf(await withParts(['audit']), '.poc.json') ?? '');
    expect(record).toMatchObject({ parts: ['off-switch', 'audit'], answers: { parts: ['audit'] } });
    const all = JSON.parse(textOf(await withParts('all'), '.poc.json') ?? '');
    expect(all).toMatchObject({ parts: ['off-switch', 'notes', 'audit'], answers: { parts: 'all' } });
  });

  it('lets a template name them', async () => {
    const files = await withParts(['audit'], partsPackage({ 'base/parts.json.hbs': '{{json parts}}' }));
    expect(textOf(files, 'parts.json')).toBe('["off-switch", "audit"]');
  });

  it('is of another template when part.json, kind.json or a file of a part changes', async () => {
    const digest = async (change: Record<string, string>) =>
      JSON.parse(textOf(await withParts('all', partsPackage(change)), '.poc.json') ?? '').template.digest;
    const digests = await Promise.all(
      [
        {},
        { 'parts/notes/part.json': JSON.stringify(described({ title: 'Other notes' })) },
        { 'kinds/classify/kind.json': '{}' },
        { 'parts/notes/docs/notes.md': 'Other notes.' },
      ].map((change) => digest(change as Record<string, string>)),
    );
    expect(new Set(digests).size).toBe(4);
  });

  it('is refused where the base has no list for them', async () => {
    const plan = withParts('all', partsPackage({ 'base/src/parts.ts': 'export const other = 1;' }));
    await expect(plan).rejects.toThrow('src/parts.ts: the template has no list of parts.');
  });
});

describe('the writing', () => {
  it('makes the folder whole, modes kept, with nothing beside it', async () => {
    const parent = emptyFolder();
    const files = await planned();
    await create(files, writing(parent));
    expect(readdirSync(parent)).toEqual(['demo']);
    for (const { path, content } of files)
      expect(readFileSync(join(parent, 'demo', path)), path).toEqual(content);
    expect(statSync(join(parent, 'demo/bin/run.sh')).mode & 0o111).not.toBe(0);
    expect(statSync(join(parent, 'demo/README.md')).mode & 0o111).toBe(0);
  });

  it('makes a folder that others can enter, as mkdir does', async () => {
    const parent = emptyFolder();
    mkdirSync(join(parent, 'usual'));
    await create(await planned(), writing(parent));
    expect(statSync(join(parent, 'demo')).mode).toBe(statSync(join(parent, 'usual')).mode);
  });

  it.each([
    ['new', false],
    ['existing', true],
  ])('leaves nothing of a %s folder when it fails half way', async (_, exists) => {
    const parent = emptyFolder();
    const folder = join(parent, 'demo');
    if (exists) mkdirSync(folder);
    // A path below a file: the file system refuses the second.
    const files = [...(await planned()), written('README.md/below', 'x')];
    const target = { folder, shown: 'demo', exists, hasGit: false };
    await expect(create(files, writing(parent, { target }))).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(readdirSync(parent)).toEqual(exists ? ['demo'] : []);
    if (exists) expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing when it is stopped in the middle', async () => {
    const parent = emptyFolder();
    const many = Array.from({ length: 5000 }, (_, index) => written(`many/${index}`, 'x'));
    const stop = new AbortController();
    const made = create(many, writing(parent, { signal: stop.signal }));
    const seen: number[] = [];
    const watch = setInterval(() => {
      const [staging] = readdirSync(parent);
      const folder = join(parent, staging ?? 'none', 'many');
      if (!existsSync(folder)) return;
      seen.push(readdirSync(folder).length);
      stop.abort();
    }, 0);
    await expect(made).rejects.toThrow('aborted');
    clearInterval(watch);
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[0]).toBeLessThan(5000);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('never writes over what somebody else wrote meanwhile into a new folder', async () => {
    const parent = emptyFolder();
    mkdirSync(join(parent, 'demo'));
    writeFileSync(join(parent, 'demo/README.md'), 'theirs');
    await expect(create(await planned(), writing(parent))).rejects.toThrow(/ENOTEMPTY|EEXIST/);
    expect(readdirSync(parent)).toEqual(['demo']);
    expect(readFileSync(join(parent, 'demo/README.md'), 'utf8')).toBe('theirs');
  });

  it('takes back what it had moved when somebody else wrote meanwhile into an existing folder', async () => {
    const parent = emptyFolder();
    const folder = join(parent, 'demo');
    mkdirSync(folder);
    writeFileSync(join(folder, 'poc.yaml'), 'theirs');
    const target = { folder, shown: 'demo', exists: true, hasGit: false };
    await expect(create(await planned(), writing(parent, { target }))).rejects.toThrow('poc.yaml appeared');
    expect(readdirSync(folder)).toEqual(['poc.yaml']);
    expect(readFileSync(join(folder, 'poc.yaml'), 'utf8')).toBe('theirs');
  });

  it('fills an existing empty folder in place, so that a shell in it stays in it', async () => {
    const parent = emptyFolder();
    const folder = join(parent, 'demo');
    mkdirSync(folder);
    const before = lstatSync(folder).ino;
    const target = { folder, shown: '.', exists: true, hasGit: false };
    const files = await planned();
    await create(files, writing(parent, { target }));
    expect(lstatSync(folder).ino).toBe(before);
    expect(new Set(readdirSync(folder))).toEqual(new Set(files.map(({ path }) => path.split('/')[0])));
  });
});
