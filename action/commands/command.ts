/** What a command may touch of the process it runs in. Edges make one; tests make one from literals. */
export type Terminal = {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  now: Date;
  /** May colours and line drawing be used on standard output? */
  color: boolean;
  /** Standard output: what was asked for. */
  print(text: string): void;
  /** Standard error: what went wrong, and progress. */
  complain(text: string): void;
  /** There where standard input and output are both a terminal with a person at it. */
  live?: LiveTerminal;
};

/** A terminal at which a person presses keys and looks at a screen that changes. */
export type LiveTerminal = {
  now(): Date;
  size(): { columns: number; rows: number };
  /** Writes as it is: sequences for the terminal too. */
  write(text: string): void;
  /** Takes the keys, each as it is pressed, until it is stopped. */
  listen(on: Listener): { stop(): void };
};

export type Listener = {
  typed(chunk: string): void;
  /** A few times a second, and when the size of the terminal changed. */
  tick(): void;
  /** The terminal was closed, or the process was told to end; may be said more than once. */
  gone(): void;
};

/** 0 nothing blocks, 1 blocked or refused, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

/** One `poc` command. */
export type Command = {
  /** The words after `poc`, such as `eval import`. */
  name: string;
  /** One line for `poc --help`. */
  summary: string;
  /** Printed by `poc <name> --help`. */
  usage: string;
  run(args: string[], terminal: Terminal): Promise<ExitCode>;
};
