import type { RuleFinding } from '../lint-problem.ts';
import type { WorkflowSource } from '../workflow-source.ts';

/** One of our own rules. */
export type Rule = {
  /** As it stands in problems. */
  name: string;
  /** @param actionsRoot the folder that `uses: ./` starts from. */
  check(source: WorkflowSource, actionsRoot: string): RuleFinding[];
};
