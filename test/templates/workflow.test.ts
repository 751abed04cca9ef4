import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PINS } from '../workflows/pins.ts';
import { ANSWER_SETS, type MadeFile, renderKind, textOf as textIn } from './render-kind.ts';

const WORKFLOW = '.github/workflows/poc.yml';

/** An expression as GitHub reads it. */
const github = (expression: string): string => `\${{ ${expression} }}`;
const BASE_BRANCH = 'github.base_ref || github.event.repository.default_branch';
const EXPRESSIONS = {
  shared: [
    'github.ref',
    "github.event_name == 'pull_request'",
    ...['matrix.shard', 'strategy.job-total', 'matrix.shard'],
    ...['matrix.shard', 'strategy.job-total', 'matrix.shard'],
    ...['vars.POC_MODEL', 'vars.POC_MODEL'],
    "vars.POC_ENVIRONMENT || 'local'",
    ...['vars.POC_REPEATS', 'vars.POC_JUDGE'],
    ...['secrets.OPENAI_API_KEY', 'secrets.OPENAI_API_KEY'],
    ...['secrets.ANTHROPIC_API_KEY', 'secrets.ANTHROPIC_API_KEY'],
    "vars.POC_ATTEST == 'true' && !github.event.pull_request.head.repo.fork",
    ...Array(7).fill('!cancelled()'),
    "!cancelled() && steps.gate.outputs.report != ''",
    'steps.gate.outputs.html',
    'steps.gate.outputs.report',
  ],
  vendored: [BASE_BRANCH],
};

type Step = {
  name: string;
  uses?: string;
  if?: string;
  with?: Record<string, unknown>;
  run?: string;
  env?: Record<string, string>;
};
type Job = {
  needs?: string | string[];
  if?: string;
  permissions?: object;
  strategy?: { 'fail-fast': boolean; matrix: object };
  steps: Step[];
};

describe.each(ANSWER_SETS)('the workflow made from %s answers', (_, data) => {
  let files: Map<string, MadeFile>;
  beforeAll(async () => {
    files = await renderKind(data);
  });

  const text = () => textIn(files, WORKFLOW);
  const linesOf = () => text().split('\n');
  const workflow = (): { jobs: Record<string, Job>; on: Record<string, unknown>; permissions: object } =>
    parse(text());

  it('keeps every expression of GitHub', () => {
    const expected = [...EXPRESSIONS.shared, ...(data.vendored ? EXPRESSIONS.vendored : [])];
    expect((text().match(/\$\{\{.*?\}\}/g) ?? []).sort()).toEqual(expected.map(github).sort());
    for (const [path, file] of files) expect(file.text, path).not.toContain('\\{{');
  });

  it('uses third-party actions at the verified commits only, with their version beside them', () => {
    const lines = linesOf().filter((line) => /uses: actions\//.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const line of lines) {
      const [, name = '', sha, version] =
        /uses: (actions\/[\w-]+)@([0-9a-f]{40}) # (v[\d.]+)$/.exec(line) ?? [];
      expect({ sha, version }, line).toEqual(PINS[name as keyof typeof PINS]);
    }
    const others = Object.values(workflow().jobs)
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses !== undefined && !uses.startsWith('actions/'));
    expect(others.map((step) => step.name)).toEqual(['Judge']);
  });

  it('judges with a gate that the pull request cannot change', () => {
    const { steps } = workflow().jobs.gate ?? { steps: [] };
    const judge = steps.findIndex((step) => step.name === 'Judge');
    const copy = steps.findIndex((step) => step.with?.path === '.poc-gate');
    if (!data.vendored) {
      expect(copy).toBe(-1);
      expect(steps[judge]?.uses).toBe(data.actionUses);
      return;
    }
    expect(copy).toBeGreaterThan(-1);
    expect(copy).toBeLessThan(judge);
    expect(steps[copy]?.with?.ref).toBe(github(BASE_BRANCH));
    expect(steps[judge]?.uses).toBe('./.poc-gate/.github/actions/poc-gate');
  });

  it('hands the gate what this run measured, and never what was committed', () => {
    const namesOf = (job: string) => workflow().jobs[job]?.steps.map((step) => step.name) ?? [];
    const forget = 'Forget the committed results';
    expect(namesOf('evaluate').indexOf(forget)).toBe(1);
    expect(namesOf('gate').indexOf(forget)).toBe(namesOf('gate').indexOf('Take the results of this run') - 1);
    const forgets = linesOf().filter((line) => line.includes('rm -rf eval/results alternative/results'));
    expect(forgets).toHaveLength(2);
    expect(forgets[1]).toMatch(/ evidence\/data\/clean-repo\.json$/);
    expect(namesOf('prove').indexOf('Forget the committed proofs')).toBe(1);
    expect(linesOf().filter((line) => line.includes('for proof in proofs/*/*.ts; do name='))).toHaveLength(2);
    expect(namesOf('gate').slice(-6, -2)).toEqual([
      'Take the results of this run',
      'Take the results of the alternative',
      'Take the scan',
      'Take the proofs',
    ]);
  });

  it('says in one place how many parts the evaluation has, and each part is kept by itself', () => {
    const { evaluate, gate } = workflow().jobs;
    const stepOf = (job: Job | undefined, name: string) => job?.steps.find((step) => step.name === name);
    expect(evaluate?.strategy).toEqual({ 'fail-fast': false, matrix: { shard: [1, 2] } });
    expect(stepOf(evaluate, 'Evaluate')?.env?.POC_SHARD).toBe(
      `${github('matrix.shard')}/${github('strategy.job-total')}`,
    );
    expect(stepOf(evaluate, 'Keep the results')?.with?.name).toBe(`eval-results-${github('matrix.shard')}`);
    expect(stepOf(gate, 'Take the results of this run')?.with).toEqual({
      pattern: 'eval-results-*',
      'merge-multiple': true,
      path: 'eval/results',
    });
  });

  it('runs the alternative on the same parts, after the POC, without its keys, and under a name of its own', () => {
    const { evaluate, gate } = workflow().jobs;
    const stepOf = (job: Job | undefined, name: string) => job?.steps.find((step) => step.name === name);
    expect(evaluate?.steps.slice(-4).map(({ name }) => name)).toEqual([
      'Evaluate',
      'Keep the results',
      'Evaluate the alternative',
      'Keep the results of the alternative',
    ]);
    expect(stepOf(evaluate, 'Evaluate the alternative')?.env).toEqual({
      POC_SHARD: `${github('matrix.shard')}/${github('strategy.job-total')}`,
    });
    // Results of the base are found by the beginning of their name: these must not be among them.
    expect(stepOf(evaluate, 'Keep the results of the alternative')?.with).toMatchObject({
      name: `alternative-results-${github('matrix.shard')}`,
      path: 'alternative/results',
    });
    expect(stepOf(gate, 'Take the results of the alternative')?.with).toEqual({
      pattern: 'alternative-results-*',
      'merge-multiple': true,
      path: 'alternative/results',
    });
  });

  it('signs in a job that runs no code of the repository, when it is told to and never for a fork', () => {
    const { attest, gate } = workflow().jobs;
    const [take, takeScan, takeProofs, sign, ...more] = attest?.steps ?? [];
    expect(attest).toMatchObject({
      needs: ['test', 'evaluate', 'prove'],
      if: github("vars.POC_ATTEST == 'true' && !github.event.pull_request.head.repo.fork"),
      permissions: { attestations: 'write', 'id-token': 'write' },
    });
    // What is signed is what the gate is handed, byte for byte.
    for (const taken of [take, takeScan, takeProofs])
      expect(taken?.with).toEqual(gate?.steps.find(({ name }) => name === taken?.name)?.with);
    expect(sign).toMatchObject({
      uses: expect.stringMatching(/^actions\/attest-build-provenance@/),
      with: { 'subject-path': 'eval/results/**\nevidence/**\n' },
    });
    expect([more, attest?.steps.filter(({ run }) => run !== undefined)]).toEqual([[], []]);
  });

  it('scans the commit as it is, also after a test that failed, where nothing can be written', () => {
    const { test, gate } = workflow().jobs;
    const names = test?.steps.map(({ name }) => name) ?? [];
    expect(names.slice(0, 2)).toEqual(['Check out', 'Forget the committed scan']);
    expect(names.slice(-2)).toEqual(['Scan', 'Keep the scan']);
    for (const step of test?.steps.slice(-2) ?? []) expect(step.if).toBe(github('!cancelled()'));
    // The suppressions of the base are in its history.
    expect(test?.steps[0]?.with?.['fetch-depth']).toBe(0);
    // It writes no lock file that is in no commit.
    expect(test?.steps.find(({ name }) => name === 'Install')?.run).toBe('sh .github/install.sh');
    const kept = test?.steps.at(-1)?.with;
    const taken = gate?.steps.find(({ name }) => name === 'Take the scan')?.with;
    expect(taken).toEqual({ name: kept?.name, path: kept?.path });
    expect(gate?.steps.flatMap(({ run }) => (run === undefined ? [] : [run]))).toEqual([
      expect.stringMatching(/^rm -rf eval\/results alternative\/results evidence\/data\/clean-repo\.json\n/),
    ]);
  });

  it('tests once, and not in each part of the evaluation', () => {
    const commands = Object.entries(workflow().jobs).flatMap(([id, { steps }]) =>
      steps.flatMap(({ run }) => (run?.startsWith('npm ') ? [`${id}: ${run}`] : [])),
    );
    expect(commands).toEqual([
      'test: npm run typecheck',
      'test: npm test',
      'test: npm run scan',
      'evaluate: npm run eval',
      'evaluate: npm run eval:alternative',
    ]);
  });

  it('proves each part, and hands on what that found out and nothing that people wrote', () => {
    const { prove, gate, attest } = workflow().jobs;
    const stepOf = (job: Job | undefined, name: string) => job?.steps.find((step) => step.name === name);
    expect(prove?.steps.slice(-3).map(({ name }) => name)).toEqual([
      'Prove',
      'Gather the proofs',
      'Keep the proofs',
    ]);
    expect(stepOf(prove, 'Prove')?.run).toMatch(/^POC_LOAD_MINUTES=.* npm run prove\n$/);
    expect(stepOf(prove, 'Keep the proofs')?.with).toMatchObject({ name: 'proofs', path: 'proven' });
    for (const job of [gate, attest])
      expect(stepOf(job, 'Take the proofs')?.with).toEqual({ name: 'proofs', path: 'evidence' });
  });

  it('asks for the least permissions, and judges a crashed evaluation too', () => {
    const { jobs, on, permissions } = workflow();
    expect(Object.keys(on)).toEqual(['pull_request', 'merge_group', 'push', 'workflow_dispatch', 'schedule']);
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.keys(jobs)).toEqual(['test', 'evaluate', 'prove', 'attest', 'gate']);
    for (const job of [jobs.test, jobs.evaluate, jobs.prove]) expect(job?.permissions).toBeUndefined();
    expect(jobs.gate?.permissions).toEqual({
      actions: 'read',
      attestations: 'read',
      contents: 'read',
      'pull-requests': 'write',
    });
    expect(jobs.gate).toMatchObject({
      needs: ['test', 'evaluate', 'prove', 'attest'],
      if: github('!cancelled()'),
    });
    const checkouts = Object.values(jobs)
      .flatMap((job) => job.steps)
      .filter((step) => step.uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with?.['persist-credentials'], step.name).toBe(false);
  });
});
