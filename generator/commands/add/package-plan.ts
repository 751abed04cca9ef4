import type { Part } from '../../parts/catalogue.ts';
import { compared, type Line, linesOf, withLines } from '../../parts/package-lines.ts';
import type { PackageLines } from '../../parts/part-file.ts';
import type { ChangedFile } from '../../staging.ts';
import type { AddTarget } from './target.ts';

/** What becomes of `package.json`. */
export type PackagePlan = {
  lines: { line: Line; status: 'new' | 'there' }[];
  changed: ChangedFile[];
  clashes: string[];
  notes: string[];
};

/** @param base what the files of the base that come along need */
export function planPackage(
  { manifest }: Pick<AddTarget, 'manifest'>,
  coming: readonly Part[],
  base: PackageLines,
): PackagePlan {
  const plan: PackagePlan = { lines: [], changed: [], clashes: [], notes: [] };
  for (const one of compared(manifest.json, linesOf([...coming, { name: 'the base', ...base }]))) {
    const { line } = one;
    if (one.status !== 'other') plan.lines.push({ line, status: one.status });
    else if (line.group !== 'scripts' && isLike(one.found, line.value))
      plan.notes.push(`${line.name} stays at ${one.found}; it was tried with ${line.value}.`);
    else plan.clashes.push(clash(line, one.found));
  }
  const lines = plan.lines.filter(({ status }) => status === 'new').map(({ line }) => line);
  const text = withLines(manifest.text, lines);
  if (lines.length > 0) plan.changed.push({ path: 'package.json', was: manifest.text, text });
  return plan;
}

/** Do two versions agree up to their first number that is not 0? By semver, what comes after it breaks nothing. */
const isLike = (found: string, wanted: string): boolean => compatible(found) === compatible(wanted);

const compatible = (version: string): string | undefined => /(?:0\.)*\d+/.exec(version)?.[0];

function clash({ group, name, value }: Line, found: string): string {
  const remedy =
    group === 'scripts'
      ? 'Rename yours; the part says in its words what to run.'
      : `Run \`npm install --save-exact ${name}@${value}\` and see that your own code holds.`;
  return `package.json: ${group}.${name}: found ${JSON.stringify(found)}; expected ${JSON.stringify(value)}. ${remedy}`;
}
