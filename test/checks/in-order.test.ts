import { beforeAll, describe, expect, it } from 'vitest';
import { assess } from '../../action/assess.ts';
import { CHECKS } from '../../action/checks/index.ts';
import type { Report } from '../../action/contract/report.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { aPoc } from '../repository-builder.ts';

/** What this POC is not asked: each by a condition that the catalogue names. */
const NOT_ASKED: Record<string, readonly string[]> = {
  explore: ['eval/grader-validated', 'eval/within-budget', 'scope/frozen-at-pilot'],
  pilot: ['eval/grader-validated', 'eval/within-budget'],
  production: ['eval/grader-validated', 'eval/within-budget'],
};

/** What each stage leaves for later: nobody has timed cases with the POC in explore, nor decided anything. */
const FOR_LATER: Record<string, readonly string[]> = {
  explore: [
    'baseline/assisted-timings',
    'baseline/error-cost',
    'baseline/roi-recomputed',
    'decision/record',
    'scale/cost-per-case',
  ],
  pilot: ['baseline/assisted-timings', 'baseline/roi-recomputed', 'scale/cost-per-case'],
  production: [],
};

const MARKERS = '<!-- poc:headline -->\n<!-- /poc:headline -->\n';

/** Judges a POC that has everything, all of it vouched for, and changes nothing. */
async function judged(stage: 'explore' | 'pilot' | 'production'): Promise<Report> {
  const poc = await aPoc({ stage, proven: true, files: { 'README.md': MARKERS } });
  if (stage === 'production') {
    await poc.run('roi', '--write', 'README.md');
    await poc.prove();
    await poc.commit('The number');
  }
  const repository = await openRepository(poc.folder);
  const answer = await assess({
    folder: poc.folder,
    name: '.',
    repository,
    base: { commit: repository?.head ?? '', how: 'pull request base' },
    head: repository?.head ?? null,
    author: 'bea-builder',
    signatureOf: async () => ({
      status: 'verified',
      workflow: '.github/workflows/poc.yml',
      commit: 'c0ffee',
    }),
    now: poc.now,
    version: '9.9.9',
  });
  if (answer.status !== 'judged') throw new Error('There is no POC to judge');
  return answer.report;
}

describe.each(['explore', 'pilot', 'production'] as const)('a POC that is in order in %s', (stage) => {
  let report: Report;
  beforeAll(async () => {
    report = await judged(stage);
  });

  it('has nothing that blocks', () => {
    expect(report.results.filter(({ blocks }) => blocks)).toEqual([]);
    expect(report.verdict).toBe(stage === 'production' ? 'ship' : 'harden');
  });

  it.each(CHECKS.map(({ id }) => id))('passes %s', (id) => {
    const found = report.results.find((result) => result.id === id);
    const asked = FOR_LATER[stage]?.includes(id) ? 'not-proven' : 'pass';
    expect({ outcome: found?.outcome, message: found?.message }).toEqual({
      outcome: NOT_ASKED[stage]?.includes(id) ? 'not-applicable' : asked,
      message: expect.any(String),
    });
  });
});
