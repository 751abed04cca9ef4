import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { git, gitEnvironment } from '../runner/git.ts';
import { textAt } from '../runner/json.ts';
import { failed, isTrue, type StandIn, type StandInEnd, type StandInStep } from './stand-in.ts';

/** What is fetched, and what the working tree is then set to. */
type Target = { source: string; fetched: string; checkout: string[] };

/**
 * `actions/checkout`: a fresh repository in the workspace that fetches from the bare copy, as deep as asked.
 * Different from the real one: `sparse-checkout` and `filter` are ignored (everything is there), and the
 * remote needs no credentials, so `persist-credentials` has no effect.
 */
export const checkout: StandIn = {
  inputs: {
    repository: {},
    ref: {},
    token: {},
    path: {},
    clean: { default: 'true' },
    filter: {},
    'fetch-depth': { default: '1' },
    'fetch-tags': { default: 'false' },
    'persist-credentials': { default: 'true' },
    'set-safe-directory': { default: 'true' },
    'show-progress': { default: 'true' },
    'sparse-checkout': {},
    'sparse-checkout-cone-mode': { default: 'true' },
    lfs: { default: 'false' },
    submodules: { default: 'false' },
  },
  async run(step) {
    const refused = refusal(step);
    if (refused !== null) return failed(refused);
    const folder = resolve(step.workspace, step.inputs.path ?? '');
    if (folder !== step.workspace && !folder.startsWith(`${step.workspace}/`)) {
      return failed(`Found path: ${step.inputs.path}; expected a folder under the workspace. Change it.`);
    }
    await emptyFolder(folder);
    return fetchAndCheckOut(step, folder);
  },
};

function refusal({ inputs, github }: StandInStep): string | null {
  const own = textAt(github, 'repository');
  if (inputs.repository && inputs.repository !== own) {
    return `Found repository: ${inputs.repository}; expected ${own}, the only one there is here. Leave it out.`;
  }
  const odd = ['lfs', 'submodules'].find((name) => inputs[name] !== 'false');
  return odd
    ? `Found ${odd}: ${inputs[odd]}; expected false, all that the stand-in does. Leave it out.`
    : null;
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true })));
}

async function fetchAndCheckOut(step: StandInStep, folder: string): Promise<StandInEnd> {
  const env = gitEnvironment(step.env.HOME ?? step.temp);
  const target = await findTarget(step, env);
  if (target === null) {
    const found = `Found ref: ${step.inputs.ref}`;
    return failed(
      `${found}; expected a branch, tag, full ref or commit of the repository. Push it, or correct it.`,
    );
  }
  const commands = [
    ['-c', 'init.defaultBranch=main', 'init', '--quiet'],
    ['remote', 'add', 'origin', `file://${step.origin}`],
    ...fetches(step, target),
    ['checkout', '--quiet', '--force', ...target.checkout],
  ];
  for (const command of commands) {
    const end = await git(folder, command, env);
    if (end.code !== 0) return failed(`git ${command.join(' ')}: ${end.stderr}`);
  }
  const { stdout: commit } = await git(folder, ['log', '-1', '--format=%H'], env);
  step.print(commit);
  return { failure: null, outputs: { ref: step.inputs.ref || textAt(step.github, 'ref'), commit } };
}

function fetches({ inputs }: StandInStep, target: Target): string[][] {
  const depth = Number(inputs['fetch-depth']);
  const one = `+${target.source}:${target.fetched}`;
  const fetch = ['fetch', '--quiet', '--prune', '--no-recurse-submodules'];
  if (depth > 0)
    return [
      [...fetch, isTrue(inputs['fetch-tags']) ? '--tags' : '--no-tags', `--depth=${depth}`, 'origin', one],
    ];
  const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  return [
    [...fetch, 'origin', ...all],
    ...(target.fetched.startsWith('refs/remotes/origin/') ? [] : [[...fetch, '--no-tags', 'origin', one]]),
  ];
}

/** Without `ref` it is the commit of the event, even when the branch has moved on since. */
async function findTarget(step: StandInStep, env: Record<string, string>): Promise<Target | null> {
  const wanted = step.inputs.ref ?? '';
  if (wanted === '') return targetOf(textAt(step.github, 'ref'), textAt(step.github, 'sha'));
  if (/^[0-9a-f]{40}$/.test(wanted))
    return { source: wanted, fetched: 'refs/remotes/origin/checkout', checkout: [wanted] };
  for (const ref of wanted.startsWith('refs/') ? [wanted] : [`refs/heads/${wanted}`, `refs/tags/${wanted}`]) {
    const found = await git(step.origin, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], env);
    if (found.code === 0) return targetOf(ref, found.stdout);
  }
  return null;
}

function targetOf(ref: string, commit: string): Target {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch) {
    const fetched = `refs/remotes/origin/${branch}`;
    return { source: commit, fetched, checkout: ['-B', branch, fetched] };
  }
  const pull = /^refs\/pull\/(.+)$/.exec(ref)?.[1];
  const fetched = pull ? `refs/remotes/pull/${pull}` : ref;
  return { source: commit, fetched, checkout: [fetched] };
}
