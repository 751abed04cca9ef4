import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EvalCase } from '../../contract/eval-case.ts';
import type { Row } from '../../readiness/reading.ts';

/** A file of cases to be written: where, what, and what becomes of what is there. */
export type CaseFile = { path: string; cases: EvalCase[]; how: 'created' | 'appended' | 'replaced' };

/** Rows that came with the scaffold: `origin: synthetic`, and marked as made up. */
const isMadeUp = ({ value }: Row<EvalCase>): boolean =>
  value.origin === 'synthetic' && value.slices.includes('made_up');

/** @returns what is to be done with a file, or `null` when it holds cases that must not be lost. */
export function fateOf(
  cwd: string,
  path: string,
  rows: readonly Row<EvalCase>[],
  append: boolean,
): CaseFile['how'] | null {
  const stat = lstatSync(join(cwd, path), { throwIfNoEntry: false });
  if (stat === undefined || (stat.isFile() && stat.size === 0)) return 'created';
  const own = rows.filter((row) => row.file === path);
  if (own.length > 0 && own.every(isMadeUp)) return 'replaced';
  return append ? 'appended' : null;
}

/** @returns `eval/cases/imported-malformed.jsonl` for `eval/cases/imported.jsonl`. */
export const malformedFile = (out: string): string => out.replace(/\.jsonl$/, '-malformed.jsonl');

const lines = (cases: readonly EvalCase[]): string => cases.map((one) => `${JSON.stringify(one)}\n`).join('');

function contentOf(cwd: string, { path, cases, how }: CaseFile): string {
  if (how !== 'appended') return lines(cases);
  const before = readFileSync(join(cwd, path), 'utf8');
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines(cases)}`;
}

/** @returns the folder on the way to a file that is a symbolic link, and so may lead out of `cwd`; else `null`. */
export function linkOnTheWay(cwd: string, path: string): string | null {
  const parts = path.split('/').slice(0, -1);
  const folders = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  const isLink = (folder: string) =>
    lstatSync(join(cwd, folder), { throwIfNoEntry: false })?.isSymbolicLink();
  return folders.find(isLink) ?? null;
}

/**
 * Writes all the files or none: each beside its place first, then all are moved there.
 * @throws when the disk refuses
 */
export function writeCaseFiles(cwd: string, files: readonly CaseFile[]): void {
  const staged = files.map((file) => {
    const full = join(cwd, file.path);
    return { file, full, beside: `${full}.${process.pid}.part` };
  });
  try {
    for (const { file, full, beside } of staged) {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(beside, contentOf(cwd, file), { flag: 'wx' });
    }
    for (const { full, beside } of staged) renameSync(beside, full);
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}
