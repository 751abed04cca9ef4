import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cases, type Poc } from '../repository-builder.ts';
import { evaluateInShards, resultOf, rowsWith, tell } from './results-scene.ts';
import { type SceneOptions, scenes } from './scene.ts';

const open = scenes();
const CASES = cases(12);
const SHARDS = ['eval/results/shard-1-of-2', 'eval/results/shard-2-of-2'] as const;

/** A pull request that brings its results in two shards, and then does something to them. */
const inTwo = (then: (poc: Poc) => Promise<void> = async () => {}): SceneOptions => ({
  change: async (poc) => {
    await poc.write({ 'eval/results/run.json': null, 'eval/results/results.jsonl': null });
    await evaluateInShards(poc, rowsWith('case-3')(CASES), 2);
    await then(poc);
  },
});

const textOf = (poc: Poc, file: string): Promise<string> => readFile(join(poc.folder, file), 'utf8');

describe('results that come in shards', () => {
  it('are one run when all of them are there', async () => {
    const { ended, report, comment } = await tell(await open(inTwo()));
    expect(ended.code).toBe(0);
    expect(report.standing.pass_rate).toMatchObject({ passed: 11, rows: 12, cases: 12 });
    expect(report.eval.files.map((one) => one.file)).toEqual(SHARDS.map((one) => `${one}/results.jsonl`));
    expect(resultOf(report, 'eval/results-fresh').outcome).toBe('pass');
    expect(comment).toContain('1 broke (`case-3`), none repaired');
  });

  it('are not proven while one is missing, and it is named', async () => {
    const scene = await open(inTwo((poc) => poc.write({ [SHARDS[1]]: null })));
    const { ended, report, comment, blockers } = await tell(scene);
    expect(ended.code).toBe(1);
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(report.standing.pass_rate).toBeNull();
    expect(report.eval.change).toBeNull();
    expect(comment).toContain('Shard 2 of 2 left no results, so their cases count as not run.');
    expect(resultOf(report, 'eval/pass-rate').outcome).toBe('not-proven');
  });

  const refused: [string, (poc: Poc) => Promise<void>, string][] = [
    [
      'one of them is there twice',
      async (poc) => {
        const run = await textOf(poc, `${SHARDS[0]}/run.json`);
        await poc.write({
          'eval/results/again/run.json': run.replaceAll('shard-1-of-2', 'again'),
          'eval/results/again/results.jsonl': await textOf(poc, `${SHARDS[0]}/results.jsonl`),
        });
      },
      'found shard 1 of 2, which eval/results/again/run.json has as well',
    ],
    [
      'one is of another commit',
      async (poc) => {
        const run = JSON.parse(await textOf(poc, `${SHARDS[1]}/run.json`)) as object;
        await poc.write({
          [`${SHARDS[1]}/run.json`]: JSON.stringify({ ...run, commit: 'c'.repeat(40) }),
        });
      },
      'found a run that differs from eval/results/shard-1-of-2/run.json in its commit',
    ],
    [
      'one is of other prompts',
      async (poc) => {
        const second = await textOf(poc, `${SHARDS[1]}/run.json`);
        await poc.write({ 'prompts/classify.md': 'Say whether somebody owes money.\n' });
        await evaluateInShards(poc, rowsWith('case-3')(CASES), 2);
        await poc.write({ [`${SHARDS[1]}/run.json`]: second });
      },
      'found a run that differs from eval/results/shard-1-of-2/run.json in its prompts',
    ],
    [
      'one holds cases of the other',
      async (poc) => {
        const [first, second] = await Promise.all(SHARDS.map((one) => textOf(poc, `${one}/results.jsonl`)));
        const run = JSON.parse(await textOf(poc, `${SHARDS[1]}/run.json`)) as object;
        await poc.write({
          [`${SHARDS[1]}/results.jsonl`]: `${second}${first?.split('\n')[0]}\n`,
          [`${SHARDS[1]}/run.json`]: JSON.stringify({
            ...run,
            n: (second?.split('\n').length ?? 0) as number,
            result: { passed: `${second}${first?.split('\n')[0]}`.split('"verdict":"pass"').length - 1 },
          }),
        });
      },
      'which belongs to shard 1; expected only cases of shard 2 of 2',
    ],
  ];
  it.each(refused)('are refused when %s', async (_, then, says) => {
    const { ended, report, comment, blockers } = await tell(await open(inTwo(then)));
    expect(ended.code).toBe(1);
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(comment).toContain(says);
    expect(report.standing.pass_rate).toBeNull();
  });
});
