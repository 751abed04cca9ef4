import { attempt, type Client, type Place } from './client.ts';

/** The hidden first line by which the gate finds its own comment again. Text of a repository cannot hold it: `<` is escaped there. */
export const marker = (configuration: string): string => `<!-- poc-gate ${configuration} -->`;

type Comment = { id: number; body: string; mine: boolean; minimized: boolean };

type Page = {
  repository: {
    pullRequest: {
      comments: {
        nodes: { fullDatabaseId: string; body: string; viewerDidAuthor: boolean; isMinimized: boolean }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    } | null;
  } | null;
};

/** GraphQL, because only it says which comments are the caller's own and which are minimised. */
const COMMENTS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { fullDatabaseId body viewerDidAuthor isMinimized }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/**
 * Writes the comment of a configuration: updates it where it is there, creates it where it is not. Two runs that create
 * at the same time end with one comment: the lowest id stays, and the others of our own go.
 *
 * @param body with the marker already in it
 */
export async function writeComment(
  client: Client,
  place: Place,
  number: number,
  configuration: string,
  body: string,
): Promise<void> {
  const [first] = await ownComments(client, place, number, configuration);
  if (first !== undefined) return update(client, place, first.id, body);
  await attempt(() => client.rest.issues.createComment({ ...place, issue_number: number, body }));
  const [lowest, ...others] = await ownComments(client, place, number, configuration);
  if (lowest === undefined || others.length === 0) return;
  await update(client, place, lowest.id, body);
  for (const { id } of others)
    await attempt(() => client.rest.issues.deleteComment({ ...place, comment_id: id }));
}

async function update(client: Client, place: Place, id: number, body: string): Promise<void> {
  await attempt(() => client.rest.issues.updateComment({ ...place, comment_id: id, body }));
}

/** Our comments of this configuration that people can see, lowest id first. */
async function ownComments(
  client: Client,
  place: Place,
  number: number,
  configuration: string,
): Promise<Comment[]> {
  const all = await allComments(client, place, number);
  const start = marker(configuration);
  return all
    .filter((comment) => comment.mine && !comment.minimized && comment.body.startsWith(start))
    .sort((a, b) => a.id - b.id);
}

async function allComments(client: Client, place: Place, number: number): Promise<Comment[]> {
  const found: Comment[] = [];
  let after: string | null = null;
  do {
    const page: Page = await attempt(() => client.graphql<Page>(COMMENTS, { ...place, number, after }));
    const comments = page.repository?.pullRequest?.comments;
    if (comments === undefined) return found;
    for (const node of comments.nodes) {
      found.push({
        id: Number(node.fullDatabaseId),
        body: node.body,
        mine: node.viewerDidAuthor,
        minimized: node.isMinimized,
      });
    }
    after = comments.pageInfo.hasNextPage ? comments.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}
