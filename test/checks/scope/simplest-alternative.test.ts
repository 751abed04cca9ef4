import { simplestAlternative } from '../../../action/checks/scope/simplest-alternative.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import type { Alternative } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

type Right = (i: number) => boolean;
/** 20 cases, ten of each label. */
const twenty: EvalCase[] = given
  .caseValues(20)
  .map((one, i) => ({ ...one, expected: i % 2 === 0 ? 'attention' : 'none' }));
const rows = (cases: EvalCase[], right: Right, change: Partial<EvalRow> = {}) =>
  cases.map((one, i) => given.evalRow(one, { verdict: right(i) ? 'pass' : 'fail', ...change }));
const from =
  (first: number): Right =>
  (i) =>
    i >= first;

/** The POC is right from one case on and the alternative from another, in the same 20 cases. */
function contest(
  poc: (EvalRow | EvalRecord)[],
  other: EvalRow[],
  change: Partial<Alternative> = {},
  cases: EvalCase[] = twenty,
  run: Parameters<typeof given.results>[1] = {},
) {
  const set = given.rows('eval/cases/all.jsonl', cases);
  const ofOther = given.results(other, run);
  const files = ofOther.files.map((one) => ({ ...one, file: 'alternative/results/results.jsonl' }));
  return {
    cases: set,
    results: given.results(poc),
    alternative: given.alternative(set, {
      results: { ...ofOther, file: 'alternative/results/run.json', files },
      ...change,
    }),
  };
}
const right = (poc: number, other: number, cases = twenty) =>
  contest(rows(cases, from(poc)), rows(cases, from(other)), {}, cases);

/** The POC is right throughout and its alternative from the seventh case on; at the base it was right from another on. */
const rewritten = (before: number, source = given.digest('f')) => ({
  ...right(0, 6),
  change: given.change({
    base: given.base({
      cases: given.rows('eval/cases/all.jsonl', twenty),
      alternative: { rows: given.recordRows(rows(twenty, from(before))), source },
    }),
  }),
});

tellStories(simplestAlternative, { severity: 'medium', blocksFrom: 'pilot' }, [
  {
    it: 'passes when the lead can be told from chance, and prints it',
    given: right(0, 6),
    outcome: 'pass',
    says: 'On 20 real cases the POC is right in 100 % and “keyword rule” in 70 %: +30.0 points (+7.7…+51.9); 6 only the POC got right, 0 only the alternative, mid-p 0.016, exact p 0.031; a case costs an unknown amount and $0 (as poc.yaml says).',
  },
  {
    it: 'is not proven when five cases make the lead: no test could tell it from chance',
    given: right(0, 5),
    outcome: 'not-proven',
    says: 'Chance could make such a lead: cannot tell yet.',
  },
  {
    it: 'is not proven when as many cases go the other way',
    given: contest(
      rows(twenty, (i) => i < 13),
      rows(twenty, (i) => i > 7),
    ),
    outcome: 'not-proven',
    says: '8 only the POC got right, 7 only the alternative',
  },
  {
    it: 'fails when the alternative does it as well',
    given: right(2, 2),
    outcome: 'fail',
    says: '“keyword rule” does it as well.',
  },
  {
    it: 'fails when the alternative does it better',
    given: right(2, 1),
    outcome: 'fail',
    says: '−5.0 points (',
  },
  {
    it: 'says so when it does it better',
    given: right(2, 1),
    outcome: 'fail',
    says: '“keyword rule” does it better.',
  },
  {
    it: 'is not proven when poc.yaml names none',
    given: { alternative: null },
    outcome: 'not-proven',
    says: 'poc.yaml names no alternative',
  },
  {
    it: 'is not proven when no file makes the results',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)), { source: [] }),
    outcome: 'not-proven',
    says: '`alternative.source` matches no file',
  },
  {
    it: 'is not proven when the alternative does no better than one answer throughout',
    given: right(0, 10),
    outcome: 'not-proven',
    says: '“keyword rule” is a straw man: always answering “attention” is right in 50 %.',
  },
  {
    it: 'takes the commonest answer for the one to beat',
    given: right(
      0,
      6,
      twenty.map((one, i) => ({ ...one, expected: i < 14 ? 'none' : 'attention' })),
    ),
    outcome: 'not-proven',
    says: 'always answering “none” is right in 70 %.',
  },
  {
    it: 'passes when it is right in one case more',
    given: right(0, 9),
    outcome: 'pass',
  },
  {
    it: 'knows a label that stands in an object, as the made repository has it',
    given: right(
      0,
      10,
      twenty.map((one) => ({ ...one, expected: { label: one.expected } })),
    ),
    outcome: 'not-proven',
    says: 'always answering “attention” is right in 50 %.',
  },
  {
    it: 'does not ask for a majority where answers are no labels',
    given: right(
      0,
      19,
      twenty.map((one) => ({ ...one, expected: { total: 12 } })),
    ),
    outcome: 'pass',
  },
  {
    it: 'is not proven when the alternative was run on other cases',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)), {}, twenty, {
      inputs: { cases: given.digest('f') },
    }),
    outcome: 'not-proven',
    says: 'The results of “keyword rule” are not about the cases of this tree.',
  },
  {
    it: 'is not proven when another grader judged it',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)), {}, twenty, {
      inputs: { grader: given.digest('f') },
    }),
    outcome: 'not-proven',
    says: 'are not about the grader of this tree.',
  },
  {
    it: 'is not proven when the code of the alternative changed since it was run',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)), {}, twenty, {
      inputs: { source: given.digest('f') },
    }),
    outcome: 'not-proven',
    says: 'The results of “keyword rule” are not about the `alternative.source` of this tree.',
  },
  {
    it: 'takes an alternative that was made before the POC’s prompts and bars changed',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)), {}, twenty, {
      inputs: { prompts: given.digest('f'), policy: given.digest('f') },
    }),
    outcome: 'pass',
  },
  {
    it: 'is not proven when nobody recorded the alternative',
    given: contest(rows(twenty, from(0)), [], {
      results: { ...given.results(rows(twenty, from(6))), run: null },
    }),
    outcome: 'not-proven',
    says: 'Nothing says on which cases',
  },
  {
    it: 'is not proven when a shard of the alternative is missing',
    given: contest(rows(twenty, from(0)), [], {
      results: { ...given.results(rows(twenty, from(6))), files: [], missingShards: ['2 of 2'] },
    }),
    outcome: 'not-proven',
    says: 'Shard 2 of 2 left no results',
  },
  {
    it: 'is not proven when its results are the POC’s own',
    given: contest(rows(twenty, from(0)), [], { results: given.results(rows(twenty, from(6))) }),
    outcome: 'not-proven',
    says: 'eval/results/results.jsonl holds the results of the POC itself',
  },
  {
    it: 'is not proven when the results of the POC are about another tree',
    given: {
      ...right(0, 6),
      results: given.results(rows(twenty, from(0)), { inputs: { source: given.digest('f') } }),
    },
    outcome: 'not-proven',
    says: 'The results are about other source than this tree has.',
  },
  {
    it: 'is not proven when the alternative was not run on every real case',
    given: contest(rows(twenty, from(0)), rows(twenty, from(6)).slice(1)),
    outcome: 'not-proven',
    says: '“keyword rule” has no result for 1 of 20 real cases.',
  },
  {
    it: 'lets one case of twenty be without a verdict',
    given: contest(
      rows(twenty, from(0)),
      rows(twenty, from(7)).map((row, i) => (i === 0 ? { ...row, verdict: 'grader_error' } : row)),
    ),
    outcome: 'pass',
    says: '1 cases without a verdict are left out',
  },
  {
    it: 'is not proven when two are',
    given: contest(
      rows(twenty, from(0)),
      rows(twenty, from(8)).map((row, i) => (i < 2 ? { ...row, verdict: 'no_verdict' } : row)),
    ),
    outcome: 'not-proven',
    says: '2 of 20 real cases have no verdict on one of the sides',
  },
  {
    it: 'is not proven without a real case',
    given: right(0, 6, given.caseValues(20, { origin: 'synthetic' })),
    outcome: 'not-proven',
    says: 'No real case has a verdict both for “keyword rule” and for the POC.',
  },
  {
    it: 'counts what the alternative sent to a person as not done',
    given: contest(
      rows(twenty, from(0)),
      rows(twenty, from(0)).map((row, i) => (i < 6 ? { ...row, outcome: 'needs_person' } : row)),
    ),
    outcome: 'pass',
    says: 'mid-p 0.016, exact p 0.031; the POC sent 0 to a person and the alternative 6; a case costs',
  },
  {
    it: 'tells what the POC sent to a person from what it got wrong',
    given: contest(
      rows(twenty, from(0)).map((row, i) => (i < 3 ? { ...row, outcome: 'needs_person' } : row)),
      rows(twenty, from(9)),
    ),
    outcome: 'pass',
    says: 'mid-p 0.016, exact p 0.031; the POC sent 3 to a person and the alternative 0; a case costs',
  },
  {
    it: 'prints what a case costs, as measured where it was',
    given: contest(
      rows(twenty, from(0), { cost_usd: 0.0123 }),
      rows(twenty, from(6)).map((row, i) => (i === 0 ? { ...row, cost_usd: 0.001 } : row)),
      { costPerCase: 0.5 },
    ),
    outcome: 'pass',
    says: 'a case costs $0.0123 and $0.001 (1 of 20 cases say it)',
  },
  {
    it: 'does not take the price of a cache for that of an answer',
    given: contest(
      twenty.map((one, i) =>
        evalRecord({ id: one.id, verdict: 'pass', row: i + 1, costUsd: 0, cached: true, latencyMs: 1 }),
      ),
      rows(twenty, from(6)),
    ),
    outcome: 'pass',
    says: 'a case costs an unknown amount and',
  },
  {
    it: 'counts a case as right only with all of its attempts where nobody looks',
    given: {
      ...contest(
        rows(twenty, from(0)),
        [0, 1].flatMap((repeat) => rows(twenty, (i) => repeat === 0 || i > 11, { repeat })),
      ),
      manifest: given.manifest({
        capabilities: { writes: false, unattended: true, personal_data: true, llm_judge: false },
      }),
    },
    outcome: 'not-proven',
    says: 'the POC is right in 100 % and “keyword rule” in 40 %',
  },
  {
    it: 'goes by what cases have in common where they are alike',
    given: contest(
      twenty.map((one) => given.evalRow(one, { cluster: 'one document' })),
      rows(twenty, from(6)),
    ),
    outcome: 'not-proven',
    says: 'cannot tell yet',
  },
  {
    it: 'is not proven when the code of the alternative changes and makes it worse by more than chance',
    given: rewritten(0),
    outcome: 'not-proven',
    says: 'This pull request changes the code of “keyword rule” and makes it worse: right in 100 % of 20 cases at the base and in 70 % here, −30.0 points (−51.9…−7.7); 6 broke, 0 repaired. On 20 real cases the POC is right in 100 %',
  },
  {
    it: 'names what it was at the base where chance could have made it worse',
    given: rewritten(1),
    outcome: 'pass',
    says: 'This pull request changes the code of the alternative: right in 95 % of 20 cases at the base and in 70 % here.',
  },
  {
    it: 'passes when the new code makes it better',
    given: rewritten(12),
    outcome: 'pass',
    says: 'right in 40 % of 20 cases at the base and in 70 % here.',
  },
  {
    it: 'goes by the code: the same one has another result where the exam is another',
    given: rewritten(0, given.digests.source),
    outcome: 'pass',
    says: 'a case costs an unknown amount and $0 (as poc.yaml says).',
  },
  {
    it: 'leaves a lead that there is not to the contest',
    given: { ...rewritten(0), ...right(6, 6) },
    outcome: 'fail',
    says: '“keyword rule” does it as well.',
  },
  {
    it: 'takes the first alternative as it is',
    given: { ...right(0, 6), change: given.change({ base: given.base({ alternative: null }) }) },
    outcome: 'pass',
  },
  {
    it: 'takes an alternative as it is where there is no base',
    given: { ...right(0, 6), change: given.change({ base: null, reason: 'the first commit' }) },
    outcome: 'pass',
  },
]);
