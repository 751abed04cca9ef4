import { asObject, type Json } from './json.ts';

/** What a token may do with one kind of thing. */
export type Access = 'read' | 'write' | 'none';

/** Every scope of `permissions:` with its access, and `metadata`, which each token may read. */
export type Permissions = Record<string, Access>;

/** The most that GitHub's own workflow schema lets each scope ask for. */
const scopes = {
  actions: 'any',
  'artifact-metadata': 'any',
  attestations: 'any',
  checks: 'any',
  'code-quality': 'any',
  contents: 'any',
  'copilot-requests': 'write-only',
  deployments: 'any',
  discussions: 'any',
  drives: 'any',
  'id-token': 'write-only',
  issues: 'any',
  models: 'read-only',
  packages: 'any',
  pages: 'any',
  'pull-requests': 'any',
  'repository-projects': 'any',
  'security-events': 'any',
  statuses: 'any',
  'vulnerability-alerts': 'read-only',
} as const;

type Scope = keyof typeof scopes;

/**
 * The permissions of a job's token. A job's own block replaces the workflow's as a whole, and a scope that a
 * block leaves out is `none`.
 *
 * @param fromFork a `pull_request` from a fork never gets more than read.
 * @returns null when nothing is declared: then the repository's setting decides, which no file shows.
 */
export function resolvePermissions(workflow: Json, job: Json, fromFork: boolean): Permissions | null {
  const declared = job ?? workflow;
  if (declared === null) return null;
  const names = Object.keys(scopes) as Scope[];
  const accesses = names.map((scope) => [scope, cap(accessOf(declared, scope), scope, fromFork)]);
  return { ...Object.fromEntries(accesses), metadata: 'read' };
}

function accessOf(declared: Json, scope: Scope): Access {
  if (declared === 'write-all') return scopes[scope] === 'read-only' ? 'read' : 'write';
  if (declared === 'read-all') return scopes[scope] === 'write-only' ? 'none' : 'read';
  const access = asObject(declared)?.[scope];
  return access === 'read' || access === 'write' ? access : 'none';
}

function cap(access: Access, scope: Scope, fromFork: boolean): Access {
  if (!fromFork || access !== 'write') return access;
  return scopes[scope] === 'write-only' ? 'none' : 'read';
}
