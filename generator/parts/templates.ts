import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from '../answers.ts';
import { copied, type PlannedFile } from '../planned-file.ts';
import { KIND_FILE, type TemplateFile, templateFiles } from '../template-files.ts';
import { type Part, readParts } from './catalogue.ts';
import { chosenParts } from './choose.ts';
import { type Line, linesOf } from './package-lines.ts';
import { kindFile, PART_FILE, type PackageLines, readDescription } from './part-file.ts';

/** All that a repository is made from. */
export type Templates = {
  /** Those of the base, the kind and the parts, by path. */
  files: readonly TemplateFile[];
  /** Outermost first. */
  parts: readonly Part[];
  /** What the kind and the parts add to `package.json`. */
  lines: readonly Line[];
  /** What tells of the kind and the parts, for their digest. */
  descriptions: readonly PlannedFile[];
};

/**
 * @param templates the folder of all templates
 * @throws Error when the package is not whole, or two of its templates write the same file
 */
export function readTemplates(templates: string, kind: Answers['kind'], chosen: Answers['parts']): Templates {
  const parts = chosenParts(readParts(templates), chosen);
  const owners = [{ name: `kinds/${kind}`, ...kindLines(templates, kind) }, ...parts];
  const described = [
    `kinds/${kind}/${KIND_FILE}`,
    ...parts.map(({ name }) => `parts/${name}/${PART_FILE}`),
  ].filter((path) => existsSync(join(templates, path)));
  return {
    files: together(templateFiles(templates, kind), parts),
    parts,
    lines: linesOf(owners),
    descriptions: described.map((path) => copied(join(templates, path), path)),
  };
}

/** @returns what a kind adds to `package.json`; one that has no `kind.json` adds nothing. */
export function kindLines(templates: string, kind: Answers['kind']): PackageLines {
  const path = join(templates, 'kinds', kind, KIND_FILE);
  if (!existsSync(path)) return { dependencies: {}, devDependencies: {}, scripts: {} };
  return readDescription(path, `kinds/${kind}/${KIND_FILE}`, kindFile);
}

/** A part adds files and changes none: else it could not be added to what is there. */
function together(template: readonly TemplateFile[], parts: readonly Part[]): TemplateFile[] {
  const owners = new Map(template.map((file) => [file.path, 'the base or the kind']));
  for (const { name, files } of parts) {
    for (const { path } of files) {
      const owner = owners.get(path);
      if (owner !== undefined) throw new Error(`parts/${name}: ${path} is written by ${owner} already.`);
      owners.set(path, `parts/${name}`);
    }
  }
  const all = [...template, ...parts.flatMap(({ files }) => files)];
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}
