import { beforeAll, describe, expect, it } from 'vitest';
import { aRepository, type RepositoryBuilder } from '../repository-builder.ts';
import { ORDINARY, renderKind, textOf } from './render-kind.ts';

const RESULTS = [
  'eval/results/run.json',
  'eval/results/results.jsonl',
  'eval/results/shard-1-of-2/run.json',
  'eval/results/shard-1-of-2/results.jsonl',
  'eval/results/shard-2-of-2/promptfoo.json',
  'alternative/results/run.json',
  'alternative/results/shard-1-of-2/results.jsonl',
];

describe('results in a made repository, of a whole run or of a shard', () => {
  let repository: RepositoryBuilder;
  beforeAll(async () => {
    const files = await renderKind(ORDINARY);
    repository = await aRepository();
    await repository.write({
      '.gitignore': textOf(files, '.gitignore'),
      '.gitattributes': textOf(files, '.gitattributes'),
      ...Object.fromEntries(RESULTS.map((path) => [path, '{}\r\n'])),
    });
    await repository.git('add', '--all');
  });

  it('are committed, with line feeds on every machine', async () => {
    const added = await repository.git('ls-files', '--eol', 'eval/results', 'alternative/results');
    const lines = added.split('\n').map((line) => line.split(/\s+/));
    expect(lines.map((line) => line.at(-1)).sort()).toEqual([...RESULTS].sort());
    for (const line of lines) expect(line).toEqual(expect.arrayContaining(['i/lf', 'eol=lf']));
  });

  it('are folded as generated in a pull request', async () => {
    const attributes = await repository.git('check-attr', 'linguist-generated', '--', ...RESULTS);
    expect(attributes.split('\n')).toEqual(RESULTS.map((path) => `${path}: linguist-generated: true`));
  });
});
