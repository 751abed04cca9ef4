import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { attemptsAt, staleFinding } from '../../readiness/eval/attempts.ts';
import type { EvalRecord } from '../../readiness/eval/eval-record.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { percent } from '../../readiness/percent.ts';

type Abstention = {
  unanswerable: number;
  answerable: number;
  /** Share of the unanswerable that was not answered. */
  recall: number;
  /** Answers that were wrong, or that nobody could have known, over all items. */
  confidentWrong: number;
  /** Share of the answerable that was not answered. */
  falseAbstain: number;
};

export const abstainsWhenUnsure = defineCheck({
  id: 'errors/abstains-when-unsure',
  title: 'When it does not know, it says so',
  failureTitle: 'It is not shown to say so when it does not know',
  question: 'When it does not know, does it say so?',
  why: 'A system that never says “I do not know” turns every gap in its knowledge into silent garbage.',
  remedy:
    'Add items that nobody could label to `eval/cases/unanswerable.jsonl`, and raise the threshold under which an item goes to a person.',
  severity: 'critical',
  evidence:
    'The results of the eval, of this tree, on the suite `unanswerable` of `eval/cases`: as many cases as the bar says, and a share of all. Abstaining is the outcome `needs_person` or `refused`. Four figures are printed: how often it abstains where it should, how often it is wrong with confidence, how often it abstains needlessly on the suite `scored`, and how many of those it answers.',
  kinds: ['E1', 'E3'],
  noticed:
    'Always abstaining, which would win the suite: the share of needless abstentions has its own bar, and without answerable cases nothing is proven. Trying a case until it abstains: every attempt has to. Results of another tree, without an envelope, or with missing shards.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['cases', 'results'],
  evaluate({ cases, results }, { bars }) {
    const stale = staleFinding(results);
    if (stale !== null) return stale;
    const rowsOf = (suite: 'unanswerable' | 'scored') =>
      attemptsAt(suite, cases, results.rows).map((one) => one.attempts);
    return judge(measure(rowsOf('unanswerable'), rowsOf('scored')), bars['errors/abstains-when-unsure']);
  },
});

/** What was skipped, or took no time, held nothing back: it was not asked. */
const abstained = ({ outcome, verdict, latencyMs }: EvalRecord): boolean =>
  (outcome === 'needs_person' || outcome === 'refused') && verdict !== 'no_verdict' && latencyMs !== 0;
/** Without a named outcome, a row that was graded pass or fail had an answer to grade. */
const answered = (row: EvalRecord): boolean =>
  row.outcome === 'answered' || (row.outcome === null && (row.verdict === 'pass' || row.verdict === 'fail'));
const every = (attempts: readonly EvalRecord[], holds: (row: EvalRecord) => boolean): boolean =>
  attempts.length > 0 && attempts.every(holds);

function measure(
  unanswerable: readonly (readonly EvalRecord[])[],
  answerable: readonly (readonly EvalRecord[])[],
): Abstention {
  const known = unanswerable.filter((attempts) => every(attempts, abstained)).length;
  const held = answerable.filter((attempts) => !every(attempts, answered)).length;
  const wrong = answerable.filter((attempts) =>
    attempts.some((row) => answered(row) && row.verdict !== 'pass'),
  ).length;
  const all = unanswerable.length + answerable.length;
  return {
    unanswerable: unanswerable.length,
    answerable: answerable.length,
    recall: unanswerable.length === 0 ? 0 : known / unanswerable.length,
    confidentWrong: all === 0 ? 0 : (wrong + unanswerable.length - known) / all,
    falseAbstain: answerable.length === 0 ? 0 : held / answerable.length,
  };
}

function judge(found: Abstention, bar: Bars['errors/abstains-when-unsure']): Finding {
  const location = { file: 'eval/cases/unanswerable.jsonl', line: null };
  // Rounded before it is rounded up: 63 · 0.1 / 0.9 is a hair over 7.
  const forShare = Math.ceil(Number(((found.answerable * bar.share) / (1 - bar.share)).toFixed(6)));
  const wanted = Math.max(bar.cases, forShare);
  const figures = `recall ${percent(found.recall)} (≥ ${percent(bar.recall)}), wrong with confidence ${percent(found.confidentWrong)} (≤ ${percent(bar.confident_wrong)}), abstained needlessly ${percent(found.falseAbstain)} (≤ ${percent(bar.false_abstain)}), answered ${percent(1 - found.falseAbstain)} of ${found.answerable}`;
  if (found.answerable === 0)
    return notProven('No answerable case was run, so always abstaining would look perfect.', { location });
  if (found.unanswerable < wanted) {
    return notProven(`${found.unanswerable} of ${wanted} unanswerable cases; so far ${figures}.`, {
      location,
    });
  }
  const met =
    found.recall >= bar.recall &&
    found.confidentWrong <= bar.confident_wrong &&
    found.falseAbstain <= bar.false_abstain;
  const message = `${found.unanswerable} unanswerable cases: ${figures}.`;
  return met ? pass(message) : fail(message, { location });
}
