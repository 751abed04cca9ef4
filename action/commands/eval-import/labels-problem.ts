import type { LabelMapping, LabelRule } from '../../intake/labels.ts';
import { counted, grouped, listed, shown } from './words.ts';

const withCounts = (labels: [string, number][]): string =>
  listed(labels.map(([label, items]) => `${shown(label)} (${grouped(items)})`));

/** @returns why nothing can be imported for a workflow that gives no labels. */
export const noLabels = (kind: string): string =>
  `poc.yaml: workflow.kind: found ${kind}; expected classify, since an import gives each case its label. Write the cases of this workflow by hand in eval/cases/*.jsonl, as the examples there are.`;

/** @returns what is wrong with the rules themselves: a label that the workflow does not have. */
export function rulesProblem(rules: readonly LabelRule[], allowed: readonly string[]): string | null {
  const rule = rules.find(({ to }) => !allowed.includes(to));
  return rule === undefined
    ? null
    : `--map: found ${JSON.stringify(`${rule.from}=${rule.to}`)}; expected a label of the workflow (poc.yaml, workflow.labels): ${listed(allowed)}. Map to one of them, or add ${JSON.stringify(rule.to)} there.`;
}

/** @returns what keeps labels of the source from being labels of the workflow: all of them, with their counts. */
export function mappingProblems({ unmapped, unknown }: LabelMapping, allowed: readonly string[]): string[] {
  const [first] = unmapped[0] ?? unknown[0] ?? [''];
  const example = `--map '${shown(first)}=${allowed[0]}'`;
  return [
    ...(unmapped.length === 0
      ? []
      : [
          `--map: found ${counted(unmapped.length, 'label')} without a rule: ${withCounts(unmapped)}; expected each to become one of ${listed(allowed)}. Add, for example, ${example}, --unanswerable for one that says that nobody could tell, or --keep-labels to leave them as they are.`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          `label: found ${counted(unknown.length, 'label')} that the workflow does not have: ${withCounts(unknown)}; expected one of ${listed(allowed)} (poc.yaml, workflow.labels). Map them, for example ${example}, name with --unanswerable one that says that nobody could tell, or add them there.`,
        ]),
  ];
}
