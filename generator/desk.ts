import type { Terminal } from '../action/commands/command.ts';

/** What create-poc may touch of the process it runs in. The edge makes one; tests make one from literals. */
export type Desk = Terminal & {
  /** Are standard input and standard output both a terminal? */
  interactive: boolean;
  /** Aborted by ctrl-C and by the signals that end a process. */
  signal: AbortSignal;
  /** The folder of the package that makes the repository. */
  packageRoot: string;
};
