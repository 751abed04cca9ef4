import type { PackageSource } from '../../package-source.ts';
import type { Part } from '../../parts/catalogue.ts';
import { copied, type PlannedFile } from '../../planned-file.ts';
import { withAddition } from '../../record.ts';
import type { ChangedFile } from '../../staging.ts';
import { bringAlong } from './bring-along.ts';
import { comingParts } from './coming-parts.ts';
import { planList } from './list-plan.ts';
import { type PackagePlan, planPackage } from './package-plan.ts';
import { stateOf } from './state-of.ts';
import type { AddTarget } from './target.ts';

/** What is asked of an addition. */
export type Adding = {
  part: Part;
  /** Every part there is, outermost first. */
  parts: readonly Part[];
  target: AddTarget;
  source: PackageSource;
  /** `YYYY-MM-DD` */
  today: string;
};

/** What an addition would do, before anything is written. */
export type AddPlan = {
  part: Part;
  /** Those that it needs and that come along, outermost first. */
  along: readonly Part[];
  added: readonly PlannedFile[];
  /** Those of them that are of no part: what its code imports, or the list. */
  brought: readonly string[];
  /** Files that are there and get lines. */
  changed: readonly ChangedFile[];
  /** Files of these parts that are there with the same content. */
  same: readonly string[];
  /** What is in the way, each in three parts. Nothing is written while there is any. */
  clashes: readonly string[];
  lines: PackagePlan['lines'];
  /** What is added to `src/parts.ts`, by name. */
  listed: readonly string[];
  notes: readonly string[];
};

/** @throws Error when the package is not whole */
export function planAdd(adding: Adding): AddPlan {
  const { part, target } = adding;
  const coming = comingParts(adding);
  const own = coming.flatMap(({ files }) => files.map(({ source, path }) => copied(source, path)));
  const inState = (state: ReturnType<typeof stateOf>) =>
    own.filter((file) => stateOf(target.folder, file) === state);
  const more = bringAlong(adding, coming);
  const packages = planPackage(target, coming, more.lines);
  const list = planList(adding, coming);
  const brought = [...more.files, ...list.added];
  const added = [...inState('absent'), ...brought];
  const changed = [...packages.changed, ...list.changed];
  return {
    part,
    along: coming.filter((one) => one !== part),
    added,
    brought: brought.map(({ path }) => path),
    changed: [...changed, ...recordOf(adding, coming, added, changed)],
    same: inState('same').map(({ path }) => path),
    clashes: [...inState('other').map(({ path }) => occupied(path)), ...packages.clashes, ...list.clashes],
    lines: packages.lines,
    listed: list.listed,
    notes: [...packages.notes, ...more.notes],
  };
}

const occupied = (path: string): string =>
  `${path}: found something else there; expected nothing, or what the part would write. Move it away first.`;

/** `.poc.json` says which parts there are, where the repository has one. */
function recordOf(
  { parts, target }: Adding,
  coming: readonly Part[],
  added: readonly PlannedFile[],
  changed: readonly ChangedFile[],
): ChangedFile[] {
  if (target.record === undefined) return [];
  const known = new Set([...target.record.json.parts, ...coming.map(({ name }) => name)]);
  // A part of another version of create-poc may not be known to this one.
  const strange = [...known].filter((name) => parts.every((part) => part.name !== name));
  const names = [...parts.map(({ name }) => name).filter((name) => known.has(name)), ...strange];
  return withAddition(target.record, names, added, changed);
}
