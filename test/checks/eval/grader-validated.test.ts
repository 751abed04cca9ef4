import { graderValidated } from '../../../action/checks/eval/grader-validated.ts';
import type { GraderAgreement, LabelledOutput } from '../../../action/contract/grader-agreement.ts';
import { evalRecord } from '../../../action/readiness/eval/eval-record.ts';
import type { GraderLabels } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

type Said = 'pass' | 'fail';
const judged = given.manifest({
  capabilities: { writes: false, unattended: false, personal_data: true, llm_judge: true },
});
const by = (...verdicts: Said[]) => verdicts.map((verdict, i) => ({ by: `user-${i + 1}`, verdict }));

/** So many outputs, each with what the grader and what people said; ids go on from `from`. */
const outputs = (count: number, graded: Said, labels: LabelledOutput['labels'], from = 0) =>
  Array.from({ length: count }, (_, i) => given.labelled(`case-${from + i}`, { graded, labels }));

/** 40 that people pass and 10 that they fail, 20 of them by two people; the grader errs as often as told. */
const fifty = ({ falsePass = 0, falseFail = 0 } = {}): LabelledOutput[] => [
  ...outputs(20 - falseFail, 'pass', by('pass', 'pass')),
  ...outputs(falseFail, 'fail', by('pass', 'pass'), 100),
  ...outputs(20, 'pass', by('pass'), 200),
  ...outputs(10 - falsePass, 'fail', by('fail'), 300),
  ...outputs(falsePass, 'pass', by('fail'), 400),
];
const without = (many: readonly LabelledOutput[], gone: number) => many.slice(0, many.length - gone);

const labels = (
  some: readonly LabelledOutput[],
  file: Partial<GraderAgreement> = {},
  change: Partial<GraderLabels> = {},
) => ({ manifest: judged, graderLabels: given.graderLabels(given.agreement(some, file), change) });

/** Results of the same grader, which answered as the labelled outputs say. */
const measured = (some: readonly LabelledOutput[], verdict: Said, model = 'vendor/small-2026-05-01') =>
  given.results(
    some.map((one, i) =>
      evalRecord({ id: one.case, verdict, answer: one.output, row: i + 1, latencyMs: 1, model }),
    ),
    { inputs: { model: [model] } },
  );
const evaluatedBy = (name: string) => {
  const score = { name, score: 1, threshold: null, verdict: 'pass' as const };
  const row = evalRecord({ id: 'case-1', verdict: 'pass', row: 1, evaluators: [score], latencyMs: 1 });
  return { graderLabels: given.graderLabels(null, { results: given.results([row]) }) };
};

tellStories(graderValidated, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'is not asked where no language model grades',
    outcome: 'not-applicable',
    says: 'No language model grades',
  },
  {
    it: 'fails when poc.yaml says so and there is a judge with its labels',
    given: { ...labels(fifty()), manifest: given.manifest() },
    outcome: 'fail',
    says: 'is about the judge vendor/judge-2026-05-01',
  },
  ...['llm-rubric', 'Correctness [GEval]', 'model-graded-closedqa', 'LLM as a judge'].map((name) => ({
    it: `is not proven when poc.yaml says so and the evaluator is called ${name}`,
    given: evaluatedBy(name),
    outcome: 'not-proven' as const,
    says: `the results were graded by “${name}”`,
  })),
  ...['exact match', 'eval', 'judgement-free'].map((name) => ({
    it: `is not asked where the evaluator is called ${name}`,
    given: evaluatedBy(name),
    outcome: 'not-applicable' as const,
  })),
  {
    it: 'is not proven without the file',
    given: { manifest: judged, graderLabels: given.graderLabels(null) },
    outcome: 'not-proven',
    says: 'eval/grader-agreement.json was not found.',
  },
  {
    it: 'passes with 50 labelled outputs, 20 of them by two people, and prints the matrix',
    given: labels(fifty({ falseFail: 2, falsePass: 1 })),
    outcome: 'pass',
    says: 'The grader passes 95 % (83–99), 38 of 40, of what people pass, and fails 90 % (59–99), 9 of 10, of what they fail (kappa 0.82); 2 people labelled 50 outputs, 20 of them by two, who agree on 20 (kappa undefined); the bar is 80 % for both.',
  },
  {
    it: 'is not proven with 49',
    given: labels(without(fifty(), 1)),
    outcome: 'not-proven',
    says: '49 outputs are labelled by people; 50 are needed.',
  },
  {
    it: 'is not proven with 19 labelled by two people',
    given: labels([
      ...outputs(19, 'pass', by('pass', 'pass')),
      ...outputs(21, 'pass', by('pass'), 100),
      ...outputs(10, 'fail', by('fail'), 200),
    ]),
    outcome: 'not-proven',
    says: '19 of 50 outputs are labelled by two people; 20 are needed.',
  },
  {
    it: 'asks for as many as the policy does',
    given: labels(fifty()),
    at: {
      bars: {
        ...given.circumstances().bars,
        'eval/grader-validated': { labels: 51, double_labelled: 20, rate: 0.8 },
      },
    },
    outcome: 'not-proven',
    says: '51 are needed',
  },
  {
    it: 'passes when the grader passes exactly four fifths of what people pass',
    given: labels(fifty({ falseFail: 8 })),
    outcome: 'pass',
    says: '80 % (65–90), 32 of 40,',
  },
  {
    it: 'fails one short of that, and names the cases',
    given: labels(fifty({ falseFail: 9 })),
    outcome: 'fail',
    says: 'the bar is 80 % for both: missed. It failed what people passed: case-100, case-101, case-102 and 6 more.',
  },
  {
    it: 'fails when it passes more than a fifth of what people fail, however often it is right',
    given: labels(fifty({ falsePass: 3 })),
    outcome: 'fail',
    says: 'fails 70 % (39–90), 7 of 10, of what they fail',
  },
  {
    it: 'is not proven where so few are wrong that a coin would do as well',
    given: labels(fifty({ falsePass: 2 })),
    outcome: 'not-proven',
    says: 'too few to tell the grader from a coin',
  },
  {
    it: 'is not proven where people failed nothing: a grader that passes everything would agree',
    given: labels([...outputs(25, 'pass', by('pass', 'pass')), ...outputs(25, 'pass', by('pass'), 100)]),
    outcome: 'not-proven',
    says: 'fails 0 of 0 of what they fail (kappa undefined)',
  },
  {
    it: 'is not proven when the labels are about another grader',
    given: labels(fifty(), { grader: given.digest('f') }),
    outcome: 'not-proven',
    says: 'The labels are about the grader sha256:fffffff…, and this tree has sha256:ddddddd….',
  },
  {
    it: 'is not proven when no file is named as grader',
    given: labels(fifty(), {}, { graderNow: null }),
    outcome: 'not-proven',
    says: 'No file is named as grader',
  },
  ...[
    ['who has commits', 'Bea Builder'],
    ['whose address has commits', 'bea'],
    ['who proposes this', '@bea-builder'],
    ['that is the judge', 'vendor/judge-2026-05-01'],
    ['that is a snapshot of the judge', 'judge-2026-08-01'],
  ].map(([who, name = '']) => ({
    it: `does not count the labels of one ${who}`,
    given: labels([
      ...without(fifty(), 1),
      given.labelled('odd', { labels: [{ by: name, verdict: 'pass' }] }),
    ]),
    outcome: 'not-proven' as const,
    says: `49 outputs are labelled by people; 50 are needed; 1 more do not count: that of odd was labelled by ${name} alone`,
  })),
  {
    it: 'takes one person under two spellings for one',
    given: labels([
      ...outputs(20, 'pass', [
        { by: 'user-1', verdict: 'pass' },
        { by: ' USER-1 ', verdict: 'pass' },
      ]),
      ...outputs(30, 'fail', by('fail'), 100),
    ]),
    outcome: 'not-proven',
    says: '0 of 50 outputs are labelled by two people',
  },
  {
    it: 'does not count an output that stands twice, whatever its spaces',
    given: labels([...without(fifty(), 1), given.labelled('case-0', { output: 'The answer  to\ncase-0' })]),
    outcome: 'not-proven',
    says: 'that of case-0 stands twice',
  },
  {
    it: 'counts two outputs of one case, and says of how many cases they are',
    given: labels([
      ...without(fifty(), 1),
      given.labelled('case-0', { output: 'another answer', labels: by('fail'), graded: 'fail' }),
    ]),
    outcome: 'pass',
    says: '2 people labelled 50 outputs of 49 cases',
  },
  {
    it: 'does not count an output of a case that is not there',
    given: labels(fifty(), {}, { caseIds: new Set(without(fifty(), 1).map((one) => one.case)) }),
    outcome: 'not-proven',
    says: 'that of case-309 is of no case in eval/cases',
  },
  {
    it: 'leaves out what people are divided on, and says how far they agree beyond chance',
    given: labels([
      ...outputs(3, 'pass', by('pass', 'fail')),
      ...outputs(17, 'pass', by('pass', 'pass'), 100),
      ...outputs(15, 'fail', by('fail', 'fail'), 200),
      ...outputs(15, 'fail', by('fail', 'fail', 'pass'), 300),
    ]),
    outcome: 'pass',
    says: '17 of 17, of what people pass, and fails 100 % (88–100), 30 of 30, of what they fail (kappa 1.00); 3 people labelled 50 outputs, 50 of them by two, who agree on 47 (kappa 0.87); 3 on which they are divided are left out',
  },
  {
    it: 'takes the verdict of the results where the file says another',
    given: labels(fifty(), {}, { results: measured(fifty().slice(0, 9), 'fail') }),
    outcome: 'fail',
    says: '9 verdicts of the grader are not those of the results, which are taken, such as on case-0',
  },
  {
    it: 'does not take verdicts of another grader',
    given: labels(
      fifty(),
      {},
      {
        results: {
          ...measured(fifty().slice(0, 9), 'fail'),
          run: given.results([], { inputs: { grader: given.digest('f') } }).run,
        },
      },
    ),
    outcome: 'pass',
  },
  {
    it: 'warns and passes before production when a model judges itself',
    given: labels(fifty(), {}, { results: measured([], 'pass', 'vendor/judge-2026-08-01') }),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: ' It grades what vendor/judge-2026-08-01 answered: a model is a lenient judge of itself',
  },
  {
    it: 'fails in production when a model judges itself',
    given: labels(fifty(), {}, { results: measured([], 'pass', 'vendor/judge-2026-08-01') }),
    at: { stage: 'production' },
    outcome: 'fail',
    says: 'it is its own judge',
  },
  {
    it: 'passes in production when another model judges',
    given: labels(fifty(), {}, { results: measured([], 'pass') }),
    at: { stage: 'production' },
    outcome: 'pass',
    says: 'the bar is 80 % for both.',
  },
  {
    it: 'says when one pull request changes the grader together with its results',
    given: labels(
      fifty(),
      {},
      { changed: { grader: ['eval/grader.ts'], results: ['eval/results/run.json'] } },
    ),
    outcome: 'pass',
    says: ' This pull request changes the grader (eval/grader.ts) together with its results (eval/results/run.json).',
  },
  ...(
    [
      [['eval/grader.ts'], ['eval/results/run.json'], 'fail'],
      [['eval/grader.ts'], [], 'pass'],
      [[], ['eval/results/run.json'], 'pass'],
    ] as const
  ).map(([grader, results, outcome]) => ({
    it: `${outcome === 'fail' ? 'fails' : 'passes'} in production when ${[...grader, ...results].join(' and ')} change`,
    given: labels(fifty(), {}, { changed: { grader, results } }),
    at: { stage: 'production' as const },
    outcome,
    ...(outcome === 'fail'
      ? { says: 'changes the grader (eval/grader.ts) together with its results (eval/results/run.json).' }
      : {}),
  })),
]);
