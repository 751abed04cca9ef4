import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportOf, type Part } from '../../parts/catalogue.ts';
import { PARTS_FILE, withPart } from '../../parts/parts-list.ts';
import { type PlannedFile, written } from '../../planned-file.ts';
import type { ChangedFile } from '../../staging.ts';
import type { Adding } from './plan.ts';

/** What becomes of `src/parts.ts`. */
export type ListPlan = { added: PlannedFile[]; changed: ChangedFile[]; clashes: string[]; listed: string[] };

/** Adds a line for each part that stands around the model. Where there is no list yet, that of the base is the start. */
export function planList({ parts, target, source }: Adding, coming: readonly Part[]): ListPlan {
  const plan: ListPlan = { added: [], changed: [], clashes: [], listed: [] };
  const own = join(target.folder, PARTS_FILE);
  const isThere = existsSync(own);
  const was = readFileSync(isThere ? own : join(source.root, 'templates/base', PARTS_FILE), 'utf8');
  const order = parts.map(({ name }) => name);
  let text = was;
  for (const { name, runtime } of coming) {
    const next = runtime ? withPart(text, name, order) : text;
    if (next === undefined) plan.clashes.push(unreadable(name));
    else if (next !== text) plan.listed.push(exportOf(name));
    text = next ?? text;
  }
  if (plan.listed.length === 0) return plan;
  if (isThere) plan.changed.push({ path: PARTS_FILE, was, text });
  else plan.added.push(written(PARTS_FILE, text));
  return plan;
}

const unreadable = (name: string): string =>
  `${PARTS_FILE}: found no list of names that can be read; expected \`export const PARTS: readonly MakePart[] = [ … ];\`. Write it so, or add by hand: import { ${exportOf(name)} } from './${name}/part.ts', and ${exportOf(name)} in the list.`;
