import { type Exchange, inRepository } from '../exchange/exchange.ts';
import { notFound, unprocessable } from '../exchange/reply.ts';
import type { Commit, Repository } from '../state/repository.ts';
import { findSha } from './commit-search.ts';
import { type Objects, storeTree, type TreeEntry } from './git-objects.ts';
import { account } from './people.ts';

/** Commits do not change while the server runs, so their objects are made once. */
const stores = new WeakMap<Repository, { objects: Objects; treeOf: Map<string, string> }>();

function storeOf(repository: Repository) {
  const made = stores.get(repository);
  if (made) return made;
  const objects: Objects = { blobs: new Map(), trees: new Map() };
  const treeOf = new Map(repository.commits.map((commit) => [commit.sha, storeTree(commit.files, objects)]));
  const store = { objects, treeOf };
  stores.set(repository, store);
  return store;
}

const KINDS: Record<string, string> = { '040000': 'tree', '160000': 'commit' };

/** The entries of a tree with their full paths; of the folders inside it too when `deep`. */
function walk(
  entries: TreeEntry[],
  objects: Objects,
  deep: boolean,
  prefix = '',
): (TreeEntry & { path: string })[] {
  return entries.flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    const inside = deep ? (objects.trees.get(entry.sha) ?? []) : [];
    return [{ ...entry, path }, ...walk(inside, objects, deep, `${path}/`)];
  });
}

function entryReply({ path, mode, sha, size }: TreeEntry & { path: string }, home: string) {
  const type = KINDS[mode] ?? 'blob';
  const sized = size === null ? {} : { size };
  return { path, mode, type, sha, ...sized, url: `${home}/git/${type}s/${sha}` };
}

const homeOf = ({ api }: Exchange, { owner, name }: Repository): string => `${api}/repos/${owner}/${name}`;

/** By the SHA-1 of a tree or a commit, or by a branch. Any value of `recursive` means yes, as on GitHub. */
export const getTree = inRepository((exchange, repository) => {
  const { objects, treeOf } = storeOf(repository);
  const asked = String(exchange.path.tree_sha);
  const commit = findSha(repository, asked);
  const sha = commit === undefined ? asked : (treeOf.get(commit) ?? asked);
  const entries = objects.trees.get(sha);
  if (entries === undefined) return notFound();
  const all = walk(entries, objects, exchange.query.recursive !== undefined);
  const home = homeOf(exchange, repository);
  const tree = all.slice(0, repository.tree_limit).map((entry) => entryReply(entry, home));
  return {
    status: 200,
    body: { sha, url: `${home}/git/trees/${sha}`, tree, truncated: all.length > tree.length },
  };
});

/** GitHub breaks base64 into lines of 60. */
const base64Lines = (content: Buffer): string => content.toString('base64').replace(/.{1,60}/g, '$&\n');

export const getBlob = inRepository((exchange, repository) => {
  const sha = String(exchange.path.file_sha);
  const content = storeOf(repository).objects.blobs.get(sha);
  if (content === undefined) return notFound();
  const url = `${homeOf(exchange, repository)}/git/blobs/${sha}`;
  return {
    status: 200,
    body: { sha, url, size: content.length, content: base64Lines(content), encoding: 'base64' },
  };
});

/** A commit that only a pull request names has a SHA and nothing else that the story states. */
export const getCommit = inRepository((exchange, repository) => {
  const ref = String(exchange.path.ref);
  const sha = findSha(repository, ref);
  if (sha === undefined) return unprocessable(`No commit found for SHA: ${ref}`);
  const home = homeOf(exchange, repository);
  const page = `${exchange.state.html_url}/${repository.owner}/${repository.name}/commit/${sha}`;
  const place = { sha, url: `${home}/commits/${sha}`, html_url: page };
  const commit = repository.commits.find((entry) => entry.sha === sha);
  return { status: 200, body: { ...place, ...(commit ? commitReply(commit, exchange, repository) : {}) } };
});

function commitReply(commit: Commit, exchange: Exchange, repository: Repository) {
  const home = homeOf(exchange, repository);
  const tree = storeOf(repository).treeOf.get(commit.sha) ?? '';
  const person = { name: commit.author, date: commit.date };
  return {
    author: account(commit.author, exchange),
    committer: account(commit.author, exchange),
    parents: commit.parents.map((sha) => ({ sha, url: `${home}/commits/${sha}` })),
    commit: {
      message: commit.message,
      author: person,
      committer: person,
      tree: { sha: tree, url: `${home}/git/trees/${tree}` },
    },
  };
}
