import { outputsMatching } from '../../evidence/glob.ts';
import type { Tree } from '../../evidence/tree.ts';
import type { Place } from './subject.ts';
import type { Target } from './target.ts';
import { type Looks, untouched } from './written-files.ts';

/** @returns why no file that matches could be recorded, before a long eval is run for nothing; or `null`. */
export function whyMisplaced(
  patterns: readonly string[],
  target: Target,
  { field, usual }: Place,
): string | null {
  const elsewhere = patterns.find((pattern) => !canBeIn(target.folder, pattern));
  if (elsewhere !== undefined)
    return `--results: found ${JSON.stringify(elsewhere)}; expected files in or below ${target.folder}, beside ${target.envelope}. Let the command write them there; POC_ROWS names a file of that folder.`;
  const same = patterns.find((pattern) => pattern === target.envelope);
  if (same === undefined) return null;
  return `--results: found ${same}, which is where the run is recorded; expected another file. Name the command’s file otherwise, or write \`${usual}/**/run.json\` under \`${field}\` in \`poc.yaml\`.`;
}

/** The folders that both name before the first star have to be the same. */
function canBeIn(folder: string, pattern: string): boolean {
  if (folder === '.') return true;
  const wanted = folder.split('/');
  const parts = pattern.replace(/^\.\//, '').split('/').slice(0, -1);
  const star = parts.findIndex((part) => part.includes('*'));
  const fixed = star < 0 ? parts : parts.slice(0, star);
  if (star < 0 && fixed.length < wanted.length) return false;
  return wanted.every((part, i) => fixed[i] === undefined || fixed[i] === part);
}

/** What was asked for, and what the files looked like before and after the command ran. */
export type Written = { patterns: readonly string[]; target: Target; before: Looks; after: Looks };

/** @returns the files to be recorded, sorted, or why none is. */
export async function filesToRecord(
  tree: Tree,
  written: Written,
): Promise<{ files: string[] } | { problem: string }> {
  const { patterns, after } = written;
  const files = new Set<string>();
  for (const pattern of patterns) {
    const matching = (await outputsMatching(tree, [pattern])).filter((file) => after.has(file));
    if (matching.length === 0)
      return {
        problem: `--results: found no file that ${JSON.stringify(pattern)} fits; expected one that the command writes. Correct the pattern, or the place where the command writes.`,
      };
    for (const file of matching) files.add(file);
  }
  const sorted = [...files].sort();
  const problem = whyNotRecorded(sorted, written);
  return problem === null ? { files: sorted } : { problem };
}

function whyNotRecorded(files: readonly string[], { target, before, after }: Written): string | null {
  const { folder, envelope, rows } = target;
  if (files.includes(envelope))
    return `${envelope}: found a file that the command wrote; expected nothing, since the run is recorded there. Let the command write to another file.`;
  const outside = files.filter((file) => folder !== '.' && !file.startsWith(`${folder}/`));
  if (outside.length > 0)
    return `${named(outside)}: found outside ${folder}; expected result files in or below it, beside ${envelope}. Write a narrower pattern, or let the command write there.`;
  const untouchedOnes = untouched(before, after);
  const stale = untouchedOnes.filter((file) => files.includes(file));
  if (stale.length > 0)
    return `${named(stale)}: found as before the command ran; expected a file that it writes. Remove what an earlier run left, and run it again.`;
  if (!after.has(rows) || files.includes(rows) || untouchedOnes.includes(rows)) return null;
  return `${rows}: found rows that no --results names; expected none beside other result files. Add \`--results ${rows}\`, or let the command write one of the two.`;
}

const MOST_NAMED = 3;

/** @returns up to three names, and how many more there are. */
export const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
