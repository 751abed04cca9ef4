import type { EvalCase } from '../../contract/eval-case.ts';
import { defineCheck } from '../../readiness/check.ts';
import { staleFinding } from '../../readiness/eval/attempts.ts';
import { leftSuite } from '../../readiness/eval/case-log.ts';
import type { Comparison } from '../../readiness/eval/comparison.ts';
import { describeComparison } from '../../readiness/eval/describe-comparison.ts';
import { sortRealCases } from '../../readiness/eval/real-cases.ts';
import { followRegressionSuite } from '../../readiness/eval/regression-suite.ts';
import type { Base } from '../../readiness/evidence.ts';
import { type Finding, fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import type { Row } from '../../readiness/reading.ts';

/** Share of the cases of the base that may lack a result there. With more, the comparison is about something else. */
const MOST_WITHOUT_BASE = 0.5;
/** Share of the pairs that may lack a verdict, as in the rate. */
const MOST_UNJUDGED = 0.05;

export const noRegression = defineCheck({
  id: 'eval/no-regression',
  title: 'No case that worked is shown to be broken by this change',
  failureTitle: 'Cases that worked are broken, or nobody can tell',
  question: 'Did this pull request break cases that worked?',
  why: 'A flat average can hide ten cases that broke behind ten that were repaired.',
  remedy:
    'Repair the cases that broke; one that should no longer work moves out of its suite with an entry in `eval/CHANGES.jsonl`.',
  severity: 'medium',
  evidence:
    'The results of the eval, of this tree, beside those of the base (its committed `eval/results/`, or those that its own workflow run kept), paired by case id. What broke and what was repaired is named, with McNemar’s mid-p, the exact p and the interval of the difference; slices are corrected by Holm. A case of the suite `regression` that was right at the base has to be right in every attempt.',
  kinds: ['E1'],
  noticed:
    'Taking the results of the base away, or leaving most of its cases without one there. Cases without a verdict on one of the sides: more than 5 % prove nothing. Running a case until it passes: each attempt counts. A case that leaves the suite `regression` without an approved entry in `eval/CHANGES.jsonl`. A loss that hides in one slice of a flat average.',
  notApplicableWhen: 'there is no base to compare with, or the base has neither a real nor a regression case',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['cases', 'caseChanges', 'results', 'change', 'measures'],
  evaluate({ cases, caseChanges, results, change, measures: { comparison } }) {
    const { base, reason } = change;
    if (base === null) return notApplicable(`There is nothing to compare with: ${reason}.`);
    if (comparable(base).length === 0)
      return notApplicable('The base has no real case and no regression case to compare with.');
    const demoted = leftSuite('regression', { ...change, cases, changes: caseChanges });
    return (
      judgeDemoted(demoted) ??
      staleFinding(results) ??
      withoutResults(base, results.file) ??
      judgeSuite(followRegressionSuite(base, { cases, rows: results.rows })) ??
      (comparison === null
        ? nothingPaired(base, cases)
        : judgeComparison(comparison, { file: results.file, line: null }))
    );
  },
});

const comparable = (base: Base): Row<EvalCase>[] => [
  ...sortRealCases(base.cases).counted,
  ...base.cases.filter(({ value }) => value.suite === 'regression'),
];

/** Taken out of the suite, a case may break without anybody noticing. */
function judgeDemoted(demoted: readonly Row<EvalCase>[]): Finding | null {
  const [first] = demoted;
  if (first === undefined) return null;
  return fail(
    `${named(demoted.map(({ value }) => value.id))} left the suite regression without an entry in eval/CHANGES.jsonl.`,
    {
      location: { file: first.file, line: null },
      remedy: `Put ${shortId(first.value.id)} back, or have it approved in \`eval/CHANGES.jsonl\` by somebody other than the author.`,
    },
  );
}

/** The base has cases, so its eval was run or could have been: results that were taken away must not help. */
function withoutResults(base: Base, file: string): Finding | null {
  if (base.rows.length > 0) return null;
  return notProven(
    `The base has ${comparable(base).length} cases to compare with and no results: ${base.resultsFrom}.`,
    {
      location: { file, line: null },
      remedy:
        'Let the workflow run once on the base branch, which keeps its results; or commit its `eval/results/`.',
    },
  );
}

function judgeSuite({ broke, unjudged }: ReturnType<typeof followRegressionSuite>): Finding | null {
  const [first] = broke;
  if (first !== undefined) {
    return fail(`Of the suite regression, ${named(broke.map(({ value }) => value.id))} broke.`, {
      location: first,
      spots: broke.map((row) => ({ location: row, message: `${shortId(row.value.id)} worked at the base` })),
    });
  }
  const [open] = unjudged;
  if (open === undefined) return null;
  return notProven(
    `Of the suite regression, ${named(unjudged.map(({ value }) => value.id))} was not judged.`,
    {
      location: open,
      remedy: 'Run `npm run eval` until every regression case has a verdict.',
    },
  );
}

/** A suite of nothing but regression cases has been judged by now; real cases that pair with nothing have not. */
function nothingPaired(base: Base, cases: readonly Row<EvalCase>[]): Finding {
  const ids = new Set(sortRealCases(base.cases).counted.map(({ value }) => value.id));
  if (ids.size === 0) {
    const suite = cases.filter(({ value }) => value.suite === 'regression').length;
    return pass(`No case of the suite regression broke (${suite} cases).`);
  }
  return notProven(
    `None of the ${ids.size} real cases of the base has a verdict both there (${base.resultsFrom}) and here.`,
    { remedy: 'Run the eval of the base branch on its own cases, then judge again.' },
  );
}

function judgeComparison(found: Comparison, location: { file: string; line: null }): Finding {
  const all = found.pairs + found.unjudged + found.withoutBase;
  const message = `${describeComparison(found)}.`;
  if (found.withoutBase > all * MOST_WITHOUT_BASE) {
    return notProven(
      `${found.withoutBase} of ${all} cases have no result at the base (${found.from}); ${message}`,
      {
        location,
        remedy: 'Let the workflow run on the base branch with all of its cases, then judge again.',
      },
    );
  }
  if (found.unjudged > (found.pairs + found.unjudged) * MOST_UNJUDGED) {
    return notProven(`${found.unjudged} of ${all} cases have no verdict on one of the sides; ${message}`, {
      location,
      remedy: 'Fix `eval/grader.ts`, then run `npm run eval`.',
    });
  }
  const worse = found.verdict === 'worse' || found.worseSlices.length > 0;
  return worse ? fail(message, { location }) : pass(message);
}
