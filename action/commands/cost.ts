import { printable } from '../text/printable.ts';
import type { Command } from './command.ts';
import { type CostData, loadCost } from './cost/load.ts';
import { readOptions, USAGE } from './cost/options.ts';
import { costText } from './cost/text.ts';

/** `poc cost`: what a case costs, and what nobody knows of it yet. */
export const cost: Command = {
  name: 'cost',
  summary: 'tell what a case costs, and a month at full volume',
  usage: USAGE,
  async run(args, terminal) {
    const asked = readOptions(args);
    const data = 'problem' in asked ? asked : await loadCost(terminal, asked);
    if ('problem' in asked || 'problem' in data) {
      terminal.complain(`poc cost: ${printable('problem' in data ? data.problem : '')}`);
      return 2;
    }
    terminal.print(asked.format === 'json' ? JSON.stringify(costJson(data), null, 2) : costText(data));
    return data.missing.length === 0 ? 0 : 1;
  },
};

/** Money in the currency of the prices; `null` is what nobody knows. */
const costJson = (data: CostData) => ({
  schema: 'poc-cost/v1',
  traces: data.traces,
  kind: data.kind,
  runs: data.runs,
  cases: data.cost.perCase.length,
  calls: data.cost.calls,
  calls_without_tokens: data.cost.silent,
  unpriced_models: data.cost.unpriced,
  prices: data.prices,
  models: data.cost.models,
  tokens: data.tokens,
  case: data.all,
  per_month: data.perMonth,
  review_measured: data.review,
  binding: data.binding,
  missing: data.missing,
  gate: data.gate,
});
