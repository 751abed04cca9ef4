import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { digestOf } from '../../../generator/planned-file.ts';
import { given } from '../../given.ts';
import { REPOSITORY, writeTree } from '../fake-package.ts';
import { described, partsPackage } from '../parts/parts-package.ts';
import { FLAGS, run } from '../test-desk.ts';
import { aRepository, contentOf, FOREIGN, runAdd } from './add-desk.ts';

/** What comes with `poc add audit` into a repository that has nothing of it. */
const AUDIT_FILES = [
  'docs/runbook.md',
  'src/answer.ts',
  'src/audit/part.ts',
  'src/labels.ts',
  'src/off-switch/cli.ts',
  'src/off-switch/part.ts',
  'src/outcome.ts',
  'src/part.ts',
  'src/parts.ts',
  'src/state.ts',
  'tsconfig.json',
];

/** A repository that create-poc made, with these parts. */
async function made(root: string, parts: string): Promise<string> {
  const flags = FLAGS.map((word, at) => (FLAGS[at - 1] === '--parts' ? parts : word));
  const { folder, err } = await run(['mail-triage', ...flags, '--no-git'], { packageRoot: root });
  expect(err).toBe('');
  return join(folder, 'mail-triage');
}

/** The compiler’s words on a folder; none when all is well. */
function compiled(folder: string): string {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['@types', 'undici-types'])
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name));
  const compiler = join(REPOSITORY, 'node_modules/.bin/tsc');
  return spawnSync(compiler, ['--noEmit'], { cwd: folder, encoding: 'utf8' }).stdout;
}

describe('poc add, in a repository that create-poc did not make', () => {
  it('brings a part, what it needs, and what that imports; and the whole compiles', async () => {
    const folder = aRepository();
    const { code, out, err } = await runAdd(partsPackage(), folder, 'audit');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const content = contentOf(folder);
    expect(Object.keys(content)).toEqual([...AUDIT_FILES, 'package.json'].sort());
    expect(content['src/parts.ts']).toContain('= [offSwitchPart, auditPart];');
    expect(out).toContain('It needs off-switch, which comes along: Off at once');
    expect(compiled(folder)).toBe('');
  });

  it('adds the packages of the part, those that the code of the base imports, and what its scripts start', async () => {
    const folder = aRepository();
    await runAdd(partsPackage(), folder, 'audit');
    const text = contentOf(folder)['package.json'] ?? '';
    expect(JSON.parse(text)).toEqual({
      name: 'theirs',
      type: 'module',
      dependencies: { cockatiel: '3.2.1', tsx: '4.23.15', yaml: '2.9.1' },
      devDependencies: { '@types/node': '20.19.43', typescript: '7.0.2' },
      scripts: {
        off: 'tsx src/off-switch/cli.ts',
        audit: 'tsx src/audit/cli.ts',
        'audit:verify': 'tsx src/audit/cli.ts verify',
      },
    });
    expect(text).toMatch(/^\{\n {4}"name"/);
  });

  it('says what to do next, and what it could not know', async () => {
    const { out } = await runAdd(partsPackage(), aRepository(), 'audit');
    expect(out).toContain('Next:\n  npm install\n  Name who is on call in docs/runbook.md.\n');
    expect(out).toContain('src/labels.ts holds an example, since no poc.yaml says it: write your own.');
    expect(out).toContain('There is no src/compose.ts here, so nothing calls src/parts.ts yet');
  });

  it('fills files in from poc.yaml where there is one', async () => {
    const poc = stringify(given.manifest().value);
    const folder = aRepository({ ...FOREIGN, 'poc.yaml': poc });
    const { out } = await runAdd(partsPackage(), folder, 'off-switch');
    expect(contentOf(folder)['src/labels.ts']).toBe(
      'export const LABELS = ["attention", "none"] as const;\n',
    );
    expect(out).not.toContain('holds an example');
  });

  it('takes the files of the kind that poc.yaml names', async () => {
    const { labels: _, ...workflow } = given.manifest().value.workflow;
    const poc = stringify({ ...given.manifest().value, workflow: { ...workflow, kind: 'draft' } });
    const folder = aRepository({ ...FOREIGN, 'poc.yaml': poc });
    const root = partsPackage({
      'kinds/draft/src/answer.ts': 'export type Answer = string;\n',
      'kinds/draft/package.json.hbs': '{}',
    });
    expect(await runAdd(root, folder, 'off-switch')).toMatchObject({ code: 0, err: '' });
    expect(contentOf(folder)['src/answer.ts']).toBe('export type Answer = string;\n');
    expect(contentOf(folder)['src/labels.ts']).toBeUndefined();
  });

  it('leaves their files of the same names alone, and does not bring what only ours would import', async () => {
    const folder = aRepository({
      ...FOREIGN,
      'src/outcome.ts': 'export type Outcome = string;\n',
      'tsconfig.json': '{}',
    });
    const { code, out } = await runAdd(partsPackage(), folder, 'off-switch');
    const content = contentOf(folder);
    expect(code).toBe(0);
    expect(content['src/outcome.ts']).toBe('export type Outcome = string;\n');
    expect(content['src/answer.ts']).toBeUndefined();
    expect(out).toContain('tsconfig.json has to allow imports that end in .ts');
  });

  it('brings nothing of the base with a part that is no code', async () => {
    const folder = aRepository();
    const { out } = await runAdd(partsPackage(), folder, 'notes');
    expect(contentOf(folder)).toEqual({ ...FOREIGN, 'docs/notes.md': 'Notes.\n' });
    expect(out).toBe('Added notes: Notes\n\nNew files:\n  docs/notes.md (7 bytes)\n');
  });

  it('says when package.json is not for ES modules', async () => {
    const { out } = await runAdd(partsPackage(), aRepository({ 'package.json': '{}' }), 'off-switch');
    expect(out).toContain('package.json does not say "type": "module"; the part is written in ES modules.');
  });
});

describe('poc add, in a repository that create-poc made', () => {
  it('without a part gives it what it would have been made with', async () => {
    const root = partsPackage();
    const [added, whole] = [await made(root, 'none'), await made(root, 'audit')];
    expect(await runAdd(root, added, 'audit')).toMatchObject({ code: 0, err: '' });
    const [one, other] = [contentOf(added), contentOf(whole)].map(({ '.poc.json': _, ...files }) => files);
    expect(one).toEqual(other);
  });

  it('keeps its record: the parts, and a digest of every file as it was written', async () => {
    const root = partsPackage();
    const folder = await made(root, 'off-switch');
    const before = JSON.parse(contentOf(folder)['.poc.json'] ?? '');
    expect(before.parts).toEqual(['off-switch']);
    await runAdd(root, folder, 'audit');
    const content = contentOf(folder);
    const { parts, files, ...rest } = JSON.parse(content['.poc.json'] ?? '');
    expect(parts).toEqual(['off-switch', 'audit']);
    for (const path of ['src/audit/part.ts', 'src/parts.ts', 'package.json'])
      expect(files[path], path).toBe(digestOf(Buffer.from(content[path] ?? '')));
    expect({ ...rest, parts: before.parts, files: before.files }).toEqual(before);
  });

  it('keeps the digest of a file that a person had changed before', async () => {
    const root = partsPackage();
    const folder = await made(root, 'none');
    const record = () => JSON.parse(contentOf(folder)['.poc.json'] ?? '').files['package.json'];
    const before = record();
    const manifest = JSON.parse(contentOf(folder)['package.json'] ?? '');
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, author: 'Ada' }, null, 2));
    await runAdd(root, folder, 'off-switch');
    expect(record()).toBe(before);
  });

  it('does not bring again a need that is recorded, whatever people changed, deleted or took out of the list', async () => {
    const root = partsPackage();
    const folder = await made(root, 'off-switch');
    rmSync(join(folder, 'docs/runbook.md'));
    writeTree(folder, {
      'src/off-switch/part.ts': 'export const mine = 1;\n',
      'src/parts.ts':
        "import type { MakePart } from './part.ts';\n\nexport const PARTS: readonly MakePart[] = [];\n",
    });
    const { code, out } = await runAdd(root, folder, 'audit');
    expect(code).toBe(0);
    expect(out).not.toContain('comes along');
    expect(contentOf(folder)['src/off-switch/part.ts']).toBe('export const mine = 1;\n');
    expect(contentOf(folder)['docs/runbook.md']).toBeUndefined();
    expect(contentOf(folder)['src/parts.ts']).toContain('= [auditPart];');
  });

  it('puts a part back into the list that somebody took out', async () => {
    const root = partsPackage();
    const folder = await made(root, 'off-switch');
    const before = contentOf(folder)['src/parts.ts'];
    writeTree(folder, {
      'src/parts.ts': before?.replace(/import \{.*\n/, '').replace('offSwitchPart', '') ?? '',
    });
    const { out } = await runAdd(root, folder, 'off-switch');
    expect(out).toContain('New in src/parts.ts:\n  offSwitchPart\n');
    expect(contentOf(folder)['src/parts.ts']).toBe(before);
  });
});

describe('poc add a second time', () => {
  it.each([
    ['made by create-poc', (root: string) => made(root, 'none')],
    ['not made by it', async () => aRepository()],
  ])('says that it is there already and changes nothing, in a repository %s', async (_, start) => {
    const root = partsPackage();
    const folder = await start(root);
    await runAdd(root, folder, 'audit');
    const before = contentOf(folder);
    for (const flags of [[], ['--dry-run']]) {
      const { code, out } = await runAdd(root, folder, 'audit', ...flags);
      expect([code, out]).toEqual([
        0,
        expect.stringMatching(/^audit is there already; there is nothing to do\./),
      ]);
    }
    expect(contentOf(folder)).toEqual(before);
  });

  it('is not put off by the line ends of a checkout', async () => {
    const root = partsPackage();
    const folder = aRepository();
    await runAdd(root, folder, 'notes');
    writeFileSync(join(folder, 'docs/notes.md'), 'Notes.\r\n');
    expect((await runAdd(root, folder, 'notes')).out).toContain('is there already');
  });
});

describe('poc add, where something is in the way', () => {
  const start = { ...FOREIGN, 'docs/notes.md': 'mine', 'docs/runbook.md': 'mine' };

  it.each([
    [
      'a file with another content',
      'audit',
      start,
      'docs/runbook.md: found something else there; expected nothing, or what the part would write.',
    ],
    [
      'a folder in its place',
      'notes',
      { ...FOREIGN, 'docs/notes.md/a': '' },
      'docs/notes.md: found something else there',
    ],
    [
      'a file in place of a folder',
      'off-switch',
      { ...FOREIGN, src: '' },
      'src/off-switch/cli.ts: found something else there',
    ],
    [
      'a script of that name',
      'off-switch',
      { 'package.json': '{"scripts":{"off":"mine"}}' },
      'package.json: scripts.off: found "mine"; expected "tsx src/off-switch/cli.ts".',
    ],
    [
      'an older package',
      'off-switch',
      { 'package.json': '{"dependencies":{"cockatiel":"^2.9.0"}}' },
      'package.json: dependencies.cockatiel: found "^2.9.0"; expected "3.2.1". Run `npm install --save-exact cockatiel@3.2.1`',
    ],
    [
      'a list that cannot be read',
      'off-switch',
      { ...FOREIGN, 'src/parts.ts': 'export const PARTS = all();' },
      "src/parts.ts: found no list of names that can be read; expected `export const PARTS: readonly MakePart[] = [ … ];`. Write it so, or add by hand: import { offSwitchPart } from './off-switch/part.ts', and offSwitchPart in the list.",
    ],
  ])('such as %s, writes nothing and ends with 1', async (_, part, files, says) => {
    const folder = aRepository(files as Record<string, string>);
    const before = contentOf(folder);
    const { code, out, err } = await runAdd(partsPackage(), folder, part);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`  ${says}`);
    expect(err).toMatch(/Nothing was written\.\n$/);
    expect(contentOf(folder)).toEqual(before);
  });

  it('tells all of it at once', async () => {
    const { err } = await runAdd(
      partsPackage(),
      aRepository({ ...start, 'package.json': '{"scripts":{"off":"mine"}}', 'src/parts.ts': '' }),
      'audit',
    );
    for (const place of ['docs/runbook.md', 'package.json: scripts.off', 'src/parts.ts'])
      expect(err).toContain(`  ${place}: found`);
  });

  it.each([
    ['^3.1.0', 0],
    ['3.2.1', 0],
    ['~3', 0],
    ['^2.9.9', 1],
    ['^13.2.1', 1],
  ])('takes cockatiel %s beside 3.2.1 with exit code %i', async (version, expected) => {
    const files = { 'package.json': JSON.stringify({ dependencies: { cockatiel: version } }) };
    const folder = aRepository(files);
    const { code, out } = await runAdd(partsPackage(), folder, 'off-switch');
    expect(code).toBe(expected);
    if (code === 0)
      expect(JSON.parse(contentOf(folder)['package.json'] ?? '').dependencies.cockatiel).toBe(version);
    if (version === '^3.1.0') expect(out).toContain('cockatiel stays at ^3.1.0; it was tried with 3.2.1.');
  });

  it.each([
    ['^0.2.9', '0.2.1', 0],
    ['^0.3.0', '0.2.1', 1],
    ['0.0.2', '0.0.1', 1],
  ])(
    'takes a package at %s beside %s with exit code %i, as semver counts below 1',
    async (found, wanted, expected) => {
      const root = partsPackage({
        'parts/notes/part.json': JSON.stringify(described({ dependencies: { a: wanted } })),
      });
      const folder = aRepository({ 'package.json': JSON.stringify({ dependencies: { a: found } }) });
      expect((await runAdd(root, folder, 'notes')).code).toBe(expected);
    },
  );
});

describe('poc add --dry-run', () => {
  it('shows the whole plan and writes nothing', async () => {
    const folder = aRepository();
    const { code, out } = await runAdd(partsPackage(), folder, 'audit', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/^Would add audit: What was done, by whom\n/);
    for (const path of AUDIT_FILES) expect(out).toMatch(new RegExp(`^  ${path} \\(\\d+ bytes\\)$`, 'm'));
    expect(out).toContain('New in package.json:\n  dependencies: cockatiel 3.2.1\n');
    expect(out).toContain('New in src/parts.ts:\n  offSwitchPart\n  auditPart\n');
    expect(out).toMatch(/Nothing was written\.\n$/);
    expect(contentOf(folder)).toEqual(FOREIGN);
  });
});

describe('poc add --json', () => {
  const said = ({ out }: { out: string }) => JSON.parse(out);

  it('says what was added', async () => {
    const folder = aRepository();
    const json = said(await runAdd(partsPackage(), folder, 'off-switch', '--json'));
    expect(json).toMatchObject({
      schema: 'poc-add/v1',
      outcome: 'added',
      part: 'off-switch',
      along: [],
      listed: ['offSwitchPart'],
      clashes: [],
      next: ['npm install', 'Name who is on call in docs/runbook.md.'],
    });
    expect(json.files).toContainEqual({ path: 'docs/runbook.md', bytes: 16, status: 'new' });
    expect(json.files).toContainEqual({ path: 'package.json', bytes: expect.any(Number), status: 'changed' });
    expect(json.package_lines).toContainEqual({
      group: 'dependencies',
      name: 'cockatiel',
      value: '3.2.1',
      status: 'new',
    });
  });

  it.each([
    ['planned', ['--dry-run'], FOREIGN, 0],
    ['refused', [], { ...FOREIGN, 'docs/notes.md': 'mine' }, 1],
    ['there', [], { ...FOREIGN, 'docs/notes.md': 'Notes.\n' }, 0],
  ])('says %s', async (outcome, flags, files, code) => {
    const folder = aRepository(files as Record<string, string>);
    const ended = await runAdd(partsPackage(), folder, 'notes', '--json', ...flags);
    expect([ended.code, ended.err, said(ended).outcome]).toEqual([code, '', outcome]);
  });
});

describe('poc add without a part', () => {
  it('lists the parts with their titles, and which are there', async () => {
    const root = partsPackage();
    const folder = await made(root, 'off-switch');
    const { code, out } = await runAdd(root, folder);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual([
      '✅ off-switch  Off at once',
      '➖ notes       Notes',
      '➖ audit       What was done, by whom',
    ]);
  });

  it('knows a part by its files where nothing is recorded', async () => {
    const { out } = await runAdd(partsPackage(), aRepository({ ...FOREIGN, 'docs/notes.md': 'changed' }));
    expect(out).toContain('✅ notes ');
  });

  it('lists them as data', async () => {
    const { out } = await runAdd(partsPackage(), aRepository(), '--json');
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'listed',
      parts: [
        { name: 'off-switch', proves: ['monitoring/off-switch'], there: false },
        {},
        { needs: ['off-switch'] },
      ],
    });
  });
});

describe('poc add cannot run', () => {
  it.each([
    [
      'an unknown part',
      ['audti'],
      FOREIGN,
      'poc add: found no part "audti"; expected the name of one. Write `poc add audit` if that was meant.',
    ],
    ['a part like no other', ['weather'], FOREIGN, 'List them with `poc add`.'],
    ['two parts', ['audit', 'notes'], FOREIGN, 'found 2 parts; expected one.'],
    ['an unknown flag', ['--force'], FOREIGN, "Unknown option '--force'"],
    [
      'no package.json',
      ['audit'],
      {},
      'package.json: found no such file; expected the root of a repository.',
    ],
    [
      'a broken package.json',
      ['audit'],
      { 'package.json': '{' },
      'package.json: found text that cannot be read',
    ],
    [
      'a package.json of another shape',
      ['audit'],
      { 'package.json': '{"scripts":{"a":1}}' },
      'package.json: scripts.a: found something else; expected string',
    ],
    [
      'a broken poc.yaml',
      ['audit'],
      { ...FOREIGN, 'poc.yaml': 'a: [' },
      'poc.yaml: found text that cannot be read',
    ],
    [
      'a kind that there is not',
      ['audit'],
      { ...FOREIGN, 'poc.yaml': 'workflow: {kind: guess}' },
      'poc.yaml: workflow.',
    ],
    [
      'a broken record',
      ['audit'],
      { ...FOREIGN, '.poc.json': '[]' },
      '.poc.json: found something else; expected',
    ],
  ])('with %s, and says so with 2', async (_, args, files, says) => {
    const folder = aRepository(files as Record<string, string>);
    const before = contentOf(folder);
    const { code, out, err } = await runAdd(partsPackage(), folder, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(contentOf(folder)).toEqual(before);
  });
});
