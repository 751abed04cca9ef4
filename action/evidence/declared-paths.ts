import type { Mapping } from '../contract/mapping.ts';

/** A name in the mapping, and the path that it declares. */
export type DeclaredPath = readonly [name: string, path: string];

const ELSEWHERE: ReadonlySet<string> = new Set(['records', 'slices']);

/** Paths of a mapping are few and never change, and are looked up for each of many records. */
const known = new WeakMap<Mapping, readonly DeclaredPath[]>();

/** @returns every path of a result that a mapping declares; evaluators of thresholds are names rather than paths. */
export function declaredPaths(mapping: Mapping): readonly DeclaredPath[] {
  const paths = known.get(mapping) ?? listPaths(mapping);
  known.set(mapping, paths);
  return paths;
}

const listPaths = (mapping: Mapping): readonly DeclaredPath[] => [
  ...Object.entries(mapping).flatMap(([name, path]): DeclaredPath[] =>
    typeof path === 'string' && !ELSEWHERE.has(name) ? [[name, path]] : [],
  ),
  ...(mapping.slices ?? []).map((path): DeclaredPath => ['slices', path]),
];
