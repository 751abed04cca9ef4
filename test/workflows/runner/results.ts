import type { Json } from './json.ts';
import type { Permissions } from './permissions.ts';

/** How a step or a job ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

/** One `::error`, `::warning` or `::notice`, with the place that it points to. Lines and columns count from 1. */
export type Annotation = {
  kind: 'error' | 'warning' | 'notice';
  message: string;
  title: string | null;
  file: string | null;
  line: number | null;
  endLine: number | null;
  column: number | null;
  endColumn: number | null;
  /** False for what GitHub drops: everything of a kind after the first ten in a step. */
  shown: boolean;
};

/** One step as it ran. */
export type StepResult = {
  name: string;
  id: string;
  /** Before `continue-on-error`. */
  outcome: Conclusion;
  /** After `continue-on-error`. */
  conclusion: Conclusion;
  outputs: Record<string, string>;
  /** Standard output and error as GitHub shows them: secrets masked, commands rewritten. */
  log: string;
  annotations: Annotation[];
  /** The Markdown of `GITHUB_STEP_SUMMARY`; null when there is none, or too much of it. */
  summary: string | null;
};

/** One job, or one leg of its matrix. */
export type JobResult = {
  id: string;
  name: string;
  matrix: Record<string, Json> | null;
  /** Before the job's `continue-on-error`. */
  outcome: Conclusion;
  /** What `needs.<id>.result` says. */
  result: Conclusion;
  steps: StepResult[];
  outputs: Record<string, string>;
  /** Outputs that GitHub drops since a secret is in them. */
  withheldOutputs: string[];
  /** What the job's token may do; null when neither the workflow nor the job says. */
  permissions: Permissions | null;
  concurrency: Json;
};

/** An uploaded artifact. `files` are relative to `folder` and sorted. */
export type Artifact = { id: number; name: string; folder: string; files: string[] };

/** A whole run. */
export type WorkflowResult = {
  conclusion: Conclusion;
  /** In the order in which they ran. */
  jobs: JobResult[];
  artifacts: Artifact[];
};
