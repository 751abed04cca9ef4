import { defineCheck } from '../../readiness/check.ts';
import { staleFinding } from '../../readiness/eval/attempts.ts';
import { type Estimate, judgeRate, type RateVerdict, whatCouldTell } from '../../readiness/eval/estimate.ts';
import type { EvalScore } from '../../readiness/eval/eval-score.ts';
import { skippedAttempts } from '../../readiness/eval/skipped-attempts.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { shortId } from '../../readiness/named-ids.ts';
import { percent, percentRange } from '../../readiness/percent.ts';

/** Share of the rows that may end without a verdict: the grader crashed, or nobody judged. */
const MOST_UNJUDGED = 0.05;
const MOST_NAMED = 3;

type Place = { file: string; line: null };

export const passRate = defineCheck({
  id: 'eval/pass-rate',
  title: 'It is right often enough, with the uncertainty counted',
  failureTitle: 'It is not shown to be right often enough',
  question: 'How often is it right, with honest error bars?',
  why: '45 of 50 reads “90 %”, but is what a system that is right 79 % of the time may well score.',
  remedy:
    'Fix the largest group of failures, and add cases before adding prompt tweaks; then run `npm run eval`.',
  severity: 'critical',
  evidence:
    'The results of the eval, of this tree, on the real cases of the suite `scored`. The lower end of the 95 % interval has to meet the bar: `unattended` where nobody looks at the output (`capabilities.unattended` in `poc.yaml`), else `reviewed`; a slice with a bar in `policy/thresholds.yaml` has to meet it by itself. Repeats and variants of a case are one cluster, so that the interval is that of the effective number of cases.',
  kinds: ['E1', 'E3'],
  noticed:
    'Leaving out what failed: a case without results, an attempt too few and a system error count as failures. A grader that crashed on, or gave no verdict for, more than 5 % of the rows. Rows that stand twice, or are of a case that is not there. The best of several tries: all attempts count, a later one without an earlier proves nothing, and where nobody looks at the output a case has to pass all of them. Synthetic cases count as nothing, and cases that say nearly the same count once.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['manifest', 'results', 'measures'],
  evaluate({ manifest, results, measures: { score } }, { bars }) {
    const location = { file: results.file, line: null };
    const stale = staleFinding(results);
    if (stale !== null) return stale;
    if (score === null) return notProven('The results were not scored.', { location });
    const { unattended, reviewed, repeats } = bars['eval/pass-rate'];
    const bar = manifest.value.capabilities.unattended ? unattended : reviewed;
    return (
      unreliable(score, results.rows.length) ??
      skippedAttempts(results.rows) ??
      triedTooSeldom(score, repeats, location) ??
      judge(score, bar, bars.slices, location)
    );
  },
});

function unreliable(score: EvalScore, rows: number): Finding | null {
  const [unknown] = score.unknown;
  const [twice] = score.duplicates;
  if (unknown !== undefined) {
    return notProven(
      `${score.unknown.length} of ${rows} result rows ${score.unknown.length === 1 ? 'is about a case' : 'are about cases'} that eval/cases does not have, such as ${shortId(unknown.value.id)}.`,
      {
        location: unknown,
        remedy: 'Run `npm run eval` on the cases that are there.',
      },
    );
  }
  if (twice !== undefined) {
    return notProven(
      `${score.duplicates.length === 1 ? '1 result row stands' : `${score.duplicates.length} result rows stand`} twice, such as ${shortId(twice.value.id)}, repeat ${twice.value.repeat}.`,
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

/** A case that lacks some of the attempts that others have is counted in the rate; here nobody had enough of them. */
function triedTooSeldom({ repeats, estimate }: EvalScore, wanted: number, location: Place): Finding | null {
  if (estimate === null || repeats >= wanted) return null;
  const times = repeats === 1 ? 'once' : `${repeats} times`;
  return notProven(`Each case was tried ${times}; the policy asks for ${wanted} times.`, {
    location,
    remedy: `Try every case ${wanted} times (\`POC_REPEATS=${wanted} npm run eval\`).`,
  });
}

/** What the whole or one of its slices comes to, as a part of the message. */
type Part = { verdict: RateVerdict; message: string };

function judge(score: EvalScore, bar: number, slices: ReadonlyMap<string, number>, location: Place): Finding {
  const { estimate } = score;
  if (estimate === null) {
    return notProven('No real case has been scored; synthetic ones do not count.', {
      location,
      remedy: 'Import real cases with `npm run import`, then run `npm run eval`.',
    });
  }
  const whole = judgeWhole(estimate, score, bar);
  const parts = [...slices].map(([name, own]) => judgeSlice(name, score, own));
  const message = `${whole.message}${describeSlices(parts)}.`;
  const verdicts = [whole, ...parts].map((part) => part.verdict);
  if (verdicts.includes('misses')) return fail(message, { location });
  return verdicts.includes('cannot-tell') ? notProven(message, { location }) : pass(message);
}

function judgeWhole(estimate: Estimate, score: EvalScore, bar: number): Part {
  const verdict = judgeRate(estimate, bar);
  const message = `${describeEstimate(estimate)}${describeRest(score)}; the bar is ${percent(bar)} on the lower bound`;
  if (verdict === 'meets') return { verdict, message };
  if (verdict === 'misses') return { verdict, message: `${message}: missed` };
  return { verdict, message: `${message}: cannot tell yet, ${whatCouldTell(estimate, bar)}` };
}

/** A slice with a bar has to meet it by itself. Each more makes passing harder and never easier, so nothing is corrected. */
function judgeSlice(name: string, score: EvalScore, bar: number): Part {
  const estimate = score.slices.find((one) => one.name === name)?.estimate ?? null;
  if (estimate === null)
    return { verdict: 'cannot-tell', message: `slice ${shortId(name)} has no scored real case` };
  const verdict = judgeRate(estimate, bar);
  const message = `slice ${shortId(name)} ${describeEstimate(estimate)}, bar ${percent(bar)}`;
  const why = { meets: '', misses: ': missed', 'cannot-tell': `: ${whatCouldTell(estimate, bar)}` }[verdict];
  return { verdict, message: `${message}${why}` };
}

/** Names the slices that do not meet their bars, what is missed before what cannot be told. */
function describeSlices(parts: readonly Part[]): string {
  const open = [
    ...parts.filter((part) => part.verdict === 'misses'),
    ...parts.filter((part) => part.verdict === 'cannot-tell'),
  ];
  const met = parts.length - open.length;
  const named = open.slice(0, MOST_NAMED).map((part) => `; ${part.message}`);
  const more = open.length > MOST_NAMED ? `; ${open.length - MOST_NAMED} more slices do not meet theirs` : '';
  const rest = met === 0 ? '' : `; ${met === 1 ? '1 slice meets its bar' : `${met} slices meet their bars`}`;
  return `${named.join('')}${more}${rest}`;
}

/** `90 % (79–96), 45 of 50`, and what the rows are worth where cases are alike or were tried more than once. */
function describeEstimate({ rate, interval, passed, rows, cases, clusters, effectiveN }: Estimate): string {
  const counted = `${percent(rate)} (${percentRange(interval)}), ${passed} of ${rows}`;
  if (rows === clusters) return counted;
  const groups = clusters === cases ? '' : ` in ${clusters} groups that are alike`;
  return `${counted} rows from ${cases} cases${groups}, worth ${Math.round(effectiveN)}`;
}

function describeRest({
  missing,
  systemErrors,
  graderErrors,
  noVerdicts,
  toPerson,
  copies,
}: EvalScore): string {
  const parts = [
    toPerson > 0 ? `${toPerson} went to a person` : '',
    systemErrors > 0 ? `${systemErrors} system errors counted as failures` : '',
    missing.length > 0
      ? `${missing.length === 1 ? '1 case lacks' : `${missing.length} cases lack`} results, which count as failures, such as ${shortId(missing[0] ?? '')}`
      : '',
    graderErrors > 0 ? `${graderErrors} grader errors left out` : '',
    noVerdicts > 0 ? `${noVerdicts} without a verdict left out` : '',
    copies > 0
      ? `${copies === 1 ? '1 case repeats' : `${copies} cases repeat`} another nearly word for word, counted with it`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`;
}
