import { describe, expect, it } from 'vitest';
import { assess } from '../../action/assess.ts';
import { assistedTimings } from '../../action/checks/baseline/assisted-timings.ts';
import { errorCost } from '../../action/checks/baseline/error-cost.ts';
import { measuredTimings } from '../../action/checks/baseline/measured-timings.ts';
import { roiRecomputed } from '../../action/checks/baseline/roi-recomputed.ts';
import { taskDefined } from '../../action/checks/baseline/task-defined.ts';
import { realCases } from '../../action/checks/data/real-cases.ts';
import { killCriteria } from '../../action/checks/decision/kill-criteria.ts';
import { record } from '../../action/checks/decision/record.ts';
import { timebox } from '../../action/checks/decision/timebox.ts';
import { abstainsWhenUnsure } from '../../action/checks/errors/abstains-when-unsure.ts';
import { malformedInput } from '../../action/checks/errors/malformed-input.ts';
import { caseSetIntegrity } from '../../action/checks/eval/case-set-integrity.ts';
import { noRegression } from '../../action/checks/eval/no-regression.ts';
import { passRate } from '../../action/checks/eval/pass-rate.ts';
import { resultsFresh } from '../../action/checks/eval/results-fresh.ts';
import { thresholdFixedFirst } from '../../action/checks/eval/threshold-fixed-first.ts';
import { oneWorkflow } from '../../action/checks/scope/one-workflow.ts';
import { namedUsers } from '../../action/checks/users/named-users.ts';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import type { Report } from '../../action/contract/report.ts';
import { chooseBase } from '../../action/evidence/base.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import type { Check } from '../../action/readiness/check.ts';
import { commentSections } from '../../action/reporters/comment.ts';
import {
  aPoc,
  aRepository,
  aRow,
  cases,
  casesForPilot,
  jsonLines,
  measured,
  NOW,
  type RepositoryBuilder,
  timings,
} from '../repository-builder.ts';
import { ORDINARY, renderKind } from '../templates/render-kind.ts';

/** Named one by one, so that a new check changes no story. */
const CHECKS: readonly Check[] = [
  measuredTimings,
  taskDefined,
  realCases,
  killCriteria,
  timebox,
  abstainsWhenUnsure,
  malformedInput,
  caseSetIntegrity,
  passRate,
  resultsFresh,
  thresholdFixedFirst,
  oneWorkflow,
  namedUsers,
];

/** What the number rests on. */
const OF_THE_NUMBER: readonly Check[] = [errorCost, assistedTimings, roiRecomputed, record];

const PILOT = { cases: casesForPilot(), timings: timings(20) };
/** 120 real cases in three slices, of which the smallest has a bar of its own. */
const SLICED = {
  cases: [
    ...cases(12, { slices: ['refunds'] }),
    ...cases(120)
      .slice(12)
      .map((one, n): EvalCase => ({ ...one, slices: [n % 3 === 0 ? 'reminders' : 'invoices'] })),
    ...casesForPilot().filter((one) => one.suite !== 'scored'),
  ],
  timings: timings(20),
  files: {
    'policy/thresholds.yaml':
      'version: 1\nbars:\n  eval/pass-rate:\n    reviewed: 0.8\nslices:\n  refunds: 0.75\n',
  },
};
const WRONG = { verdict: 'fail', reason: 'the other label', confidence: 0.71 } as const;

/** Rows in which the cases named come out wrong, and all else as it should. */
const rowsWith =
  (...wrong: string[]) =>
  (cases: readonly EvalCase[]): EvalRow[] =>
    cases.map((one) => aRow(one, wrong.includes(one.id) ? WRONG : {}));

async function judge(
  { folder }: RepositoryBuilder,
  base: string,
  now = NOW,
  checks = CHECKS,
): Promise<Report> {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('A story is a repository');
  const judged = await assess(
    {
      folder,
      name: '.',
      repository,
      base: await chooseBase(repository, base),
      head: null,
      author: null,
      now,
      version: '0.1.0',
    },
    checks,
  );
  if (judged.status !== 'judged') throw new Error('There was nothing to judge');
  return judged.report;
}

/** Commit ids change with every byte of a template; the comment's words must not. */
async function golden(name: string, report: Report): Promise<void> {
  const text = commentSections({ ...report, commit: 'c0ffee0'.repeat(6) }, null)
    .map((section) => section.text)
    .join('\n\n');
  const base = (report.base.commit ?? '').slice(0, 7);
  const shown = new RegExp(`${base.slice(0, 3)}\u200B?${base.slice(3)}`, 'g');
  await expect(`${text.replace(shown, 'ba5e000')}\n`).toMatchFileSnapshot(`../golden/comments/${name}.md`);
}

const blockers = (report: Report): string[] =>
  report.results.filter((one) => one.blocks).map((one) => one.id);

describe('the comment', () => {
  it('on a fresh scaffold names what to write, and counts samples as nothing', async () => {
    const repository = await aRepository();
    const files = await renderKind({ ...ORDINARY, today: '2026-11-20', decisionDue: '2026-12-04' });
    const literal = Object.fromEntries([...files].map(([path, { text }]) => [path, text]));
    await repository.commit('feat: scaffold', literal);
    const report = await judge(repository, 'HEAD');
    expect(report.verdict).toBe('continue');
    expect(blockers(report)).toEqual(['baseline/task-defined', 'eval/results-fresh']);
    await golden('fresh-scaffold', report);
  });

  it('with real cases but no timings shows how often it is right, and asks for a stopwatch', async () => {
    const { repository } = await aPoc({ ...PILOT, timings: [], results: rowsWith('case-3', 'case-8') });
    const report = await judge(repository, 'HEAD');
    expect(blockers(report)).toEqual(['baseline/measured-timings']);
    await golden('real-cases-but-no-timings', report);
  });

  it('says ready for pilot when everything that guards pilot is proven', async () => {
    const { repository } = await aPoc({ ...PILOT, results: rowsWith('case-3', 'case-8') });
    const report = await judge(repository, 'HEAD');
    expect(report).toMatchObject({ verdict: 'ship', blocked: false, ahead: [] });
    await golden('ready-for-pilot', report);
  });

  it('does not say so when only the bars of explore are met', async () => {
    const { repository } = await aPoc({ ...PILOT, timings: timings(5) });
    const report = await judge(repository, 'HEAD');
    expect(report).toMatchObject({ verdict: 'continue', blocked: false });
    expect(report.ahead.map((one) => `${one.id}: ${one.message}`)).toEqual([
      'baseline/measured-timings: 5 of 20 timed cases.',
    ]);
  });

  it('names the failing case that was deleted', async () => {
    const it = await aPoc({ ...PILOT, results: rowsWith('case-3', 'case-8') });
    const kept = PILOT.cases.filter((one) => one.id !== 'case-3');
    await it.write({ 'eval/cases/cases.jsonl': jsonLines(kept) });
    await it.evaluate(rowsWith('case-8')(kept));
    const report = await judge(it.repository, 'HEAD');
    expect(blockers(report)).toEqual(['eval/case-set-integrity']);
    await golden('deleted-failing-case', report);
  });

  it('recommends to stop when the decision is overdue', async () => {
    const { repository } = await aPoc(PILOT);
    const report = await judge(repository, 'HEAD', new Date('2026-11-25T00:00:01Z'));
    expect(report.verdict).toBe('stop');
    expect(blockers(report)).toContain('decision/timebox');
    await golden('overdue-stop-recommended', report);
  });

  it('does not recommend it on the last day', async () => {
    const { repository } = await aPoc(PILOT);
    expect((await judge(repository, 'HEAD', new Date('2026-11-24T23:59:59Z'))).verdict).toBe('ship');
  });

  it('could not judge when poc.yaml cannot be read', async () => {
    const it = await aPoc(PILOT);
    await it.write({ 'poc.yaml': 'version: 1\nworkflow:\n  id: billing-triage\n   title: "unclosed\n' });
    const report = await judge(it.repository, 'HEAD');
    expect(report).toMatchObject({ verdict: 'cannot-judge', blocked: true });
    await golden('could-not-judge', report);
  });

  it('names the bar that is lowered together with the code', async () => {
    const it = await aPoc(PILOT);
    await it.write({
      'policy/thresholds.yaml': 'version: 1\nbars:\n  eval/pass-rate:\n    reviewed: 0.7\n',
      'src/workflow.ts': 'export const answer = () => "bill";\n',
    });
    await it.evaluate(rowsWith('case-1', 'case-3', 'case-5', 'case-7', 'case-9', 'case-11')(PILOT.cases));
    const report = await judge(it.repository, 'HEAD');
    expect(blockers(report)).toEqual(['eval/threshold-fixed-first']);
    await golden('bar-lowered-with-the-code', report);
  });

  it('names the cases that a pull request broke and repaired, and the slices, worst first', async () => {
    const it = await aPoc({ ...SLICED, results: rowsWith('case-9', 'case-40', 'case-80') });
    await it.write({ 'prompts/classify.md': 'Say whether it is about money.\n' });
    await it.evaluate(rowsWith('case-5', 'case-6', 'case-7', 'case-40', 'case-80')(SLICED.cases));
    const report = await judge(it.repository, 'HEAD', NOW, [...CHECKS, noRegression]);
    expect(report.eval.change).toMatchObject({
      broke: ['case-5', 'case-6', 'case-7'],
      repaired: ['case-9'],
      pairs: 120,
      verdict: 'cannot-tell',
    });
    expect(report.eval.slices.map((one) => [one.name, one.verdict])).toEqual([
      ['refunds', 'cannot-tell'],
      ['reminders', null],
      ['invoices', null],
    ]);
    await golden('three-broke-one-repaired', report);
  });

  it('says what it is worth once everything is measured, from minutes to money', async () => {
    const markers = '<!-- poc:headline -->\n<!-- /poc:headline -->\n';
    const it = await aPoc({ stage: 'pilot', files: { ...measured(), 'README.md': markers } });
    await it.run('roi', '--write', 'README.md');
    await it.commit('The number');
    const report = await judge(it.repository, 'HEAD~1', NOW, [...CHECKS, ...OF_THE_NUMBER]);
    expect(report.blocked).toBe(false);
    // What decides about production has to be vouched for, which nobody does at a desk.
    expect(report.ahead.map(({ id }) => id)).toEqual(['errors/abstains-when-unsure', 'eval/pass-rate']);
    expect(
      report.results.filter((one) => OF_THE_NUMBER.some(({ id }) => id === one.id && one.outcome !== 'pass')),
    ).toEqual([]);
    await golden('the-number-holds', report);
  });

  it('changes in no character when it is made again', async () => {
    const { repository } = await aPoc(PILOT);
    const reports = [await judge(repository, 'HEAD'), await judge(repository, 'HEAD')];
    expect(JSON.stringify(reports[0])).toBe(JSON.stringify(reports[1]));
  });
});
