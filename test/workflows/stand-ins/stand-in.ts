import type { JsonObject } from '../runner/json.ts';
import type { Artifact } from '../runner/results.ts';

/** One input of an action, as in its `action.yml`. */
export type StandInInput = { default?: string; required?: boolean };

/** What a stand-in is told, and what it may use. */
export type StandInStep = {
  /** With the defaults filled in; an input that was neither given nor has a default is the empty string. */
  inputs: Record<string, string>;
  /** The `github` context. */
  github: JsonObject;
  /** The step's environment, without variables of the machine that runs the tests. */
  env: Record<string, string>;
  workspace: string;
  temp: string;
  /** The bare repository that plays the part of the one on GitHub. */
  origin: string;
  artifacts: ArtifactStore;
  /** A line of the log; commands such as `::warning::` are obeyed. */
  print(line: string): void;
};

/** What a stand-in did. `failure` is null, or the message of the error that fails the step. */
export type StandInEnd = {
  failure: string | null;
  outputs?: Record<string, string>;
  /** Folders for the front of PATH. */
  path?: string[];
  /** Variables for the steps that follow. */
  env?: Record<string, string>;
};

/** Does on this machine what a third-party action does on GitHub. */
export type StandIn = {
  /** Every input of the action; any other is refused. */
  inputs: Record<string, StandInInput>;
  run(step: StandInStep): Promise<StandInEnd>;
};

/** The artifacts of a run, and of the earlier runs that the caller named. */
export type ArtifactStore = {
  /** Where the artifacts of this run lie, a folder each. */
  folder: string;
  list: Artifact[];
  /** Folders of artifacts by run id. */
  earlierRuns: Record<string, string>;
};

/** An end without a failure. */
export const done: StandInEnd = { failure: null };

/** An end with one. */
export function failed(failure: string): StandInEnd {
  return { failure };
}

/** Reads an input as the actions do: only these words are yes. */
export function isTrue(input: string | undefined): boolean {
  return input !== undefined && /^(true|True|TRUE)$/.test(input);
}
