import { describe, expect, it } from 'vitest';
import type { EvalRun } from '../../action/contract/eval-run.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { type ResultSet, readResultSet } from '../../action/evidence/eval-results.ts';
import { shardOf } from '../../action/readiness/eval/shards.ts';
import { digest } from '../given/evals.ts';
import { aRow, aTree, cases, jsonLines } from '../repository-builder.ts';

const all = cases(12);

function envelope(shard: EvalRun['shard'], rows: string, n: number, change: Partial<EvalRun> = {}): EvalRun {
  return {
    schema: 'poc-evidence/v1',
    check: 'eval/pass-rate',
    commit: null,
    started_at: null,
    produced_at: '2026-11-20T09:00:00Z',
    producer: { command: 'node eval/run.ts', run_url: null },
    inputs: {
      cases: digest('a'),
      source: digest('b'),
      prompts: digest('c'),
      grader: digest('d'),
      policy: digest('e'),
      model: ['embedded'],
    },
    n,
    result: { passed: n },
    rows,
    shard,
    ...change,
  };
}

/** The files of one shard of the twelve cases. */
function shard(index: number, of: number, change: Partial<EvalRun> = {}, ids = idsOf(index, of)) {
  const folder = `eval/results/shard-${index}-of-${of}`;
  const rows = all.filter((one) => ids.includes(one.id)).map((one) => aRow(one));
  return {
    [`${folder}/run.json`]: JSON.stringify(
      envelope({ index, of }, `${folder}/results.jsonl`, rows.length, change),
    ),
    [`${folder}/results.jsonl`]: jsonLines(rows),
  };
}

const idsOf = (index: number, of: number): string[] =>
  all.map((one) => one.id).filter((id) => shardOf(id, of) === index);

async function read(files: Record<string, string>) {
  const reading = await readResultSet(aTree(files), ['eval/results/**/run.json'], undefined);
  if (reading.status === 'read') return reading.value;
  return reading.status === 'invalid' ? reading.problems.map(describeProblem) : [reading.lookedIn];
}

describe('shards of a matrix', () => {
  it('come together as one run of all cases', async () => {
    const set = await read({ ...shard(1, 3), ...shard(2, 3), ...shard(3, 3) });
    expect(set).toMatchObject({ run: { n: 12, result: { passed: 12 }, shard: null }, missingShards: [] });
    const ids = (set as ResultSet).rows.map((row) => row.value.id);
    expect(ids.sort()).toEqual(all.map((one) => one.id).sort());
  });

  it('are the same run whatever order they are written in', async () => {
    const one = await read({ ...shard(1, 2), ...shard(2, 2) });
    const other = await read({ ...shard(2, 2), ...shard(1, 2) });
    expect(one).toEqual(other);
  });

  it('of which one did not come are named, and the others are read', async () => {
    expect(await read({ ...shard(1, 4), ...shard(3, 4) })).toMatchObject({
      missingShards: ['2 of 4', '4 of 4'],
    });
  });

  it('are as old as the oldest, and made with all their models', async () => {
    const second = shard(2, 2, {
      produced_at: '2026-11-19T09:00:00+01:00',
      inputs: { ...envelope(null, '', 0).inputs, model: ['hosted'] },
    });
    expect(await read({ ...shard(1, 2), ...second })).toMatchObject({
      run: { produced_at: '2026-11-19T09:00:00+01:00', inputs: { model: ['embedded', 'hosted'] } },
    });
  });

  const other = { ...envelope(null, '', 0).inputs, prompts: digest('f') };
  it.each([
    {
      name: 'of other prompts',
      files: { ...shard(1, 2), ...shard(2, 2, { inputs: other }) },
      says: 'eval/results/shard-2-of-2/run.json: found a run that differs from eval/results/shard-1-of-2/run.json in its prompts; expected shards of one run. Remove `eval/results`, and run every shard on the same commit.',
    },
    {
      name: 'of another commit',
      files: { ...shard(1, 2), ...shard(2, 2, { commit: 'a'.repeat(40) }) },
      says: 'eval/results/shard-2-of-2/run.json: found a run that differs from eval/results/shard-1-of-2/run.json in its commit; expected shards of one run. Remove `eval/results`, and run every shard on the same commit.',
    },
    {
      name: 'of another number of parts',
      files: { ...shard(1, 2), ...shard(2, 3) },
      says: 'eval/results/shard-2-of-3/run.json: found a run that differs from eval/results/shard-1-of-2/run.json in its number of shards; expected shards of one run. Remove `eval/results`, and run every shard on the same commit.',
    },
    {
      name: 'that stand beside a run of all cases',
      files: {
        ...shard(1, 2),
        ...shard(2, 2),
        'eval/results/run.json': JSON.stringify(envelope(null, 'eval/results/results.jsonl', 12)),
        'eval/results/results.jsonl': jsonLines(all.map((one) => aRow(one))),
      },
      says: 'eval/results/shard-1-of-2/run.json: found a run that differs from eval/results/run.json in its number of shards; expected shards of one run. Remove `eval/results`, and run every shard on the same commit.',
    },
  ])('$name are refused', async ({ files, says }) => {
    expect(await read(files)).toContain(says);
  });

  it('that stand twice are refused', async () => {
    const copy = Object.fromEntries(
      Object.entries(shard(1, 2)).map(([path, text]) => [
        path.replace('shard-1-of-2', 'copy'),
        text.replaceAll('shard-1-of-2', 'copy'),
      ]),
    );
    expect(await read({ ...shard(1, 2), ...shard(2, 2), ...copy })).toEqual([
      'eval/results/shard-1-of-2/run.json: found shard 1 of 2, which eval/results/copy/run.json has as well; expected each part of the cases once. Remove one of the two. Run `npm run eval`.',
    ]);
  });

  it('with a case of another shard are refused, and say which', async () => {
    const [stray = ''] = idsOf(2, 2);
    expect(await read({ ...shard(1, 2, {}, [...idsOf(1, 2), stray]), ...shard(2, 2) })).toEqual([
      `eval/results/shard-1-of-2/run.json: found 1 rows of other shards, such as ${stray}, which belongs to shard 2; expected only cases of shard 1 of 2. Run \`npm run eval\`.`,
    ]);
  });

  it.each([
    { index: 0, of: 2 },
    { index: 3, of: 2 },
    { index: 1, of: 257 },
  ])('that are $index of $of are no shards', async (nonsense) => {
    const [[file, text]] = Object.entries(shard(1, 2)) as [[string, string], [string, string]];
    const broken = text.replace('"index":1,"of":2', `"index":${nonsense.index},"of":${nonsense.of}`);
    expect(await read({ [file]: broken })).toHaveLength(1);
  });
});
