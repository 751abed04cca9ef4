import { type GitAnswer, type GitSetting, git } from './git.ts';

/** What became of git in the made folder. Nothing of it fails the scaffold. */
export type GitOutcome =
  | { status: 'committed'; branch: string }
  | { status: 'staged'; reason: string }
  | { status: 'left alone'; reason: string };

/** @returns whether a folder lies in a git work tree already, and is not ignored there. */
export async function insideWorkTree(setting: GitSetting): Promise<boolean> {
  const { status, stdout } = await git(['rev-parse', '--is-inside-work-tree'], setting);
  if (status !== 'done' || stdout !== 'true') return false;
  const ignored = await git(['check-ignore', '--quiet', setting.folder], setting);
  return ignored.status !== 'done';
}

/**
 * Makes a repository with a first commit of everything in the folder.
 *
 * @param message of the commit
 */
export async function startRepository(setting: GitSetting, message: string): Promise<GitOutcome> {
  const { branch, answer: started } = await init(setting);
  if (started.status === 'absent') return { status: 'left alone', reason: 'git is not installed' };
  if (started.status === 'failed') return { status: 'left alone', reason: reasonOf(started) };
  // Everything here was made by us: a person's global ignore list must not drop a part of it.
  const added = await git(['add', '--all', '--force'], setting);
  if (added.status !== 'done') return { status: 'left alone', reason: reasonOf(added) };
  // Without this, git makes an identity up from the machine's name, and it is in the history for good.
  const known = ['-c', 'user.useConfigOnly=true'];
  const committed = await git([...known, 'commit', '--quiet', '--message', message], setting);
  if (committed.status === 'done') return { status: 'committed', branch };
  const { status } = await git([...known, 'var', 'GIT_COMMITTER_IDENT'], setting);
  if (status === 'done') return { status: 'staged', reason: `git commit failed: ${reasonOf(committed)}` };
  return { status: 'staged', reason: 'git has no user.name and user.email; set them, then run git commit' };
}

/** The person's `init.defaultBranch`, else `main`. */
async function init(setting: GitSetting): Promise<{ branch: string; answer: GitAnswer }> {
  const configured = await git(['config', '--get', 'init.defaultBranch'], setting);
  const branch = configured.stdout || 'main';
  const answer = await git(['init', '--quiet', `--initial-branch=${branch}`], setting);
  if (answer.status !== 'failed') return { branch, answer };
  // `--initial-branch` came with git 2.28. Pointing HEAD by hand works with every git.
  const plain = await git(['init', '--quiet'], setting);
  if (plain.status === 'done') await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`], setting);
  return { branch, answer: plain };
}

function reasonOf({ stderr }: GitAnswer): string {
  return stderr.split('\n')[0] || 'git gave no reason';
}
