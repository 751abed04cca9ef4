import { describeProblem, type Problem } from '../../../action/contract/problem.ts';

/** Thrown for a run that cannot begin: a workflow, event or option that this runner does not understand. */
export class RunRefused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(describeProblem(problem));
    this.name = 'RunRefused';
    this.problem = problem;
  }
}

/** A problem without a place in a file: an option that the caller passed. */
export function optionProblem(field: string, found: string, expected: string, remedy: string): Problem {
  return { location: { file: 'runWorkflow', line: null }, field, found, expected, remedy };
}
