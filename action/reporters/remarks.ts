import type { Report, ReportResult } from '../contract/report.ts';

/** What is said at a place of the repository: of a check that blocks, or that will. */
export type Remark = {
  result: ReportResult;
  /** What the check itself found, and not one of its spots. */
  ofCheck: boolean;
  message: string;
  /** Path from the root of the repository; `null` where nothing has to be edited at a place. */
  file: string | null;
  line: number | null;
  column: number | null;
};

/** @returns a remark at every place that a person would edit, those that block first. */
export function remarksOf(report: Report): Remark[] {
  const told = report.results.filter((result) => result.blocks || result.warns);
  return told
    .sort((a, b) => Number(b.blocks) - Number(a.blocks))
    .flatMap((result) => remarksAt(result, report.folder));
}

function remarksAt(result: ReportResult, folder: string): Remark[] {
  const { location, spots } = result;
  const remedy = result.remedy === null ? '' : `\n${result.remedy}`;
  const at = (place: ReportResult['location'], message: string, ofCheck = false): Remark => ({
    result,
    ofCheck,
    message,
    file: place === null ? null : inRepository(folder, place.file),
    line: place?.line ?? null,
    column: place?.column ?? null,
  });
  const elsewhere = spots.filter(
    (spot) => spot.location.file !== location?.file || spot.location.line !== location.line,
  );
  return [
    at(location, `${result.message}${remedy}`, true),
    ...elsewhere.map((spot) => at(spot.location, spot.message)),
  ];
}

/** Files outside the POC's folder begin with `../`; what would lead out of the repository stays as it is. */
function inRepository(folder: string, file: string): string {
  const path: string[] = [];
  for (const part of `${folder}/${file}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && path.length > 0 && path.at(-1) !== '..') path.pop();
    else path.push(part);
  }
  return path.join('/');
}
