import { describe, expect, it } from 'vitest';
import { chooseTarget } from '../../../action/commands/eval-run/target.ts';

const second = { index: 2, of: 4 };
const USUAL = 'eval/results/**/run.json';
const poc = (patterns: string[]) => ({ field: 'evidence.results', patterns, usual: 'eval/results' });
const alternative = (patterns: string[]) => ({
  field: 'alternative.results',
  patterns,
  usual: 'alternative/results',
});

describe('where a run is recorded', () => {
  it.each([
    [[USUAL], null, 'eval/results/run.json', 'eval/results/results.jsonl'],
    [[USUAL], second, 'eval/results/shard-2-of-4/run.json', 'eval/results/shard-2-of-4/results.jsonl'],
    [['eval/results/run.json'], null, 'eval/results/run.json', 'eval/results/results.jsonl'],
    [['./eval/results/run.json'], null, 'eval/results/run.json', 'eval/results/results.jsonl'],
    [
      ['**/run.json'],
      second,
      'eval/results/shard-2-of-4/run.json',
      'eval/results/shard-2-of-4/results.jsonl',
    ],
    [['out/eval.json'], null, 'out/eval.json', 'out/results.jsonl'],
    [['out/**/eval.json'], second, 'out/shard-2-of-4/eval.json', 'out/shard-2-of-4/results.jsonl'],
    [['out/*/run.json'], second, 'out/shard-2-of-4/run.json', 'out/shard-2-of-4/results.jsonl'],
    [['out/*.json'], null, 'out/run.json', 'out/results.jsonl'],
    [['run.json'], null, 'run.json', 'results.jsonl'],
    [['out/eval.json', USUAL], null, 'eval/results/run.json', 'eval/results/results.jsonl'],
    [
      ['out/*.xml', 'out/**/eval.json'],
      second,
      'out/shard-2-of-4/eval.json',
      'out/shard-2-of-4/results.jsonl',
    ],
  ])('by %j for shard %j is %s', async (patterns, shard, envelope, rows) => {
    expect(chooseTarget(poc(patterns), shard)).toMatchObject({ envelope, rows });
  });

  it.each([
    [
      ['eval/results/run.json'],
      second,
      'found "eval/results/run.json"; expected a pattern that eval/results/shard-2-of-4/run.json fits. Write `eval/results/**/run.json`.',
    ],
    [
      ['out/*/run.json'],
      null,
      'found "out/*/run.json"; expected a pattern that eval/results/run.json fits. Write',
    ],
    [
      ['a/*.xml', 'b/*.xml'],
      null,
      'found ["a/*.xml","b/*.xml"]; expected a pattern that eval/results/run.json fits. Write',
    ],
    [
      ['eval/results/results.jsonl'],
      null,
      'found "eval/results/results.jsonl", which is where the rows go; expected another name. Write',
    ],
    [
      ['eval/results/./run.json'],
      null,
      'found "eval/results/./run.json"; expected a pattern that eval/results/run.json fits.',
    ],
    [['.git/run.json'], null, 'found ".git/run.json"; expected a path inside this folder. Write'],
    [[USUAL, '../run.json'], null, 'found "../run.json"; expected a path inside this folder. Write'],
  ])('is nowhere by %j for shard %j', async (patterns, shard, problem) => {
    const chosen = chooseTarget(poc(patterns), shard);
    expect('problem' in chosen && chosen.problem).toContain(`poc.yaml: evidence.results: ${problem}`);
  });

  it.each([
    [['alternative/results/run.json'], null, 'alternative/results/run.json'],
    [['alternative/results/**/run.json'], second, 'alternative/results/shard-2-of-4/run.json'],
    [['rules/out/*.json'], null, 'rules/out/run.json'],
  ])('is, for the alternative, by %j for shard %j %s', (patterns, shard, envelope) => {
    expect(chooseTarget(alternative(patterns), shard)).toMatchObject({ envelope });
  });

  it('names the field of the alternative when it is nowhere', () => {
    expect(chooseTarget(alternative(['alternative/results/run.json']), second)).toEqual({
      problem:
        'poc.yaml: alternative.results: found "alternative/results/run.json"; expected a pattern that alternative/results/shard-2-of-4/run.json fits. Write `alternative/results/**/run.json`.',
    });
  });
});
