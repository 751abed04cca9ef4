import { isDeepStrictEqual } from 'node:util';
import { asObject, type Json, type JsonObject } from './json.ts';

/** What `strategy:` comes to. `legs` has one empty leg when there is no matrix. */
export type Strategy = {
  legs: JsonObject[];
  failFast: boolean;
  maxParallel: number | null;
  isMatrix: boolean;
};

const legLimit = 256;

/** Expands an evaluated `strategy:`. Throws with GitHub's reasons when the matrix cannot be run. */
export function expandStrategy(strategy: Json): Strategy {
  const block = asObject(strategy) ?? {};
  const maxParallel = typeof block['max-parallel'] === 'number' ? block['max-parallel'] : null;
  const failFast = block['fail-fast'] !== false;
  const matrix = asObject(block.matrix);
  if (matrix === null) return { legs: [{}], failFast, maxParallel, isMatrix: false };
  const legs = expandMatrix(matrix);
  if (legs.length === 0 || legs.length > legLimit) {
    throw new Error(`The matrix has ${legs.length} legs; expected 1 to ${legLimit}. Change strategy.matrix.`);
  }
  return { legs, failFast, maxParallel, isMatrix: true };
}

function expandMatrix(matrix: JsonObject): JsonObject[] {
  const { include, exclude, ...vectors } = matrix;
  const excluded = objects(exclude);
  const originals = product(vectors).filter(
    (leg) => !excluded.some((one) => agrees(leg, one, Object.keys(one))),
  );
  return withIncludes(originals, objects(include), Object.keys(vectors));
}

function product(vectors: JsonObject): JsonObject[] {
  const names = Object.keys(vectors);
  if (names.length === 0) return [];
  let legs: JsonObject[] = [{}];
  for (const name of names) {
    const values = vectors[name];
    if (!Array.isArray(values) || values.length === 0) {
      throw new Error(`Matrix vector '${name}' does not contain any values.`);
    }
    legs = legs.flatMap((leg) => values.map((value) => ({ ...leg, [name]: value })));
  }
  return legs;
}

/** An include joins every original leg whose original values it does not change; else it is a leg of its own. */
function withIncludes(originals: JsonObject[], includes: JsonObject[], names: string[]): JsonObject[] {
  const legs = originals.map((original) => ({ ...original }));
  const added: JsonObject[] = [];
  for (const include of includes) {
    const shared = names.filter((name) => name in include);
    const joined = legs.filter((_, index) => agrees(originals[index] ?? {}, include, shared));
    for (const leg of joined) Object.assign(leg, include);
    if (joined.length === 0) added.push({ ...include });
  }
  return [...legs, ...added];
}

function agrees(leg: JsonObject, other: JsonObject, names: string[]): boolean {
  return names.every((name) => isDeepStrictEqual(leg[name], other[name]));
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== null) : [];
}
