import { z } from 'zod';

const most = (unit: string) => z.number().positive().optional().describe(`${unit}; lower is stricter.`);

/** What an answer may take and cost at most. A quantile is judged on its upper 95 % bound. Without one, nothing is asked. */
export const budgets = z.strictObject({
  latency_p50_ms: most('Milliseconds that half of the answers stay within'),
  latency_p95_ms: most('Milliseconds that 95 % of the answers stay within'),
  cost_per_case_usd: most('US dollars that a case costs on average'),
  cost_p95_usd: most('US dollars that 95 % of the answers stay within'),
});
export type Budgets = z.infer<typeof budgets>;
export type BudgetName = keyof Budgets;

export const BUDGET_NAMES = Object.keys(budgets.shape) as BudgetName[];
