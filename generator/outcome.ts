import type { ExitCode } from '../action/commands/command.ts';
import type { Problem } from '../action/contract/problem.ts';
import type { Question } from './questions.ts';
import type { GitOutcome } from './repository.ts';

/** A file of the plan. */
export type ListedFile = { path: string; bytes: number };

/** A default that was taken, so that it can be told. */
export type TakenDefault = { flag: string; value: string };

/** What was made, or would be. */
export type Made = {
  /** As the person wrote it. */
  folder: string;
  files: ListedFile[];
  defaults: TakenDefault[];
  /** Is a copy of create-poc inside? */
  vendored: boolean;
  /** The guess at the minutes, `null` when none was given. */
  minutes: number | null;
  /** What stands around the model, outermost first. */
  parts: string[];
};

/** How a run of create-poc ended. */
export type Outcome =
  | ({ outcome: 'made'; git: GitOutcome; next: string[] } & Made)
  | ({ outcome: 'planned' } & Made)
  | { outcome: 'refused'; problems: Problem[]; missing: MissingAnswer[]; command: string | null }
  | { outcome: 'cancelled' }
  | { outcome: 'failed'; reason: string };

/** An answer that nobody gave. `offered` is what `--yes` would take. */
export type MissingAnswer = Pick<Question, 'key' | 'flag' | 'message' | 'placeholder'> & {
  offered: string | null;
};

/** @param command one that would go through, when there is one to show */
export function refused(
  problems: Problem[],
  missing: MissingAnswer[] = [],
  command: string | null = null,
): Outcome {
  return { outcome: 'refused', problems, missing, command };
}

const EXIT_CODES = { made: 0, planned: 0, refused: 1, cancelled: 1, failed: 2 } as const satisfies Record<
  Outcome['outcome'],
  ExitCode
>;

/** @returns 0 only when a repository was made, or shown because that was asked for. */
export function exitCodeOf({ outcome }: Outcome): ExitCode {
  return EXIT_CODES[outcome];
}
