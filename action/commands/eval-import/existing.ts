import { type EvalCase, evalCase } from '../../contract/eval-case.ts';
import { describeProblem } from '../../contract/problem.ts';
import { readJsonLines } from '../../evidence/json-lines.ts';
import { readCases, readTraining } from '../../evidence/poc-files.ts';
import type { Tree } from '../../evidence/tree.ts';
import { comparableText } from '../../intake/fields.ts';
import type { Comparable } from '../../intake/groups.ts';
import type { Row } from '../../readiness/reading.ts';
import { type CaseFile, fateOf, linkOnTheWay, malformedFile } from './case-files.ts';
import type { ImportOptions } from './options.ts';

type Target = { split: 'scored' | 'training' | 'malformed'; path: string; how: CaseFile['how'] };

/** The cases of this repository, whichever file they are in, and the files that are to be written. */
export type Existing = { status: 'free'; known: Comparable[]; ids: Set<string>; targets: Target[] };

type Found =
  | Existing
  | { status: 'occupied'; problem: string }
  | { status: 'unreadable'; problems: string[] };

/** Looks through all cases: what is scored in one file must not be trained on from another. */
export async function findExisting(cwd: string, tree: Tree, options: ImportOptions): Promise<Found> {
  const wanted = [
    { split: 'scored', path: options.out },
    ...(options.trainShare > 0 ? [{ split: 'training', path: options.trainOut } as const] : []),
    { split: 'malformed', path: malformedFile(options.out) },
  ] as const;
  const link = wanted.flatMap(({ path }) => linkOnTheWay(cwd, path) ?? [])[0];
  if (link !== undefined) return { status: 'occupied', problem: linkProblem(link) };
  const read = await readRows(
    tree,
    wanted.map(({ path }) => path),
  );
  if ('problems' in read) return { status: 'unreadable', problems: read.problems };
  const targets: Target[] = [];
  for (const { split, path } of wanted) {
    const how = fateOf(cwd, path, read.rows, options.append);
    if (how === null) return { status: 'occupied', problem: occupiedProblem(path) };
    targets.push({ split, path, how });
  }
  return existing(read.rows, targets);
}

function existing(rows: readonly Row<EvalCase>[], targets: Target[]): Existing {
  const replaced = new Set(targets.flatMap(({ path, how }) => (how === 'replaced' ? [path] : [])));
  const kept = rows.filter(({ file }) => !replaced.has(file)).map(({ value }) => value);
  return {
    status: 'free',
    known: kept.filter(({ suite }) => suite !== 'malformed').map(comparable),
    ids: new Set(kept.map(({ id }) => id)),
    targets,
  };
}

/** Reads where cases and training cases stand, and the files to be written, which may stand elsewhere. */
async function readRows(
  tree: Tree,
  files: readonly string[],
): Promise<{ rows: Row<EvalCase>[] } | { problems: string[] }> {
  const readings = [
    await readCases(tree),
    await readTraining(tree),
    ...(await Promise.all(files.map((file) => readJsonLines(tree, file, evalCase, '')))),
  ];
  const problems = readings.flatMap((reading) => (reading.status === 'invalid' ? reading.problems : []));
  if (problems.length > 0) return { problems: [...new Set(problems.map(describeProblem))] };
  const rows = readings.flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  return { rows: [...new Map(rows.map((row) => [`${row.file}:${row.line}`, row])).values()] };
}

const occupiedProblem = (path: string): string =>
  `${path}: found a file; expected none, since it is not overwritten. Add to it with --append, name another with --out or --train-out, or move it away.`;

const linkProblem = (link: string): string =>
  `${link}: found a symbolic link; expected a folder inside this one. Name another file with --out or --train-out.`;

/** A case without text fields is compared by its id alone. */
function comparable({ id, input }: EvalCase): Comparable {
  return { id, text: comparableText(fieldsIn(input) ?? { id }) };
}

function fieldsIn(input: EvalCase['input']): Record<string, string> | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  const { fields } = input;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return null;
  const entries = Object.entries(fields).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
