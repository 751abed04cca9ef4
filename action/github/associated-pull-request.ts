import { attempt, type Client, type Place } from './client.ts';

/**
 * The open pull request whose head a commit is. The number comes from GitHub and never from an artifact of the run,
 * which its author could have written.
 */
export async function pullRequestOf(client: Client, place: Place, headSha: string): Promise<number | null> {
  const { data } = await attempt(() =>
    client.rest.repos.listPullRequestsAssociatedWithCommit({ ...place, commit_sha: headSha }),
  );
  return data.find((one) => one.state === 'open' && one.head.sha === headSha)?.number ?? null;
}
