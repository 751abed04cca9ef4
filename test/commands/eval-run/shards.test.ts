import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../action/readiness/eval/shards.ts';
import { aPoc, aRow, cases, jsonLines, type Poc, poc } from '../../repository-builder.ts';
import { recordIn, runEval, textOf } from './desk.ts';

const all = cases(12);
const rowsOf = (index: number, of: number) =>
  all.filter(({ id }) => shardOf(id, of) === index).map((one) => aRow(one));
const writing = (rows: readonly unknown[]): string =>
  `fs.writeFileSync(ROWS, ${JSON.stringify(jsonLines(rows))});`;
const told = `fs.mkdirSync('logs', { recursive: true }); fs.writeFileSync('logs/told', [ROWS, process.env.POC_SHARD].join('|'));`;

async function freshness(it: Poc): Promise<{ outcome: string; message: string }> {
  const { out } = await poc(['check', '--format', 'json'], { cwd: it.folder, now: new Date() });
  return JSON.parse(out).results.find((one: { id: string }) => one.id === 'eval/results-fresh');
}

describe('poc eval run for a part of the cases', () => {
  it.each([
    ['an option', { options: ['--shard', '2/3'] }],
    ['the environment', { env: { POC_SHARD: '2/3' } }],
    ['an option, against the environment', { options: ['--shard=2/3'], env: { POC_SHARD: '1/9' } }],
  ])('named by %s records it in a folder of its own', async (_, call) => {
    const it = await aPoc({ results: null });
    const folder = 'eval/results/shard-2-of-3';
    const { code, out, err } = await runEval(it, `${told} ${writing(rowsOf(2, 3))}`, call);
    expect([code, err]).toEqual([0, '']);
    const n = rowsOf(2, 3).length;
    expect(out).toBe(`${n} rows in ${folder}/results.jsonl: ${n} pass. Recorded in ${folder}/run.json.`);
    expect(await textOf(it, 'logs/told')).toBe(`${folder}/results.jsonl|2/3`);
    expect(await recordIn(it, `${folder}/run.json`)).toMatchObject({
      n,
      rows: `${folder}/results.jsonl`,
      shard: { index: 2, of: 3 },
    });
    expect(await textOf(it, 'eval/results/run.json')).toBeNull();
  });

  it('is one of several, and the gate takes them as one run when all are there', async () => {
    const it = await aPoc({ results: null });
    await runEval(it, writing(rowsOf(1, 2)), { options: ['--shard', '1/2'] });
    const half = await freshness(it);
    expect(half.outcome).toBe('not-proven');
    expect(half.message).toContain('Shard 2 of 2 left no results');
    await runEval(it, writing(rowsOf(2, 2)), { options: ['--shard', '2/2'] });
    expect(await freshness(it)).toMatchObject({
      outcome: 'pass',
      message: 'All digests match; made today with embedded/naive-bayes.',
    });
  });

  it('leaves what the others recorded', async () => {
    const it = await aPoc({ results: null });
    await runEval(it, writing(rowsOf(1, 2)), { options: ['--shard', '1/2'] });
    const first = await textOf(it, 'eval/results/shard-1-of-2/run.json');
    await runEval(it, 'process.exit(1)', { options: ['--shard', '2/2'] });
    expect(await textOf(it, 'eval/results/shard-1-of-2/run.json')).toBe(first);
    expect(await textOf(it, 'eval/results/shard-2-of-2/run.json')).toBeNull();
  });

  it('keeps attempts apart that are numbered', async () => {
    const it = await aPoc({ results: null });
    const rows = rowsOf(1, 2).flatMap((row) => [row, { ...row, repeat: 1 }]);
    const { code } = await runEval(it, writing(rows), { options: ['--shard', '1/2'] });
    expect(code).toBe(0);
    expect((await recordIn(it, 'eval/results/shard-1-of-2/run.json')).n).toBe(rows.length);
  });
});

describe('poc eval run does not record as a part', () => {
  const remedy = (of: number) =>
    `Run the cases whose shard POC_SHARD names: FNV-1a (32 bits) of the id, modulo ${of}, plus 1.`;
  const strays = rowsOf(2, 2).map((row) => JSON.stringify(row.id));

  it.each([
    ['one row of another', rowsOf(2, 2).slice(0, 1), `found 1 row of other shards (${strays[0]});`],
    [
      'several attempts at one case of another',
      [0, 1, 2, 3].map((repeat) => ({ ...rowsOf(2, 2)[0], repeat })),
      `found 4 rows of other shards (${strays[0]}, …);`,
    ],
    [
      'all rows of another',
      rowsOf(2, 2),
      `found ${strays.length} rows of other shards (${strays.slice(0, 3).join(', ')}, …);`,
    ],
  ])('%s', async (_, rows, found) => {
    const it = await aPoc({ results: null });
    const { code, err } = await runEval(it, writing([...rowsOf(1, 2), ...rows]), {
      options: ['--shard', '1/2'],
    });
    expect([code, err]).toEqual([
      1,
      `poc eval run: ${found} expected only cases of shard 1 of 2. ${remedy(2)}`,
    ]);
    expect(await textOf(it, 'eval/results/shard-1-of-2/run.json')).toBeNull();
  });

  it('a row with an id of a megabyte, of which the start is named', async () => {
    const it = await aPoc({ results: null });
    const long = `fs.appendFileSync(ROWS, JSON.stringify({ id: 'x'.repeat(1e6), verdict: 'pass' }) + '\\n');`;
    expect(shardOf('x'.repeat(1e6), 2)).toBe(2);
    const { code, err } = await runEval(it, `${writing(rowsOf(1, 2))} ${long}`, {
      options: ['--shard', '1/2'],
    });
    expect([code, err]).toEqual([
      1,
      `poc eval run: found 1 row of other shards ("${'x'.repeat(60)}…"); expected only cases of shard 1 of 2. ${remedy(2)}`,
    ]);
  });

  it.each(['0/4', '5/4', 'x/y', '1/257'])('%s, and runs nothing', async (shard) => {
    const it = await aPoc({ results: null });
    for (const call of [{ options: ['--shard', shard] }, { env: { POC_SHARD: shard } }]) {
      const { code, err } = await runEval(it, told, call);
      expect(code).toBe(2);
      expect(err).toContain(`found "${shard}"; expected one of at most 256 parts, counted from 1. Write,`);
    }
    expect(await textOf(it, 'logs/told')).toBeNull();
  });

  it('what poc.yaml would not find, and runs nothing', async () => {
    const it = await aPoc({ results: null });
    const manifest = (await textOf(it, 'poc.yaml')) ?? '';
    await it.write({ 'poc.yaml': manifest.replace('eval/results/**/run.json', 'eval/results/run.json') });
    expect(await runEval(it, told, { options: ['--shard', '1/2'] })).toEqual({
      code: 2,
      out: '',
      err: 'poc eval run: poc.yaml: evidence.results: found "eval/results/run.json"; expected a pattern that eval/results/shard-1-of-2/run.json fits. Write `eval/results/**/run.json`.',
    });
    expect(await textOf(it, 'logs/told')).toBeNull();
  });
});
