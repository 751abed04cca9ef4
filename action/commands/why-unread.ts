import { describeProblem } from '../contract/problem.ts';
import type { Reading } from '../readiness/reading.ts';

/**
 * @param file as somebody gave it, where the reading knows only its name
 * @returns why a file could not be read, in three parts, a text for each problem
 */
export function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>, file?: string): string[] {
  if (reading.status === 'missing')
    return [`${file ?? reading.lookedIn}: found nothing there; expected a file. ${reading.remedy}`];
  return reading.problems.map((problem) =>
    describeProblem({
      ...problem,
      location: { ...problem.location, file: file ?? problem.location.file },
    }),
  );
}
