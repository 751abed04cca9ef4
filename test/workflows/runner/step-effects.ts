import { type CommandFiles, readCommandFiles } from './command-files.ts';
import type { JobState } from './job-state.ts';
import { masked } from './masks.ts';
import type { ActEnd } from './step-act.ts';
import type { StepLogWriter } from './step-log.ts';

/** What a step left behind. `failed` when the runner could not take it over. */
export type StepEffects = { outputs: Record<string, string>; summary: string | null; failed: boolean };

/** Reads the files of a step and changes the job's variables and PATH for the steps that follow. */
export async function takeOver(
  state: JobState,
  end: ActEnd,
  files: CommandFiles,
  writer: StepLogWriter,
): Promise<StepEffects> {
  const contents = await readCommandFiles(files);
  Object.assign(state.env, end.env, contents.env);
  for (const folder of [...(end.path ?? []), ...contents.path]) prepend(state, folder);
  for (const error of contents.errors) writer.error(error);
  if (contents.summaryError !== null) writer.error(contents.summaryError);
  return {
    outputs: { ...end.outputs, ...contents.outputs },
    summary: contents.summary === null ? null : masked(state.masks, contents.summary),
    failed: contents.errors.length > 0 || writer.log.refused,
  };
}

/** The latest comes last and is searched first; naming a folder again moves it. */
function prepend(state: JobState, folder: string): void {
  state.path = [...state.path.filter((one) => one !== folder), folder];
}
