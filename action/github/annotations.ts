import type { Report } from '../contract/report.ts';
import { remarksOf } from '../reporters/remarks.ts';

/** A remark at a file and line of the repository. */
export type Annotation = {
  level: 'failure' | 'warning';
  title: string;
  message: string;
  file: string | null;
  line: number | null;
};

/** @returns a remark at every place that a person would edit, those that block first. */
export const annotationsOf = (report: Report): Annotation[] =>
  remarksOf(report).map(({ result, message, file, line }) => ({
    level: result.blocks ? 'failure' : 'warning',
    title: `${result.id}: ${result.title}`,
    message,
    file,
    line,
  }));
