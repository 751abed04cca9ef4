import { posix } from 'node:path';
import type { Report, ReportResult } from '../contract/report.ts';

/** A remark at a file and line of the repository. */
export type Annotation = {
  level: 'failure' | 'warning';
  title: string;
  message: string;
  file: string | null;
  line: number | null;
};

/** @returns a remark at every place that a person would edit, those that block first. */
export function annotationsOf(report: Report): Annotation[] {
  const told = report.results.filter((result) => result.blocks || result.warns);
  return told
    .sort((a, b) => Number(b.blocks) - Number(a.blocks))
    .flatMap((result) =>
      remarks(result).map((remark) => ({ ...remark, file: inRepository(report.folder, remark.file) })),
    );
}

function remarks(result: ReportResult): Annotation[] {
  const common = {
    level: result.blocks ? ('failure' as const) : ('warning' as const),
    title: `${result.id}: ${result.title}`,
  };
  const remedy = result.remedy === null ? '' : `\n${result.remedy}`;
  const own = {
    ...common,
    message: `${result.message}${remedy}`,
    file: result.location?.file ?? null,
    line: result.location?.line ?? null,
  };
  const rest = result.spots
    .filter((spot) => spot.location.file !== own.file || spot.location.line !== own.line)
    .map((spot) => ({
      ...common,
      message: spot.message,
      file: spot.location.file,
      line: spot.location.line,
    }));
  return [own, ...rest];
}

const inRepository = (folder: string, file: string | null): string | null =>
  file === null ? null : posix.normalize(posix.join(folder, file));
