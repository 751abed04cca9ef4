import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../action/contract/problem.ts';
import { refusal } from './refusal.ts';

/** The folder a POC is made in. */
export type Target = {
  /** Absolute. */
  folder: string;
  /** As the person wrote it. */
  shown: string;
  exists: boolean;
  /** Does it hold a `.git` already? */
  hasGit: boolean;
};

/** A folder that can be written, or why it cannot. */
export type FoundTarget = { target: Target } | { problem: Problem };

/** The folder is `.` or a path whose last word is the name; the name alone when nothing else was typed. */
export function targetFolder(typed: string, cwd: string): { folder: string; name: string } {
  const folder = resolve(cwd, typed);
  return { folder, name: basename(folder) };
}

/** Missing, below a file, a ring of links: all mean that there is nothing to find. */
function quietly(look: () => Stats): Stats | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** A repository that somebody started a moment ago holds nothing that could be lost. */
const HARMLESS = '.git';
const MOST_LISTED = 10;

/**
 * @param planned the paths that will be written, to tell which files would be overwritten
 */
export function findTarget(folder: string, shown: string, planned: readonly string[]): FoundTarget {
  const link = quietly(() => lstatSync(folder));
  if (link === undefined) return absentTarget(folder, shown);
  const found = quietly(() => statSync(folder));
  if (!found?.isDirectory()) {
    const remedy = 'Choose another name, or move it away.';
    return { problem: refusal(shown, 'something that is not a folder', 'no file of this name', remedy) };
  }
  const all = readdirSync(folder);
  const entries = all.filter((entry) => entry !== HARMLESS);
  if (entries.length === 0)
    return { target: { folder, shown, exists: true, hasGit: all.includes(HARMLESS) } };
  return { problem: occupied(folder, shown, entries, planned) };
}

function absentTarget(folder: string, shown: string): FoundTarget {
  const parent = dirname(folder);
  const above = quietly(() => statSync(parent));
  if (above?.isDirectory()) return { target: { folder, shown, exists: false, hasGit: false } };
  const remedy = 'Make that folder first, or run this inside it with a plain name.';
  return { problem: refusal(shown, 'no folder above it', 'a path in a folder that exists', remedy) };
}

function occupied(folder: string, shown: string, entries: string[], planned: readonly string[]): Problem {
  const clashing = planned.filter((path) => quietly(() => lstatSync(resolve(folder, path)))).sort();
  const found =
    clashing.length > 0
      ? `files that would be overwritten: ${listed(clashing)}`
      : `a folder that is not empty (${listed(entries.sort())})`;
  return refusal(
    shown,
    found,
    'an empty folder',
    'Choose another name, or move these away. Nothing was written.',
  );
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  return [...names.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
