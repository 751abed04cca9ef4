import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driftReport } from '../../../action/contract/drift-report.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow, EvalRun } from '../../../action/contract/eval-run.ts';
import { aPoc, aRow, cases, NOW, type Poc, type PocOptions } from '../../repository-builder.ts';
import { tracesFile, usageFile } from './made-use.ts';

const MODEL = 'vendor/model';
const MINUTES = 60_000;

/** So many cases are wrong, the first of them. */
const answers =
  (wrong: number, model = MODEL) =>
  (all: readonly EvalCase[]): EvalRow[] =>
    all.map((one, n) => aRow(one, { model, verdict: n < wrong ? 'fail' : 'pass' }));

/** A POC that committed its results an hour ago, all of them right. */
async function committed(options: PocOptions = {}): Promise<{ it: Poc; all: EvalCase[] }> {
  const all = cases(40);
  const it = await aPoc({ cases: all, results: answers(0), ...options });
  return { it, all };
}
const at = (minutesAgo: number): Partial<EvalRun> => ({
  produced_at: new Date(NOW.getTime() - minutesAgo * MINUTES).toISOString(),
});
async function asked(wrong: number, more: Partial<EvalRun> = at(10)) {
  const { it, all } = await committed();
  await it.evaluate(answers(wrong)(all), more);
  return it;
}
const reportOf = async (it: Poc, ...argv: string[]) => {
  const { out, code } = await it.run('drift', '--json', '--canaries', 'eval/results', ...argv);
  return { ...driftReport.parse(JSON.parse(out)), code };
};
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('poc drift --canaries', () => {
  it('ends with 1 where another model answers to the same name, and says which cases broke', async () => {
    const it = await asked(11);
    const { code, out, err } = await it.run('drift', '--canaries', 'eval/results');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^Drift: canary cases came out worse\./);
    expect(flat(out)).toContain(
      '❌ The same cases came out worse: of 40 cases, 11 broke and 0 came right; −27.5 points',
    );
    expect(flat(out)).toContain(
      'Broke: case-1, case-2, case-3, case-4, case-5, case-6, case-7, case-8, case-9, case-10 and 1 more.',
    );
    expect(flat(out)).toMatch(
      /eval\/results\/run\.json of vendor\/model, made on 20 Nov against the last commit \([0-9a-f]{7}\), made on 20 Nov\./,
    );
    expect(flat(out)).toContain('They could show a drop of 20 points or more.');
    expect(out).not.toContain('Number 1 of the messages');
  });

  it('prints it into the issue', async () => {
    const { code, out } = await (await asked(8)).run('drift', '--markdown', '--canaries', 'eval/results/');
    expect(code).toBe(1);
    expect(out).toContain('# Drift: canary cases came out worse\n');
    expect(out).toContain('## Canary cases\n\nThe same cases came out worse:');
    expect(out).toContain('Broke: case-1, case-2, case-3, case-4, case-5, case-6, case-7, case-8.');
  });

  it('says nothing is worse where as much came out, and nothing at all where nobody asks', async () => {
    const it = await asked(7);
    const { code, canaries } = await reportOf(it);
    expect({ code, canaries }).toMatchObject({
      code: 0,
      canaries: { state: 'fine', broke: 7, p_adjusted: expect.closeTo(2 ** -6, 12) },
    });
    const { out } = await it.run('drift', '--json');
    expect(driftReport.parse(JSON.parse(out)).canaries).toBeNull();
  });

  it('is one of the tests of the family: beside six features eight flips are chance, and eleven are not', async () => {
    const FROM = '2026-09-07T00:00:00Z';
    const files = {
      'policy/signals.yaml': 'version: 1\nsignals: []\n',
      'usage/export.jsonl': usageFile(FROM, 74, () => ({ n: 10, edited: 2 })),
      'evidence/traces/a.jsonl': tracesFile(FROM, 74, () => ({
        n: 25,
        bills: 30,
        model: 'model-2026-05-01',
      })),
    };
    const { it, all } = await committed({ files });
    await it.evaluate(answers(8)(all), at(10));
    const { canaries, distributions, verdict } = await reportOf(it);
    expect(distributions?.features).toHaveLength(6);
    expect(canaries).toMatchObject({ state: 'unknown', p: expect.closeTo(2 ** -7), smallest_drop: 11 / 40 });
    expect(canaries?.p_adjusted).toBeCloseTo(7 * 2 ** -7, 12);
    const { out: without } = await it.run('drift', '--json');
    const alone = driftReport.parse(JSON.parse(without)).distributions?.features[0]?.smallest_shift;
    expect(distributions?.features[0]?.smallest_shift).toBeGreaterThan(alone ?? 1);
    expect(verdict).toBe('unknown');
    await it.evaluate(answers(11)(all), at(9));
    expect(await reportOf(it)).toMatchObject({ verdict: 'drift', canaries: { state: 'alert', cases: 40 } });
    const { out } = await it.run('drift', '--canaries', 'eval/results');
    expect(flat(out)).toContain('for 6 features and the canary cases together (Holm)');
    const { out: issue } = await it.run('drift', '--markdown', '--canaries', 'eval/results');
    expect(issue).toContain('for 6 features and the canary cases together (Holm)');
  });

  it('reads results that were moved, as out of an artifact', async () => {
    const it = await asked(9);
    await rename(join(it.folder, 'eval/results'), join(it.folder, 'fresh'));
    const { out, code } = await it.run('drift', '--json', '--canaries', 'fresh');
    expect(code).toBe(1);
    expect(driftReport.parse(JSON.parse(out)).canaries).toMatchObject({
      fresh: { file: 'fresh/run.json', models: [MODEL] },
      broke: 9,
    });
  });
});

describe('poc drift --canaries reads', () => {
  const bar = (worse_by: number) =>
    `version: 1\ncatalogue: 2\nbars:\n  monitoring/quality-signal:\n    worse_by: ${worse_by}\n`;

  it.each([
    [0.2, 'fine'],
    [0.19, 'unknown'],
  ] as const)(
    'what may be waited for in policy/thresholds.yaml: %d, where 40 cases show 0.2: %s',
    async (most, state) => {
      const it = await asked(0);
      await it.write({ 'policy/thresholds.yaml': bar(most) });
      expect((await reportOf(it)).canaries?.state).toBe(state);
    },
  );

  it('the commit of a POC in a folder of its repository', async () => {
    const { it, all } = await committed({ prefix: 'poc/' });
    await it.evaluate(answers(8)(all), at(10));
    expect((await reportOf(it)).canaries).toMatchObject({ state: 'alert', broke: 8 });
  });
});

describe('poc drift --canaries refuses', () => {
  const row = { id: 'case-1', verdict: 'pass' };
  it.each([
    ['what was committed itself', async () => (await committed()).it, 'found the results of the last commit'],
    ['results of last week', () => asked(0, at(8 * 24 * 60)), 'expected some of the 24 hours before'],
    [
      'recorded answers',
      async () => {
        const { it, all } = await committed();
        await it.evaluate(answers(11, `recorded/${MODEL}`)(all), at(10));
        return it;
      },
      'found recorded answers (recorded/vendor/model); expected those of a model that was asked today.',
    ],
    [
      'results of other cases',
      async () => {
        const it = await asked(11);
        await it.write({ 'eval/cases/more.jsonl': `${JSON.stringify(cases(41).at(-1))}\n` });
        return it;
      },
      'eval/results/run.json: found results about other cases than this tree has; expected the same.',
    ],
    [
      'an empty folder',
      async () => {
        const it = await asked(0);
        await rm(join(it.folder, 'eval/results'), { recursive: true });
        return it;
      },
      '--canaries: found no eval/results/**/run.json; expected what `npm run eval` writes. Run it.',
    ],
    [
      'results that nobody recorded',
      async () => {
        const it = await asked(0);
        const results = [{ query: 'x', pass: true }];
        await it.write({ 'eval/results/run.json': JSON.stringify({ results, row }) });
        return it;
      },
      'eval/results/run.json',
    ],
    [
      'rows that disagree with their record',
      async () => {
        const it = await asked(0);
        await it.write({
          'eval/results/results.jsonl': `${JSON.stringify(aRow(cases(1)[0] as EvalCase))}\n`,
        });
        return it;
      },
      'expected a run that agrees with its rows',
    ],
  ])('%s', async (_, poc, why) => {
    const { code, out, err } = await (await poc()).run('drift', '--canaries', 'eval/results');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
  });

  it.each([
    [
      'a folder that leads out',
      ['--canaries', '../x'],
      '--canaries: found "../x"; expected a folder inside that',
    ],
    ['a pattern', ['--canaries', 'eval/*'], '--canaries: found "eval/*"; expected a folder'],
    ['nothing', ['--canaries', ''], '--canaries: found ""; expected a folder'],
    [
      'rows beside it',
      ['--rows', 'x', '--canaries', 'y'],
      'found --rows and --canaries; expected one of them',
    ],
  ])('%s', async (_, argv, why) => {
    const { code, err } = await (await committed()).it.run('drift', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });
});

describe('where the last commit has nothing to compare with', () => {
  const again = async (it: Poc, all: EvalCase[]) => {
    await it.evaluate(answers(11)(all), at(10));
    return reportOf(it);
  };

  it.each([
    ['no results', { results: null }, 'has no results at eval/results'],
    ['results of another model', { results: answers(0, 'embedded/words') }, 'are of embedded/words'],
  ] as const)('poc drift says so and alerts nobody: %s', async (_, options, why) => {
    const { it, all } = await committed(options);
    const { code, verdict, canaries } = await again(it, all);
    expect({ code, verdict }).toEqual({ code: 0, verdict: 'unknown' });
    expect(canaries).toMatchObject({
      state: 'unknown',
      base: null,
      why_unknown: expect.stringContaining(why),
    });
  });

  it('as where its code has changed since', async () => {
    const { it, all } = await committed();
    await it.commit('Another prompt', { 'prompts/prompt.md': 'Say it otherwise.\n' });
    const { canaries } = await again(it, all);
    expect(canaries?.why_unknown).toMatch(/are about other prompts than the fresh ones\. Run `npm run eval`/);
  });

  it('as where there is no commit yet', async () => {
    const { it, all } = await committed();
    await it.repository.git('update-ref', '-d', 'HEAD');
    const { canaries } = await again(it, all);
    expect(canaries?.why_unknown).toContain('there is no commit with results to compare with');
  });

  it('as where the clone lacks them', async () => {
    const { it, all } = await committed();
    const id = await it.repository.git('rev-parse', 'HEAD:eval/results/results.jsonl');
    await rm(join(it.folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { canaries } = await again(it, all);
    expect(canaries?.why_unknown).toMatch(/^the last commit cannot be read \(.+\)\. Fetch it in full$/);
  });

  it('as where there is no repository', async () => {
    const { it, all } = await committed();
    await rm(join(it.folder, '.git'), { recursive: true });
    const { canaries } = await again(it, all);
    expect(canaries?.why_unknown).toContain('there is no commit with results to compare with');
  });

  it('as where they cannot be read', async () => {
    const { it, all } = await committed();
    await it.commit('Half of it', { 'eval/results/run.json': '{"schema":"poc-evidence/v1",' });
    const { canaries } = await again(it, all);
    expect(canaries?.why_unknown).toMatch(/cannot be read\. .*JSON that is cut off/);
  });
});
