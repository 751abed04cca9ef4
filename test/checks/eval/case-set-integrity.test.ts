import { describe, expect, it } from 'vitest';
import { caseSetIntegrity } from '../../../action/checks/eval/case-set-integrity.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { RowVerdict } from '../../../action/contract/eval-run.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const FILE = 'eval/cases/all.jsonl';
type Scene = {
  before?: EvalCase[];
  now: EvalCase[];
  /** What the base's results say of the case `case-0`. */
  failed?: RowVerdict;
  approved?: [id: string, by: string];
  author?: string | null;
  proposers?: readonly string[];
};

const twelve = given.caseValues(12);
const [first, ...others] = twelve as [EvalCase, ...EvalCase[]];
const sample = given.evalCase('sample', { origin: 'synthetic', source_ref: null });

/** A pull request that makes `now` out of `before`. */
function pr({ before = twelve, now, failed, approved, author = 'bea-builder', proposers = [] }: Scene) {
  const rows = failed === undefined ? [] : [given.evalRow(first, { verdict: failed })];
  return {
    cases: given.rows(FILE, now),
    caseChanges:
      approved === undefined ? [] : given.rows('eval/CHANGES.jsonl', [given.caseChange(...approved)]),
    change: given.change({
      author,
      proposers,
      base: given.base({
        cases: given.rows(FILE, before),
        rows: given.recordRows(rows),
      }),
    }),
  };
}
const become = (change: Partial<EvalCase>) => pr({ now: [{ ...first, ...change }, ...others] });
const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(' ');
/** A case of twelve words, and a prompt that quotes `count` of them. */
const quoted = (count: number, change: Partial<EvalCase> = {}) => ({
  ...pr({
    before: [],
    now: [given.evalCase('quoted', { input: { text: words(12) }, ...change })],
  }),
  sources: [{ file: 'prompts/classify.md', text: `Such as: ${words(count)}!` }],
});
const taught = (one: EvalCase) => ({
  ...pr({ now: twelve }),
  training: given.rows('data/train.jsonl', [{ ...one, suite: 'training' as const }]),
});

tellStories(caseSetIntegrity, { severity: 'high', blocksFrom: 'explore' }, [
  {
    it: 'passes when the cases are those of the base',
    given: pr({ now: twelve }),
    outcome: 'pass',
    says: '12 cases, each once, none in the code or the training split; all 12 cases of pull request base are still there.',
  },
  {
    it: 'passes without a base, and says why there is none',
    given: { ...pr({ now: twelve }), change: given.change({ base: null, reason: 'the first commit' }) },
    outcome: 'pass',
    says: 'the first commit',
  },
  {
    it: 'passes when a case is added',
    given: pr({ now: [...twelve, given.evalCase('new')] }),
    outcome: 'pass',
  },
  {
    it: 'fails when a case is removed',
    given: pr({ now: others }),
    outcome: 'fail',
    says: 'case case-0 was removed.',
  },
  {
    it: 'says of a removed case that it failed at base',
    given: pr({ now: others, failed: 'fail' }),
    outcome: 'fail',
    says: 'case case-0 was removed, and it failed at base.',
  },
  {
    it: 'takes a system error at base for a failure too',
    given: pr({ now: others, failed: 'system_error' }),
    outcome: 'fail',
    says: 'and it failed at base',
  },
  {
    it: 'does not say so of one that passed there',
    given: pr({ now: others, failed: 'pass' }),
    outcome: 'fail',
    says: 'case case-0 was removed.',
  },
  {
    it: 'names the one that failed at base before the others',
    given: pr({ before: [...others, first], now: [], failed: 'fail' }),
    outcome: 'fail',
    says: 'case case-0 was removed, and it failed at base; case case-1 was removed;',
  },
  {
    it: 'names five and counts the rest',
    given: pr({ now: [] }),
    outcome: 'fail',
    says: 'case case-4 was removed; and 7 more.',
  },
  {
    it: 'fails when a case is renamed, and says to what',
    given: become({ id: 'case-x' }),
    outcome: 'fail',
    says: 'case case-0 was renamed to case-x',
  },
  {
    it: 'fails when a case is relabelled',
    given: become({ expected: 'none' }),
    outcome: 'fail',
    says: 'relabelled',
  },
  {
    it: 'fails when the input of a case changes',
    given: become({ input: { text: 'an easier one' } }),
    outcome: 'fail',
    says: 'case case-0 was changed in its input',
  },
  {
    it: 'fails when a case leaves the scored suite',
    given: become({ suite: 'capability' }),
    outcome: 'fail',
    says: 'changed in its suite',
  },
  {
    it: 'fails when a case leaves its slice',
    given: become({ slices: ['easy'] }),
    outcome: 'fail',
    says: 'changed in its slices',
  },
  {
    it: 'fails when a real case is called synthetic, which takes it out of the rate',
    given: become({ origin: 'synthetic' }),
    outcome: 'fail',
    says: 'changed in its origin',
  },
  {
    it: 'fails when a sample is called real',
    given: pr({
      before: [...twelve, sample],
      now: [...twelve, { ...sample, origin: 'real', source_ref: 'h' }],
    }),
    outcome: 'fail',
    says: 'case sample was changed in its origin',
  },
  {
    it: 'lets samples that came with the scaffold go',
    given: pr({ before: [...twelve, sample], now: twelve }),
    outcome: 'pass',
  },
  {
    it: 'does not let a synthetic case go that nobody can answer',
    given: pr({ before: [...twelve, { ...sample, suite: 'unanswerable' }], now: twelve }),
    outcome: 'fail',
    says: 'case sample was removed',
  },
  {
    it: 'passes when the change is logged with an approver',
    given: pr({ now: others, approved: ['case-0', 'Olga Owner'] }),
    outcome: 'pass',
    says: '1 changes are logged with an approver',
  },
  {
    it: 'fails when another case is logged',
    given: pr({ now: others, approved: ['case-1', 'Olga Owner'] }),
    outcome: 'fail',
  },
  ...['bea-builder', 'Bea-Builder', '@bea-builder ', '@BEA-BUILDER'].map((name) => ({
    it: `fails when the author approves as “${name}”`,
    given: pr({ now: others, approved: ['case-0', name] }),
    outcome: 'fail' as const,
    says: 'case case-0 was removed',
  })),
  ...['sam sponsor', 'user-1', '@Dana Data'].map((name) => ({
    it: `passes when “${name}” approves, whom the base names`,
    given: pr({ now: others, approved: ['case-0', name] }),
    outcome: 'pass' as const,
  })),
  ...['somebody', 'Bo Builder', 'user-4'].map((name) => ({
    it: `fails when “${name}” approves, whom the base does not name`,
    given: pr({ now: others, approved: ['case-0', name] }),
    outcome: 'fail' as const,
    says: `case case-0 was removed (“${name}” is the author, or is named in neither poc.yaml nor policy/owners.yaml of the base)`,
  })),
  ...[['Olga Owner'], ['olga.owner@example.org'], ['7+olga-owner@users.noreply.github.com']].map(
    (proposers) => ({
      it: `fails when whoever approves has a commit in it as ${proposers}`,
      given: pr({ now: others, approved: ['case-0', 'Olga Owner'], author: 'oo-1987', proposers }),
      outcome: 'fail' as const,
      says: 'case case-0 was removed',
    }),
  ),
  {
    it: 'passes when a namesake of who approves has a commit in it',
    given: pr({
      now: others,
      approved: ['case-0', 'Olga Owner'],
      proposers: ['Olga Owen', 'olga@example.org'],
    }),
    outcome: 'pass',
  },
  {
    it: 'takes the log at its word where nobody knows the author',
    given: pr({ now: others, approved: ['case-0', 'user-1'], author: null }),
    outcome: 'pass',
  },
  {
    it: 'fails when an id stands twice',
    given: pr({ now: [...twelve, { ...first, input: { text: 'another' } }] }),
    outcome: 'fail',
    says: 'case id case-0 stands twice',
  },
  ...[
    ['word for word', { text: 'the text of case-0' }],
    ['in other capitals and spaces', { text: ' The text\nof  CASE-0' }],
  ].map(([how, input]) => ({
    it: `fails when an input is repeated ${how}`,
    given: pr({ now: [...twelve, given.evalCase('copy', { input: input as EvalCase['input'] })] }),
    outcome: 'fail' as const,
    says: 'case copy repeats the input of case-0',
  })),
  {
    it: 'fails when an input is repeated with its fields in another order',
    given: pr({
      before: [],
      now: [
        given.evalCase('one', { input: { subject: 'a', text: 'b' } }),
        given.evalCase('two', { input: { text: 'b', subject: 'a' } }),
      ],
    }),
    outcome: 'fail',
    says: 'case two repeats the input of one',
  },
  {
    it: 'lets one input stand in two suites',
    given: pr({ now: [...twelve, { ...first, id: 'again', suite: 'regression' }] }),
    outcome: 'pass',
  },
  {
    it: 'fails when a scored case is taught by id',
    given: taught(given.evalCase('case-0', { source_ref: null, input: 'other' })),
    outcome: 'fail',
    says: 'case case-0 is also in the training split',
  },
  {
    it: 'fails when it is taught by its reference',
    given: taught(given.evalCase('t', { source_ref: 'hash-of-case-0' })),
    outcome: 'fail',
    says: 'case case-0 is also',
  },
  {
    it: 'fails when it is taught by its input',
    given: taught(given.evalCase('t', { input: { text: 'The text of case-0' } })),
    outcome: 'fail',
    says: 'case case-0 is also',
  },
  { it: 'passes when other cases are taught', given: taught(given.evalCase('t')), outcome: 'pass' },
  {
    it: 'does not take two cases without a reference for one',
    given: {
      ...pr({ before: [], now: [{ ...first, source_ref: null }] }),
      training: given.rows('data/train.jsonl', [given.evalCase('t', { source_ref: null })]),
    },
    outcome: 'pass',
  },
  {
    it: 'fails when eight words of a case stand in a prompt',
    given: quoted(8),
    outcome: 'fail',
    says: `the text of case quoted stands in prompts/classify.md (“${words(8)}”)`,
  },
  { it: 'passes when seven do', given: quoted(7), outcome: 'pass' },
  { it: 'passes when the case is a sample', given: quoted(12, { origin: 'synthetic' }), outcome: 'pass' },
]);

describe('eval/case-set-integrity in the file', () => {
  const judge = (scene: Scene) => caseSetIntegrity.evaluate(given.evidence(pr(scene)), given.circumstances());

  it('points at the case that failed at base, and says how to restore it', () => {
    expect(judge({ before: [...others, first], now: [others[0] as EvalCase], failed: 'fail' })).toMatchObject(
      {
        location: { file: FILE, line: null },
        remedy:
          'Restore case case-0, or have it approved in `eval/CHANGES.jsonl` by somebody other than the author.',
      },
    );
  });

  it('points at the line of a case that was relabelled', () => {
    expect(judge({ now: [...others, { ...first, expected: 'none' }] })).toMatchObject({
      location: { file: FILE, line: 12 },
    });
  });
});
