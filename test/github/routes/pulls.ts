import { type Exchange, inRepository, type Route } from '../exchange/exchange.ts';
import { page } from '../exchange/pages.ts';
import { notFound, type Reply, unprocessable } from '../exchange/reply.ts';
import type { ChangedFile, PullRequest, Review } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import { findSha } from './commit-search.ts';
import { account } from './people.ts';
import { repositoryReply } from './repositories.ts';

/** GitHub lists no more files of one pull request. */
const MOST_FILES = 3000;

function tipReply(tip: { ref: string; sha: string }, fullName: string, exchange: Exchange) {
  const owner = fullName.split('/')[0] ?? '';
  const { ref, sha } = tip;
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: account(owner, exchange),
    repo: repositoryReply(fullName, exchange),
  };
}

/** The fields that lists of pull requests and a single one share. */
function pullReply(pull: PullRequest, exchange: Exchange, { owner, name }: Repository) {
  const { head, base, commits, labels, files, reviews, user, ...stated } = pull;
  const home = `${owner}/${name}`;
  return {
    ...stated,
    id: pull.number,
    user: account(user, exchange),
    labels: labels.map((label) => ({ name: label })),
    head: tipReply(head, head.repo ?? home, exchange),
    base: tipReply(base, home, exchange),
    url: `${exchange.api}/repos/${home}/pulls/${pull.number}`,
    html_url: `${exchange.state.html_url}/${home}/pull/${pull.number}`,
  };
}

function counts({ number, files, reviews, commits, merged_at }: PullRequest, { comments }: Repository) {
  return {
    merged: merged_at !== null,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    commits: commits.length + 1,
    comments: comments.filter((entry) => entry.issue === number).length,
    review_comments: reviews.filter((review) => review.state === 'COMMENTED').length,
  };
}

function fileReply(file: ChangedFile, pull: PullRequest, exchange: Exchange, { owner, name }: Repository) {
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  const at = `${owner}/${name}`;
  return {
    ...file,
    changes: file.additions + file.deletions,
    blob_url: `${exchange.state.html_url}/${at}/blob/${pull.head.sha}/${path}`,
    raw_url: `${exchange.state.html_url}/${at}/raw/${pull.head.sha}/${path}`,
    contents_url: `${exchange.api}/repos/${at}/contents/${path}?ref=${pull.head.sha}`,
  };
}

function reviewReply(review: Review, pull: PullRequest, exchange: Exchange, { owner, name }: Repository) {
  const address = `${exchange.api}/repos/${owner}/${name}/pulls/${pull.number}`;
  const page = `${exchange.state.html_url}/${owner}/${name}/pull/${pull.number}#pullrequestreview-${review.id}`;
  return {
    ...review,
    user: account(review.user, exchange),
    html_url: page,
    pull_request_url: address,
    _links: { html: { href: page }, pull_request: { href: address } },
  };
}

function withPull(route: (exchange: Exchange, repository: Repository, pull: PullRequest) => Reply): Route {
  return inRepository((exchange, repository) => {
    const pull = repository.pull_requests.find((entry) => entry.number === exchange.path.pull_number);
    return pull ? route(exchange, repository, pull) : notFound();
  });
}

export const getPull = withPull((exchange, repository, pull) => {
  return { status: 200, body: { ...pullReply(pull, exchange, repository), ...counts(pull, repository) } };
});

export const listFiles = withPull((exchange, repository, pull) => {
  const { entries, headers } = page(pull.files.slice(0, MOST_FILES), exchange);
  return { status: 200, body: entries.map((entry) => fileReply(entry, pull, exchange, repository)), headers };
});

export const listReviews = withPull((exchange, repository, pull) => {
  const { entries, headers } = page(pull.reviews, exchange);
  return {
    status: 200,
    body: entries.map((entry) => reviewReply(entry, pull, exchange, repository)),
    headers,
  };
});

/** Pull requests whose head, commits or merge commit it is. */
export const listPullsOfCommit = inRepository((exchange, repository) => {
  const sha = String(exchange.path.commit_sha);
  if (findSha(repository, sha) === undefined) return unprocessable(`No commit found for SHA: ${sha}`);
  const holding = repository.pull_requests.filter((pull) =>
    [pull.head.sha, pull.merge_commit_sha, ...pull.commits].includes(sha),
  );
  const { entries, headers } = page(holding, exchange);
  return { status: 200, body: entries.map((pull) => pullReply(pull, exchange, repository)), headers };
});
