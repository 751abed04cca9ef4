import { describe, expect, it } from 'vitest';
import { aRow, cases, jsonLines, type Poc } from '../repository-builder.ts';
import { resultOf, rowsWith, tell } from './results-scene.ts';
import { type SceneOptions, scenes } from './scene.ts';
import { DATED_MODEL, promptfooJson } from './tool-files.ts';

const open = scenes();
const CASES = cases(12);
const IDS = CASES.map((one) => one.id);
const [FIRST] = CASES as [(typeof CASES)[number]];
const HOUR = 60 * 60 * 1000;

describe('two files of results', () => {
  const both = (second: string): SceneOptions => ({
    poc: { results: null },
    before: (poc) => poc.declare({ results: 'out/*.jsonl' }),
    change: (poc) => poc.write({ 'out/a.jsonl': jsonLines(rowsWith()(CASES)), 'out/b.jsonl': second }),
  });

  it('that contradict each other are refused, with the first case of which they do', async () => {
    const { ended, comment, blockers } = await tell(
      await open(both(jsonLines(rowsWith('case-2', 'case-4')(CASES)))),
    );
    expect([ended.code, blockers]).toEqual([1, ['eval/results-fresh']]);
    expect(comment).toContain(
      'out/b.jsonl: found fail for case-2, of which out/a.jsonl says pass, and 1 more; expected one answer for each attempt',
    );
  });

  it('that an envelope names are refused as well', async () => {
    const rows = ['eval/results/a.jsonl', 'eval/results/b.jsonl'];
    const scene = await open({
      change: async (poc) => {
        await poc.evaluate([...rowsWith()(CASES), ...rowsWith('case-2')(CASES)], { rows });
        await poc.write({
          'eval/results/a.jsonl': jsonLines(rowsWith()(CASES)),
          'eval/results/b.jsonl': jsonLines(rowsWith('case-2')(CASES)),
        });
      },
    });
    const { comment, blockers } = await tell(scene);
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(comment).toContain('found fail for case-2, of which eval/results/a.jsonl says pass;');
  });
});

describe('rows that stand twice', () => {
  it('prove nothing, and break no case that passed', async () => {
    const scene = await open({ change: (poc) => poc.evaluate([...rowsWith()(CASES), aRow(FIRST)]) });
    const { report, comment } = await tell(scene);
    expect(resultOf(report, 'eval/pass-rate')).toMatchObject({
      outcome: 'not-proven',
      message: '1 result row stands twice, such as case-1, repeat 0.',
    });
    expect(comment).toContain('**Against the base:** nothing broke, nothing repaired.');
  });
});

describe('a score that is no number', () => {
  const scored = (score: string): SceneOptions => ({
    before: (poc) => poc.declare({ mapping: { id: 'id', score: 'score', threshold: 0.5 } }),
    change: async (poc: Poc) => {
      const line = (id: string) =>
        `{"id": "${id}", "score": ${id === 'case-1' ? score : 0.9}, "model": "${DATED_MODEL}"}`;
      await poc.evaluate(rowsWith('case-1')(CASES));
      await poc.write({ 'eval/results/results.jsonl': `${IDS.map(line).join('\n')}\n` });
    },
  });

  it.each(['NaN', '"NaN"', 'Infinity', '1e400', 'null'])('is never a pass: %s', async (score) => {
    const { report } = await tell(await open(scored(score)));
    expect(resultOf(report, 'eval/pass-rate').outcome).toBe('not-proven');
    const { pass_rate: rate } = report.standing;
    expect(rate === null || rate.passed <= 11).toBe(true);
  });
});

describe('a file of a tool that says when it was made', () => {
  const madeAt = (at: string): SceneOptions => ({
    change: async (poc) => {
      const file = 'eval/results/promptfoo.json';
      const started_at = new Date(Date.now() - HOUR).toISOString();
      await poc.evaluate(rowsWith()(CASES), {
        rows: file,
        started_at,
        produced_at: new Date().toISOString(),
      });
      await poc.write({
        [file]: promptfooJson({ ids: IDS, at }),
        'eval/results/results.jsonl': null,
      });
    },
  });

  it('is refused when that is before the run that recorded it began', async () => {
    const at = new Date(Date.now() - 2 * HOUR).toISOString();
    const { blockers, comment } = await tell(await open(madeAt(at)));
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(comment).toContain(
      `eval/results/promptfoo.json: found results of ${at}; expected results made after`,
    );
  });

  it('is not proven when that is yet to come', async () => {
    const at = new Date(Date.now() + 50 * HOUR).toISOString();
    const { blockers, comment } = await tell(await open(madeAt(at)));
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(comment).toContain(`eval/results/promptfoo.json is dated ${at}, which is yet to come.`);
  });

  it('is taken when that is while it ran', async () => {
    const { blockers } = await tell(await open(madeAt(new Date(Date.now() - HOUR / 2).toISOString())));
    expect(blockers).toEqual([]);
  });
});
