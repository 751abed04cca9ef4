import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftReport } from '../../action/contract/drift-report.ts';
import { node24 } from '../node24/path.ts';
import type { WorkflowResult } from '../workflows/runner/results.ts';
import { runWorkflow } from '../workflows/runner.ts';
import { createScratchRepository, type ScratchRepository } from '../workflows/scratch-repository.ts';
import { standardStandIns } from '../workflows/stand-ins/standard.ts';

const part = fileURLToPath(new URL('../../templates/parts/drift/', import.meta.url));
const install = readFileSync(new URL('../../templates/base/.github/install.sh', import.meta.url), 'utf8');
const markdown = readFileSync(new URL('../golden/drift/worse.md', import.meta.url), 'utf8');
const [headline = ''] = markdown.split('\n');

/** `poc drift` as it is told to be, and `tsx` by a Node that needs none. */
const NPX = `#!/bin/sh
[ "$1" = tsx ] && shift && exec '${node24}' "$@"
echo "$* $(ls eval/results)" >> "$SAYS/asked"
cat "$SAYS/$1 $2 $3"
exit "$ENDS"
`;
/** An eval that asks a model by this name, and ends with 1 where that is broken. */
const EVAL = `import { mkdirSync, writeFileSync } from 'node:fs';
if (process.env.POC_MODEL === 'openai/broken') process.exit(1);
mkdirSync('eval/results', { recursive: true });
writeFileSync('eval/results/run.json', '{}');
console.log('asked ' + process.env.POC_MODEL + ', judged by ' + process.env.POC_JUDGE);
`;
const verdict = (one: DriftReport['verdict']) => JSON.stringify({ verdict: one });

describe('the workflow that looks for drift', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drift-workflow-'));
  let repository: ScratchRepository;
  let server: Server;
  let asked: { call: string; permitted: string | undefined; body: string }[];
  let runs = 0;

  /** As much of GitHub as one look needs: no issue is open. */
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url, headers } = request;
      asked.push({
        call: `${method} ${url?.split('?')[0]}`,
        permitted: headers.authorization,
        body: Buffer.concat(chunks).toString(),
      });
      response.end(method === 'GET' ? '[]' : '{"number":7}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    mkdirSync(join(folder, 'tools'));
    writeFileSync(join(folder, 'tools/npx'), NPX);
    chmodSync(join(folder, 'tools/npx'), 0o755);
    repository = await createScratchRepository(join(folder, 'repository'));
    await repository.commit('A POC without anything that is installed', {
      '.nvmrc': '24\n',
      '.github/install.sh': install,
      'package.json': '{"private":true,"type":"module","scripts":{"eval":"node eval.js"}}\n',
      'eval.js': EVAL,
      'eval/results/committed.json': '{}\n',
      'monitoring/one-issue.ts': readFileSync(join(part, 'monitoring/one-issue.ts'), 'utf8'),
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  type Given = { vars?: Record<string, string>; secrets?: Record<string, string> };

  async function look(says: string, ends: number, given: Given = {}): Promise<WorkflowResult> {
    asked = [];
    runs += 1;
    const root = join(folder, `run-${runs}`);
    mkdirSync(root);
    writeFileSync(join(root, 'poc drift --json'), says);
    writeFileSync(join(root, 'poc drift --markdown'), says === '' ? '' : markdown);
    return runWorkflow({
      workflow: join(part, '.github/workflows/drift.yml'),
      repository: repository.folder,
      event: {
        name: 'workflow_dispatch',
        payload: { ref: 'refs/heads/main', repository: { full_name: 'acme/poc', default_branch: 'main' } },
      },
      root,
      ...given,
      node24,
      standIns: standardStandIns([node24], [join(folder, 'tools')]),
      token: ({ permissions }) => JSON.stringify(permissions),
      env: {
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        SAYS: root,
        ENDS: `${ends}`,
      },
    });
  }
  const step = ({ jobs }: WorkflowResult, name: string) => jobs[0]?.steps.find((one) => one.name === name);
  /** What `poc drift` was asked, and which results lay there. */
  const told = () =>
    readFileSync(join(folder, `run-${runs}`, 'asked'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());
  const calls = () => asked.map(({ call }) => call);

  it('opens an issue when there is drift, which is no failure, and shows it in the summary', async () => {
    const result = await look(verdict('drift'), 1);
    expect(step(result, 'Keep the issue')?.log).toContain('Opened issue 7.');
    expect(result.conclusion).toBe('success');
    expect(calls()).toEqual(['GET /repos/acme/poc/issues', 'POST /repos/acme/poc/issues']);
    expect(JSON.parse(asked[1]?.body ?? '').body).toContain(headline);
    expect(step(result, 'Look for drift')?.summary).toBe(markdown);
  });

  it('asks for no more than to read the contents and to write issues', async () => {
    await look(verdict('drift'), 1);
    const granted = JSON.parse(asked[0]?.permitted?.replace('Bearer ', '') ?? '') as Record<string, string>;
    const some = Object.entries(granted).filter(([name, level]) => level !== 'none' && name !== 'metadata');
    expect(Object.fromEntries(some)).toEqual({ contents: 'read', issues: 'write' });
  });

  it.each([
    ['there is none', 'none', 'There is no drift, and no issue about it.'],
    ['nobody can tell', 'unknown', 'There is too little data to tell'],
  ] as const)('opens no issue where %s', async (_, found, said) => {
    const result = await look(verdict(found), 0);
    expect(step(result, 'Keep the issue')?.log).toContain(said);
    expect([result.conclusion, calls()]).toEqual(['success', ['GET /repos/acme/poc/issues']]);
  });

  it.each([
    ['the gate refuses what it was given', '', 2],
    ['the gate is not there, which npx ends with 1 too', '', 1],
    ['it ends as never before', verdict('none'), 3],
  ])('is red and touches no issue where %s', async (_, says, ends) => {
    const result = await look(says, ends);
    const conclusions = ['Look for drift', 'Keep the issue'].map((name) => step(result, name)?.conclusion);
    expect(conclusions).toEqual(['failure', 'skipped']);
    expect([result.conclusion, calls()]).toEqual(['failure', []]);
  });

  const hosted = (model = 'openai/model') => ({
    vars: { POC_MODEL: model, POC_JUDGE: 'openai/judge' },
    secrets: { OPENAI_API_KEY: 'open-sesame' },
  });
  const CANARIES = 'Ask the canary cases again';

  it('asks the canary cases again where there is a model with a key, and hands over what came out', async () => {
    const result = await look(verdict('drift'), 1, hosted());
    expect(result.conclusion).toBe('success');
    expect(told()).toEqual([
      'poc drift --json --canaries eval/results run.json',
      'poc drift --markdown --canaries eval/results run.json',
    ]);
    const [kept] = result.artifacts;
    expect(kept?.name).toBe('canary-results');
    expect(step(result, CANARIES)?.log).toContain('asked openai/model, judged by openai/judge');
    expect(calls()).toHaveLength(2);
  });

  it.each([
    ['no model', { secrets: { OPENAI_API_KEY: 'open-sesame' } }],
    ['no key', { vars: { POC_MODEL: 'openai/model' } }],
  ])('says so and goes on with the rest where there is %s', async (_, given) => {
    const result = await look(verdict('drift'), 1, given);
    expect(step(result, CANARIES)?.summary).toMatch(/^The canary cases were not asked again: that takes/);
    expect(step(result, CANARIES)?.log).toContain('were not asked again');
    expect(told()).toEqual(['poc drift --json committed.json', 'poc drift --markdown committed.json']);
    expect([result.conclusion, result.artifacts]).toEqual(['success', []]);
  });

  it('is red where the eval fails, and looks at all else and keeps the issue all the same', async () => {
    const result = await look(verdict('drift'), 1, hosted('openai/broken'));
    expect(step(result, CANARIES)?.conclusion).toBe('failure');
    expect(told()).toEqual(['poc drift --json', 'poc drift --markdown']);
    expect(step(result, 'Keep the issue')?.log).toContain('Opened issue 7.');
    expect([result.conclusion, result.artifacts]).toEqual(['failure', []]);
  });

  it('asks nobody, and no package of that name, where the installation failed', async () => {
    await repository.commit('A dependency that is not there', {
      'package.json': '{"private":true,"dependencies":{"nowhere":"file:./nowhere.tgz"}}\n',
    });
    const result = await look(verdict('drift'), 1, hosted());
    const ended = ['Install', CANARIES, 'Look for drift', 'Keep the issue'];
    expect(ended.map((name) => step(result, name)?.conclusion)).toEqual([
      'failure',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(calls()).toEqual([]);
  });
});
