import { type Exchange, inRepository, type Route } from '../exchange/exchange.ts';
import { page } from '../exchange/pages.ts';
import { notFound, type Reply } from '../exchange/reply.ts';
import type { Comment } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import { account } from './people.ts';

function commentReply(comment: Comment, exchange: Exchange, { owner, name }: Repository) {
  const { issue, user, ...stated } = comment;
  const home = `/repos/${owner}/${name}/issues`;
  return {
    ...stated,
    user: account(user, exchange),
    url: `${exchange.api}${home}/comments/${comment.id}`,
    issue_url: `${exchange.api}${home}/${issue}`,
    html_url: `${exchange.state.html_url}/${owner}/${name}/pull/${issue}#issuecomment-${comment.id}`,
  };
}

/** Adds a comment: a request's own, or that of a rival. */
export function addComment(
  repository: Repository,
  comment: Pick<Comment, 'id' | 'issue' | 'user' | 'body'>,
  now: string,
  association: Comment['author_association'],
): Comment {
  const added = {
    ...comment,
    author_association: association,
    created_at: now,
    updated_at: now,
    minimized: null,
  };
  repository.comments.push(added);
  return added;
}

const bodyOf = (exchange: Exchange): string => (exchange.body as { body: string }).body;
const hasPull = (repository: Repository, number: unknown): boolean =>
  repository.pull_requests.some((pull) => pull.number === number);

function withComment(route: (exchange: Exchange, repository: Repository, comment: Comment) => Reply): Route {
  return inRepository((exchange, repository) => {
    const comment = repository.comments.find((entry) => entry.id === exchange.path.comment_id);
    return comment ? route(exchange, repository, comment) : notFound();
  });
}

function list(comments: Comment[], exchange: Exchange, repository: Repository): Reply {
  const since = typeof exchange.query.since === 'string' ? Date.parse(exchange.query.since) : 0;
  const { entries, headers } = page(
    comments.filter((entry) => Date.parse(entry.updated_at) >= since),
    exchange,
  );
  return { status: 200, body: entries.map((entry) => commentReply(entry, exchange, repository)), headers };
}

const byId = (a: Comment, b: Comment): number => a.id - b.id;

/** Comments of one pull request, oldest first. */
export const listComments = inRepository((exchange, repository) => {
  const issue = exchange.path.issue_number;
  if (!hasPull(repository, issue)) return notFound();
  return list(repository.comments.filter((entry) => entry.issue === issue).sort(byId), exchange, repository);
});

/** Comments of the repository by id, or as `sort` says. GitHub ignores a direction without `sort`. */
export const listRepositoryComments = inRepository((exchange, repository) => {
  const { sort, direction } = exchange.query;
  if (sort === undefined) return list(repository.comments.toSorted(byId), exchange, repository);
  const key = sort === 'updated' ? 'updated_at' : 'created_at';
  const sorted = repository.comments.toSorted((a, b) => a[key].localeCompare(b[key]) || byId(a, b));
  return list(direction === 'desc' ? sorted.reverse() : sorted, exchange, repository);
});

export const createComment = inRepository((exchange, repository) => {
  const { caller, path, now } = exchange;
  if (!hasPull(repository, path.issue_number) || caller === null) return notFound();
  const comment = {
    id: exchange.nextId(),
    issue: Number(path.issue_number),
    user: caller.login,
    body: bodyOf(exchange),
  };
  const added = addComment(repository, comment, now, caller.author_association);
  return { status: 201, body: commentReply(added, exchange, repository) };
});

export const getComment = withComment((exchange, repository, comment) => {
  return { status: 200, body: commentReply(comment, exchange, repository) };
});

export const updateComment = withComment((exchange, repository, comment) => {
  Object.assign(comment, { body: bodyOf(exchange), updated_at: exchange.now });
  return { status: 200, body: commentReply(comment, exchange, repository) };
});

export const deleteComment = withComment((_, repository, comment) => {
  repository.comments.splice(repository.comments.indexOf(comment), 1);
  return { status: 204 };
});
