import { describe, expect, it } from 'vitest';
import { manifest as manifestSchema } from '../../action/contract/manifest.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { readAlternative } from '../../action/evidence/alternative.ts';
import { digestOf } from '../../action/evidence/digests.ts';
import { readGraderLabels } from '../../action/evidence/grader-agreement.ts';
import { readMixes } from '../../action/evidence/production-mix.ts';
import type { Change, EvalResults } from '../../action/readiness/evidence.ts';
import type { Reading } from '../../action/readiness/reading.ts';
import { given } from '../given.ts';
import { aTree, jsonLines } from '../repository-builder.ts';

const sentences = (reading: Reading<unknown>): string[] =>
  reading.status === 'invalid' ? reading.problems.map(describeProblem) : [reading.status];
const read = <T>(value: T): Reading<T> => ({ status: 'read', value });
const missing = { status: 'missing', lookedIn: 'x', remedy: '' } as const;
const manifest = (more: object = {}) =>
  manifestSchema.parse({ ...given.manifest().value, evidence: {}, ...more });

describe('labels of graded outputs', () => {
  const FILE = 'eval/grader-agreement.json';
  const good = given.agreement([given.labelled('case-0')]);
  const GRADER = { 'eval/grader.ts': 'export const grade = 1;' };
  const labels = (files: Record<string, string>, change: Partial<Change> = {}, results?: EvalResults) =>
    readGraderLabels(aTree(files), manifest(), {
      cases: read(given.cases(2)),
      results: results === undefined ? missing : read(results),
      change: read(given.change(change)),
    });
  const written = (value: unknown) =>
    labels({ [FILE]: typeof value === 'string' ? value : JSON.stringify(value) });

  it('are read with the digest of the grader of this tree and the ids of its cases', async () => {
    expect(await labels({ ...GRADER, [FILE]: JSON.stringify(good) })).toEqual({
      status: 'read',
      value: {
        agreement: { file: FILE, value: good, lines: {} },
        graderNow: await digestOf(aTree(GRADER), ['eval/**/*.ts']),
        caseIds: new Set(['case-0', 'case-1']),
        results: null,
        changed: { grader: [], results: [] },
        softened: [],
        author: 'bea-builder',
      },
    });
  });

  it('are none without the file, and no digest stands for no grader', async () => {
    expect(await labels({})).toMatchObject({ value: { agreement: null, graderNow: null } });
  });

  it('know which files of the grader and of the results a pull request changes, removed ones among them', async () => {
    const files = ['eval/gone.ts', 'eval/results/a/run.json', 'eval/results/results.jsonl', 'src/x.ts'];
    expect(await labels(GRADER, { files }, given.results([]))).toMatchObject({
      value: {
        changed: {
          grader: ['eval/gone.ts'],
          results: ['eval/results/a/run.json', 'eval/results/results.jsonl'],
        },
      },
    });
  });

  const one = good.outputs[0];
  it.each([
    [
      'no JSON',
      '{"version": 1',
      [`${FILE}: found text that is not JSON; expected JSON. See the README for its keys; people write it.`],
    ],
    [
      'JSON that is nested without end',
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      [expect.stringContaining('JSON nested 5000 levels deep; expected at most')],
    ],
    [
      'totals in place of outputs',
      { version: 1, judge: 'm', grader: given.digest('d'), labelled: 50, outputs: [] },
      [expect.stringContaining('labelled: found the key "labelled", which nothing reads')],
    ],
    [
      'a person twice',
      { ...good, outputs: [{ ...one, labels: [one?.labels[0], { by: 'USER-1', verdict: 'fail' }] }] },
      [expect.stringContaining('outputs.0.labels: found ')],
    ],
    [
      'nobody who labelled',
      { ...good, outputs: [{ ...one, labels: [] }] },
      [expect.stringContaining('outputs.0.labels: found []; expected at least 1 entry')],
    ],
    [
      'a verdict of another kind',
      { ...good, outputs: [{ ...one, graded: 'maybe' }] },
      [expect.stringContaining('outputs.0.graded: found "maybe"; expected "pass" or "fail"')],
    ],
    [
      'no digest',
      { ...good, grader: 'latest' },
      [expect.stringContaining('grader: found "latest"; expected sha256: and 64 hexadecimal digits')],
    ],
  ])('are refused: %s', async (_, value, told) => {
    expect(sentences(await written(value))).toEqual(told);
  });

  it('may be of outputs with any name for a field', async () => {
    const hostile = `{"version":1,"judge":"m","grader":"${given.digest('d')}","outputs":[{"case":"__proto__","output":{"__proto__":{"a":1e400}},"graded":"pass","labels":[{"by":"constructor","verdict":"pass"}]}]}`;
    expect(sentences(await written(hostile.replace('1e400', '1')))).toEqual(['read']);
    expect(['read', 'invalid']).toContain((await written(hostile)).status);
  });
});

describe('the mix of production', () => {
  const FILE = 'eval/slices.yaml';
  const yaml = (slices: string, window = '{from: 2026-08-01, to: 2026-10-31}') =>
    `version: 1\nquery: select 1\nwindow: ${window}\nslices:\n${slices}`;
  const mixes = (text: string, base: string | null = null) =>
    readMixes(aTree({ [FILE]: text }), base === null ? null : aTree({ [FILE]: base }));
  const GOOD = yaml('  - {name: a, share: 0.25}\n  - {name: b, share: 0.75}\n');

  it('is read beside that of the base', async () => {
    expect(await mixes(GOOD, yaml('  - {name: a, share: 1}\n'))).toMatchObject({
      value: {
        now: { file: FILE, value: { slices: [{ name: 'a', share: 0.25 }, { name: 'b' }], weights: false } },
        before: { slices: [{ name: 'a', share: 1 }] },
      },
    });
  });

  it('is none without the file, and none of the base where that cannot be read', async () => {
    expect(await readMixes(aTree({}), null)).toEqual({ status: 'read', value: { now: null, before: null } });
    expect(await mixes(GOOD, 'version: [')).toMatchObject({ value: { before: null } });
  });

  it.each(['# version: 1\n', '# an example\r\n\r\n  # version: 1', '\n# a\n\n', '\t#'])(
    'is none with nothing but comments in the file: %j',
    async (text) => {
      expect(await mixes(text, text)).toEqual({ status: 'read', value: { now: null, before: null } });
    },
  );

  it.each(['', '\n', '---\n# a\n', '# a\nversion: 1\n', '# a\nnull\n'])(
    'is refused where the file says something else, or nothing at all: %j',
    async (text) => {
      expect((await mixes(text)).status).toBe('invalid');
    },
  );

  it.each([
    ['0.99', '0.49'],
    ['1.01', '0.51'],
  ])('may add up to %s, as rounded shares do', async (_, share) => {
    expect((await mixes(yaml(`  - {name: a, share: ${share}}\n  - {name: b, share: 0.5}\n`))).status).toBe(
      'read',
    );
  });

  it.each([
    [
      'shares of 0.98',
      yaml('  - {name: a, share: 0.48}\n  - {name: b, share: 0.5}\n'),
      'expected shares that add up to 1',
    ],
    [
      'shares of 1.02',
      yaml('  - {name: a, share: 0.52}\n  - {name: b, share: 0.5}\n'),
      'expected shares that add up to 1',
    ],
    [
      'percents',
      yaml('  - {name: a, share: 25}\n  - {name: b, share: 75}\n'),
      'slices.0.share: found 25; expected at most 1',
    ],
    [
      'a share of nothing',
      yaml('  - {name: a, share: 0}\n  - {name: b, share: 1}\n'),
      'slices.0.share: found 0; expected more than 0',
    ],
    ['a share that is no number', yaml('  - {name: a, share: .nan}\n'), 'slices.0.share: found '],
    [
      'a name twice',
      yaml('  - {name: a, share: 0.5}\n  - {name: a, share: 0.5}\n'),
      'expected each name once',
    ],
    ['no slice', `${yaml('').trimEnd()} []\n`, 'slices: found []; expected at least 1 entry'],
    [
      'a window that ends before it begins',
      GOOD.replace('2026-10-31', '2026-07-31'),
      'expected a window that begins before it ends',
    ],
    [
      'a window in words',
      GOOD.replace('{from: 2026-08-01, to: 2026-10-31}', 'last month'),
      'window: found "last month"',
    ],
  ])('is refused with %s', async (_, text, told) => {
    expect(sentences(await mixes(text))[0]).toContain(told);
  });
});

describe('the alternative', () => {
  const ALTERNATIVE = {
    title: 'keyword rule',
    source: ['alternative/**/*.ts'],
    results: 'alternative/results/run.json',
    cost_per_case: 0.001,
  };
  const CASES = { 'eval/cases/all.jsonl': '{}\n' };
  const rows = given.caseValues(2).map((one) => given.evalRow(one));
  const run = {
    ...given.results(rows).run,
    rows: 'alternative/results/results.jsonl',
  };
  const FILES = {
    ...CASES,
    'alternative/rule.ts': 'export const rule = 1;',
    'alternative/results/run.json': JSON.stringify(run),
    'alternative/results/results.jsonl': jsonLines(rows),
  };

  it('is none where poc.yaml declares none', async () => {
    expect(await readAlternative(aTree(FILES), manifest())).toEqual({ status: 'read', value: null });
  });

  it('is read with its code, its results, and the digests that the tree has now', async () => {
    expect(await readAlternative(aTree(FILES), manifest({ alternative: ALTERNATIVE }))).toMatchObject({
      status: 'read',
      value: {
        title: 'keyword rule',
        costPerCase: 0.001,
        source: ['alternative/rule.ts'],
        results: {
          file: 'alternative/results/run.json',
          rows: [{ value: { id: 'case-0', verdict: 'pass' } }, { value: { id: 'case-1' } }],
          inputsNow: {
            cases: await digestOf(aTree(CASES), ['eval/cases/**/*.jsonl']),
            source: await digestOf(aTree(FILES), ['alternative/rule.ts']),
          },
        },
      },
    });
  });

  it('without results says what to run', async () => {
    expect(await readAlternative(aTree(CASES), manifest({ alternative: ALTERNATIVE }))).toMatchObject({
      status: 'missing',
      remedy: 'Run `npm run eval:alternative`.',
    });
  });

  it('is refused when its envelope disagrees with its rows', async () => {
    const files = { ...FILES, 'alternative/results/results.jsonl': jsonLines([...rows, ...rows.slice(1)]) };
    const reading = await readAlternative(aTree(files), manifest({ alternative: ALTERNATIVE }));
    expect(sentences(reading)[0]).toContain('2 rows with 2 passes, but');
    expect(sentences(reading)[0]).toContain('Run `npm run eval:alternative`. Do not edit');
  });

  it('is refused with the name of its own field where a file is none of its own', async () => {
    const both = manifest({ alternative: { ...ALTERNATIVE, results: 'alternative/results/*.json' } });
    const reading = await readAlternative(aTree({ ...FILES, 'alternative/results/b.json': '[]' }), both);
    expect(sentences(reading)).toEqual([
      'alternative/results/b.json: found results that no envelope names; expected only results that `poc eval run` recorded, beside others that it did. Record them with `poc eval run --alternative --results`, or take them out of `alternative.results` in `poc.yaml`.',
    ]);
  });
});
