import { realCases } from '../../../action/checks/data/real-cases.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const SYNTHETIC = {
  origin: 'synthetic',
  source_system: null,
  source_ref: null,
  sampled_at: null,
  sampling: null,
} as const;
const real = given.caseValues;
const synthetic = (count: number) => real(count, SYNTHETIC, 'sample');
const set = (...values: EvalCase[]) => ({ cases: given.rows('eval/cases/all.jsonl', values) });
const among = (count: number, change: Partial<EvalCase>) =>
  set(...real(count), given.evalCase('odd', change));

const LETTER = `Dear team, the invoice that you sent us last Tuesday names a wrong address and an amount which nobody here
ordered; please look into it, send a corrected one, and tell our accountant by phone before Friday noon, number`;

tellStories(realCases, { severity: 'critical', blocksFrom: 'explore', grace: { explore: 3 } }, [
  {
    it: 'passes with ten real cases in explore',
    given: set(...real(10)),
    outcome: 'pass',
    says: '10 real cases from helpdesk.',
  },
  {
    it: 'is not proven with nine',
    given: set(...real(9)),
    outcome: 'not-proven',
    says: '9 real cases from helpdesk; 10 are needed.',
  },
  {
    it: 'counts ten copies of one record as one',
    given: set(...real(10).map((one, i) => ({ ...one, input: { text: `${LETTER} ${i}` } }))),
    outcome: 'not-proven',
    says: '10 real cases from helpdesk; 9 repeat another nearly word for word and do not count; 10 are needed.',
  },
  { it: 'is not proven without a case', given: set(), outcome: 'not-proven', says: '0 real cases; 10' },
  {
    it: 'is not proven with synthetic cases alone',
    given: set(...synthetic(50)),
    outcome: 'not-proven',
    says: '0 real cases; 50 synthetic ones do not count; 10 are needed.',
  },
  {
    it: 'does not count what a red team wrote',
    given: set(...real(9), given.evalCase('odd', { origin: 'red_team' })),
    outcome: 'not-proven',
  },
  {
    it: 'does not count real cases of other suites',
    given: set(...real(9), ...real(20, { suite: 'unanswerable' }, 'other')),
    outcome: 'not-proven',
    says: '9 real cases',
  },
  {
    it: 'passes in pilot with 30 real cases',
    given: set(...real(30)),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'is not proven in pilot with 29',
    given: set(...real(29)),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '30 are needed',
  },
  {
    it: 'passes in pilot when exactly four fifths of the scored cases are real',
    given: set(...real(40), ...synthetic(10)),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'is not proven in pilot a single synthetic case beyond that',
    given: set(...real(40), ...synthetic(11)),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '78 % of the scored cases are real and 80 % are needed',
  },
  {
    it: 'does not ask for a share in explore',
    given: set(...real(10), ...synthetic(90)),
    outcome: 'pass',
  },
  ...(['source_system', 'source_ref', 'sampled_at', 'sampling'] as const).map((field) => ({
    it: `fails when a case says that it is real and has no ${field}`,
    given: among(12, { [field]: null }),
    outcome: 'fail' as const,
    says: '1 cases say that they are real and do not show it',
  })),
  {
    it: 'fails when two cases have one reference of one system',
    given: among(12, { source_ref: 'hash-of-case-3' }),
    outcome: 'fail',
    says: 'source_ref hash-of-case-3 appears twice',
  },
  {
    it: 'lets two systems use the same reference',
    given: among(12, { source_ref: 'hash-of-case-3', source_system: 'crm' }),
    outcome: 'pass',
    says: 'from helpdesk, crm',
  },
  {
    it: 'fails when a case was drawn tomorrow',
    given: among(12, { sampled_at: '2026-11-21T12:00:00Z' }),
    outcome: 'fail',
    says: 'odd was drawn on 2026-11-21T12:00:00Z, which is yet to come',
  },
]);
