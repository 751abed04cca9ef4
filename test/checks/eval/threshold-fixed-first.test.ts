import { describe, expect, it } from 'vitest';
import { thresholdFixedFirst } from '../../../action/checks/eval/threshold-fixed-first.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import type { Thresholds } from '../../../action/contract/thresholds.ts';
import type { Base } from '../../../action/readiness/evidence.ts';
import { HOST, SYSTEMS } from '../../given/proven/integration.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const POLICY = 'policy/thresholds.yaml';
const WAIVERS = 'policy/waivers.yaml';
const catalogue = (version: number) => {
  const file = given.thresholds();
  return { ...file, value: { ...file.value, catalogue: version } };
};
const suppressing = (rule: string) =>
  given.suppressions([
    {
      fingerprint: 'a1b2c3',
      rule,
      file: 'src/a.ts',
      reason: 'A made-up token of the documentation.',
      approved_by: 'Sal Security',
      expires_on: '2026-12-31',
    },
  ]);
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
const hosted = (...hosts: string[]) => ({ systems: SYSTEMS.map((one) => ({ ...one, hosts })) });
const there = given.evidence().policiesThere;
const EVERYBODY = { id: 'agent', who: 'support agents' };
const MORE = [
  { permission: 'run', data_class: 'message' },
  { permission: 'delete', data_class: 'message' },
];
/** A pull request in which the same answers turn from fail to pass. */
const softer = (
  files = ['eval/grader.ts', 'eval/results/run.json'],
  {
    grader = ['eval/grader.ts'],
    results = [] as string[],
    softened = ['case-1', 'case-2', 'case-3', 'case-4'],
  } = {},
) => ({ ...pr(files), graderLabels: given.graderLabels(null, { changed: { grader, results }, softened }) });
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
    it: 'passes when the scan of the tree comes with it, which any change makes void',
    given: pr([POLICY, 'evidence/data/clean-repo.json'], {}, { bars: reviewed(0.7) }),
    outcome: 'pass',
    says: 'It changes nothing else',
  },
  {
    it: 'fails when a proof comes with it that it does not make void',
    given: pr([POLICY, 'evidence/scale/hard-limits.json'], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'and changes 1 other file, such as evidence/scale/hard-limits.json.',
  },
  {
    it: 'names code rather than proofs, which change with it',
    given: pr(['evidence/scale/hard-limits.json', POLICY, 'src/a.ts'], {}, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'and changes 2 other files, such as src/a.ts.',
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
  {
    it: 'fails when a bar is loosened alone by the only one who would be asked',
    given: pr([POLICY], { codeOwners: new Map([[POLICY, ['@Bea-Builder']]]) }, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'no code owner of the base but Bea-Builder, who proposes it, answers for policy/thresholds.yaml.',
  },
  {
    it: 'fails when the only one who would be asked has a commit in it',
    given: (() => {
      const alone = pr([POLICY], { codeOwners: new Map([[POLICY, ['@sam']]]) }, { bars: reviewed(0.7) });
      return { ...alone, change: { ...alone.change, proposers: ['Sam', 'sam@example.org'] } };
    })(),
    outcome: 'fail',
    says: 'no code owner of the base but sam, who proposes it, answers for policy/thresholds.yaml.',
  },
  {
    it: 'passes when somebody else is asked beside the author',
    given: pr(
      [POLICY],
      { codeOwners: new Map([[POLICY, ['@bea-builder', '@sam']]]) },
      { bars: reviewed(0.7) },
    ),
    outcome: 'pass',
  },
  {
    it: 'fails when a bar is loosened alone, and no code owner of the base answers for its file',
    given: pr([POLICY], { codeOwners: new Map([['poc.yaml', ['@org/platform']]]) }, { bars: reviewed(0.7) }),
    outcome: 'fail',
    says: 'lowers eval/pass-rate reviewed from 0.8 to 0.7. It changes nothing else, and no code owner of the base answers for policy/thresholds.yaml.',
  },
  {
    it: 'fails when the catalogue goes back together with code',
    given: {
      ...pr([POLICY, 'src/a.ts'], { thresholds: catalogue(2) }),
      thresholds: catalogue(1),
    },
    outcome: 'fail',
    says: 'goes back from catalogue 2 to 1',
  },
  {
    it: 'passes when a newer catalogue is accepted together with code',
    given: { ...pr([POLICY, 'src/a.ts'], { thresholds: catalogue(1) }), thresholds: catalogue(2) },
    outcome: 'pass',
  },
  {
    it: 'fails when a check is waived together with code',
    given: { ...pr([WAIVERS, 'src/a.ts']), waivers: given.waiverFile([given.waiver()]) },
    outcome: 'fail',
    says: 'This pull request waives eval/pass-rate until 2026-11-30, and changes 1 other file, such as src/a.ts.',
  },
  {
    it: 'passes when a check is waived and nothing else',
    given: { ...pr([WAIVERS]), waivers: given.waiverFile([given.waiver()]) },
    outcome: 'pass',
    says: 'waives eval/pass-rate until 2026-11-30. It changes nothing else; its code owner decides.',
  },
  {
    it: 'fails when a waiver is extended together with code',
    given: {
      ...pr([WAIVERS, 'src/a.ts'], { waivers: [given.waiver()] }),
      waivers: given.waiverFile([given.waiver({ expires_on: '2026-12-01' })]),
    },
    outcome: 'fail',
    says: 'extends the waiver of eval/pass-rate from 2026-11-30 to 2026-12-01',
  },
  {
    it: 'passes when a waiver is cut short or taken out together with code',
    given: {
      ...pr([WAIVERS, 'src/a.ts'], { waivers: [given.waiver(), given.waiver({ check: 'data/permission' })] }),
      waivers: given.waiverFile([given.waiver({ expires_on: '2026-11-29' })]),
    },
    outcome: 'pass',
  },
  {
    it: 'fails when a finding is suppressed together with code',
    given: { ...pr(['policy/suppressions.yaml', 'src/a.ts']), suppressions: suppressing('token') },
    outcome: 'fail',
    says: 'suppresses the finding token in src/a.ts, and changes 1 other file',
  },
  {
    it: 'passes when what was suppressed stays so',
    given: {
      ...pr(['src/a.ts'], { suppressions: suppressing('token') }),
      suppressions: suppressing('token'),
    },
    outcome: 'pass',
  },
  {
    it: 'fails when those who may approve change together with what they approve',
    given: pr(['policy/owners.yaml', 'src/a.ts']),
    outcome: 'fail',
    says: 'changes who may approve what, and changes 1 other file',
  },
  {
    it: 'passes when they are named for the first time, with the rest of a new POC',
    given: pr(['policy/owners.yaml', 'src/a.ts'], { manifest: undefined }),
    outcome: 'pass',
  },
  {
    it: 'fails when an input is no longer counted as untrusted, together with code',
    given: pr(['poc.yaml', 'src/a.ts'], {}, { poc: { untrusted_inputs: [] } }),
    outcome: 'fail',
    says: 'no longer counts message body as untrusted',
  },
  {
    it: 'fails when another host may prove a system, together with code',
    given: pr(['poc.yaml', 'src/a.ts'], atBase(hosted(HOST)), { poc: hosted(HOST, 'helpdesk.bea.dev') }),
    outcome: 'fail',
    says: 'This pull request lets helpdesk.bea.dev prove helpdesk, and changes 1 other file, such as src/a.ts.',
  },
  {
    it: 'passes when the same host is written otherwise, together with code',
    given: pr(['poc.yaml', 'src/a.ts'], atBase(hosted(HOST)), { poc: hosted(`${HOST.toUpperCase()}.`) }),
    outcome: 'pass',
  },
  {
    it: 'passes when the hosts of a system are listed for the first time, together with code',
    given: pr(['poc.yaml', 'src/a.ts'], atBase(hosted()), { poc: hosted(HOST) }),
    outcome: 'pass',
  },
  {
    it: 'fails when a hard limit is raised together with code',
    given: {
      ...pr(['policy/limits.yaml', 'src/a.ts']),
      policiesThere: { ...there, limits: given.limits({ max_steps: 5 }) },
    },
    outcome: 'fail',
    says: 'raises limit max_steps from 4 to 5, and changes 1 other file',
  },
  {
    it: 'fails when a signal is made deafer together with code',
    given: {
      ...pr(['policy/signals.yaml', 'src/a.ts']),
      policiesThere: { ...there, signals: given.signals([given.signal({ worse_by: 0.2 })]) },
    },
    outcome: 'fail',
    says: 'raises worse_by of the signal edits from 0.1 to 0.2, and changes 1 other file',
  },
  {
    it: 'fails when the budget is raised together with code',
    given: {
      ...pr(['policy/prices.yaml', 'src/a.ts']),
      policiesThere: { ...there, prices: given.prices({ monthly_budget: 1501 }) },
    },
    outcome: 'fail',
    says: 'raises monthly_budget from 1500 to 1501, and changes 1 other file',
  },
  {
    it: 'passes when prices that were looked up again are lower, together with code',
    given: {
      ...pr(['policy/prices.yaml', 'src/a.ts']),
      policiesThere: { ...there, prices: given.prices({ as_of: '2026-11-02', review_per_case: 0.4 }) },
    },
    outcome: 'pass',
  },
  {
    it: 'fails when somebody may do more than before, together with code',
    given: {
      ...pr(['policy/access.yaml', 'src/a.ts']),
      policiesThere: { ...there, access: given.access({ roles: [{ ...EVERYBODY, may: MORE }] }) },
    },
    outcome: 'fail',
    says: 'lets agent delete message, and changes 1 other file',
  },
  {
    it: 'passes when nobody may do more than before, together with code',
    given: {
      ...pr(['policy/access.yaml', 'src/a.ts']),
      policiesThere: { ...there, access: given.access({ roles: [{ ...EVERYBODY, may: [] }] }) },
    },
    outcome: 'pass',
  },
  ...(
    [
      [179, 'fail'],
      [181, 'pass'],
    ] as const
  ).map(([days, outcome]) => ({
    it: `${outcome === 'pass' ? 'passes' : 'fails'} when the audit trail is kept for ${days} days instead of 180, together with code`,
    given: {
      ...pr(['policy/access.yaml', 'src/a.ts']),
      policiesThere: { ...there, access: given.access({ retention_days: days }) },
    },
    outcome,
    ...(outcome === 'fail' ? { says: 'keeps the audit trail for 179 days where it was kept for 180' } : {}),
  })),
  {
    it: 'leaves a policy that is gone to the check of it',
    given: {
      ...pr(['src/a.ts']),
      policiesThere: { access: null, limits: null, signals: null, prices: null },
    },
    outcome: 'pass',
  },
  ...(
    [
      ['poc.yml', 'poc.yaml'],
      ['policy/thresholds.yml', 'policy/thresholds.yaml'],
      ['policy/waivers.json', 'policy/waivers.yaml'],
    ] as const
  ).map(([file, isRead]) => ({
    it: `fails beside ${file}, which nobody reads`,
    given: { ...pr([]), files: new Set([file]) },
    outcome: 'fail' as const,
    says: `${file} looks like a policy and is not read: the gate reads ${isRead}.`,
  })),
  {
    it: 'passes beside files of such names in other folders',
    given: { ...pr([]), files: new Set(['poc.yaml', 'docs/thresholds.yml', 'eval/poc.json']) },
    outcome: 'pass',
  },
  {
    it: 'names the answers that a new grader passes, and that failed at the base',
    given: softer(),
    outcome: 'pass',
    says: 'Bars are those of pull request base 1234567. This pull request changes the grader (eval/grader.ts), and 4 answers that failed at the base pass here unchanged: case-1, case-2, case-3 and 1 more.',
  },
  {
    it: 'does so in pilot',
    given: softer(),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: '4 answers that failed at the base pass here unchanged',
  },
  ...(
    [
      [['eval/grader.ts', 'eval/results/run.json'], 'fail'],
      [['eval/grader.ts', 'src/workflow.ts'], 'fail'],
      [['eval/grader.ts', 'eval/grader-agreement.json', 'README.md'], 'pass'],
    ] as const
  ).map(([files, outcome]) => ({
    it: `${outcome === 'fail' ? 'fails' : 'passes'} in production when such a grader comes with ${files.slice(1).join(' and ')}`,
    given: softer([...files]),
    at: { stage: 'production' as const },
    outcome,
    says: outcome === 'fail' ? `It changes ${files[1]} as well.` : 'pass here unchanged',
  })),
  {
    it: 'fails in production when such a grader comes with results in another folder',
    given: softer(['eval/grader.ts', 'out/run.json'], { results: ['out/run.json'] }),
    at: { stage: 'production' },
    outcome: 'fail',
    says: 'It changes out/run.json as well.',
  },
  {
    it: 'passes in production when a new grader passes nothing that failed',
    given: softer(['eval/grader.ts', 'src/workflow.ts'], { softened: [] }),
    at: { stage: 'production' },
    outcome: 'pass',
    says: 'Bars are those of pull request base 1234567.',
  },
  {
    it: 'leaves a verdict that turned under the same grader to the others',
    given: softer(['src/workflow.ts'], { grader: [], softened: ['case-1'] }),
    at: { stage: 'production' },
    outcome: 'pass',
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
