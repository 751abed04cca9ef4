import type { RowVerdict } from '../../../contract/eval-run.ts';
import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { deepevalMetricsIn } from '../deepeval/deepeval-failure.ts';
import type { XmlCase } from '../format.ts';
import { reasonOf } from '../shared/shown.ts';

export type JudgedCase = {
  verdict: RowVerdict;
  reason: string | null;
  evaluators: readonly EvaluatorScore[];
  /** It passed, and not at once. */
  flaky: boolean;
};

/** GoogleTest and others say in an attribute that a test did not run. */
const NOT_RUN = new Set(['notrun', 'skipped', 'disabled', 'ignored']);

/**
 * A test may hold several children: an error stands over a failure, since a test that broke off says nothing of the
 * answer. Surefire's `flakyFailure` and `rerunFailure` tell of earlier attempts, and decide nothing.
 */
export function judgeCase(test: XmlCase): JudgedCase {
  const child = (name: string) => test.children.find((one) => one.name === name);
  const error = child('error');
  const failure = child('failure');
  const skipped = child('skipped') ?? child('disabled');
  if (error !== undefined) return judged('system_error', wordsOf(error));
  if (failure !== undefined) return judgedFailure(wordsOf(failure));
  if (skipped !== undefined || NOT_RUN.has((test.attributes.status ?? '').toLowerCase()))
    return judged('no_verdict', skipped === undefined ? null : wordsOf(skipped));
  const flaky = test.children.some(({ name }) => /^(?:flaky|rerun)/.test(name));
  return { ...judged('pass', null), flaky };
}

/** DeepEval fails a test also where a judge crashed; only its message tells. */
function judgedFailure(words: string): JudgedCase {
  const evaluators = deepevalMetricsIn(words);
  const crashed = evaluators.length > 0 && evaluators.every(({ verdict }) => verdict === 'grader_error');
  return { ...judged(crashed ? 'grader_error' : 'fail', words), evaluators };
}

const judged = (verdict: RowVerdict, words: string | null): JudgedCase => ({
  verdict,
  reason: reasonOf(words),
  evaluators: [],
  flaky: false,
});

const wordsOf = ({ attributes, text }: XmlCase['children'][number]): string => {
  const message = attributes.message ?? '';
  return message === '' ? text : message;
};
