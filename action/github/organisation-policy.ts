import { ORGANISATION_FILE } from '../contract/organisation.ts';
import { parseOrganisation } from '../evidence/organisation-file.ts';
import type { OrganisationPolicy } from '../readiness/policy/organisation.ts';
import { attempt, type Client, failureOf, type Place } from './client.ts';

/** A file of another repository at a commit that nobody can move. */
export type PinnedFile = Place & { path: string; commit: string };

/** A branch or a tag could be moved by whoever the policy is meant for, so only a full commit id is a pin. */
const PINNED = /^([\w.-]+)\/([\w.-]+)(?:\/([\w./-]+))?@([0-9a-f]{40}(?:[0-9a-f]{24})?)$/;

/** @returns the file that `OWNER/REPOSITORY[/PATH]@COMMIT` names, or `null` where it names none. */
export function pinnedFile(text: string): PinnedFile | null {
  const [, owner, repo, path = ORGANISATION_FILE, commit] = PINNED.exec(text) ?? [];
  if (owner === undefined || repo === undefined || commit === undefined) return null;
  return path.split('/').includes('..') ? null : { owner, repo, path, commit };
}

/**
 * Reads the policy of an organisation from its repository.
 *
 * @returns the policy; or why there is none, in three parts: a gate that was told of a policy and cannot read it must not
 * judge without it
 */
export async function organisationPolicy(
  client: Client,
  file: PinnedFile,
): Promise<OrganisationPolicy | { problem: string }> {
  const { owner, repo, path, commit } = file;
  const from = `${owner}/${repo}/${path}@${commit.slice(0, 7)}`;
  try {
    const text = await readPinned(client, file);
    return text === null
      ? { problem: `${from}: found no such file; expected a policy. ${NAME_IT}` }
      : parseOrganisation(text, from);
  } catch (error) {
    const { status, message } = failureOf(error);
    const found = status === null ? message : `status ${status}`;
    const may = status === 401 || status === 403 || status === 404 ? MAY : 'Run the gate again.';
    return { problem: `${from}: found ${found}; expected the policy of an organisation. ${may}` };
  }
}

/** A file by the tree of its commit: that names what is in it by content, so nothing else can come back. */
async function readPinned(client: Client, { owner, repo, path, commit }: PinnedFile): Promise<string | null> {
  const { data } = await attempt(() =>
    client.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: 'true' }),
  );
  const entry = data.tree.find((one) => one.path === path && one.type === 'blob');
  if (entry?.sha === undefined) return null;
  const blob = await attempt(() => client.rest.git.getBlob({ owner, repo, file_sha: entry.sha as string }));
  return Buffer.from(blob.data.content, 'base64').toString('utf8');
}

const NAME_IT = 'Name its path with `policy: OWNER/REPOSITORY/PATH@COMMIT`.';
const MAY = 'Give `policy-token:` a token that may read that repository, and check the name and the commit.';
