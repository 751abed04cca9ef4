import { MANIFEST_FILE, type System } from '../../contract/manifest.ts';
import type { Grant } from '../../contract/proofs/least-privilege.ts';
import { type Finding, fail } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import { changesThings, listScopes, type Scope, scopesOf, wideness, without } from './scopes.ts';

/** @returns grants in a system that `poc.yaml` does not declare, or `null` */
export function strayGrant(
  file: string,
  grants: readonly Grant[],
  systems: readonly System[],
): Finding | null {
  const stray = grants.filter(({ system }) => !systems.some(({ id }) => id === system));
  if (stray.length === 0) return null;
  return fail(
    `${named(stray.map(({ principal, system }) => `${shortId(principal)} holds scopes in ${system}`))}, which ${MANIFEST_FILE} does not declare.`,
    { location: { file, line: null } },
  );
}

/** @returns every scope that somebody holds; one that two hold twice. */
export const granted = (grants: readonly Grant[]): Scope[] =>
  grants.flatMap(({ system, scopes }) => scopes.map((scope) => ({ system, scope })));

/**
 * Declaring a scope does not make it narrow, so those of the manifest are looked at too.
 *
 * @returns a scope that no single workflow needs, or one that changes things in a system that is only read; else `null`
 */
export function tooWide(file: string, grants: readonly Grant[], systems: readonly System[]): Finding | null {
  const declared = scopesOf(systems);
  const wide = [...granted(grants), ...declared].find(({ scope }) => wideness(scope) !== null);
  if (wide !== undefined) {
    const where = without([wide], granted(grants)).length === 0 ? file : MANIFEST_FILE;
    return fail(`${where} has ${wide.system} ${shortId(wide.scope)}, which opens ${wideness(wide.scope)}.`, {
      location: { file: where, line: null },
    });
  }
  const changing = granted(grants).filter(
    ({ system, scope }) =>
      changesThings(scope) && systems.some(({ id, access }) => id === system && access === 'read'),
  );
  if (changing.length === 0) return null;
  return fail(
    `${MANIFEST_FILE} says it only reads, and the grants allow it to change things: ${listScopes(changing)}.`,
    { location: { file, line: null } },
  );
}

/** @returns scopes that were granted and are not declared, with who holds them, or `null` */
export function tooMany(file: string, grants: readonly Grant[], systems: readonly System[]): Finding | null {
  const declared = scopesOf(systems);
  const extra = grants.flatMap((grant) =>
    without(granted([grant]), declared).map(
      ({ system, scope }) => `${system} ${shortId(scope)} (${shortId(grant.principal)})`,
    ),
  );
  if (extra.length === 0) return null;
  return fail(
    `${extra.length} of ${granted(grants).length} granted scopes are not in ${MANIFEST_FILE}: ${named(extra)}.`,
    { location: { file, line: null } },
  );
}
