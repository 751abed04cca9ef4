import { abstainsWhenUnsure } from '../../../action/checks/errors/abstains-when-unsure.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

type Ended = Partial<EvalRow> | null;
const PERSON = { outcome: 'needs_person', verdict: 'fail' } as const;
const WRONG = { outcome: 'answered', verdict: 'fail' } as const;
const KNOWN = { outcome: 'answered', verdict: 'pass' } as const;

/** Cases that nobody can answer and cases that have an answer; the first few end otherwise than they should. */
function ran(
  unanswerable: number,
  answerable: number,
  odd: { unanswerable?: [number, Ended]; answerable?: [number, Ended][] } = {},
) {
  const [loud, how] = odd.unanswerable ?? [0, {}];
  const ends = (odd.answerable ?? []).flatMap(([count, ended]) => Array.from({ length: count }, () => ended));
  const hard = given.caseValues(unanswerable, { suite: 'unanswerable' }, 'hard');
  const easy = given.caseValues(answerable, {}, 'easy');
  const row = (one: Parameters<typeof given.evalRow>[0], ended: Ended | undefined) =>
    ended === null ? [] : [given.evalRow(one, ended)];
  return {
    cases: given.rows('eval/cases/all.jsonl', [...hard, ...easy]),
    results: given.results([
      ...hard.flatMap((one, n) => row(one, n < loud ? how : {})),
      ...easy.flatMap((one, n) => row(one, ends[n])),
    ]),
  };
}

tellStories(abstainsWhenUnsure, { severity: 'critical', blocksFrom: 'pilot' }, [
  {
    it: 'passes, and prints recall, confident errors, false abstentions and coverage',
    given: ran(30, 100, {
      unanswerable: [3, KNOWN],
      answerable: [
        [10, PERSON],
        [5, WRONG],
      ],
    }),
    outcome: 'pass',
    says: '30 unanswerable cases: recall 90 % (≥ 80 %), wrong with confidence 6.2 % (≤ 10 %), abstained needlessly 10 % (≤ 20 %), answered 90 % of 100.',
  },
  ...(
    [
      ['were skipped', { verdict: 'no_verdict' }],
      ['took no time', { latency_ms: 0 }],
    ] as const
  ).map(([what, ended]) => ({
    it: `fails when cases that nobody can answer ${what}`,
    given: ran(30, 100, { unanswerable: [30, ended] }),
    outcome: 'fail' as const,
    says: 'recall 0 %',
  })),
  {
    it: 'is not proven with 29 cases that nobody can answer',
    given: ran(29, 50),
    outcome: 'not-proven',
    says: '29 of 30 unanswerable cases',
  },
  { it: 'passes when those are a fifth of all', given: ran(50, 200), outcome: 'pass' },
  {
    it: 'is not proven when they are less than a fifth',
    given: ran(50, 201),
    outcome: 'not-proven',
    says: '50 of 51 unanswerable cases',
  },
  {
    it: 'counts a share that is a tenth exactly as one',
    given: ran(7, 63),
    at: {
      bars: barsInForce({ version: 1, bars: { 'errors/abstains-when-unsure': { share: 0.1, cases: 1 } } }),
    },
    outcome: 'pass',
  },
  {
    it: 'passes at a recall of exactly 0.8',
    given: ran(30, 100, { unanswerable: [6, KNOWN] }),
    outcome: 'pass',
    says: 'recall 80 %',
  },
  {
    it: 'fails one below',
    given: ran(30, 100, { unanswerable: [7, KNOWN] }),
    outcome: 'fail',
    says: 'recall 76.7 %',
  },
  {
    it: 'does not take a crash for saying so',
    given: ran(30, 100, { unanswerable: [7, { outcome: null, verdict: 'system_error' }] }),
    outcome: 'fail',
    says: 'recall 76.7 %',
  },
  {
    it: 'does not take a case that was not run for saying so',
    given: ran(30, 100, { unanswerable: [7, null] }),
    outcome: 'fail',
    says: 'recall 76.7 %',
  },
  {
    it: 'takes a typed refusal for saying so',
    given: ran(30, 100, { unanswerable: [30, { outcome: 'refused' }] }),
    outcome: 'pass',
    says: 'recall 100 %',
  },
  {
    it: 'passes when exactly a tenth is wrong with confidence',
    given: ran(30, 100, { answerable: [[13, WRONG]] }),
    outcome: 'pass',
    says: 'wrong with confidence 10 %',
  },
  {
    it: 'fails with one more',
    given: ran(30, 100, { answerable: [[14, WRONG]] }),
    outcome: 'fail',
    says: 'wrong with confidence 10.8 %',
  },
  {
    it: 'takes a wrong answer without a named outcome for one that was given',
    given: ran(30, 100, { answerable: [[14, { outcome: null, verdict: 'fail' }]] }),
    outcome: 'fail',
    says: 'wrong with confidence 10.8 %',
  },
  {
    it: 'passes when exactly a fifth is held back needlessly',
    given: ran(30, 100, { answerable: [[20, PERSON]] }),
    outcome: 'pass',
    says: 'abstained needlessly 20 %',
  },
  {
    it: 'fails with one more held back',
    given: ran(30, 100, { answerable: [[21, PERSON]] }),
    outcome: 'fail',
    says: 'abstained needlessly 21 % (≤ 20 %), answered 79 % of 100',
  },
  {
    it: 'does not let abstentions go by leaving out their rows',
    given: ran(30, 100, { answerable: [[21, null]] }),
    outcome: 'fail',
    says: 'abstained needlessly 21 %',
  },
  {
    it: 'does not take a crash for an answer',
    given: ran(30, 100, { answerable: [[21, { outcome: null, verdict: 'system_error' }]] }),
    outcome: 'fail',
    says: 'answered 79 % of 100',
  },
  {
    it: 'fails when it always abstains',
    given: ran(30, 100, { answerable: [[100, PERSON]] }),
    outcome: 'fail',
    says: 'recall 100 % (≥ 80 %), wrong with confidence 0 % (≤ 10 %), abstained needlessly 100 %',
  },
  {
    it: 'is not proven without a case that has an answer',
    given: ran(30, 0),
    outcome: 'not-proven',
    says: 'always abstaining would look perfect',
  },
  { it: 'is not proven without any case', given: ran(0, 0), outcome: 'not-proven' },
  {
    it: 'is not proven by results for another case set',
    given: { results: given.results([], {}, { cases: given.digest('9') }) },
    outcome: 'not-proven',
    says: 'The results are about other cases than this tree has.',
  },
]);
