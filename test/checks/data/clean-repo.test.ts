import { describe, expect, it } from 'vitest';
import { cleanRepo } from '../../../action/checks/data/clean-repo.ts';
import type { Scan, ScanFinding, ScanKind } from '../../../action/contract/proofs/clean-repo.ts';
import type { Suppression } from '../../../action/contract/suppressions.ts';
import { data } from '../../given/proven/data.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const { scans: CLEAN } = data(given.now).results['data/clean-repo']?.result ?? { scans: [] };

/** The scans of a clean repository, one of them laid over. */
const proof = (over: Partial<Record<ScanKind, Partial<Scan>>> = {}, scans: readonly Scan[] = CLEAN) => {
  const result = { scans: scans.map((one) => ({ ...one, ...over[one.scan] })) };
  const n = result.scans.find(({ scan }) => scan === 'secrets')?.looked_at ?? 0;
  return { 'proof:data/clean-repo': given.proof('data/clean-repo', result, n) };
};

const finding = (over: Partial<ScanFinding> = {}): ScanFinding => ({
  rule: 'github/GITHUB_TOKEN',
  severity: 'high',
  file: 'src/ask.ts',
  line: 7,
  times: 1,
  fingerprint: '0123456789abcdef',
  ...over,
});

const suppression = (over: Partial<Suppression> = {}): Suppression => ({
  fingerprint: '0123456789abcdef',
  rule: 'github/GITHUB_TOKEN',
  file: 'src/ask.ts',
  reason: 'The example of the documentation, which was never a token.',
  approved_by: 'Sal Security',
  expires_on: '2026-12-31',
  ...over,
});

const withToken = proof({ secrets: { findings: [finding()] } });
const atBase = (...list: Suppression[]) =>
  given.change({ base: given.base({ suppressions: given.suppressions(list) }) });
const files = (n: number, more: readonly string[] = []) =>
  new Set([...Array.from({ length: n }, (_, i) => `src/file-${i}.ts`), ...more]);

const passing = { given: { ...proof(), files: files(400) } };

tellStories(cleanRepo, { severity: 'critical', blocksFrom: 'explore' }, [
  {
    it: 'passes on three scans that found nothing of severity high',
    ...passing,
    outcome: 'pass',
    says: 'secrets: 0 high in 400 files; personal data: 0 high in 400 files; vulnerable dependencies: 0 high in 120 packages; by secretlint 1.2.3, poc scan 1.2.3, npm audit 1.2.3.',
  },
  {
    it: 'fails on one secret, and says where without saying what',
    given: withToken,
    outcome: 'fail',
    says: 'Found secrets: github/GITHUB_TOKEN in src/ask.ts:7 (fingerprint 0123456789abcdef).',
  },
  {
    it: 'fails on an account number in a case',
    given: proof({ personal_data: { findings: [finding({ rule: 'iban', file: 'eval/cases/all.jsonl' })] } }),
    outcome: 'fail',
    says: 'Found personal data: iban in eval/cases/all.jsonl:7',
  },
  {
    it: 'fails on a dependency with a vulnerability of severity high',
    given: proof({
      dependencies: {
        findings: [finding({ rule: 'GHSA-1/left', file: 'package-lock.json', line: null }), finding()],
      },
    }),
    outcome: 'fail',
    says: 'GHSA-1/left in package-lock.json (fingerprint 0123456789abcdef), and 1 more of severity high.',
  },
  {
    it: 'passes with what is of severity medium, and counts it',
    given: proof({
      personal_data: {
        findings: [
          finding({ rule: 'email-address', severity: 'medium', times: 31 }),
          finding({ rule: 'telephone-number', severity: 'medium' }),
        ],
      },
    }),
    outcome: 'pass',
    says: 'personal data: 0 high, 32 medium in 400 files',
  },
  // What is known and harmless.
  {
    it: 'passes with a finding that the base suppresses, and says until when',
    given: { ...withToken, change: atBase(suppression()) },
    outcome: 'pass',
    says: 'Suppressed: 1 of severity high, the first until 2026-12-31.',
  },
  {
    it: 'fails on a finding that the pull request suppresses itself',
    given: { ...withToken, suppressions: given.suppressions([suppression()]), change: atBase() },
    outcome: 'fail',
    says: 'Not suppressed: its suppression in policy/suppressions.yaml is new, and those of pull request base count.',
  },
  {
    it: 'fails where the base has no file of suppressions that can be read, whatever this tree has',
    given: {
      ...withToken,
      suppressions: given.suppressions([suppression()]),
      change: given.change({ base: given.base({ suppressions: undefined }) }),
    },
    outcome: 'fail',
    says: 'is new',
  },
  {
    it: 'takes the suppressions of this tree where there is no base',
    given: {
      ...withToken,
      suppressions: given.suppressions([suppression()]),
      change: given.change({ base: null, reason: 'no base', author: null }),
    },
    outcome: 'pass',
    says: 'Suppressed: 1',
  },
  ...(
    [
      ['another fingerprint', { fingerprint: 'fedcba9876543210' }, ''],
      ['another rule', { rule: 'github/*' }, ''],
      ['another file', { file: '*' }, ''],
      ['a day that has passed', { expires_on: '2026-11-19' }, 'its suppression expired on 2026-11-19'],
      [
        'no end in sight',
        { expires_on: '2027-05-20' },
        'runs until 2027-05-20, and one may run 180 more days',
      ],
      ['no reason', { reason: 'TODO' }, 'its suppression has no reason but "TODO"'],
      [
        'the name of who proposes this',
        { approved_by: '@Bea-Builder' },
        'approved by @Bea-Builder, who proposes',
      ],
    ] as const
  ).map(([what, over, says]) => ({
    it: `fails in spite of a suppression with ${what}`,
    given: { ...withToken, change: atBase(suppression(over)) },
    outcome: 'fail' as const,
    says,
  })),
  {
    it: 'fails in spite of a suppression by somebody who has a commit in this pull request',
    given: {
      ...withToken,
      change: { ...atBase(suppression({ approved_by: 'Bea Buildwell' })), proposers: ['Bea Buildwell'] },
    },
    outcome: 'fail',
    says: 'approved by Bea Buildwell, who proposes',
  },
  ...['2026-11-20', '2027-05-19'].map((expires_on) => ({
    it: `passes with a suppression until ${expires_on}, since that day counts`,
    given: { ...withToken, change: atBase(suppression({ expires_on })) },
    outcome: 'pass' as const,
    says: `the first until ${expires_on}`,
  })),
  // What nobody looked at.
  ...(
    [
      ['secrets', 'Nobody looked for secrets.'],
      ['personal_data', 'Nobody looked for personal data.'],
      ['dependencies', 'Nobody looked for vulnerable dependencies.'],
    ] as const
  ).map(([kind, says]) => ({
    it: `is not proven without a scan for ${kind}`,
    given: proof(
      {},
      CLEAN.filter(({ scan }) => scan !== kind),
    ),
    outcome: 'not-proven' as const,
    says,
  })),
  {
    it: 'is not proven by two scans for the same, of which one looked at less',
    given: proof({}, [...CLEAN, ...CLEAN.slice(0, 1)]),
    outcome: 'not-proven',
    says: 'more than one scan for secrets',
  },
  ...['eval/**', 'logs/run.jsonl', 'notebooks/a.ipynb'].map((path) => ({
    it: `is not proven by a scan that left ${path} out`,
    given: proof({ personal_data: { excluded: [path] } }),
    outcome: 'not-proven' as const,
    says: `1 paths were not searched for personal data: ${path}.`,
  })),
  {
    it: 'passes with pictures, in which there is no text, and counts them',
    given: {
      ...proof({ secrets: { looked_at: 397, media: 3 }, personal_data: { looked_at: 397, media: 3 } }),
      files: files(397, ['docs/a.png', 'docs/b.JPEG', 'assets/c.woff2']),
    },
    outcome: 'pass',
    says: '3 pictures, sounds or fonts hold no text to search',
  },
  {
    it: 'is not proven by a scan that took more files for pictures than are called so',
    given: {
      ...proof({ secrets: { looked_at: 397, media: 3 }, personal_data: { looked_at: 397, media: 3 } }),
      files: files(398, ['docs/a.png', 'docs/b.jpeg']),
    },
    outcome: 'not-proven',
    says: '3 files were passed over for secrets as pictures, sounds or fonts; by their names 2 of 400 are.',
  },
  {
    it: 'is not proven by a scan of one file less than there are',
    given: { ...proof(), files: files(401) },
    outcome: 'not-proven',
    says: '400 of 401 files were looked at for secrets.',
  },
  {
    it: 'does not ask for evidence and results, which come after the scan',
    given: {
      ...proof(),
      files: files(400, ['evidence/x.json', 'eval/results/run.json', 'eval/results/results.jsonl']),
    },
    outcome: 'pass',
    says: '400 files',
  },
  {
    it: 'asks for the cases also where poc.yaml says that results lie beside them',
    given: {
      ...proof(),
      files: files(400, ['eval/cases/all.jsonl']),
      manifest: given.manifest({
        evidence: {
          ...given.manifest().value.evidence,
          results: 'eval/run.json',
          inputs: { ...given.manifest().value.evidence.inputs, cases: ['eval/cases/**/*.jsonl'] },
        },
      }),
    },
    outcome: 'not-proven',
    says: '400 of 401 files',
  },
  {
    it: 'is not proven by an audit of no packages',
    given: proof({ dependencies: { looked_at: 0 } }),
    outcome: 'not-proven',
    says: '0 packages were looked at for vulnerable dependencies.',
  },
  {
    it: 'is not proven by a search of no files, even where there are none',
    given: proof({ personal_data: { looked_at: 0 } }),
    outcome: 'not-proven',
    says: '0 of 1 files were looked at for personal data.',
  },
]);

tellProofStories(cleanRepo, passing, { measured: false });

describe('what to do about a finding', () => {
  it.each([
    ['secrets', 'Revoke the secret, take it out of `src/ask.ts`'],
    ['personal_data', 'Replace it in `src/ask.ts` with a hashed reference'],
    ['dependencies', 'Run `npm audit fix`'],
  ] as const)('of %s is one edit or command, at its line', (kind, remedy) => {
    const evidence = given.evidence(proof({ [kind]: { findings: [finding()] } }));
    expect(cleanRepo.evaluate(evidence, given.circumstances())).toMatchObject({
      outcome: 'fail',
      remedy: expect.stringContaining(remedy),
      location: { file: 'src/ask.ts', line: 7 },
    });
  });
});
