import { VALUED_FLAGS } from './questions.ts';

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Flags that npm took from its own command line, as it leaves them in the environment. */
export type Kept = {
  /** Flag to value, such as `--unit` to `one mail`. */
  values: Map<string, string>;
  /** Flags without a value that were set. */
  switches: Set<string>;
  /** Flags that lost their value: npm reads `--unit "one mail"` as a switch and a stray word. */
  lost: string[];
};

/** npm's own `git` is the path of an executable, so only `--no-git` makes it `false`. */
const SWITCHED: Readonly<Record<string, [variable: string, value: string]>> = {
  '--yes': ['npm_config_yes', 'true'],
  '--json': ['npm_config_json', 'true'],
  '--dry-run': ['npm_config_dry_run', 'true'],
  '--no-git': ['npm_config_git', 'false'],
};

/**
 * `npm create poc x --dry-run` hands `--dry-run` to npm and never to us; npm 11 leaves it in
 * `npm_config_dry_run`. `--help` and `--version` npm answers itself.
 */
export function keptByNpm(env: Env): Kept {
  const kept: Kept = { values: new Map(), switches: new Set(), lost: [] };
  for (const flag of VALUED_FLAGS) {
    const value = env[`npm_config_${flag.slice(2).replaceAll('-', '_')}`];
    if (value === 'true') kept.lost.push(flag);
    else if (value !== undefined) kept.values.set(flag, value);
  }
  for (const [flag, [variable, value]] of Object.entries(SWITCHED)) {
    if (env[variable] === value) kept.switches.add(flag);
  }
  return kept;
}
