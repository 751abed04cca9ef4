/** A place that a person would edit. Lines and columns count from 1. */
export type Location = { file: string; line: number | null; column?: number };

/** Something wrong in a file: where, what was found there, what was expected, and what to write or run. */
export type Problem = {
  location: Location;
  /** Dotted path of the field, or the empty string when the whole file is meant. */
  field: string;
  found: string;
  expected: string;
  remedy: string;
};

/** @returns the problem as one sentence in three parts, ready for a terminal. */
export function describeProblem(problem: Problem): string {
  const { file, line, column } = problem.location;
  const place = [file, line, column].filter((part) => part !== null && part !== undefined).join(':');
  const field = problem.field === '' ? '' : ` ${problem.field}:`;
  return `${place}:${field} found ${problem.found}; expected ${problem.expected}. ${problem.remedy}`;
}
