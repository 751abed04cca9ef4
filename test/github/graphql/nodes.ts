import { GraphQLError } from 'graphql';
import type { Comment } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import type { Token } from '../state/state.ts';

/** GitHub gives at most this many nodes at once. */
const MOST_NODES = 100;

type Page = { first?: number | null; after?: string | null };

/** What a query sees of a repository. Numbers past 32 bits are strings, as in GitHub's BigInt. */
export function repositoryNode(repository: Repository, caller: Token) {
  return {
    pullRequest: ({ number }: { number: number }) => {
      refuseUnlessReadable(repository, caller);
      if (!repository.pull_requests.some((pull) => pull.number === number)) {
        throw new GraphQLError(`Could not resolve to a PullRequest with the number of ${number}.`, {
          extensions: { type: 'NOT_FOUND' },
        });
      }
      const comments = repository.comments
        .filter(({ issue }) => issue === number)
        .sort((a, b) => a.id - b.id);
      return { number, comments: (page: Page) => connection(comments, page, caller) };
    },
  };
}

function refuseUnlessReadable({ private: hidden }: Repository, { permissions }: Token): void {
  if (!hidden || permissions.pull_requests !== undefined || permissions.issues !== undefined) return;
  throw new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } });
}

function connection(comments: readonly Comment[], { first, after }: Page, caller: Token) {
  if (first == null || first < 1 || first > MOST_NODES) {
    throw new GraphQLError(
      `Requesting ${first} records on the \`comments\` connection exceeds the \`first\` limit of ${MOST_NODES} records.`,
    );
  }
  const start = after == null ? 0 : Number(after);
  const nodes = comments.slice(start, start + first).map((comment) => commentNode(comment, caller));
  const end = start + nodes.length;
  return {
    totalCount: comments.length,
    nodes,
    pageInfo: {
      hasNextPage: end < comments.length,
      hasPreviousPage: start > 0,
      endCursor: nodes.length === 0 ? null : String(end),
      startCursor: null,
    },
  };
}

const commentNode = (comment: Comment, caller: Token) => ({
  databaseId: comment.id,
  fullDatabaseId: String(comment.id),
  body: comment.body,
  isMinimized: comment.minimized !== null,
  minimizedReason: comment.minimized?.reason ?? null,
  viewerDidAuthor: comment.user === caller.login,
});
