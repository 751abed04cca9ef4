import { MANIFEST_FILE, type Manifest, type System } from '../../contract/manifest.ts';
import type { Evidence } from '../evidence.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { named } from '../named-ids.ts';
import { sameName } from '../names.ts';
import { isProposer } from '../policy/proposer.ts';
import { type Document, locate } from '../reading.ts';

/** A scope of a system, by the name that its provider gives it. */
export type Scope = { system: string; scope: string };

/** Words in a scope that make it wider than one workflow can need, with what it opens. */
const WIDE: Readonly<Record<string, string>> = {
  all: 'every record of the tenant',
  everything: 'everything',
  full: 'everything',
  fullaccess: 'everything',
  unrestricted: 'everything',
  admin: 'all that an administrator may do',
  administrator: 'all that an administrator may do',
  root: 'all that an administrator may do',
  superuser: 'all that an administrator may do',
  owner: 'all that an owner of the account may do',
  impersonation: 'all that any user may do',
};

/** Names that are wide without such a word: Microsoft’s for all that was consented to, Google’s for a cloud project. */
const WIDE_NAMES: readonly [RegExp, string][] = [
  [/\*/, 'everything'],
  [/\.default$/i, 'whatever was ever consented to'],
  [/\/auth\/cloud-platform$/i, 'a whole cloud project'],
];

/** Words that say a scope changes something. */
const CHANGES = new Set(
  'write readwrite delete create update modify edit manage send insert remove upload'.split(' '),
);

/** `Mail.ReadWrite` is mail, read, write; `admin:org` is admin, org. */
const wordsOf = (scope: string): string[] =>
  scope
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** @returns what a scope opens when that is more than one workflow can need, such as `everything`; else `null` */
export function wideness(scope: string): string | null {
  const byName = WIDE_NAMES.find(([pattern]) => pattern.test(scope));
  if (byName !== undefined) return byName[1];
  const word = wordsOf(scope).find((one) => Object.hasOwn(WIDE, one));
  return word === undefined ? null : (WIDE[word] as string);
}

/** @returns whether a scope, by its words, allows to change something. */
export const changesThings = (scope: string): boolean => wordsOf(scope).some((word) => CHANGES.has(word));

/** @returns every scope that `poc.yaml` declares. */
export const scopesOf = (systems: readonly System[]): Scope[] =>
  systems.flatMap(({ id, scopes }) => scopes.map((scope) => ({ system: id, scope })));

/** @returns those of `some` that are not among `others`; names are compared to the letter. */
export const without = (some: readonly Scope[], others: readonly Scope[]): Scope[] =>
  some.filter((one) => !others.some((other) => other.system === one.system && other.scope === one.scope));

/** @returns scopes as they stand in a sentence. */
export const listScopes = (scopes: readonly Scope[]): string =>
  named(scopes.map(({ system, scope }) => `${system} ${scope}`));

type Asking = Pick<Evidence, 'owners' | 'change'> & { manifest: Document<Manifest> };

/**
 * A scope that the base does not have needs somebody of security. The gate sees no reviews, so it asks for what makes
 * GitHub ask for one: in CODEOWNERS of the base, who answers for security has to own `poc.yaml`, and be somebody other
 * than whoever proposes it.
 *
 * @returns why nobody of security has to agree to the new scopes, or `null`
 */
export function unasked({ manifest, owners, change }: Asking): Finding | null {
  const added = newScopes(manifest, change);
  if (added.length === 0) return null;
  const detail = {
    location: locate(manifest, 'systems'),
    remedy: `Take the new scope out, or have CODEOWNERS give \`/${MANIFEST_FILE}\` to somebody whom \`${owners.file}\` names for security, in a pull request before this one.`,
  };
  const what = `${added.length === 1 ? 'A scope is' : `${added.length} scopes are`} new: ${listScopes(added)}`;
  const security = owners.value.owners.security;
  if (security.length === 0)
    return notProven(`${what}; ${owners.file} names nobody who answers for security.`, detail);
  const asked = change.base?.codeOwners.get(MANIFEST_FILE) ?? [];
  const both = security.filter((name) => asked.some((owner) => sameName(owner, name)));
  if (both.length === 0)
    return notProven(
      `${what}; of those who answer for security (${named(security)}) CODEOWNERS asks none about ${MANIFEST_FILE}.`,
      detail,
    );
  if (both.some((name) => !isProposer(name, change))) return null;
  return fail(`${what}; ${named(both)} proposes it, and is the only one of security who would be asked.`, {
    ...detail,
    remedy: `Have somebody else whom \`${owners.file}\` names for security own \`/${MANIFEST_FILE}\`, or propose it.`,
  });
}

/** Without a base, or where it had no `poc.yaml`, there was nothing before. */
function newScopes({ value }: Document<Manifest>, { base }: Evidence['change']): Scope[] {
  const before = base?.manifest?.value.systems;
  return before === undefined ? [] : without(scopesOf(value.systems), scopesOf(before));
}
