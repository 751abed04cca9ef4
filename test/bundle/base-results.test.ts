import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { aCase, cases, jsonLines, type Poc } from '../repository-builder.ts';
import {
  asked,
  evaluateInShards,
  goodRun,
  NOT_COMMITTED,
  resultOf,
  rowsWith,
  tell,
  zip,
} from './results-scene.ts';
import { type AtBase, type SceneOptions, scenes } from './scene.ts';

const open = scenes();
const CASES = cases(12);
const HOME = '/repos/acme/triage';

/** At the base case 9 was wrong; now cases 5, 6 and 7 are. */
const AT_BASE = rowsWith('case-9');
const NOW = rowsWith('case-5', 'case-6', 'case-7');
const THREE_BROKE =
  '**Against the base:** 3 broke (`case-5`, `case-6`, `case-7`), 1 repaired (`case-9`); −16.7 points';
const evaluateNow = (poc: Poc): Promise<void> => poc.evaluate(NOW(CASES));

describe('results of the base that are committed', () => {
  it('are compared with case by case, and GitHub is not asked', async () => {
    const scene = await open({ poc: { results: AT_BASE }, change: evaluateNow });
    const { report, comment } = await tell(scene);
    expect(comment).toContain(THREE_BROKE);
    expect(comment).toContain('base results: the tree of the base');
    expect(report.eval.change).toMatchObject({ from: 'the tree of the base', pairs: 12 });
    expect(await asked(scene)).toEqual([]);
  });

  it('are told with ids that make nothing of themselves', async () => {
    const id = '@everyone <img src=x> [x](http://x) | \n ::error::planted `\\|<b>';
    const all = [aCase(1, { id }), aCase(2, { slices: [id, 'x\\\\|<b>@everyone'] }), ...CASES.slice(2)];
    const scene = await open({ poc: { cases: all }, change: (poc) => poc.evaluate(rowsWith(id)(all)) });
    const { ended, report, comment } = await tell(scene);
    expect(report.eval.change?.broke).toEqual([id]);
    expect(comment).toContain('1 broke (`@everyone <img src=x> [x](http://x) | ::…`)');
    const html = micromark(comment, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(html).not.toMatch(/<img|<b>|href="http:\/\/x/);
    // GitHub finds names in text, and none in code.
    expect(html.replace(/<code>.*?<\/code>/gs, '')).not.toContain('@everyone');
    expect(ended.annotations.filter((one) => one.data.startsWith('planted'))).toEqual([]);
  });
});

describe('results of the base that a run on it kept', () => {
  const kept = (artifacts: (at: AtBase) => Parameters<typeof goodRun>[2]): SceneOptions => ({
    poc: { files: NOT_COMMITTED, results: AT_BASE },
    change: evaluateNow,
    state: (at) => ({ workflow_runs: [goodRun(9, at.base, artifacts(at))] }),
  });

  it('are taken from its artifact, with one call for the runs, one for the list and one for the zip', async () => {
    const scene = await open(kept(({ results }) => [{ id: 31, name: 'eval-results', zip: zip(results) }]));
    const { report, comment } = await tell(scene);
    expect(comment).toContain(THREE_BROKE);
    expect(report.eval.change?.from).toBe(
      `artifact eval-results of run 9 on ${scene.story.base.sha.slice(0, 7)}`,
    );
    expect(comment).toContain('base results: artifact eval-results of run 9 on');
    expect(await asked(scene)).toEqual([
      `GET ${HOME}/actions/runs`,
      `GET ${HOME}/actions/runs/9/artifacts`,
      `GET ${HOME}/actions/artifacts/31/zip`,
    ]);
    expect(await scene.github.violations()).toEqual([]);
  });

  it('come together from the artifacts of its shards', async () => {
    const only = (results: AtBase['results'], shard: string) =>
      zip(Object.fromEntries(Object.entries(results).filter(([file]) => file.startsWith(shard))));
    const sharded = kept(({ results }) => [
      { id: 31, name: 'eval-results-1', zip: only(results, 'shard-1') },
      { id: 32, name: 'eval-results-2', zip: only(results, 'shard-2') },
    ]);
    const scene = await open({
      ...sharded,
      before: async (poc) => {
        await poc.write({ 'eval/results/run.json': null, 'eval/results/results.jsonl': null });
        await evaluateInShards(poc, AT_BASE(CASES), 2);
      },
      change: async (poc) => {
        await poc.write({ 'eval/results': null });
        await evaluateNow(poc);
      },
    });
    const { report, comment } = await tell(scene);
    expect(report.eval.change?.pairs).toBe(12);
    expect(comment).toContain(THREE_BROKE);
    expect(comment).toContain('base results: artifact eval-results-1, eval-results-2 of run 9 on');
    expect(await asked(scene)).toHaveLength(4);
  });

  it('are not looked for where one workflow gates several folders: they would be those of another', async () => {
    const scene = await open({
      ...kept(({ results }) => [{ id: 31, name: 'eval-results', zip: zip(results) }]),
      poc: { prefix: 'triage/', files: NOT_COMMITTED, results: AT_BASE },
      change: async (poc) => {
        await poc.repository.write({ 'second/poc.yaml': 'version: 1\nowner: "broken\n' });
        await evaluateNow(poc);
      },
    });
    const { report, comment } = await tell(scene, { folder: 'triage\nsecond' });
    expect(comment.match(/^### /gm)).toHaveLength(2);
    expect(report.folder).toBe('triage');
    expect(resultOf(report, 'eval/no-regression').message).toMatch(
      /nothing at eval\/results\/\*\*\/run\.json\.$/,
    );
    expect(await asked(scene)).toEqual([]);
  });

  it('are not looked for when the input results-artifact is empty', async () => {
    const scene = await open(kept(({ results }) => [{ id: 31, name: 'eval-results', zip: zip(results) }]));
    const { report } = await tell(scene, { 'results-artifact': '' });
    expect(report.eval.change).toBeNull();
    expect(await asked(scene)).toEqual([]);
  });
});

describe('results of the base that the input base-results names', () => {
  it('go before those of the tree, and GitHub is not asked', async () => {
    const scene = await open({
      poc: { files: { '.gitignore': 'before/\n' } },
      change: async (poc) => {
        await poc.write({ 'before/results.jsonl': jsonLines(AT_BASE(CASES)) });
        await evaluateNow(poc);
      },
    });
    const { comment } = await tell(scene, { 'base-results': 'before/*.jsonl' });
    expect(comment).toContain(THREE_BROKE);
    expect(comment).toContain('base results: the input base-results');
    expect(await asked(scene)).toEqual([]);
  });

  it('may be an artifact that a step before unpacked elsewhere, with the paths that it was recorded with', async () => {
    const scene = await open({
      poc: { files: { '.gitignore': 'before/\n' }, results: AT_BASE },
      change: async (poc) => {
        await cp(join(poc.folder, 'eval/results'), join(poc.folder, 'before'), { recursive: true });
        await evaluateNow(poc);
      },
    });
    const { comment } = await tell(scene, { 'base-results': 'before/**/run.json' });
    expect(comment).toContain(THREE_BROKE);
    expect(comment).toContain('base results: the input base-results');
  });

  it('say so when there are none, and no others are taken instead', async () => {
    const { ended, report, comment } = await tell(await open(), { 'base-results': 'before/run.json' });
    expect(ended.code).toBe(0);
    expect(report.eval.change).toBeNull();
    expect(resultOf(report, 'eval/no-regression').message).toBe(
      'The base has 12 cases to compare with and no results: the input base-results, which has nothing at before/run.json.',
    );
    expect(comment).not.toContain('Against the base');
  });
});
