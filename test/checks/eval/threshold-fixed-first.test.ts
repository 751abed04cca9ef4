import { describe, expect, it } from 'vitest';
import { thresholdFixedFirst } from '../../../action/checks/eval/threshold-fixed-first.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import type { Thresholds } from '../../../action/contract/thresholds.ts';
import type { Base } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const POLICY = 'policy/thresholds.yaml';
const reviewed = (bar: number): Thresholds['bars'] => ({ 'eval/pass-rate': { reviewed: bar } });
/** A pull request that changes these files; `before` is what its base says, `now` what it says itself. */
function pr(
  files: string[],
  before: Partial<Base> = {},
  now: { bars?: Thresholds['bars']; poc?: Partial<Manifest> } = {},
) {
  return {
    thresholds: given.thresholds(now.bars),
    manifest: given.manifest(now.poc),
    change: given.change({ files, base: given.base(before) }),
  };
}
const atBase = (poc: Partial<Manifest>) => ({ manifest: given.manifest(poc) });
const { capabilities, evidence } = given.manifest().value;
const all = { writes: true, unattended: true, personal_data: true, llm_judge: true };

tellStories(thresholdFixedFirst, { severity: 'high', blocksFrom: 'explore' }, [
  { it: 'passes when no bar moves', outcome: 'pass', says: 'Bars are those of pull request base 1234567.' },
  {
    it: 'passes without a base, and says why there is none',
    given: { change: given.change({ base: null, reason: 'the first commit' }) },
    outcome: 'pass',
    says: 'new: the first commit',
  },
  {
    it: 'passes when a bar is loosened and nothing else changes',
    given: pr([POLICY], {}, { bars: reviewed(0.7) }),
    outcome: 'pass',
    says: 'This pull request lowers eval/pass-rate reviewed from 0.8 to 0.7. It changes nothing else; its code owner decides.',
  },
  {
    it: 'passes when another file of the policy changes with it',
    given: pr([POLICY, 'policy/kill.yaml'], {}, { bars: reviewed(0.7) }),
    outcome: 'pass',
  },
  {
    it: 'fails when a bar is loosened together with another file',
    given: pr([POLICY, 'README.md'], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'lowers eval/pass-rate reviewed from 0.8 to 0.7, and changes 1 other file, such as README.md.',
  },
  {
    it: 'names another file than the results, which change with everything',
    given: pr(['eval/results/run.json', POLICY, 'src/a.ts'], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'and changes 2 other files, such as src/a.ts.',
  },
  {
    it: 'names the results when nothing else changes',
    given: pr(['eval/results/run.json', POLICY], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'and changes 1 other file, such as eval/results/run.json.',
  },
  {
    it: 'fails when the file of a stricter bar is taken out',
    given: pr([POLICY, 'src/workflow.ts'], { thresholds: given.thresholds(reviewed(0.9)) }),
    outcome: 'fail',
    says: 'from 0.9 to 0.8',
  },
  {
    it: 'fails when a file that comes in sets looser bars than the defaults',
    given: pr([POLICY, 'poc.yaml'], { thresholds: undefined, manifest: undefined }, { bars: reviewed(0.5) }),
    outcome: 'fail',
    says: 'from 0.8 to 0.5',
  },
  {
    it: 'fails when a bar on which less is stricter is raised',
    given: pr([POLICY, 'src/a.ts'], {}, { bars: { 'eval/results-fresh': { pilot_days: 15 } } }),
    outcome: 'fail',
    says: 'raises eval/results-fresh pilot_days from 14 to 15',
  },
  {
    it: 'passes when a bar is tightened together with code',
    given: pr([POLICY, 'src/workflow.ts'], {}, { bars: reviewed(0.9) }),
    outcome: 'pass',
    says: 'tightened here: eval/pass-rate reviewed 0.8 → 0.9',
  },
  {
    it: 'fails when the bar of a slice is taken out together with code',
    given: {
      ...pr([POLICY, 'src/a.ts'], { thresholds: given.thresholds({}, { slices: { refunds: 0.75 } }) }),
    },
    outcome: 'fail',
    says: 'takes out slice refunds, which was 0.75, and changes 1 other file',
  },
  {
    it: 'passes when a slice gets a bar together with code',
    given: { ...pr([POLICY, 'src/a.ts']), thresholds: given.thresholds({}, { slices: { refunds: 0.75 } }) },
    outcome: 'pass',
    says: 'tightened here: slice refunds new → 0.75',
  },
  {
    it: 'fails when a budget is raised together with code',
    given: {
      ...pr([POLICY, 'src/a.ts'], { thresholds: given.thresholds({}, { budgets: { latency_p95_ms: 900 } }) }),
      thresholds: given.thresholds({}, { budgets: { latency_p95_ms: 901 } }),
    },
    outcome: 'fail',
    says: 'raises budget latency_p95_ms from 900 to 901',
  },
  {
    it: 'takes a file that is only called policy for another file',
    given: pr([POLICY, '../policy/notes.md'], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
  },
  {
    it: 'fails when the stage moves back together with code',
    given: pr(['poc.yaml', 'src/a.ts'], atBase({ stage: 'pilot' })),
    outcome: 'fail',
    says: 'moves the stage back from pilot to explore',
  },
  {
    it: 'passes when the stage moves back and nothing else',
    given: pr(['poc.yaml'], atBase({ stage: 'pilot' })),
    outcome: 'pass',
    says: 'its code owner decides',
  },
  {
    it: 'passes when the stage moves on',
    given: pr(['poc.yaml', 'src/a.ts'], {}, { poc: { stage: 'pilot' } }),
    outcome: 'pass',
  },
  {
    it: 'fails when what was stopped is reopened together with code',
    given: pr(['poc.yaml', 'src/a.ts'], atBase({ stage: 'stopped' })),
    outcome: 'fail',
    says: 'reopens what was stopped',
  },
  ...(['writes', 'unattended', 'personal_data', 'llm_judge'] as const).map((name) => ({
    it: `fails when ${name} is said to apply no longer, together with code`,
    given: pr(['poc.yaml', 'src/a.ts'], atBase({ capabilities: all }), {
      poc: { capabilities: { ...all, [name]: false } },
    }),
    outcome: 'fail' as const,
    says: `declares that ${name} no longer applies`,
  })),
  {
    it: 'passes when a capability is added',
    given: pr(['poc.yaml', 'src/a.ts'], {}, { poc: { capabilities: { ...capabilities, unattended: true } } }),
    outcome: 'pass',
  },
  {
    it: 'fails when other files are compared with the results, together with code',
    given: pr(
      ['poc.yaml', 'src/a.ts'],
      {},
      {
        poc: { evidence: { ...evidence, inputs: { ...evidence.inputs, source: ['docs/**'] } } },
      },
    ),
    outcome: 'fail',
    says: 'changes which files the results are checked against',
  },
  ...[
    '.github/workflows/poc.yml',
    '.github/actions/poc-gate/index.js',
    '.github/CODEOWNERS',
    'CODEOWNERS',
    '../.github/workflows/poc.yml',
  ].flatMap((gate) =>
    ['src/a.ts', 'prompts/classify.md', 'eval/results/run.json', 'data/train.jsonl'].map((judged) => ({
      it: `fails when ${gate} changes together with ${judged}`,
      given: pr([gate, judged]),
      outcome: 'fail' as const,
      says: `changes the gate itself (${gate}) together with what it judges (${judged})`,
    })),
  ),
  { it: 'passes when only the workflow changes', given: pr(['.github/workflows/poc.yml']), outcome: 'pass' },
  {
    it: 'passes when the results were made under the bars of this pull request',
    given: { ...pr([]), policyDigest: given.digest('7'), measuredUnder: given.digest('7') },
    outcome: 'pass',
  },
  {
    it: 'passes when they were made under the bars of the base',
    given: { ...pr([]), policyDigest: given.digest('7') },
    outcome: 'pass',
  },
  {
    it: 'is not proven when they were made under neither',
    given: { ...pr([]), measuredUnder: given.digest('7') },
    outcome: 'not-proven',
    says: 'made under other bars',
  },
  { it: 'passes while nothing was measured', given: { ...pr([]), measuredUnder: null }, outcome: 'pass' },
]);

describe('eval/threshold-fixed-first in the file', () => {
  it('points at the line of a slice', () => {
    const { change } = pr([POLICY, 'src/a.ts'], {
      thresholds: given.thresholds({}, { slices: { 'a.b': 0.8 } }),
    });
    const thresholds = {
      ...given.thresholds({}, { slices: { 'a.b': 0.7 } }),
      lines: { slices: 3, 'slices.a.b': 4 },
    };
    expect(
      thresholdFixedFirst.evaluate(given.evidence({ change, thresholds }), given.circumstances()),
    ).toMatchObject({ outcome: 'fail', location: { file: POLICY, line: 4 } });
  });

  it('points at the line of the bar', () => {
    const { change } = pr([POLICY, 'src/a.ts']);
    const thresholds = {
      ...given.thresholds(reviewed(0.7)),
      lines: { 'bars.eval/pass-rate': 6, 'bars.eval/pass-rate.reviewed': 7 },
    };
    expect(
      thresholdFixedFirst.evaluate(given.evidence({ change, thresholds }), given.circumstances()),
    ).toMatchObject({
      location: { file: POLICY, line: 7 },
      spots: [
        {
          location: { line: 7 },
          message: 'This pull request lowers eval/pass-rate reviewed from 0.8 to 0.7',
        },
      ],
    });
  });
});
