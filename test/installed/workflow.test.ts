import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { eventOf } from '../github/events.ts';
import { type GitHub, startGitHub } from '../github/loopback.ts';
import { repositoryOf, type Story } from '../github/story.ts';
import { node24 } from '../node24/path.ts';
import type { Artifact, StepResult, WorkflowResult } from '../workflows/runner/results.ts';
import { npmPassThrough } from '../workflows/runner/run-options.ts';
import { runWorkflow } from '../workflows/runner.ts';
import { standardStandIns } from '../workflows/stand-ins/standard.ts';
import { npmThatAudits } from './audited.ts';
import { bash } from './bash.ts';
import { type Packed, pack } from './packed.ts';
import { blockWith } from './readme.ts';

const TOKEN = 'ghs_gate';
let packed: Packed;
let poc: string;
/** A folder with the npm of the jobs. */
let npm: string;
let github: GitHub;

/** What one pull request of the made repository came to. */
type Outcome = { result: WorkflowResult; github: GitHub };

const git = async (script: string): Promise<string> => {
  const { code, output } = await bash(poc, `git -c user.name=Ada -c user.email=ada@example.com ${script}`);
  if (code !== 0) throw new Error(`git ${script}: ${output}`);
  return output.trim();
};

// A repository made from the tarball, with its lock file on main, and a pull request that defines the work.
beforeAll(async () => {
  packed = await pack();
  npm = await npmThatAudits(join(packed.folder, 'npm'));
  poc = join(packed.folder, 'invoice-triage');
  // One part shows that proofs reach the gate; all of them run in kinds.test.ts.
  const made = await bash(packed.folder, `${blockWith('--workflow')} --parts off-switch`);
  if (made.code !== 0) throw new Error(made.output);
  await bash(poc, 'npm install --package-lock-only --loglevel=error');
  await git('add -A');
  await git('commit -qm "chore: lock"');
  await git('branch -M main');
});

afterAll(async () => {
  await github?.stop();
  await rm(packed.folder, { recursive: true, force: true });
});

async function pullRequest(
  branch: string,
  files: Record<string, string>,
  permissions: Record<string, 'read' | 'write'>,
): Promise<Outcome> {
  await git(`checkout -qB ${branch} main`);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(poc, path, '..'), { recursive: true });
    await writeFile(join(poc, path), text);
  }
  await git('add -A');
  await git(`commit -qm "feat: ${branch}"`);
  const story: Story = {
    repository: 'acme/invoice-triage',
    number: 7,
    author: 'ada',
    head: { ref: branch, sha: await git(`rev-parse ${branch}`) },
    base: { ref: 'main', sha: await git('rev-parse main') },
  };
  await github?.stop();
  github = await startGitHub({ tokens: { [TOKEN]: { permissions } }, repositories: [repositoryOf(story)] });
  const run = join(packed.folder, `run-${branch}`);
  await mkdir(run);
  const { event, payload } = eventOf('pull_request.opened', story);
  const result = await runWorkflow({
    workflow: join(poc, '.github/workflows/poc.yml'),
    repository: poc,
    event: { name: event, payload: payload as never, pullRequest: { base: 'main', head: branch } },
    root: run,
    node24,
    standIns: standardStandIns([process.execPath, node24], [npm]),
    token: TOKEN,
    env: { GITHUB_API_URL: github.url },
    passThrough: [...npmPassThrough],
  });
  return { result, github };
}

const step = ({ result }: Outcome, job: string, name: string): StepResult => {
  const found = result.jobs.find((one) => one.id === job)?.steps.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no step ${name} in ${job}`);
  return found;
};

/** What its failed steps printed last: nobody can look at a run of yesterday. */
const failures = ({ result }: Outcome): string =>
  result.jobs
    .flatMap(({ name, steps }) =>
      steps
        .filter(({ conclusion }) => conclusion === 'failure')
        .map((one) => `${name}, ${one.name}: ${one.log.slice(-3000)}`),
    )
    .join('\n');

async function defined(): Promise<string> {
  const text = await readFile(join(poc, 'baseline.yaml'), 'utf8');
  return text
    .replace(/^start_event:.*$/m, 'start_event: "the invoice arrives in the inbox"')
    .replace(/^stop_event:.*$/m, 'stop_event: "the clerk files it"')
    .replace(/^eligible_per_month:.*$/m, 'eligible_per_month: 410')
    .replace(/^volume_query:.*$/m, 'volume_query: "count of messages in invoices@"')
    .replace(/^volume_window:.*$/m, 'volume_window: "2026-10-01/2026-10-31"');
}

describe('the workflow of a made repository', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    await git('checkout -q main');
    outcome = await pullRequest(
      'define-the-work',
      // A run at a desk, committed by mistake: the gate would refuse it beside the parts of this one.
      {
        'baseline.yaml': await defined(),
        'eval/results/run.json': '{"left":"of a desk"}\n',
        'alternative/results/run.json': '{"left":"of a desk"}\n',
      },
      { contents: 'read', pull_requests: 'write' },
    );
  }, 600_000);

  it('runs from checkout to report, and is green when nothing blocks', () => {
    const steps = outcome.result.jobs.flatMap((job) =>
      job.steps.map((one) => `${job.id}: ${one.name} ${one.conclusion}`),
    );
    const others = steps.filter((line) => !line.endsWith(' success') && !line.endsWith(' skipped'));
    expect(others, failures(outcome)).toEqual([]);
    expect(outcome.result.conclusion).toBe('success');
  });

  it('asks for no more permission than it needs', () => {
    const granted = outcome.result.jobs.map(({ id, permissions }) => {
      const some = Object.entries(permissions ?? {}).filter(
        ([name, level]) => level !== 'none' && name !== 'metadata',
      );
      return [id, Object.fromEntries(some)];
    });
    expect(granted).toEqual([
      ['test', { contents: 'read' }],
      ['evaluate', { contents: 'read' }],
      ['evaluate', { contents: 'read' }],
      ['prove', { contents: 'read' }],
      ['attest', { attestations: 'write', 'id-token': 'write' }],
      ['gate', { actions: 'read', attestations: 'read', contents: 'read', 'pull-requests': 'write' }],
    ]);
  });

  it('evaluates each part of the cases on a machine of its own, and keeps them apart', () => {
    const parts = outcome.result.artifacts.filter(({ name }) => name.startsWith('eval-results-'));
    expect(parts.map(({ name, files }) => [name, files])).toEqual([
      ['eval-results-1', ['shard-1-of-2/results.jsonl', 'shard-1-of-2/run.json']],
      ['eval-results-2', ['shard-2-of-2/results.jsonl', 'shard-2-of-2/run.json']],
    ]);
  });

  it('runs the alternative on the same parts, and the gate puts it together beside the POC', () => {
    const parts = outcome.result.artifacts.filter(({ name }) => name.startsWith('alternative-results-'));
    expect(parts.map(({ name, files }) => [name, files])).toEqual([
      ['alternative-results-1', ['shard-1-of-2/results.jsonl', 'shard-1-of-2/run.json']],
      ['alternative-results-2', ['shard-2-of-2/results.jsonl', 'shard-2-of-2/run.json']],
    ]);
    // Said only when its results are there, all of them, and about this tree; the samples are no real cases.
    expect(step(outcome, 'gate', 'Judge').summary).toContain(
      'No real case has a verdict both for “keyword rule” and for the POC.',
    );
  });

  it('gives the gate what this run measured, and the gate finds it fresh', () => {
    const judged = step(outcome, 'gate', 'Judge');
    expect(judged.outputs).toMatchObject({ verdict: 'continue', blocked: 'false', blockers: '[]' });
    expect(judged.summary).toContain('All digests match');
  });

  it('writes one comment, by calls that GitHub’s description allows', async () => {
    const { repositories } = await outcome.github.state();
    expect(repositories[0]?.comments.map((one) => one.body.split('\n').slice(0, 2))).toEqual([
      [
        '<!-- poc-gate default -->',
        '### 🔎 Continue: not proven either way; nothing blocks this pull request',
      ],
    ]);
    expect(await outcome.github.violations()).toEqual([]);
  });

  it('leaves the report as an artifact in its published shape', async () => {
    const artifact = outcome.result.artifacts.find((one: Artifact) => one.name === 'poc-report') as Artifact;
    expect([...artifact.files].sort()).toEqual(['poc-report.html', 'poc-report.json']);
    const [page, json] = await Promise.all(
      ['poc-report.html', 'poc-report.json'].map((file) => readFile(join(artifact.folder, file), 'utf8')),
    );
    expect(page).toContain('There is no number yet');
    const report = reportSchema.parse(JSON.parse(json as string));
    expect(report).toMatchObject({ verdict: 'continue', blocked: false, stage: 'explore' });
    expect(report.base.how).toBe('the pull request’s base');
  });
});

describe('a pull request that cannot be green', () => {
  // That each job installs what the lock file says was seen above, and takes a job longer than all else that it does.
  beforeAll(async () => {
    const { code, output } = await bash(poc, 'npm ci --loglevel=error');
    if (code !== 0) throw new Error(output);
    npm = await npmThatAudits(join(packed.folder, 'npm-that-copies'), join(poc, 'node_modules'));
  });

  it('is red when its evaluation crashes, and says that nothing is proven', async () => {
    await git('checkout -q main');
    const crash = "throw new Error('the evaluation crashes');\n";
    const outcome = await pullRequest(
      'crash',
      { 'eval/run.ts': crash, 'baseline.yaml': await defined() },
      { contents: 'read', pull_requests: 'write' },
    );
    expect(step(outcome, 'gate', 'Judge').conclusion).toBe('failure');
    expect(step(outcome, 'gate', 'Judge').outputs.blockers).toContain('eval/results-fresh');
    expect(outcome.result.conclusion).toBe('failure');
  }, 600_000);

  it('is red when one part of its evaluation crashes, and names the part', async () => {
    await git('checkout -q main');
    const crash = "if (process.env.POC_SHARD === '2/2') throw new Error('this part crashes');\n";
    const outcome = await pullRequest(
      'crash-of-a-part',
      {
        'eval/run.ts': `${crash}${await readFile(join(poc, 'eval/run.ts'), 'utf8')}`,
        'baseline.yaml': await defined(),
      },
      { contents: 'read', pull_requests: 'write' },
    );
    const jobs = outcome.result.jobs.map(({ name, result }) => `${name} ${result}`);
    expect(jobs, failures(outcome)).toEqual([
      'test success',
      'evaluate (1) success',
      'evaluate (2) failure',
      'prove success',
      'attest skipped',
      'gate failure',
    ]);
    const judged = step(outcome, 'gate', 'Judge');
    expect(judged.outputs.blockers).toContain('eval/results-fresh');
    expect(judged.summary).toContain('Shard 2 of 2 left no results');
  }, 600_000);

  it('is judged by the gate of its base, not by the one that it brings', async () => {
    await git('checkout -q main');
    const green =
      "import { appendFileSync } from 'node:fs';\nappendFileSync(process.env.GITHUB_OUTPUT, 'verdict=ship\\nblocked=false\\n');\n";
    const outcome = await pullRequest(
      'own-gate',
      {
        '.github/actions/poc-gate/action/dist/index.js': green,
        'src/extra.ts': 'export const extra = 1;\n',
        'baseline.yaml': await defined(),
      },
      { contents: 'read' },
    );
    const judged = step(outcome, 'gate', 'Judge');
    expect(judged.outputs.verdict).toBe('continue');
    expect(judged.outputs.blockers).toContain('eval/threshold-fixed-first');
    expect(judged.conclusion).toBe('failure');
    // Without the permission for the comment all else still works.
    expect(judged.annotations.filter((one) => one.message.includes('pull-requests: write'))).toHaveLength(1);
    expect(judged.summary).toContain('changes the gate itself');
  }, 600_000);
});
