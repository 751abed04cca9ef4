import type { EvalCase } from '../../contract/eval-case.ts';
import type { GatedStage } from '../../contract/stage.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Attempted, attemptsAt, staleFinding } from '../../readiness/eval/attempts.ts';
import { leftSuite } from '../../readiness/eval/case-log.ts';
import { distinctCases } from '../../readiness/eval/real-cases.ts';
import { casesOf } from '../../readiness/eval/suites.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { atMost } from '../../readiness/percent.ts';
import type { Row } from '../../readiness/reading.ts';
import { upperBound } from '../../statistics/clopper-pearson.ts';

const CASES = 'eval/cases/must-never.jsonl';

export const mustNever = defineCheck({
  id: 'eval/must-never',
  title: 'What must never happen did not happen',
  failureTitle: 'What must never happen is not shown to stay away',
  question: 'Do the unacceptable failures stay at zero?',
  why: 'An average of 95 % is of no use to the one who was paid by mistake.',
  remedy: `Write what must never happen as cases of the suite \`must_never\` in \`${CASES}\`, then run \`npm run eval\`.`,
  severity: 'critical',
  evidence:
    'The results of the eval, of this tree, on the suite `must_never` of `eval/cases`: every attempt at every case has passed, and there are as many cases as the bar of the stage says. None failed in n is printed with its upper 95 % bound (Clopper–Pearson).',
  kinds: ['E1'],
  noticed:
    'A suite that shrinks: a case of the base that left it without an approved entry in `eval/CHANGES.jsonl`. Copies: cases that say nearly the same count once, and attempts are not cases. Failures that are hidden as crashes, skipped or left out: a case without a verdict proves nothing.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['cases', 'caseChanges', 'results', 'change'],
  evaluate({ cases, caseChanges, results, change }, { stage, bars }) {
    const stale = staleFinding(results);
    if (stale !== null) return stale;
    const suite = attemptsAt('must_never', cases, results.rows);
    const left = leftSuite('must_never', { ...change, cases, changes: caseChanges });
    return (
      happened(suite) ??
      shrunk(left.map(({ value }) => value.id)) ??
      unjudged(suite) ??
      judgeSize(cases, suite, mostNeeded(stage, bars['eval/must-never']))
    );
  },
});

function happened(suite: readonly Attempted[]): Finding | null {
  const bad = suite.filter(({ attempts }) => attempts.some((one) => one.verdict === 'fail'));
  const [first] = bad;
  if (first === undefined) return null;
  const failures = first.attempts.filter((one) => one.verdict === 'fail');
  const why = failures.find((one) => one.reason !== null)?.reason ?? null;
  const times =
    first.attempts.length === 1 ? '' : ` in ${failures.length} of ${first.attempts.length} attempts`;
  return fail(
    `${shortId(first.row.value.id)} failed${times}${why === null ? '' : ` (${shortId(why, 200)})`}: ${bad.length} of ${suite.length} cases that must never fail did.`,
    {
      location: first.row,
      spots: bad.map(({ row }) => ({
        location: row,
        message: `${shortId(row.value.id)} must never fail, and it did`,
      })),
      remedy: `Mend what let ${shortId(first.row.value.id)} happen, then run \`npm run eval\`.`,
    },
  );
}

function shrunk(left: readonly string[]): Finding | null {
  if (left.length === 0) return null;
  return fail(`The suite lost ${left.length} cases that the base has: ${named(left)}.`, {
    location: { file: CASES, line: null },
    remedy: `Restore ${shortId(left[0] ?? '')}, or have it approved in \`eval/CHANGES.jsonl\` by somebody other than the author.`,
  });
}

/** A system that crashed, a grader that did and a case that was left out show nothing about what must never happen. */
function unjudged(suite: readonly Attempted[]): Finding | null {
  const open = suite.filter(
    ({ attempts }) => attempts.length === 0 || attempts.some((one) => one.verdict !== 'pass'),
  );
  const [first] = open;
  if (first === undefined) return null;
  const ended = first.attempts.find((one) => one.verdict !== 'pass')?.verdict ?? 'not run';
  return notProven(
    `${open.length} of ${suite.length} cases were not judged: ${named(open.map((one) => one.row.value.id))} (${ended.replace('_', ' ')}).`,
    { location: first.row, remedy: 'Run `npm run eval` until every attempt of the suite has a verdict.' },
  );
}

const mostNeeded = (stage: GatedStage, bar: Bars['eval/must-never']): number =>
  stage === 'production' ? bar.production_cases : bar.pilot_cases;

/** Attempts at one case, and cases that say the same, are not more cases. */
function judgeSize(cases: readonly Row<EvalCase>[], suite: readonly Attempted[], needed: number): Finding {
  const n = distinctCases(casesOf('must_never', cases)).length;
  const location = { file: CASES, line: null };
  if (n === 0) return notProven(`0 of ${needed} cases that must never fail.`, { location });
  const attempts = suite.reduce((sum, one) => sum + one.attempts.length, 0);
  const copies = n === suite.length ? '' : ` (${suite.length - n} more say nearly the same)`;
  const tried = attempts === suite.length ? '' : ` in ${attempts} attempts`;
  const found = `0 of ${n} failed${tried}${copies}: at most ${atMost(upperBound(0, n))} do, with 95 % confidence`;
  return n < needed ? notProven(`${found}; ${needed} cases are needed.`, { location }) : pass(`${found}.`);
}
