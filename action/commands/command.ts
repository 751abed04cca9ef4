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
