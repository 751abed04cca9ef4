import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach } from 'vitest';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import { eventOf } from '../github/events.ts';
import { type GitHub, type InitialState, startGitHub } from '../github/loopback.ts';
import { repositoryOf, type Story } from '../github/story.ts';
import type { EventName } from '../github/webhook-examples.ts';
import { aPoc, cases, jsonLines, type Poc, type PocOptions } from '../repository-builder.ts';
import { type Ended, runAction } from './run-action.ts';

export const TOKEN = 'ghs_secret-of-the-gate';

/** A pull request in a checkout, and the GitHub that it is on. */
export type Scene = {
  poc: Poc;
  story: Story;
  github: GitHub;
  /** Runs the Action for an event of this pull request. */
  gate(event?: EventName, inputs?: Record<string, string>, api?: string): Promise<Ended>;
  comments(): Promise<{ id: number; user: string; body: string }[]>;
};

type Repository = NonNullable<InitialState['repositories']>[number];

/** How a scene differs from a pull request that may write everything. */
export type SceneOptions = {
  poc?: PocOptions;
  /** What the base holds besides. */
  before?: (poc: Poc) => Promise<void>;
  /** What the pull request does. */
  change?: (poc: Poc) => Promise<void>;
  permissions?: Record<string, 'read' | 'write'>;
  comments?: Repository['comments'];
  faults?: InitialState['faults'];
  /** What else GitHub knows; told the commit of the base, and the files of results that lay in its checkout. */
  state?: Partial<Repository> | ((at: AtBase) => Partial<Repository>);
};

/** The base, as a run on it would have kept it: files by their path in the folder of the results. */
export type AtBase = { base: string; results: Record<string, string> };

export const MAY_ALL = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;

/** Opens a scene: a POC whose last commit is the pull request. Today is the day of the real clock, as the bundle has no other. */
async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const poc = await aPoc({ now: new Date(), ...options.poc });
  if (options.before !== undefined) {
    await options.before(poc);
    await poc.commit('What the base holds besides');
  }
  const base = await poc.repository.git('rev-parse', 'HEAD');
  const results = await filesOfResults(poc);
  await options.change?.(poc);
  await poc.commit('A change');
  const story: Story = {
    repository: 'acme/triage',
    number: 7,
    author: 'ada',
    head: { ref: 'work', sha: await poc.repository.git('rev-parse', 'HEAD') },
    base: { ref: 'main', sha: base },
  };
  const state = typeof options.state === 'function' ? options.state({ base, results }) : options.state;
  const github = await startGitHub({
    tokens: { [TOKEN]: { permissions: options.permissions ?? MAY_ALL } },
    repositories: [{ ...repositoryOf(story), comments: options.comments ?? [], ...state }],
    faults: options.faults ?? [],
  });
  return {
    poc,
    story,
    github,
    gate: (event = 'pull_request.opened', inputs = {}, api = github.url) =>
      runAction({
        workspace: poc.repository.folder,
        event: eventOf(event, story),
        repository: story.repository,
        api,
        token: TOKEN,
        inputs,
      }),
    comments: async () => (await github.state()).repositories[0]?.comments ?? [],
  };
}

async function filesOfResults({ folder }: Poc): Promise<AtBase['results']> {
  const root = join(folder, 'eval/results');
  const all = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = files.map(async (file) => [relative(root, file), await readFile(file, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** A clone without history, as actions/checkout makes it when nobody asks for more. */
export function shallowCloneOf(folder: string, into: string): void {
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${folder}`, into]);
}

const row = (id: string): EvalRow => ({
  id,
  repeat: 0,
  verdict: 'pass',
  outcome: 'answered',
  answer: null,
  reason: null,
  confidence: 0.9,
  latency_ms: 12,
  cost_usd: null,
  cluster: null,
  model: 'embedded/naive-bayes',
});

/** A pull request that deletes a case and evaluates the rest. */
export const DELETES_A_CASE: SceneOptions = {
  change: async (poc) => {
    const kept = cases(12).slice(1);
    await poc.write({ 'eval/cases/cases.jsonl': jsonLines(kept) });
    await poc.evaluate(kept.map(({ id }) => row(id)));
  },
};

/** The gate's own account, and its hidden first line. */
export const BOT = 'github-actions[bot]';
export const MARK = '<!-- poc-gate default -->';

/** Opens scenes for a test file and closes them after each test. */
export function scenes(): (options?: SceneOptions) => Promise<Scene> {
  const running: Scene[] = [];
  afterEach(async () => {
    for (const scene of running.splice(0)) await scene.github.stop();
  });
  return async (options = {}) => {
    const scene = await openScene(options);
    running.push(scene);
    return scene;
  };
}
