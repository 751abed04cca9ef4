import type { StandIn } from '../stand-ins/stand-in.ts';
import type { Json, JsonObject } from './json.ts';
import type { Permissions } from './permissions.ts';

/** What happened in the repository. */
export type WorkflowEvent = {
  /** As in `on:`, for example `pull_request`. */
  name: string;
  /** The webhook's payload. Its `repository.full_name` is taken as the repository's name. */
  payload: JsonObject;
  /**
   * The two sides of a pull request, each a revision of the local repository. The runner writes their commits
   * into the payload, and makes the merge commit `refs/pull/<number>/merge` of them.
   */
  pullRequest?: { base: string; head: string };
  /** Overrides the ref that follows from the event, for example `refs/heads/main`. */
  ref?: string;
  /** Overrides the commit that follows from the event; any revision of the local repository. */
  commit?: string;
};

/** Tells apart the jobs that ask for a token. */
export type TokenRequest = {
  job: string;
  matrix: Record<string, Json> | null;
  permissions: Permissions | null;
};

/** What `runWorkflow` needs. Every path is absolute. */
export type RunOptions = {
  /** The workflow file. */
  workflow: string;
  /** A local git repository, bare or not. It is read and never changed. */
  repository: string;
  event: WorkflowEvent;
  /** A folder of this run's own, which is filled with workspaces, homes, artifacts and the bare copy. */
  root: string;
  /** The Node 24 that local JavaScript actions run on. */
  node24: string;
  /** What stands in for third-party actions, by `owner/name`. */
  standIns: Record<string, StandIn>;
  /** The job's token, or who issues one with just the permissions of the job. */
  token: string | ((request: TokenRequest) => string | Promise<string>);
  /** Variables of the machine, for example `GITHUB_API_URL` of a fake. */
  env?: Record<string, string>;
  secrets?: Record<string, string>;
  vars?: Record<string, string>;
  /** Names of variables of this process that steps may see; a `*` at the end stands for any ending. */
  passThrough?: readonly string[];
  /** Default 1. */
  runId?: number;
  /** Folders of artifacts of earlier runs, by run id, for `actions/download-artifact` with `run-id`. */
  earlierRuns?: Record<string, string>;
};

/** What npm needs of the machine to reach its registry from a clean environment. */
export const npmPassThrough = [
  'npm_config_registry',
  'npm_config_userconfig',
  'npm_config_cache',
  'NODE_EXTRA_CA_CERTS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
] as const;
