import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { type OpenaiServer, openaiServer, saying } from '../../templates/base/proofs/openai-server.ts';
import { npmThatAudits } from './audited.ts';
import { bash, type Ran } from './bash.ts';
import { type Packed, pack } from './packed.ts';

const biome = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The kinds beside classify, which has tests of its own, with what only each is asked, and an answer as a hosted model of it may give one. */
const KINDS = [
  {
    kind: 'draft',
    flags: '',
    answer: {
      status: 'partial',
      text: 'Somebody will write to you.',
      citations: [{ source: 'none', quote: 'Nothing says so.' }],
    },
  },
  {
    kind: 'extract',
    flags: "--fields 'supplier:text,issued:date,net:amount,tax:amount,total:amount' --parts all",
    answer: null,
  },
] as const;

/** What each part proves of itself on the first day, before anybody has used it. */
const PROVEN = [
  'errors/dependency-failure',
  'errors/output-contract',
  'scale/hard-limits',
  'security/access-control',
  'security/audit-trail',
];

let packed: Packed;
let server: OpenaiServer;
beforeAll(async () => {
  packed = await pack();
  server = await openaiServer();
});
afterAll(async () => {
  await server.close();
  await rm(packed.folder, { recursive: true, force: true });
});

describe.each(KINDS)('a repository of the kind $kind, made from the tarball', ({ kind, flags, answer }) => {
  const poc = () => join(packed.folder, kind);
  const ran = new Map<string, Ran>();
  const json = async (file: string) => JSON.parse(await readFile(join(poc(), file), 'utf8'));
  const rowsOf = async (file: string) =>
    (await readFile(join(poc(), file), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  beforeAll(async () => {
    const made = await bash(
      packed.folder,
      `npx --yes ./${basename(packed.tarball)} ${kind} --yes --kind ${kind} --workflow W --performer P --unit U --real-case R --owner O ${flags}`,
    );
    expect(made.output).toContain(`Made ${kind}`);
    const PATH = `${await npmThatAudits(join(packed.folder, 'npm'))}:${process.env.PATH}`;
    for (const command of ['install', 'run typecheck', 'test', 'run calibrate', 'run eval'])
      ran.set(command, await bash(poc(), `npm ${command} 2>&1`, { PATH }));
    for (const command of ['run eval:alternative', 'run prove', 'run load'])
      ran.set(command, await bash(poc(), `npm ${command} 2>&1`, { PATH }));
  }, 600_000);

  it.each([
    'install',
    'run typecheck',
    'test',
    'run calibrate',
    'run eval',
    'run eval:alternative',
    'run prove',
    'run load',
  ])('does npm %s', (command) => {
    expect(ran.get(command)).toEqual({ code: 0, output: expect.not.stringMatching(/npm (?:error|ERR)/) });
  });

  it('is well formed by the linter of its templates', async () => {
    const { code, output } = await bash(
      poc(),
      `${biome} lint --config-path='${root}' --vcs-enabled=false --skip=style/noDefaultExport src eval proofs alternative test 2>&1`,
    );
    expect([code, output]).toEqual([0, expect.stringContaining('No fixes applied')]);
  });

  it('answers nothing before anybody has measured when the model is right', async () => {
    expect(ran.get('run calibrate')?.output).toContain('Too few trials to tell');
    const rows = await rowsOf('eval/results/results.jsonl');
    expect(rows.filter((row) => row.verdict.endsWith('_error'))).toEqual([]);
    expect(rows.filter((row) => row.outcome === 'answered')).toEqual([]);
  });

  it('proves its parts, and what it cannot prove yet it says', async () => {
    const { output } = await bash(poc(), 'npx poc check --stage production --format json 2>/dev/null');
    const { results } = reportSchema.parse(JSON.parse(output));
    const outcomes = new Map(results.map(({ id, outcome }) => [id, outcome]));
    // Critical ones count in production once a workflow of the repository has attested them.
    for (const id of PROVEN) expect([id, existsSync(join(poc(), `evidence/${id}.json`))]).toEqual([id, true]);
    for (const id of PROVEN.filter((one) => !one.startsWith('security/')))
      expect([id, outcomes.get(id)]).toEqual([id, 'pass']);
    for (const id of ['monitoring/off-switch', 'scale/load-at-volume', 'monitoring/quality-signal'])
      expect([id, outcomes.get(id)]).toEqual([id, 'not-proven']);
  });

  it('is one variable away from a hosted model', async () => {
    const input = answer ?? (await firstExpected(poc()));
    server.replies(saying({ answer: input, confidence: 0.9 }));
    const { code, output } = await bash(poc(), 'npm run eval 2>&1', {
      POC_MODEL: 'compatible/loopback-2026-11-01',
      POC_MODEL_URL: server.url,
    });
    expect([code, output]).toEqual([0, expect.stringContaining('compatible/loopback-2026-11-01')]);
    const rows = await rowsOf('eval/results/results.jsonl');
    expect(new Set(rows.map((row) => row.model))).toEqual(new Set(['compatible/loopback-2026-11-01']));
    expect(rows.filter((row) => row.verdict.endsWith('_error'))).toEqual([]);
    expect(await json('eval/results/run.json')).toMatchObject({ n: rows.length });
    expect(server.asked.length).toBeGreaterThan(0);
  });
});

/** What the first sample case expects, which is an answer of the right shape. */
async function firstExpected(poc: string): Promise<unknown> {
  const [line = ''] = (await readFile(join(poc, 'eval/cases/sample.jsonl'), 'utf8')).split('\n');
  return (JSON.parse(line) as { expected: unknown }).expected;
}

describe('a part that is taken out', () => {
  it.each([
    ['resilience', 'errors/dependency-failure'],
    ['limits', 'scale/hard-limits'],
    ['access', 'security/access-control'],
    ['audit', 'security/audit-trail'],
  ])('%s takes the proof of %s with it, and can be added again', async (part, id) => {
    const poc = join(packed.folder, 'extract');
    const outcomeOf = async () => {
      const { output } = await bash(poc, 'npx poc check --stage pilot --format json 2>/dev/null');
      return reportSchema.parse(JSON.parse(output)).results.find((one) => one.id === id)?.outcome;
    };
    expect(await outcomeOf()).toBe('pass');
    await bash(poc, `rm -r src/${part} proofs/${id}.ts && sed -i '/${part}Part/d' src/parts.ts`);
    expect(await outcomeOf()).toBe('not-proven');
    const { code, output } = await bash(poc, `npx poc add ${part} 2>&1`);
    expect([code, output]).toEqual([0, expect.stringContaining(`src/${part}/part.ts`)]);
    expect(await bash(poc, 'git status --porcelain -- src proofs test policy package.json')).toEqual({
      code: 0,
      output: '',
    });
    expect(await outcomeOf()).toBe('pass');
  });
});
