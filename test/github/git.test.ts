import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, clientOf } from './client.ts';
import { type GitHub, startGitHub } from './loopback.ts';
import { BASE, change, HEAD, home, stateOf } from './stories.ts';
import { repositoryOf } from './story.ts';

const LONG = 'Grüße, 世界\n'.repeat(20);
const BYTES = Buffer.from([0, 255, 10, 128]);
const files = {
  'poc.yaml': 'stage: explore\n',
  'eval/cases.jsonl': LONG,
  'eval.md': '',
  'eval-old/a/b/c.bin': { base64: BYTES.toString('base64') },
  'run.sh': { text: '#!/bin/sh\n', mode: '100755' as const },
  link: { text: 'poc.yaml', mode: '120000' as const },
};

let github: GitHub;
let call: Call;
beforeAll(async () => {
  const repository = { ...repositoryOf(change), commits: [{ sha: HEAD, parents: [BASE], files }] };
  github = await startGitHub(
    stateOf({ repositories: [repository, { ...repository, name: 'large', tree_limit: 3 }] }),
  );
  call = clientOf(github.url, 'writer');
});
afterAll(() => github.stop());

/** What git itself makes of the same files: `mode type sha<TAB>path` lines, and the SHA-1 of the whole tree. */
function withGit(): { tree: string; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'git-objects-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd: folder, encoding: 'utf8' });
  for (const [path, file] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof file === 'string') writeFileSync(at, file);
    else if ('base64' in file) writeFileSync(at, BYTES);
    else if (file.mode === '120000') symlinkSync(file.text, at);
    else {
      writeFileSync(at, file.text);
      chmodSync(at, 0o755);
    }
  }
  git('init', '-q');
  git('add', '.');
  const tree = git('write-tree').trim();
  const lines = git('ls-tree', '-r', '-t', '-z', tree).split('\0').filter(Boolean);
  rmSync(folder, { recursive: true });
  return { tree, lines };
}

type Tree = {
  sha: string;
  truncated: boolean;
  tree: { path: string; mode: string; type: string; sha: string }[];
};
const treeOf = async (path: string) => (await call('GET', path)).body as Tree;

test('the tree is the one that git makes of the same files, in its order', async () => {
  const git = withGit();
  const tree = await treeOf(`${home}/git/trees/${HEAD}?recursive=1`);
  expect(tree.sha).toBe(git.tree);
  expect(tree.tree.map(({ mode, type, sha, path }) => `${mode} ${type} ${sha}\t${path}`)).toEqual(git.lines);
});

test('a tree is found by its own SHA and by a branch, and is not deep unless asked', async () => {
  const root = await treeOf(`${home}/git/trees/shorter-prompt`);
  expect(root.tree.map((entry) => entry.path)).toEqual([
    'eval-old',
    'eval.md',
    'eval',
    'link',
    'poc.yaml',
    'run.sh',
  ]);
  const folder = root.tree.find((entry) => entry.path === 'eval');
  expect((await treeOf(`${home}/git/trees/${folder?.sha}`)).tree).toMatchObject([{ path: 'cases.jsonl' }]);
});

test('a tree over the limit is cut off and says so, one below is not', async () => {
  const large = await treeOf(`${home.replace('invoices', 'large')}/git/trees/${HEAD}`);
  expect(large).toMatchObject({ truncated: true });
  expect(large.tree).toHaveLength(3);
  expect(await treeOf(`${home}/git/trees/${HEAD}`)).toMatchObject({ truncated: false });
});

test.each([
  ['eval/cases.jsonl', Buffer.from(LONG)],
  ['eval-old/a/b/c.bin', BYTES],
  ['eval.md', Buffer.alloc(0)],
])('the blob of %s has its bytes, in lines of base64', async (path, content) => {
  const { tree } = await treeOf(`${home}/git/trees/${HEAD}?recursive=1`);
  const sha = tree.find((entry) => entry.path === path)?.sha;
  const { body } = await call('GET', `${home}/git/blobs/${sha}`);
  const blob = body as { content: string; size: number };
  expect(Buffer.from(blob.content, 'base64')).toEqual(content);
  expect(blob.size).toBe(content.length);
  expect(Math.max(...blob.content.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

test.each([
  [`${home}/git/blobs/${BASE}`, 404],
  [`${home}/git/trees/nothing`, 404],
  [`${home}/git/trees/${BASE}`, 404],
  [`${home}/commits/nothing`, 422],
  [`${home}/commits/${BASE}`, 200],
  [`${home}/commits/heads%2Fmain`, 200],
])('%s is answered with %i', async (path, status) => {
  expect((await call('GET', path)).status).toBe(status);
});

test('a commit has the tree, parents and author of the story', async () => {
  const { sha } = await treeOf(`${home}/git/trees/${HEAD}`);
  const { body } = await call('GET', `${home}/commits/${HEAD}`);
  expect(body).toMatchObject({
    sha: HEAD,
    parents: [{ sha: BASE }],
    author: { login: 'octocat' },
    commit: { tree: { sha } },
  });
});
