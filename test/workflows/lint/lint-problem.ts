import type { Location, Problem } from '../../../action/contract/problem.ts';

/** Something wrong in a workflow or an action, and who says so. */
export type LintProblem = {
  /** `actionlint`, `language-service`, or the name of one of our rules. */
  linter: string;
  location: Location;
  message: string;
};

/** @returns a problem as one line for an assertion's message. */
export function describeLint({ linter, location, message }: LintProblem): string {
  return `${location.file}:${location.line ?? 1}:${location.column ?? 1} [${linter}] ${message}`;
}

/** What one of our rules finds; the three parts become the message. */
export type RuleFinding = Omit<Problem, 'field'>;

/** @returns a rule's findings under its name. */
export function asLintProblems(linter: string, findings: RuleFinding[]): LintProblem[] {
  return findings.map(({ location, found, expected, remedy }) => ({
    linter,
    location,
    message: `Found ${found}; expected ${expected}. ${remedy}`,
  }));
}
