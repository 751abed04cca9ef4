import type { RowVerdict } from '../../contract/eval-run.ts';
import { type EvaluatorScore, evalRecord } from '../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from './format.ts';
import { caseId } from './shared/case-id.ts';
import { at, type Fields, fieldsOf, isFields, listOf, numberOf, own, textOf } from './shared/fields.ts';
import { reasonOf, shown } from './shared/shown.ts';
import { totalFault } from './shared/stated-total.ts';
import { textsOf } from './shared/texts-of.ts';

/** Reports of multivon-eval: `suite`, `summary`, and in `cases` one verdict for each case, over all of its runs. */
export const multivon: Format = {
  id: 'multivon',
  name: 'multivon-eval JSON',
  kind: 'json',
  cannotTell: [
    'the single runs of a case',
    'tokens and cost of the system (it adds up those of its judges)',
    'clusters',
  ],
  recognise,
  reader,
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'json') return OTHER;
  const report = fieldsOf(head.outline);
  if (!Array.isArray(own(report, 'cases')) || !isReport(report)) return OTHER;
  const [first] = listOf(own(report, 'cases'));
  // Cases of more than a megabyte are counted, and not in the outline.
  if (first === undefined && (head.lengths.get('cases') ?? 0) > 0) return FITS;
  if (first === undefined) return at(report, 'summary.pass_rate') === undefined ? OTHER : NO_CASES;
  // `suite`, `summary` and `cases` are common words; no other tool counts runs within a case.
  const ours = ['run_pass_rate', 'evaluators'].some((name) => own(fieldsOf(first), name) !== undefined);
  return ours ? FITS : { answer: 'lacks', field: '`cases[].evaluators`' };
}

const isReport = (report: Fields): boolean =>
  textOf(own(report, 'schema'))?.startsWith('multivon.report/') === true ||
  (textOf(own(report, 'suite')) !== null && isFields(own(report, 'summary')));

const NO_CASES: Recognition = {
  answer: 'refused',
  found: 'no case in `cases`',
  expected: 'at least one',
  remedy: 'Run the suite again, and save its report with `report.save_json`.',
};

function reader(head: Head, output: Output): Reader {
  const report = fieldsOf(head.kind === 'json' ? head.outline : null);
  const summary = fieldsOf(own(report, 'summary'));
  const model = textOf(own(report, 'model'));
  const counted = { cases: 0, passed: 0, severalRuns: 0 };
  return {
    from: ['cases'],
    element(value, place) {
      counted.cases += 1;
      const fields = fieldsOf(value);
      const verdict = verdictOf(fields);
      const id = caseId(own(fields, 'case_id') ?? own(fields, 'case_digest'), own(fields, 'input'));
      if (typeof verdict !== 'string') return output.fault(verdict, place);
      if (id === null) return output.fault(faultOf('input', undefined, 'what the system was asked'), place);
      if (verdict === 'pass') counted.passed += 1;
      if ((numberOf(own(fields, 'runs')) ?? 1) > 1) counted.severalRuns += 1;
      output.record(evalRecord({ ...caseOf(fields), ...id, verdict, model, row: place.row }));
    },
    end() {
      if (counted.severalRuns > 0)
        output.note(
          `Cases that were run several times: ${counted.severalRuns}. The file keeps one verdict for all runs of a case, which passes when each of them did.`,
        );
      const faults = [
        totalFault(own(summary, 'total'), counted.cases, 'summary.total'),
        totalFault(own(summary, 'passed'), counted.passed, 'summary.passed'),
      ];
      for (const fault of faults) if (fault !== null) output.fault(fault);
    },
  };
}

const STATUSES: ReadonlyMap<unknown, RowVerdict> = new Map<unknown, RowVerdict>([
  ['passed', 'pass'],
  ['failed_quality', 'fail'],
  ['model_error', 'system_error'],
  ['timeout', 'system_error'],
  ['judge_error', 'grader_error'],
  ['evaluator_error', 'grader_error'],
  ['skipped', 'no_verdict'],
]);

/** Reports before `status` count errors as cases that did not pass, if they tell them at all. */
function verdictOf(fields: Fields): RowVerdict | Fault {
  const passed = own(fields, 'passed');
  const status = own(fields, 'status') ?? statusOf(fields, passed);
  const verdict = STATUSES.get(status);
  if (verdict === undefined) return faultOf('status', status, `one of ${[...STATUSES.keys()].join(', ')}`);
  if (typeof passed === 'boolean' && passed !== (verdict === 'pass'))
    return faultOf('passed', passed, `what \`status\` says, which is ${shown(status)}`);
  return verdict;
}

function statusOf(fields: Fields, passed: unknown): unknown {
  if (textOf(own(fields, 'model_error')) !== null) return 'model_error';
  if (textOf(own(fields, 'judge_error')) !== null) return 'judge_error';
  if (textOf(own(fields, 'evaluator_error')) !== null) return 'evaluator_error';
  if (own(fields, 'skipped') === true) return 'skipped';
  if (passed === true) return 'passed';
  return passed === false ? 'failed_quality' : undefined;
}

const faultOf = (field: string, value: unknown, expected: string): Fault => ({
  found: `\`${field}\`: ${shown(value)}`,
  expected,
  remedy: 'Use the report as `report.save_json` wrote it.',
});

function caseOf(fields: Fields) {
  const latency = numberOf(own(fields, 'latency_ms'));
  const evaluators = listOf(own(fields, 'evaluators')).map((one) => evaluatorOf(fieldsOf(one)));
  return {
    score: numberOf(own(fields, 'score')),
    evaluators,
    slices: textsOf(own(fields, 'tags')),
    // 0 stands for answers that were made before.
    latencyMs: latency !== null && latency > 0 ? latency : null,
    reason: whyNot(fields),
  };
}

const evaluatorOf = (one: Fields): EvaluatorScore => ({
  name: textOf(own(one, 'name')) ?? 'evaluator',
  score: numberOf(own(one, 'score')),
  threshold: null,
  verdict: own(one, 'passed') === true ? 'pass' : own(one, 'passed') === false ? 'fail' : 'no_verdict',
});

function whyNot(fields: Fields): string | null {
  const failed = listOf(own(fields, 'evaluators')).find((one) => own(fieldsOf(one), 'passed') === false);
  const errors = ['model_error', 'judge_error', 'evaluator_error'].map((name) => reasonOf(own(fields, name)));
  return errors.find((one) => one !== null) ?? reasonOf(own(fieldsOf(failed), 'reason'));
}
