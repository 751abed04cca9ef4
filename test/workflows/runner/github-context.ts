import { basename, relative } from 'node:path';
import type { EventFacts } from './event.ts';
import { type JsonObject, textAt, valueAt } from './json.ts';
import type { RunOptions } from './run-options.ts';

/** The keys of the `github` context that also are variables. `token` is not among them, and `event` neither. */
const variables = [
  'action',
  'action_path',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'env',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'output',
  'path',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'state',
  'step_summary',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
];

/** The part of the `github` context that every job of a run shares. */
export function githubContext(
  facts: EventFacts,
  options: RunOptions,
  workflowName: string | null,
): JsonObject {
  const { payload, ref, sha, repository } = facts;
  const env = options.env ?? {};
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const actor = textAt(payload, 'sender.login');
  const file = workflowPath(options);
  return {
    actor,
    actor_id: idAt(payload, 'sender.id'),
    triggering_actor: actor,
    api_url: env.GITHUB_API_URL ?? 'https://api.github.com',
    graphql_url: env.GITHUB_GRAPHQL_URL ?? 'https://api.github.com/graphql',
    server_url: server,
    base_ref: facts.baseRef,
    head_ref: facts.headRef,
    event: payload,
    event_name: facts.name,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    sha,
    repository,
    repositoryUrl: `git://${server.replace(/^https?:\/\//, '')}/${repository}.git`,
    repository_id: idAt(payload, 'repository.id'),
    repository_owner: repository.split('/')[0] ?? '',
    repository_owner_id: idAt(payload, 'repository.owner.id'),
    retention_days: '90',
    run_attempt: '1',
    run_id: String(options.runId ?? 1),
    run_number: '1',
    secret_source: facts.fromFork ? 'None' : 'Actions',
    workflow: workflowName ?? file,
    workflow_ref: `${repository}/${file}@${ref}`,
    workflow_sha: sha,
  };
}

/** @returns the `GITHUB_…` variables of a context. */
export function githubVariables(context: JsonObject): Record<string, string> {
  const present = variables.filter((key) => context[key] !== undefined);
  return Object.fromEntries(present.map((key) => [`GITHUB_${key.toUpperCase()}`, String(context[key])]));
}

/** Where the workflow lies in the repository; one from elsewhere is treated as if it lay in the usual folder. */
function workflowPath(options: RunOptions): string {
  const path = relative(options.repository, options.workflow);
  return path.startsWith('..') ? `.github/workflows/${basename(path)}` : path;
}

function idAt(payload: JsonObject, path: string): string {
  const id = valueAt(payload, path);
  return typeof id === 'number' ? String(id) : '';
}
