import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layer, type TemplateFile } from '../template-files.ts';
import { PART_FILE, type PartFile, partFile, readDescription } from './part-file.ts';

/** A part of the last mile: it can be added to a repository, and taken out of it, alone. */
export type Part = PartFile & {
  /** Its folder, such as `off-switch`. */
  name: string;
  /** What it adds to a repository, by path. */
  files: readonly TemplateFile[];
};

/** @returns the name of its function and of what it exports, such as `offSwitchPart`. */
export const exportOf = (name: string): string =>
  `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Part`;

/**
 * Every part, outermost first.
 *
 * @param templates the folder that holds `parts/`
 * @throws Error when one is not whole
 */
export function readParts(templates: string): Part[] {
  const folder = join(templates, 'parts');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const parts = names.map((name) => readPart(join(folder, name), name));
  for (const { name, needs } of parts) {
    const unknown = needs.find((need) => !names.includes(need));
    if (unknown !== undefined)
      throw new Error(`parts/${name}: it needs ${unknown}, and there is no such part.`);
  }
  return parts.sort((one, other) => one.order - other.order || (one.name < other.name ? -1 : 1));
}

function readPart(folder: string, name: string): Part {
  const shown = `parts/${name}/${PART_FILE}`;
  const described = readDescription(join(folder, PART_FILE), shown, partFile);
  const files = [...layer(folder, PART_FILE).values()];
  const rendered = files.find((file) => file.rendered);
  if (rendered !== undefined)
    throw new Error(
      `parts/${name}: ${rendered.path}.hbs would be filled in; a part reads poc.yaml when it runs.`,
    );
  if (described.runtime) refuseWithoutExport(name, files);
  return { ...described, name, files };
}

function refuseWithoutExport(name: string, files: readonly TemplateFile[]): void {
  const path = `src/${name}/part.ts`;
  const file = files.find((one) => one.path === path);
  const source = file === undefined ? '' : readFileSync(file.source, 'utf8');
  if (new RegExp(`^export (?:async )?(?:function|const) ${exportOf(name)}\\b`, 'm').test(source)) return;
  throw new Error(`parts/${name}: ${path} has to export ${exportOf(name)}, since part.json says runtime.`);
}
