import { printable } from '../../text/printable.ts';
import { counted, grouped, shown } from '../eval-import/words.ts';
import type { ImportOptions } from './options.ts';
import { refusedLines } from './refused.ts';
import type { Sorted } from './rows.ts';

/** @returns what became of every row, for a terminal. */
export function importReport(
  options: ImportOptions,
  file: string,
  sorted: Sorted,
  notes: readonly string[],
): string {
  const { imported, alreadyThere, refused } = sorted;
  const read = imported.length + alreadyThere + refused.length;
  const lines: [number, string][] = [
    [imported.length, options.dryRun ? `would be added to ${file}` : `added to ${file}`],
    [alreadyThere, 'there already'],
    [refused.length, refused.length === 0 ? 'refused' : 'refused:'],
  ];
  const width = Math.max(...lines.map(([count]) => grouped(count).length));
  return [
    `${counted(read, 'row')} in ${shown(options.source, Number.POSITIVE_INFINITY)}, of which`,
    ...lines.map(([count, what]) => `  ${grouped(count).padStart(width)}  ${what}`),
    ...refusedLines(refused, width + 4),
    ...notes,
    ...(options.dryRun ? ['Nothing was written (--dry-run).'] : []),
  ]
    .map(printable)
    .join('\n');
}

/** @returns what was taken for granted where no column says it. */
export function importNotes({ columns, study }: ImportOptions): string[] {
  const notes: [boolean, string][] = [
    [
      columns.interrupted === null,
      'No --interrupted: the rows say that nothing interrupted, so the time from start to stop counts whole.',
    ],
    [
      study === 'assisted' && columns.review === null,
      'No --review: the rows do not say how long the review took, and the gate asks for it.',
    ],
    [
      study === 'assisted' && columns.fellBack === null,
      'No --fell-back: the rows say that no case ended by hand.',
    ],
    [
      study === 'assisted' && columns.followed === null,
      'No --followed: the rows say that every case was done as it was assigned.',
    ],
  ];
  return notes.flatMap(([applies, note]) => (applies ? [note] : []));
}
