import { defineCheck } from '../../readiness/check.ts';
import type { Estimate, EvalScore } from '../../readiness/eval-score.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { staleInputs } from '../../readiness/freshness.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { trialsNeeded } from '../../statistics/wilson.ts';

/** Share of the rows that may end without a verdict: the grader crashed, or nobody judged. */
const MOST_UNJUDGED = 0.05;

export const passRate = defineCheck({
  id: 'eval/pass-rate',
  title: 'It is right often enough, with the uncertainty counted',
  failureTitle: 'It is not shown to be right often enough',
  question: 'How often is it right, with honest error bars?',
  why: '45 of 50 reads “90 %”, but is what a system that is right 79 % of the time may well score.',
  remedy:
    'Fix the largest group of failures, and add cases before adding prompt tweaks; then run `npm run eval`.',
  severity: 'critical',
  blocksFrom: 'pilot',
  needs: ['manifest', 'results', 'measures'],
  evaluate({ manifest, results, measures }, { bars }) {
    const location = { file: results.file, line: null };
    const stale = staleInputs(results);
    if (stale.length > 0 || measures.score === null) {
      return notProven(`The results are about other ${stale.join(', ')} than this tree has.`, {
        location,
        remedy: 'Run `npm run eval`.',
      });
    }
    const { unattended } = manifest.value.capabilities;
    const bar = unattended ? bars['eval/pass-rate'].unattended : bars['eval/pass-rate'].reviewed;
    return unreliable(measures.score, results.rows.length) ?? judge(measures.score, bar, location);
  },
});

function unreliable(score: EvalScore, rows: number): Finding | null {
  const [unknown] = score.unknown;
  const [twice] = score.duplicates;
  if (unknown !== undefined) {
    return notProven(
      `${score.unknown.length} of ${rows} result rows are about cases that eval/cases does not have, such as ${unknown.value.id}.`,
      {
        location: unknown,
        remedy: 'Run `npm run eval` on the cases that are there.',
      },
    );
  }
  if (twice !== undefined) {
    return notProven(
      `${score.duplicates.length} result rows stand twice, such as ${twice.value.id}, repeat ${twice.value.repeat}.`,
      {
        location: twice,
        remedy: 'Run `npm run eval` again; number repeats of a case from 0.',
      },
    );
  }
  const unjudged = score.graderErrors + score.noVerdicts;
  const all = score.attempts;
  if (unjudged > all * MOST_UNJUDGED) {
    return notProven(
      `${unjudged} of ${all} rows have no verdict (the grader crashed on ${score.graderErrors}); at most 5 % can be left out of a rate.`,
      {
        remedy: 'Fix `eval/grader.ts`; the reasons stand in the results.',
      },
    );
  }
  return null;
}

function judge(score: EvalScore, bar: number, location: { file: string; line: null }): Finding {
  const { estimate } = score;
  if (estimate === null) {
    return notProven('No real case has been scored; synthetic ones do not count.', {
      location,
      remedy: 'Import real cases with `npm run import`, then run `npm run eval`.',
    });
  }
  const message = `${describeEstimate(estimate)}${describeRest(score)}; the bar is ${percent(bar)} on the lower bound`;
  if (estimate.interval.low >= bar) return pass(`${message}.`);
  if (estimate.interval.high < bar) return fail(`${message}: missed.`, { location });
  const needed = trialsNeeded(estimate.rate, bar);
  const more =
    needed === undefined ? 'the rate itself has to rise' : `at this rate ${needed} cases could tell`;
  return notProven(`${message}: cannot tell yet, ${more}.`, { location });
}

/** `90 % (79–96), 45 of 50`, and what the rows are worth where cases were tried more than once. */
function describeEstimate({ rate, interval, passed, rows, cases, effectiveN }: Estimate): string {
  const counted = `${percent(rate)} (${percentRange(interval)}), ${passed} of ${rows}`;
  return rows === cases ? counted : `${counted} rows from ${cases} cases, worth ${Math.round(effectiveN)}`;
}

function describeRest({ missing, systemErrors, graderErrors, noVerdicts, toPerson }: EvalScore): string {
  const parts = [
    toPerson > 0 ? `${toPerson} went to a person` : '',
    systemErrors > 0 ? `${systemErrors} system errors counted as failures` : '',
    missing.length > 0
      ? `${missing.length} cases lack results, which count as failures, such as ${missing[0]}`
      : '',
    graderErrors > 0 ? `${graderErrors} grader errors left out` : '',
    noVerdicts > 0 ? `${noVerdicts} without a verdict left out` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`;
}
