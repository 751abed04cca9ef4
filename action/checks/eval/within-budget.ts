import { BUDGET_NAMES, type BudgetName } from '../../contract/budgets.ts';
import { defineCheck } from '../../readiness/check.ts';
import { staleFinding } from '../../readiness/eval/attempts.ts';
import { judgeBudget, type Spending } from '../../readiness/eval/budget.ts';
import { fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';

export const withinBudget = defineCheck({
  id: 'eval/within-budget',
  title: 'An answer takes and costs no more than agreed',
  failureTitle: 'An answer is not shown to take and cost no more than agreed',
  question: 'Does it stay within what an answer may take and cost?',
  why: 'An answer that is right after two minutes, or for two dollars, may be worse than none.',
  remedy:
    'Make the slow or dear cases cheaper, or agree on another budget in a pull request of its own; then run `npm run eval`.',
  severity: 'medium',
  evidence:
    'The results of the eval, of this tree: `latency_ms` and `cost_usd` of every attempt at a real case, those that failed included. `budgets:` of `policy/thresholds.yaml` names the most (`latency_p50_ms`, `latency_p95_ms`, `cost_per_case_usd`, `cost_p95_usd`), and the upper 95 % bound of the figure has to lie within it.',
  kinds: ['E1'],
  noticed:
    'Cached answers, which take and cost what a cache does and count as nothing. Leaving the slow ones without a figure: more than half of the attempts have to say it, and how many do not is printed. A budget that is raised or taken out is named by `eval/threshold-fixed-first`.',
  notApplicableWhen: 'no budget is declared in `policy/thresholds.yaml`',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['cases', 'results'],
  evaluate({ cases, results }, { bars: { budgets } }) {
    const declared = BUDGET_NAMES.flatMap((name): [BudgetName, number][] => {
      const most = budgets[name];
      return most === undefined ? [] : [[name, most]];
    });
    if (declared.length === 0) return notApplicable('No budget is declared in policy/thresholds.yaml.');
    const stale = staleFinding(results);
    if (stale !== null) return stale;
    const location = { file: results.file, line: null };
    const found: Spending[] = declared.map(([name, most]) => judgeBudget(name, most, cases, results.rows));
    const order = { over: 0, 'cannot-tell': 1, within: 2 } as const;
    const sorted = [...found].sort((a, b) => order[a.verdict] - order[b.verdict]);
    const message = `${sorted.map((one) => one.message).join('; ')}.`;
    const [worst] = sorted;
    if (worst?.verdict === 'over') return fail(message, { location });
    if (worst?.verdict === 'within') return pass(message);
    return notProven(message, {
      location,
      remedy:
        worst?.missing === true
          ? 'Write `latency_ms` and `cost_usd` into the rows, without a cache; then run `npm run eval`.'
          : 'Add cases until their number can tell, then run `npm run eval`.',
    });
  },
});
