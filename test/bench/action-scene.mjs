import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { eventOf } from '../github/events.ts';
import { repositoryOf } from '../github/story.ts';
import { writeLines } from './inputs.mjs';
import { idOf } from './rows.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TOKEN = 'ghs_secret-of-the-bench';
const REPOSITORY = 'acme/triage';

/**
 * A pull request that adds an eval of so many cases to a made POC, in a checkout of its own, and a GitHub on this
 * machine that it is on.
 *
 * @returns the program that gates it as GitHub's runner would, and what ends the GitHub
 */
export async function actionScene({ node, main, poc, createPoc, folder, rows }) {
  const workspace = madePoc(node, createPoc, folder);
  const git = gitIn(workspace);
  addCases(workspace, rows);
  git('init', '--quiet', '--initial-branch', 'main');
  const base = commit(git, 'A made POC');
  const written = addResults(node, poc, workspace, rows);
  const head = commit(git, 'An eval');
  const story = {
    repository: REPOSITORY,
    number: 7,
    author: 'ada',
    head: { ref: 'work', sha: head },
    base: { ref: 'main', sha: base },
  };
  const github = await startGitHub(node, {
    tokens: {
      [TOKEN]: {
        permissions: { contents: 'read', pull_requests: 'write', checks: 'write', actions: 'read' },
      },
    },
    repositories: [repositoryOf(story)],
  });
  const files = commandFiles(folder);
  const { payload, event } = eventOf('pull_request.opened', story);
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify(payload));
  return {
    program: {
      name: 'action',
      args: [main],
      cwd: workspace,
      env: {
        ...environment(workspace, folder, github.url, event, eventPath),
        ...inputs(),
        ...files,
      },
      verify: (run) => verify(run, files, written),
    },
    journal: async () => (await fetch(`${github.url}/__journal`)).json(),
    stop: github.stop,
  };
}

function madePoc(node, createPoc, folder) {
  const answers = [
    '--workflow',
    'Is a message about a bill?',
    '--performer',
    'billing clerk',
    '--unit',
    'one message',
  ];
  const more = ['--real-case', 'an example', '--labels', 'bill,other', '--owner', 'Example Owner'];
  execFileSync(node, [createPoc, 'triage', ...answers, ...more, '--yes', '--no-git'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return join(folder, 'triage');
}

const gitIn =
  (cwd) =>
  (...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], {
      cwd,
      encoding: 'utf8',
    }).trim();

function commit(git, message) {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

const RESULTS = 'eval/results/bench.jsonl';

/** The cases that the results are of, in place of those that a POC is made with. */
function addCases(workspace, rows) {
  const folder = join(workspace, 'eval/cases');
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const cases = Array.from({ length: rows }, (_, i) => JSON.stringify(evalCase(i)));
  writeFileSync(join(folder, 'cases.jsonl'), `${cases.join('\n')}\n`);
}

const evalCase = (index) => ({
  id: idOf(index),
  input: { subject: `Message ${index}`, body: `Number ${index} of the messages, about bill ${index * 37}.` },
  expected: index % 2 === 0 ? 'bill' : 'other',
  origin: 'real',
  source_system: 'helpdesk',
  source_ref: `hmac-sha256:${String(index).padStart(8, '0')}`,
  sampled_at: '2026-11-02T09:00:00Z',
  sampling: 'random',
  suite: 'scored',
});

/** Records an eval as a made POC does: the command writes what any tool could have written. */
function addResults(node, poc, workspace, rows) {
  const made = join(workspace, '..', 'made.jsonl');
  const written = writeLines(made, { rows });
  const copy =
    'require("fs").mkdirSync("eval/results",{recursive:true});require("fs").copyFileSync(...process.argv.slice(1))';
  const command = [node, '-e', copy, made, RESULTS];
  execFileSync(node, [poc, 'eval', 'run', '--results', RESULTS, '--', ...command], { cwd: workspace });
  return written;
}

async function startGitHub(node, state) {
  const child = spawn(node, [join(root, 'test/github/server.ts')], {
    env: {},
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin.end(JSON.stringify(state));
  const [line] = await once(createInterface(child.stdout), 'line');
  const stop = async () => {
    const closed = once(child, 'close');
    child.kill();
    await closed;
  };
  return { url: JSON.parse(line).url, stop };
}

function commandFiles(folder) {
  const kinds = ['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY', 'STATE'];
  return Object.fromEntries(
    kinds.map((kind) => {
      const path = join(folder, `command-${kind.toLowerCase()}`);
      writeFileSync(path, '');
      return [`GITHUB_${kind}`, path];
    }),
  );
}

const environment = (workspace, folder, api, event, eventPath) => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  GITHUB_ACTIONS: 'true',
  GITHUB_API_URL: api,
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_GRAPHQL_URL: `${api}/graphql`,
  GITHUB_EVENT_NAME: event,
  GITHUB_EVENT_PATH: eventPath,
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_RUN_ID: '42',
  GITHUB_WORKSPACE: workspace,
  RUNNER_TEMP: folder,
});

function inputs() {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  const given = Object.entries(action.inputs).map(([name, { default: fallback = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    name === 'token' ? TOKEN : fallback,
  ]);
  return Object.fromEntries(given);
}

/** A gate that could not judge is fast, and has done nothing. */
function verify({ code, out, err }, files, written) {
  const outputs = readFileSync(files.GITHUB_OUTPUT, 'utf8');
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  const share = `${written.passes} of ${written.rows}`;
  if ((code === 0 || code === 1) && outputs.includes('verdict') && summary.includes(share)) return;
  throw new Error(
    `action: found exit ${code}, without "${share}" in the summary; expected a verdict.\n${out}\n${err}\n${summary}`,
  );
}
