import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import { aCase, aRow, casesForPilot, type Poc } from '../repository-builder.ts';
import { mustNever, pilot, policy, resultOf, rowsWith, tell, WRONG } from './results-scene.ts';
import { type SceneOptions, scenes } from './scene.ts';

const open = scenes();
const CASES = [...casesForPilot(), ...mustNever];
const evaluating =
  (cases: readonly EvalCase[], ...wrong: string[]) =>
  (poc: Poc): Promise<void> =>
    poc.evaluate(rowsWith(...wrong)(cases));

describe('at pilot', () => {
  it('nothing blocks when everything that it asks for is there', async () => {
    const { ended, blockers } = await tell(await open(pilot()));
    expect([ended.code, blockers]).toEqual([0, []]);
  });

  it('what must never happen blocks when it happens once, by its name', async () => {
    const { blockers, comment, report } = await tell(
      await open(pilot({ change: evaluating(CASES, 'case-705') })),
    );
    expect(blockers).toEqual(['eval/must-never']);
    expect(comment).toContain('❌ **eval/must-never** `eval/cases/cases.jsonl:83`: case-705 failed');
    expect(resultOf(report, 'eval/must-never').outcome).toBe('fail');
  });

  it('a case of the suite regression blocks when it breaks, by its name, and does not when it stays broken', async () => {
    const added = [801, 802].map((n) => aCase(n, { suite: 'regression' }));
    const all = [...CASES, ...added];
    const scene = pilot({ poc: { results: rowsWith('case-802') } }, added);
    const broken = await tell(await open({ ...scene, change: evaluating(all, 'case-801', 'case-802') }));
    expect(broken.blockers).toEqual(['eval/no-regression']);
    expect(broken.comment).toContain('Of the suite regression, case-801 broke.');
    expect((await tell(await open({ ...scene, change: evaluating(all, 'case-802') }))).blockers).toEqual([]);
  });

  /** Sixteen refunds of which eight are wrong: enough for the whole, and not for them. */
  const inSlices = (): SceneOptions => {
    const isRefund = (i: number) => i < 40 && i % 5 >= 3;
    const all = CASES.map((one, i) => (isRefund(i) ? { ...one, slices: ['refunds'] } : one));
    const wrong = all.filter((_, i) => isRefund(i) && i < 20).map((one) => one.id);
    const files = policy(
      { slices: { refunds: 0.9 } },
      {
        'eval/pass-rate': { reviewed: 0.6 },
        'errors/abstains-when-unsure': { confident_wrong: 0.5 },
      },
    );
    return pilot({ poc: { cases: all, files, results: rowsWith(...wrong) } });
  };

  it('a slice that misses its own bar blocks, though the whole meets its', async () => {
    const { blockers, comment, report } = await tell(await open(inSlices()));
    expect(blockers).toEqual(['eval/pass-rate']);
    expect(comment).toMatch(
      /80 % \(65–90\), 32 of 40; the bar is 60 % on the lower bound; slice refunds 50 %/,
    );
    expect(report.eval.slices[0]).toMatchObject({ name: 'refunds', passed: 8, rows: 16, verdict: 'misses' });
    expect(comment.replaceAll('\u00A0', ' ')).toMatch(/\| `refunds` \| 50 % .* \| ❌ 90 % \|/);
  });

  it('a budget that is exceeded blocks, with what it came to', async () => {
    const files = policy({ budgets: { latency_p95_ms: 10, cost_per_case_usd: 1 } });
    const { blockers, comment } = await tell(await open(pilot({ poc: { files } })));
    expect(blockers).toEqual(['eval/within-budget']);
    expect(comment).toContain(
      '95 % latency 12 ms, bound unknown, over 40 cases; the budget is 10 ms: exceeded',
    );
  });

  it.each([
    [2, []],
    [3, ['eval/no-regression', 'eval/pass-rate', 'scope/simplest-alternative']],
  ])('a grader that crashed on %i of 40 cases', async (crashed, expected) => {
    const ids = CASES.slice(0, crashed).map((one) => one.id);
    const rows = CASES.map((one) => aRow(one, ids.includes(one.id) ? { verdict: 'grader_error' } : {}));
    const { blockers, report } = await tell(await open(pilot({ change: (poc) => poc.evaluate(rows) })));
    expect([...blockers].sort()).toEqual(expected);
    expect(resultOf(report, 'eval/pass-rate').message).toContain(
      expected.length === 0 ? '2 grader errors left out' : '3 of 40 rows have no verdict',
    );
  });
});

describe('three attempts at each case', () => {
  /** Case 5 passes two of them. */
  const thrice = (): ReturnType<typeof aRow>[] =>
    CASES.flatMap((one) =>
      [0, 1, 2].map((repeat) => aRow(one, { repeat, ...(one.id === 'case-5' && repeat === 1 ? WRONG : {}) })),
    );
  const scene = (unattended: boolean): SceneOptions => {
    const files = policy({}, { 'eval/pass-rate': { reviewed: 0.8, unattended: 0.8, repeats: 3 } });
    const before = async (poc: Poc) => {
      const declared = parse(await readFile(join(poc.folder, 'poc.yaml'), 'utf8')) as Manifest;
      const capabilities = { ...declared.capabilities, unattended };
      await poc.write({ 'poc.yaml': stringify({ ...declared, capabilities }) });
    };
    return pilot({ poc: { files, results: thrice }, before });
  };

  it.each([
    [true, { passed: 39, rows: 40, cases: 40 }],
    [false, { passed: 119, rows: 120, cases: 40 }],
  ])('unattended: %s', async (unattended, counted) => {
    const { ended, report } = await tell(await open(scene(unattended)));
    expect(report.standing.pass_rate).toMatchObject(counted);
    expect(ended.code).toBe(0);
  });

  it('block where the policy asks for them and each case was tried once', async () => {
    const once = scene(true);
    const { blockers, comment } = await tell(
      await open({ ...once, poc: { ...once.poc, results: rowsWith() } }),
    );
    expect(blockers).toEqual(['eval/pass-rate']);
    expect(comment).toContain('Each case was tried once; the policy asks for 3 times.');
  });

  it('count as failed where a case lacks some of them', async () => {
    const all = thrice().filter((row) => row.id !== 'case-5' || row.repeat === 0);
    const once = scene(true);
    const { report } = await tell(await open({ ...once, poc: { ...once.poc, results: () => all } }));
    expect(report.standing.pass_rate).toMatchObject({ passed: 39, rows: 40 });
    expect(resultOf(report, 'eval/pass-rate').message).toContain('1 case lacks results');
  });
});
