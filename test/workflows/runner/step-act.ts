import type { Scope } from './expression.ts';
import type { JobState } from './job-state.ts';
import type { JsonObject } from './json.ts';
import type { StepLogWriter } from './step-log.ts';

/** A step that is about to act: its condition held. */
export type ActingStep = {
  state: JobState;
  /** What its expressions see. */
  scope: Scope;
  /** Its own `env:`, evaluated. */
  env: Record<string, string>;
  /** What this step adds to the `github` context: its files and its action. */
  github: JsonObject;
  writer: StepLogWriter;
  /** Aborted when the time of the step or of the job is over. */
  signal: AbortSignal;
};

/** How the act ended; everything else it did lies in the step's files and log. */
export type ActEnd = {
  failed: boolean;
  outputs?: Record<string, string>;
  path?: string[];
  env?: Record<string, string>;
};

/** Says why in the log, and ends the act. */
export function actFailed(step: ActingStep, message: string): ActEnd {
  step.writer.error(message);
  return { failed: true };
}
