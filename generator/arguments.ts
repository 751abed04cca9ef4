import { parseArgs } from 'node:util';
import type { Problem } from '../action/contract/problem.ts';
import { flagProblems, wordProblems } from './argument-problems.ts';
import type { Arguments, Typed } from './command-line.ts';
import { type Env, type Kept, keptByNpm } from './npm-config.ts';
import { FLAGGED, SWITCHES } from './questions.ts';

/** Arguments, or everything that is wrong with them. `json` says how to tell. */
export type ReadArguments =
  | { status: 'read'; arguments: Arguments }
  | { status: 'refused'; problems: Problem[]; json: boolean };

const OPTIONS = Object.fromEntries([
  ...FLAGGED.map(({ flag }) => [flag.slice(2), { type: 'string' as const }]),
  ...SWITCHES.map((one) => [
    one.flag.slice(2),
    {
      type: one.value === null ? ('boolean' as const) : ('string' as const),
      ...('short' in one ? { short: one.short } : {}),
    },
  ]),
]);

/**
 * Reads the command line, and the flags that npm kept for itself. What is typed to us wins over those.
 *
 * @param argv the words after `create-poc`
 * @param env where npm leaves its `npm_config_*`
 */
export function readArguments(argv: readonly string[], env: Env): ReadArguments {
  // Not strict: strict stops at the first fault, and we tell them all.
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = tokens.filter((token) => token.kind === 'option');
  const words = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  const kept = keptByNpm(env);
  const read = assemble(new Map(flags.map((token) => [`--${token.name}`, token.value])), kept, words[0]);
  const wrongFlags = flagProblems(flags);
  // The value of a flag that is not known would be one word too many.
  const problems =
    wrongFlags.length > 0 ? wrongFlags : wordProblems(words, kept.lost, read, env.npm_config_user_agent);
  if (problems.length > 0) return { status: 'refused', problems, json: read.json };
  return { status: 'read', arguments: read };
}

function assemble(flags: Map<string, string | undefined>, kept: Kept, name: string | undefined): Arguments {
  const text = (flag: string): string | undefined => flags.get(flag) ?? kept.values.get(flag);
  const on = (flag: string): boolean => flags.has(flag) || kept.switches.has(flag);
  const typed: Typed = name === undefined ? {} : { name };
  for (const { key, flag } of FLAGGED) {
    const value = text(flag);
    if (value !== undefined) typed[key] = value;
  }
  return {
    typed,
    answersFile: text('--answers'),
    yes: on('--yes'),
    json: on('--json'),
    dryRun: on('--dry-run'),
    git: !on('--no-git'),
    help: on('--help'),
    version: on('--version'),
  };
}
