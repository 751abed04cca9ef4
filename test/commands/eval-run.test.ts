import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EvalRow, evalRun } from '../../action/contract/eval-run.ts';
import {
  aCase,
  aFolder,
  aPoc,
  aRow,
  cases,
  type Ended,
  jsonLines,
  type Poc,
  poc,
} from '../repository-builder.ts';

const RUN = 'eval/results/run.json';
const USUAL = 'results: eval/results/**/run.json';
const ROWS = 'eval/results/results.jsonl';
const ROW = aRow(aCase(1));
const TWO = [ROW, aRow(aCase(2))];
const WRITE_ROWS =
  'Write one JSON line an attempt into the file named by POC_ROWS, or name the files of another tool with --results.';

/** Runs a Node program as the eval. Its text may use `fs` and `ROWS`, the file that it was told to write. */
const runEval = (
  it: Poc,
  program: string,
  env: Record<string, string> = {},
  ...args: string[]
): Promise<Ended> =>
  poc(
    [
      'eval',
      'run',
      '--',
      process.execPath,
      '-e',
      `const fs = require('fs'); const ROWS = process.env.POC_ROWS; ${program}`,
      '--',
      ...args,
    ],
    { cwd: it.folder, env },
  );

const writing = (rows: readonly unknown[]): string =>
  `fs.writeFileSync(ROWS, ${JSON.stringify(jsonLines(rows))});`;

const textOf = (it: Poc, file: string): Promise<string | null> =>
  readFile(join(it.folder, file), 'utf8').catch(() => null);

async function runOf(it: Poc) {
  return evalRun.parse(JSON.parse((await textOf(it, RUN)) ?? 'null'));
}

describe('poc eval run', () => {
  it('records on what the eval ran, and the gate finds the same', async () => {
    const it = await aPoc({ results: null });
    const all = cases(12);
    const { code, out, err } = await runEval(it, writing(all.map((one) => aRow(one))));
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`12 rows in ${ROWS}: 12 pass. Recorded in ${RUN}.`);
    expect(await runOf(it)).toMatchObject({
      commit: await it.repository.git('rev-parse', 'HEAD'),
      producer: { command: expect.stringContaining(' -e '), run_url: null },
      inputs: { model: ['embedded/naive-bayes'] },
      n: 12,
      result: { passed: 12 },
      rows: ROWS,
    });
    const now = new Date();
    const ended = await poc(['check', '--format', 'json'], { cwd: it.folder, now });
    const fresh = JSON.parse(ended.out).results.find(
      (one: { id: string }) => one.id === 'eval/results-fresh',
    );
    expect(fresh).toMatchObject({
      outcome: 'pass',
      message: 'All digests match; made today with embedded/naive-bayes.',
    });
  });

  it('records digests that hold after the commit, and no longer after a change', async () => {
    const it = await aPoc({ results: null, files: { 'src/windows.ts': 'a\r\nb\r\n', 'src/ü b.ts': 'x' } });
    await runEval(it, writing(cases(12).map((one) => aRow(one))));
    const fresh = async () => {
      const { out } = await poc(['check', '--format', 'json'], { cwd: it.folder, now: new Date() });
      return JSON.parse(out).results.find((one: { id: string }) => one.id === 'eval/results-fresh').outcome;
    };
    await it.commit('results');
    expect(await fresh()).toBe('pass');
    await it.commit('a prompt', { 'prompts/classify.md': 'another' });
    expect(await fresh()).toBe('not-proven');
  });

  it('counts every verdict, and every model once', async () => {
    const it = await aPoc({ results: null });
    const verdicts: EvalRow['verdict'][] = [
      'pass',
      'fail',
      'pass',
      'system_error',
      'grader_error',
      'no_verdict',
    ];
    const rows = verdicts.map((verdict, i) => ({
      ...ROW,
      id: `case-${i}`,
      verdict,
      model: i === 0 ? null : `m${i % 2}`,
    }));
    const { out } = await runEval(it, writing(rows));
    expect(out).toBe(
      `6 rows in ${ROWS}: 2 pass, 1 fail, 1 system error, 1 grader error, 1 no verdict. Recorded in ${RUN}.`,
    );
    expect(await runOf(it)).toMatchObject({ n: 6, result: { passed: 2 }, inputs: { model: ['m0', 'm1'] } });
  });

  it('tells the command where the rows go, whatever was said before, and where it stands', async () => {
    const it = await aPoc({ results: null });
    const program = `fs.mkdirSync('logs'); fs.writeFileSync('logs/told', [ROWS, process.cwd(), ...process.argv.slice(1)].join('|')); ${writing([ROW])}`;
    await runEval(it, program, { POC_ROWS: 'elsewhere.jsonl' }, '--help', 'a b', '$HOME;x');
    expect(await textOf(it, 'logs/told')).toBe(`${ROWS}|${it.folder}|--help|a b|$HOME;x`);
  });

  it('puts rows and envelope where poc.yaml says', async () => {
    const it = await aPoc({ results: null });
    const manifest = (await textOf(it, 'poc.yaml')) ?? '';
    await it.write({ 'poc.yaml': manifest.replace(USUAL, 'results: out/eval.json') });
    const { code } = await runEval(it, writing(TWO));
    expect(code).toBe(0);
    expect(await textOf(it, 'out/results.jsonl')).toBe(jsonLines(TWO));
    expect(JSON.parse((await textOf(it, 'out/eval.json')) ?? '')).toMatchObject({
      rows: 'out/results.jsonl',
    });
  });

  it.each([
    [
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' },
      'https://github.com/o/r/actions/runs/7',
    ],
    [{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r' }, null],
    [{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '7' }, null],
    [{ GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' }, null],
    [{ GITHUB_SERVER_URL: '', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' }, null],
  ])('on GitHub with %j has the run’s page: %s', async (env, url) => {
    const it = await aPoc({ results: null });
    await runEval(it, writing(TWO), env as Record<string, string>);
    expect((await runOf(it)).producer.run_url).toBe(url);
  });

  it('works in a POC without git and without a commit', async () => {
    const made = await aPoc({ results: null });
    const manifest = (await textOf(made, 'poc.yaml')) ?? '';
    const folder = await aFolder({ 'poc.yaml': manifest });
    const it = { ...made, folder };
    expect((await runEval(it, writing(TWO))).code).toBe(0);
    expect((await runOf(it)).commit).toBeNull();
  });
});

describe('poc eval run records nothing', () => {
  it.each([
    [
      'fails',
      'process.exit(3)',
      `${process.execPath} ended with 3; expected 0. Nothing was recorded; mend the eval and run it again.`,
    ],
    [
      'fails after it wrote',
      `${writing([ROW])} process.exit(1)`,
      `${process.execPath} ended with 1; expected 0. Nothing was recorded; mend the eval and run it again.`,
    ],
    [
      'is killed',
      "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 9999)",
      `${process.execPath} ended with SIGKILL; expected 0. Nothing was recorded; mend the eval and run it again.`,
    ],
    ['writes nothing', '', `${ROWS}: found nothing there. ${WRITE_ROWS}`],
    [
      'writes an empty file',
      writing([]),
      `${ROWS}: found an empty file; expected eval results. Run the eval again and look at why it wrote nothing.`,
    ],
    [
      'writes rows of another shape',
      writing([ROW, { ...ROW, verdict: 'ok', score: 1 }]),
      `${ROWS}:2: found \`verdict\`: "ok"; expected "pass" or "fail" or "system_error" or "grader_error" or "no_verdict". Correct \`verdict\`.\n${ROWS}:2: found \`score\`: the key "score", which nothing reads; expected one of id, repeat, verdict, outcome, answer, reason, confidence, latency_ms, cost_usd, cluster, model. Take it out.`,
    ],
    [
      'is cut off while it writes',
      `${writing(TWO)} fs.appendFileSync(ROWS, '{"id":"a",')`,
      `${ROWS}:3: found a last line that is cut off; expected one JSON value on each line. Write the file again; it was not written to its end.`,
    ],
    [
      'writes a link in place of rows',
      "fs.symlinkSync('../../poc.yaml', ROWS)",
      `${ROWS}: found a symbolic link; expected a file inside this folder. Replace it with a file that is there in full.`,
    ],
    [
      'changes an input',
      `${writing([ROW])} fs.appendFileSync('prompts/classify.md', 'more')`,
      'prompts changed while the eval ran; expected them to stay. Run it again without editing.',
    ],
    [
      'changes three inputs, one by removing and one by adding a file',
      `${writing([ROW])} fs.unlinkSync('src/workflow.ts'); fs.writeFileSync('eval/cases/new.jsonl', ''); fs.appendFileSync('policy/thresholds.yaml', '#')`,
      'cases, source, policy changed while the eval ran; expected them to stay. Run it again without editing.',
    ],
    [
      'puts a link among the inputs',
      `${writing([ROW])} fs.symlinkSync('/etc/hostname', 'src/x')`,
      'src/x: found a symbolic link; expected a file, since it is an input of the eval and its content decides what a result means. Put the file itself there, or take it out of `evidence.inputs` in `poc.yaml`.',
    ],
  ])('when the command %s', async (_, program, says) => {
    const it = await aPoc({ results: null });
    expect(await runEval(it, program)).toEqual({ code: 1, out: '', err: `poc eval run: ${says}` });
    expect(await textOf(it, RUN)).toBeNull();
  });

  it('when the command is not there, which is another exit code', async () => {
    const it = await aPoc({ results: null });
    expect(await it.run('eval', 'run', '--', 'no-such-program-here')).toEqual({
      code: 2,
      out: '',
      err: 'poc eval run: no-such-program-here: found spawn no-such-program-here ENOENT; expected a command that can be started.',
    });
  });

  it('when the command has more arguments than the system takes', async () => {
    const it = await aPoc({ results: null });
    const { code, err } = await runEval(it, '', {}, 'x'.repeat(4_000_000));
    expect(code).toBe(2);
    expect(err).toMatch(/: found spawn E2BIG; expected a command that can be started\.$/);
  });

  it.each([
    ['writes nothing', '', `${ROWS}: found nothing there. ${WRITE_ROWS}`],
    [
      'writes rows and fails',
      `${writing([ROW])} process.exit(1)`,
      `${process.execPath} ended with 1; expected 0. Nothing was recorded; mend the eval and run it again.`,
    ],
  ])('of an earlier run, whose record is gone before the command %s', async (_, program, says) => {
    const it = await aPoc();
    expect((await runEval(it, program)).err).toBe(`poc eval run: ${says}`);
    expect(await textOf(it, RUN)).toBeNull();
    const { results } = await it.check();
    expect(results.find((one) => one.id === 'eval/results-fresh')?.outcome).toBe('not-proven');
  });

  it('when an input is a link to begin with, before anything is run', async () => {
    const it = await aPoc({ results: null });
    await it.write({ 'src/model.bin': { link: '/etc/hostname' } });
    const { code, err } = await runEval(it, "fs.writeFileSync('ran', '')");
    expect(code).toBe(1);
    expect(err).toContain('src/model.bin: found a symbolic link;');
    expect(await textOf(it, 'ran')).toBeNull();
  });

  it.each([
    [[], 'found no command; expected one after `--`. See `poc eval run --help`.'],
    [['--'], 'found no command; expected one after `--`. See `poc eval run --help`.'],
    [['--fast', 'x'], 'found the option --fast; expected `--` and a command. See `poc eval run --help`.'],
  ])('for the words %j, and ends with 2', async (words, says) => {
    const it = await aPoc({ results: null });
    expect(await it.run('eval', 'run', ...words)).toEqual({ code: 2, out: '', err: `poc eval run: ${says}` });
  });

  it('without a poc.yaml, or with a broken one, and ends with 2', async () => {
    const empty = await aFolder();
    const { code, err } = await poc(['eval', 'run', '--', 'true'], { cwd: empty });
    expect([code, err]).toEqual([
      2,
      'poc eval run: poc.yaml: found nothing there. Restore `poc.yaml`; `npm create poc` makes one that can be copied.',
    ]);
    const broken = await aFolder({ 'poc.yaml': 'version: 1\n\tx: 1\n' });
    const ended = await poc(['eval', 'run', '--', 'true'], { cwd: broken });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(/^poc eval run: poc\.yaml:2:1: found "x: 1"; expected valid YAML \(/);
  });
});

describe('poc eval run in a repository that is hostile', () => {
  it('that is laid out as a git directory, runs nothing', async () => {
    const it = await aPoc({ prefix: 'poc/', results: null });
    await it.write({ HEAD: 'ref: refs/heads/main\n', 'objects/.keep': '', 'refs/.keep': '' });
    const { code, err } = await runEval(it, program);
    expect([code, await textOf(it, 'ran')]).toEqual([2, null]);
    expect(err).toMatch(/^poc eval run: found a git repository that cannot be read \(this folder is itself/);
  });

  const program = `fs.writeFileSync('ran', ''); ${writing([ROW])}`;
  async function withResults(results: string): Promise<Poc> {
    const it = await aPoc({ prefix: 'poc/', results: null });
    const manifest = (await textOf(it, 'poc.yaml')) ?? '';
    await it.write({
      'poc.yaml': manifest.replace(USUAL, `results: ${JSON.stringify(results)}`),
    });
    return it;
  }

  it.each([
    '../run.json',
    '../../run.json',
    '/etc/run.json',
    'a/../../run.json',
    '.git/run.json',
    'eval\\run.json',
  ])('removes and writes nothing at %s', async (results) => {
    const it = await withResults(results);
    await it.repository.write({ 'results.jsonl': 'mine' });
    const before = await readdir(it.repository.folder);
    const { code, out, err } = await runEval(it, program);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^poc eval run: poc\.yaml:.*evidence\.results: found .*; expected a path .*\. Write /,
    );
    expect(err).toContain(JSON.stringify(results));
    expect(await readdir(it.repository.folder)).toEqual(before);
    expect(await readFile(join(it.repository.folder, 'results.jsonl'), 'utf8')).toBe('mine');
    expect(await textOf(it, 'ran')).toBeNull();
  });

  it('does not write the envelope over the rows', async () => {
    const it = await withResults(ROWS);
    const { code, err } = await runEval(it, program);
    expect([code, err]).toEqual([
      2,
      `poc eval run: poc.yaml: evidence.results: found "${ROWS}", which is where the rows go; expected another name. Write \`eval/results/**/run.json\`.`,
    ]);
  });

  it.each([
    ['of another tool', 'promptfoo.json', '{"results":{"results":[]}}'],
    ['of another tool, by the name of a record', RUN, '{"results":{"results":[]}}'],
    ['that is cut off', 'promptfoo.json', '{"results":'],
  ])('does not remove a file %s', async (_, results, text) => {
    const it = await withResults(results);
    await it.write({ [results]: text });
    expect(await runEval(it, program)).toEqual({
      code: 2,
      out: '',
      err: `poc eval run: ${results}: found a file that \`poc eval run\` did not write; expected the record of an earlier run, or nothing yet. Move it away, or add \`eval/results/**/run.json\` to \`evidence.results\` in \`poc.yaml\`.`,
    });
    expect(await textOf(it, results)).toBe(text);
    expect(await textOf(it, 'ran')).toBeNull();
  });

  it.each([
    ['the folder of results', 'eval/results', 'eval/results', RUN],
    ['the folder above', 'eval', 'eval', RUN],
    ['the envelope', RUN, RUN, RUN],
    ['the rows', ROWS, ROWS, ROWS],
  ])('does not follow a link in place of %s', async (_, path, named, file) => {
    const outside = await aFolder({
      'results/results.jsonl': 'mine',
      'results.jsonl': 'mine',
      'run.json': 'mine',
    });
    const it = await aPoc({ results: null });
    const target = path.endsWith('s') || path === 'eval' ? outside : join(outside, 'run.json');
    await it.write({ [path]: { link: target } });
    expect(await runEval(it, program)).toEqual({
      code: 2,
      out: '',
      err: `poc eval run: ${file}: found the symbolic link ${named}; expected a file, or nothing yet. Move it away; results stay inside this folder.`,
    });
    expect((await lstat(join(it.folder, path))).isSymbolicLink()).toBe(true);
    for (const one of ['results/results.jsonl', 'results.jsonl', 'run.json'])
      expect(await readFile(join(outside, one), 'utf8')).toBe('mine');
  });

  it('does not remove a folder in place of the rows', async () => {
    const it = await aPoc({ results: null, files: { [`${ROWS}/keep.txt`]: 'mine' } });
    expect(await runEval(it, program)).toMatchObject({
      code: 2,
      err: `poc eval run: ${ROWS}: found something that is not a file; expected a file, or nothing yet. Move it away; results stay inside this folder.`,
    });
    expect(await textOf(it, `${ROWS}/keep.txt`)).toBe('mine');
  });
});
