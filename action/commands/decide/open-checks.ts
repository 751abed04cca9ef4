import type { Report, ReportResult } from '../../contract/report.ts';
import { blockersOf, warningsOf } from '../../reporters/words.ts';

/** @returns what blocks, or would at the next stage. The record is left out: it is being written. */
export const openChecks = (report: Report): ReportResult[] =>
  [...blockersOf(report), ...warningsOf(report)].filter(({ id }) => id !== 'decision/record');
