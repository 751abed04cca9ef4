import { evalRecord } from '../../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { at, type Fields, fieldsOf, isFields, listOf, own, textOf } from '../shared/fields.ts';
import { soleScore } from '../shared/scores.ts';
import { shown } from '../shared/shown.ts';
import { totalFault } from '../shared/stated-total.ts';
import { textsOf } from '../shared/texts-of.ts';
import { caseVerdict, costsOf, metricsOf, refusals } from './deepeval-case.ts';
import { caseNames } from './deepeval-names.ts';

/**
 * What DeepEval leaves on disk: a test run (`test_run_….json`, `.latest_run_full.json`), the same under `testRunData`
 * (`.latest_test_run.json`), and the result of `evaluate()` as its `model_dump_json` writes it, in snake case.
 */
export const deepeval: Format = {
  id: 'deepeval',
  name: 'DeepEval JSON',
  kind: 'json',
  cannotTell: [
    'the number of an attempt (attempts share a name)',
    'an answer from an error of the system',
    'tokens (it counts those of its judges)',
  ],
  recognise,
  reader,
};

const LISTS = ['testCases', 'conversationalTestCases', 'test_results'] as const;

function recognise(head: Head): Recognition {
  if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
  const { run, within } = runOf(head.outline);
  const lists = LISTS.filter((list) => Array.isArray(own(run, list)));
  if (lists.length === 0) return textOf(own(head.outline, 'testRunLink')) === null ? OTHER : LINK_ONLY;
  // Counted, since cases of more than a megabyte are not in the outline.
  const isEmpty = lists.every((list) => (head.lengths.get(within + list) ?? 0) === 0);
  if (isTestRun(run)) return isEmpty ? NO_CASES : FITS;
  const cases = lists.flatMap((list) => listOf(own(run, list)));
  if (cases.some(hasMetrics)) return FITS;
  const likely = cases.some(
    (one) => at(one, 'actualOutput') !== undefined || at(one, 'actual_output') !== undefined,
  );
  return likely ? { answer: 'lacks', field: '`metricsData`' } : OTHER;
}

function runOf(outline: Fields): { run: Fields; within: string } {
  const inner = own(outline, 'testRunData');
  return isFields(inner) ? { run: inner, within: 'testRunData.' } : { run: outline, within: '' };
}

const isTestRun = (run: Fields): boolean =>
  LISTS.some((list) => Array.isArray(own(run, list))) &&
  (Array.isArray(own(run, 'metricsScores')) ||
    Array.isArray(own(run, 'metricScores')) ||
    own(run, 'testPassed') !== undefined);

const hasMetrics = (value: unknown): boolean =>
  ['metricsData', 'metrics_data', 'metricsMetadata'].some((name) =>
    Array.isArray(own(fieldsOf(value), name)),
  );

const LINK_ONLY: Recognition = {
  answer: 'refused',
  found: 'only a link to a run on Confident AI (`testRunLink`)',
  expected: 'the test cases themselves',
  remedy: 'Set DEEPEVAL_RESULTS_FOLDER when you run DeepEval, and declare the file that it writes there.',
};

const NO_CASES: Recognition = {
  answer: 'refused',
  found: 'no test case in this run',
  expected: 'at least one',
  remedy: 'Look at why the run collected none, and run `deepeval test run` again.',
};

type Counted = { passed: number; failed: number; cases: number };

function reader(head: Head, output: Output): Reader {
  const outline = fieldsOf(head.kind === 'json' ? head.outline : null);
  const { run, within } = runOf(outline);
  const nameOf = caseNames();
  const model = textOf(at(run, 'hyperparameters.model'));
  const counted: Counted = { passed: 0, failed: 0, cases: 0 };
  return {
    from: LISTS.filter((list) => Array.isArray(own(run, list))).map((list) => `${within}${list}`),
    element(value, place) {
      counted.cases += 1;
      const fields = fieldsOf(value);
      const metrics = metricsOf(fields);
      const verdict = caseVerdict(fields, metrics);
      if (typeof verdict !== 'string') return output.fault(verdict, place);
      const id = nameOf(fields);
      if (id === null) return output.fault(NO_NAME, place);
      const success = own(fields, 'success');
      if (success === true) counted.passed += 1;
      if (success === false) counted.failed += 1;
      const score = soleScore(metrics);
      output.record(
        evalRecord({
          ...id,
          ...costsOf(fields),
          verdict,
          score,
          threshold: metrics.length === 1 ? (metrics[0]?.threshold ?? null) : null,
          evaluators: metrics.map(({ flaky: _, reason: __, ...evaluator }) => evaluator),
          slices: textsOf(own(fields, 'tags')),
          reason: verdict === 'pass' ? null : refusals(metrics),
          model,
          // Two lists may be read, each with rows of its own.
          row: counted.cases,
        }),
      );
    },
    end() {
      for (const fault of disagreements(run, counted)) output.fault(fault);
    },
  };
}

const NO_NAME: Fault = {
  found: `\`name\`: ${shown(undefined)}`,
  expected: 'the name of the test case, or its `input`',
  remedy: 'Use the file as DeepEval wrote it.',
};

const disagreements = (run: Fields, { passed, failed }: Counted): Fault[] =>
  [
    totalFault(own(run, 'testPassed'), passed, 'testPassed'),
    totalFault(own(run, 'testFailed'), failed, 'testFailed'),
  ].filter((fault) => fault !== null);
