import { describe, expect, it } from 'vitest';
import { casesForPilot } from '../repository-builder.ts';
import {
  asked,
  goodRun,
  mustNever,
  NOT_COMMITTED,
  pilot,
  resultOf,
  rowsWith,
  tell,
  zip,
} from './results-scene.ts';
import { type SceneOptions, scenes } from './scene.ts';

const open = scenes();

describe('a base without results', () => {
  const none = (more: SceneOptions = {}): SceneOptions => ({ poc: { files: NOT_COMMITTED }, ...more });
  const reasons: [string, SceneOptions, RegExp][] = [
    [
      'no run kept any',
      none(),
      /the tree of the base, which has nothing at eval\/results\/\*\*\/run\.json; and no good run on [0-9a-f]{7} kept an artifact eval-results\.$/,
    ],
    [
      'the token may not ask, in a private repository',
      none({ state: { private: true } }),
      /; and the runs of the base could not be asked for \(403\): give the job the permission `actions: read`\.$/,
    ],
    [
      'what was kept is no zip',
      none({
        state: ({ base }) => ({
          workflow_runs: [goodRun(9, base, [{ id: 31, name: 'eval-results', zip: 'UEsDBA==' }])],
        }),
      }),
      /; and the runs of the base could not be read \(eval-results: found .+\)\.$/,
    ],
  ];
  it.each(reasons)('is told, and leaves explore as green as it was: %s', async (_, options, says) => {
    const { ended, report, comment } = await tell(await open(options));
    const result = resultOf(report, 'eval/no-regression');
    expect(result).toMatchObject({ outcome: 'not-proven', blocks: false, warns: true });
    expect(result.message).toMatch(says);
    // What blocks much later is named there, and told in full in its area.
    expect(comment).toContain('`eval/no-regression`');
    expect(comment).toContain('⚪ no-regression: The base has 12 cases to compare with and no results');
    expect([ended.code, report.verdict]).toEqual([0, 'continue']);
  });

  it('blocks at pilot, and nothing else does', async () => {
    const scene = await open(pilot(none()));
    const { blockers, comment } = await tell(scene);
    expect(blockers).toEqual(['eval/no-regression']);
    expect(comment).toContain('**→** Let the workflow run once on the base branch');
    expect(await asked(scene)).toEqual(['GET /repos/acme/triage/actions/runs']);
  });

  it('does not block at pilot once a run on it has kept them', async () => {
    const all = [...casesForPilot(), ...mustNever];
    const scene = await open(
      pilot({
        ...none(),
        change: (poc) => poc.evaluate(rowsWith('case-5')(all)),
        state: ({ base, results }) => ({
          workflow_runs: [goodRun(9, base, [{ id: 31, name: 'eval-results', zip: zip(results) }])],
        }),
      }),
    );
    const { ended, comment } = await tell(scene);
    expect(ended.code).toBe(0);
    expect(comment).toContain('1 broke (`case-5`), none repaired');
  });
});
