import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPoc, type Poc } from '../repository-builder.ts';

const NODE = process.execPath;
const ID = 'errors/output-contract';
const FILE = `evidence/${ID}.json`;

const tests = [
  ...['truncated', 'refusal', 'extra_field', 'wrong_enum', 'business_rule_violation'].map(
    (bad_output, i) => ({
      id: bad_output,
      status: 'passed',
      duration_ms: 1.5 + i,
      bad_output,
      rejected: true,
      logged: true,
    }),
  ),
  { id: 'canary', status: 'failed', duration_ms: 1, bad_output: null, rejected: false, logged: false },
];

/** A program that writes this as its result, and ends with this code. */
const writing = (result: unknown, code = 0, more = ''): string[] => [
  NODE,
  '-e',
  `${more}require('node:fs').writeFileSync(process.env.POC_RESULT, ${JSON.stringify(typeof result === 'string' ? result : JSON.stringify(result))}); process.exitCode = ${code};`,
];

let poc: Poc;
beforeAll(async () => {
  // The real clock: what is recorded now is of now.
  poc = await aPoc({ proven: true, now: new Date() });
});

const prove = (words: readonly string[]) => poc.run('prove', ...words);
const proof = async () =>
  JSON.parse(await readFile(join(poc.folder, FILE), 'utf8')) as Record<string, unknown>;

describe('poc prove', () => {
  it('records what a command found out, on what, and says what the gate makes of it', async () => {
    const { code, out } = await prove([ID, '--', ...writing({ tests })]);
    expect(out).toContain(`${FILE}: 5 recorded, on source and prompts.`);
    expect(out).toContain(`✅ ${ID}: `);
    expect(code).toBe(0);
    expect(await proof()).toMatchObject({
      schema: 'poc-evidence/v1',
      check: ID,
      commit: await poc.repository.git('rev-parse', 'HEAD'),
      n: 5,
      result: { tests },
      inputs: { source: expect.stringMatching(/^sha256:/), prompts: expect.stringMatching(/^sha256:/) },
    });
  });

  it('ends with 1 when the gate does not take it, and says why', async () => {
    const { code, out } = await prove([ID, '--', ...writing({ tests: tests.slice(0, -1) })]);
    expect(code).toBe(1);
    expect(out).toContain(
      'has no test canary, so nothing shows that these tests can fail.'.replace('canary', '`canary`'),
    );
    expect(out).toContain('→ ');
  });

  it('takes a command that ends with another code only where that was said', async () => {
    const failing = ['--', ...writing({ tests }, 1)];
    const refused = await prove([ID, ...failing]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('ended with 1; expected 0.') });
    expect(await prove([ID, '--exit-code', '1', ...failing])).toMatchObject({ code: 0 });
  });

  it('keeps the last record when a command fails', async () => {
    const before = await proof();
    await prove([ID, '--', NODE, '-e', 'process.exit(3)']);
    expect(await proof()).toEqual(before);
  });

  it.each([
    ['nothing', [NODE, '-e', ''], 'found no file; expected one. Let the command write its result'],
    ['no JSON', writing('tests: []'), 'found text that is not JSON; expected JSON'],
    ['another shape', writing({ tests: [{ id: 'x' }] }), 'tests.0.status'],
    [
      'a key that nothing reads',
      writing({ tests, passed: 5 }),
      'found the key "passed", which nothing reads',
    ],
  ])('refuses a command that wrote %s', async (_, command, says) => {
    const { code, err } = await prove([ID, '--', ...command]);
    expect(code).toBe(1);
    expect(err).toContain(says);
  });

  it('refuses what was found out on files that changed meanwhile', async () => {
    const edit = "require('node:fs').appendFileSync('src/workflow.ts', '// edited\\n'); ";
    const { code, err } = await prove([ID, '--', ...writing({ tests }, 0, edit)]);
    expect(code).toBe(1);
    expect(err).toContain('source changed while the command ran; expected them to stay.');
  });

  it('leaves nothing else behind', async () => {
    const left = await poc.repository.git('status', '--porcelain', '--', 'evidence');
    expect(left.split('\n').filter((line) => !line.endsWith(FILE))).toEqual([]);
  });

  it.each([
    [['errors/output-contrakt', '--', NODE], 'Write `errors/output-contract` if that was meant.'],
    [['eval/pass-rate', '--', NODE], 'expected a check that is proven by a command'],
    [[ID], 'found no command; expected one after `--`.'],
    [[ID, 'errors/dependency-failure', '--', NODE], 'found 2 checks; expected one.'],
    [[ID, '--exit', '1', '--', NODE], "Unknown option '--exit'"],
    [[ID, '--exit-code', 'one', '--', NODE], '--exit-code: found "one"; expected a number from 1 to 255.'],
    [[ID, '--', 'no-such-program-anywhere'], 'expected a command that can be started'],
    [['--all'], 'found no command; expected one after `--`.'],
    [['--all', ID, '--', NODE], `found --all and ${ID}; expected one of them.`],
  ])('ends with 2 on %j', async (words, says) => {
    const { code, err } = await prove(words);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });
});

/** A program of `proofs/`: it writes this as its result. */
const program = (result: unknown, code = 0): string => writing(result, code)[2] ?? '';

describe('poc prove --all', () => {
  let all: Poc;
  const prove = (...words: string[]) => all.run('prove', '--all', ...words);
  const recorded = async (id: string) =>
    JSON.parse(await readFile(join(all.folder, `evidence/${id}.json`), 'utf8')) as Record<string, unknown>;
  beforeAll(async () => {
    all = await aPoc({ proven: true, now: new Date() });
  });

  it('with no file in proofs/ proves nothing, and says so', async () => {
    const { code, out } = await prove('--', NODE);
    expect([code, out]).toEqual([0, expect.stringContaining('so nothing was proven.')]);
  });

  it('runs every file for its check, and prints a line for each and a count', async () => {
    const canaryLess = { tests: tests.slice(0, -1) };
    await all.write({
      'proofs/harness.cjs': 'throw new Error("shared, not run")',
      'proofs/errors/output-contract.cjs': program({ tests }),
      'proofs/monitoring/off-switch.cjs': program({ flag: 'POC_OFF', tests: [] }),
    });
    const { code, out, err } = await prove('--', NODE);
    const lines = out.trimEnd().split('\n');
    expect(err).toBe('');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^✅ errors\/output-contract: /);
    expect(lines[1]).toMatch(/^[⚪❌] monitoring\/off-switch: /);
    expect(lines[2]).toBe('2 of 2 proofs wrote a result; the gate takes 1 of them.');
    expect(code).toBe(0);
    expect(await recorded(ID)).toMatchObject({
      result: { tests },
      producer: { command: `${NODE} proofs/errors/output-contract.cjs` },
    });
    await all.write({ 'proofs/errors/output-contract.cjs': program(canaryLess) });
    expect((await prove('--', NODE)).out).toContain('the gate takes 0 of them.');
  });

  it('goes on after a file that wrote nothing, and ends with 1', async () => {
    await all.write({
      'proofs/errors/output-contract.cjs': 'process.exitCode = 3',
      'proofs/monitoring/off-switch.cjs': program({ flag: 'POC_OFF', tests: [] }),
    });
    const { code, out, err } = await prove('--', NODE);
    expect(err).toContain(`poc prove: proofs/errors/output-contract.cjs: ${NODE} ended with 3; expected 0.`);
    expect(out).toContain('1 of 2 proofs wrote a result;');
    expect(code).toBe(1);
  });

  it('takes another exit code of all of them where that was said', async () => {
    await all.write({ 'proofs/errors/output-contract.cjs': program({ tests }, 1) });
    expect(await prove('--exit-code', '1', '--', NODE)).toMatchObject({ code: 0, err: '' });
  });

  it('ends at the first file with 2 when the runner cannot be started', async () => {
    const { code, out, err } = await prove('--', 'no-such-program-anywhere');
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n').filter((line) => line.includes('can be started'))).toHaveLength(1);
  });

  it('runs nothing when a file is called after no check', async () => {
    const before = await recorded(ID);
    await all.write({ 'proofs/errors/output-contrakt.cjs': 'process.exit(0)' });
    const { code, err } = await prove('--', NODE);
    expect([code, err]).toEqual([2, expect.stringContaining('Rename it for errors/output-contract')]);
    expect(await recorded(ID)).toEqual(before);
  });
});

describe('a load test', () => {
  it('is told the load that its check asks for', async () => {
    await prove([
      'scale/load-at-volume',
      '--',
      NODE,
      '-e',
      "require('node:fs').writeFileSync('told', process.env.POC_LOAD_PER_HOUR ?? 'nothing')",
    ]);
    expect(await readFile(join(poc.folder, 'told'), 'utf8')).toMatch(/^[1-9]\d*$/);
  });
});
