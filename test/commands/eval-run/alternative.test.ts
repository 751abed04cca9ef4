import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Manifest } from '../../../action/contract/manifest.ts';
import { shardOf } from '../../../action/readiness/eval/shards.ts';
import { aPoc, aRow, cases, type Files, jsonLines, type Poc, poc } from '../../repository-builder.ts';
import { recordIn, runEval, textOf } from './desk.ts';

const RUN = 'alternative/results/run.json';
const ROWS = 'alternative/results/results.jsonl';
const RULE = { 'alternative/rule.ts': 'export const rule = 1;\n' };
const ALTERNATIVE = {
  title: 'keyword rule',
  source: ['alternative/*.ts'],
  results: RUN,
  cost_per_case: 0,
};
const all = cases(12);
const writing = (rows: readonly unknown[]): string =>
  `fs.writeFileSync(ROWS, ${JSON.stringify(jsonLines(rows))});`;
const right = all.map((one) => aRow(one));
const someRight = all.map((one, i) => aRow(one, { verdict: i < 4 ? 'fail' : 'pass' }));
const dumb = { options: ['--alternative'] };
const ran = `fs.mkdirSync('logs', { recursive: true }); fs.writeFileSync('logs/ran', '');`;

/** A POC that declares an alternative, with its code. */
async function withAlternative(change: object | null = {}, files: Files = RULE): Promise<Poc> {
  const it = await aPoc({ files: { 'logs/.gitkeep': '', ...files } });
  const declared = parse(await readFile(join(it.folder, 'poc.yaml'), 'utf8')) as Manifest;
  const alternative = change === null ? null : { ...ALTERNATIVE, ...change };
  await it.write({ 'poc.yaml': stringify({ ...declared, alternative }) });
  return it;
}

async function judged(it: Poc, id = 'scope/simplest-alternative') {
  const { out } = await poc(['check', '--format', 'json'], { cwd: it.folder, now: new Date() });
  return JSON.parse(out).results.find((one: { id: string }) => one.id === id);
}

describe('poc eval run --alternative', () => {
  it('records the alternative beside the POC, with a digest of its own code, and the gate compares the two', async () => {
    const it = await withAlternative();
    const ofPoc = await runEval(it, writing(right));
    const { code, out, err } = await runEval(it, writing(someRight), dumb);
    expect([ofPoc.code, code, err]).toEqual([0, 0, '']);
    expect(out).toBe(`12 rows in ${ROWS}: 4 fail, 8 pass. Recorded in ${RUN}.`);
    const [own, theirs] = [await recordIn(it, 'eval/results/run.json'), await recordIn(it, RUN)];
    expect(theirs).toMatchObject({ n: 12, result: { passed: 8 }, rows: ROWS });
    expect(theirs.inputs).toMatchObject({ cases: own.inputs.cases, grader: own.inputs.grader });
    expect(theirs.inputs.source).not.toBe(own.inputs.source);
    expect((await judged(it)).message).toContain('4 only the POC got right, 0 only the alternative');
  });

  it('is compared while only the code of the POC changes, and no longer when its own does', async () => {
    const it = await withAlternative();
    await runEval(it, writing(someRight), dumb);
    await it.write({ 'src/index.ts': 'export const another = 1;\n' });
    await runEval(it, writing(right));
    expect((await judged(it)).message).toContain('4 only the POC got right');
    await it.write({ 'alternative/rule.ts': 'export const rule = 2;\n' });
    expect(await judged(it)).toMatchObject({
      outcome: 'not-proven',
      message: 'The results of “keyword rule” are not about the `alternative.source` of this tree.',
      remedy: 'Run `npm run eval:alternative`.',
    });
  });

  it('leaves the results of the POC as they are', async () => {
    const it = await withAlternative();
    const before = await textOf(it, 'eval/results/run.json');
    await runEval(it, writing(someRight), dumb);
    expect(await textOf(it, 'eval/results/run.json')).toBe(before);
    expect(before).not.toBeNull();
  });

  it('records a part of the cases in its own folder', async () => {
    const it = await withAlternative({ results: 'alternative/results/**/run.json' });
    const part = right.filter(({ id }) => shardOf(id, 2) === 1);
    const { code } = await runEval(it, writing(part), { options: ['--alternative', '--shard', '1/2'] });
    expect(code).toBe(0);
    expect((await recordIn(it, 'alternative/results/shard-1-of-2/run.json')).shard).toEqual({
      index: 1,
      of: 2,
    });
  });

  it('records the file of another tool', async () => {
    const it = await withAlternative();
    const options = ['--alternative', '--results', 'alternative/results/mine.jsonl'];
    const { code } = await runEval(it, `write('mine.jsonl', ${JSON.stringify(jsonLines(right))});`, {
      options,
    });
    expect(code).toBe(0);
    expect((await recordIn(it, RUN)).rows).toEqual(['alternative/results/mine.jsonl']);
  });

  it('refuses code that changes while it runs', async () => {
    const it = await withAlternative();
    const program = `${writing(right)} fs.writeFileSync('alternative/rule.ts', '');`;
    const { code, err } = await runEval(it, program, dumb);
    expect([code, err]).toEqual([1, expect.stringContaining('source changed while the eval ran')]);
    expect(await textOf(it, RUN)).toBeNull();
  });

  it.each<[string, object | null, string]>([
    [
      'none is declared',
      null,
      'poc.yaml: alternative: found nothing; expected the simplest thing that could work, with its `title`, `source`, `results` and `cost_per_case`. Declare it, for example with `source: [alternative/*.ts]` and `results: alternative/results/run.json`, or leave `--alternative` away.',
    ],
    [
      'its results would be those of the POC',
      { results: 'eval/results/**/run.json' },
      'poc.yaml: alternative.results: found "eval/results/**/run.json"; expected a place that `evidence.results` does not fit, or eval/results/run.json would count as a result of the POC. Write `alternative/results/run.json`, and a narrower `evidence.results`, such as `eval/results/**/run.json`.',
    ],
    [
      'its results would be a part of its code',
      { source: ['alternative/**'] },
      'poc.yaml: alternative.source: found ["alternative/**"], which alternative/results/run.json fits; expected its code without its results. Write, for example, `alternative/*.ts`.',
    ],
    [
      'it has no code',
      { source: ['rules/*.ts'] },
      'poc.yaml: alternative.source: found ["rules/*.ts"], which no file fits; expected the code of the alternative. Commit it, and name it there.',
    ],
  ])('refuses and runs nothing when %s', async (_, change, problem) => {
    const it = await withAlternative(change);
    const before = await textOf(it, 'eval/results/run.json');
    const { code, out, err } = await runEval(it, ran, dumb);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `poc eval run: ${problem}` });
    expect([await textOf(it, 'logs/ran'), await textOf(it, 'eval/results/run.json')]).toEqual([null, before]);
  });

  it('refuses a place below one that `evidence.results` fits', async () => {
    const it = await withAlternative();
    await it.declare({ results: '**/run.json' });
    const { code, err } = await runEval(it, ran, dumb);
    expect([code, err]).toEqual([2, expect.stringContaining(`or ${RUN} would count as a result of the POC`)]);
  });
});

describe('poc check', () => {
  it('takes no file for a result of the POC that the alternative has as well', async () => {
    const it = await withAlternative();
    await runEval(it, writing(someRight), dumb);
    await it.declare({ results: '**/run.json' });
    const fresh = await judged(it, 'eval/results-fresh');
    expect(fresh.outcome).toBe('not-proven');
    expect(JSON.stringify(fresh)).toContain(
      `${RUN}: found a file that both \`evidence.results\` and \`alternative.results\` fit; expected results of the POC and of its alternative in files of their own. Narrow one of the two`,
    );
  });
});
