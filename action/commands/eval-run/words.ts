import { parseArgs } from 'node:util';
import { MOST_SHARDS } from '../../contract/eval-run.ts';
import { patternFault } from '../../evidence/glob.ts';
import { isInside } from '../../evidence/tree.ts';
import type { Shard } from '../../readiness/eval/shards.ts';

/** What `poc eval run` was asked to do. Without patterns the command writes rows of our own. */
export type RunWords = {
  program: string;
  args: string[];
  /** Is it the simplest alternative that is evaluated, and not the POC? */
  alternative: boolean;
  shard: Shard | null;
  results: string[];
  /** Models that made the results, for files that have no place to name one. */
  models: string[];
  /** Codes beside 0 with which the command ends when it did its work: many tools say so that a case failed. */
  exitCodes: number[];
};

type Problem = { problem: string };

const HELP = 'See `poc eval run --help`.';
const FLAGS = {
  shard: { type: 'string', multiple: true },
  results: { type: 'string', multiple: true },
  model: { type: 'string', multiple: true },
  'exit-code': { type: 'string', multiple: true },
} as const;
type Flags = Record<keyof typeof FLAGS, string[]>;

/** The one option without a value, looked for by itself: parseArgs would take a value with it all the same. */
const ALTERNATIVE = 'alternative';

/** Reads the words after `poc eval run`. Those after the command's name are the command's, whatever they look like. */
export function readWords(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RunWords | Problem {
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...FLAGS, [ALTERNATIVE]: { type: 'boolean', multiple: true } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.findIndex(({ kind }) => kind !== 'option');
  const options = (first < 0 ? tokens : tokens.slice(0, first)).filter(isOption);
  const flags = readFlags(options.filter(({ name }) => name !== ALTERNATIVE));
  if ('problem' in flags) return flags;
  const chosen = options.filter(({ name }) => name === ALTERNATIVE);
  const valued = chosen.find(({ value }) => value !== undefined);
  if (valued !== undefined)
    return {
      problem: `--alternative: found the value ${JSON.stringify(valued.value)}; expected none. Write --alternative by itself. ${HELP}`,
    };
  const start = tokens[first];
  const [program, ...args] = words.slice(
    start === undefined ? words.length : start.index + (start.kind === 'option-terminator' ? 1 : 0),
  );
  if (program === undefined) return { problem: `found no command; expected one after \`--\`. ${HELP}` };
  const [given] = flags.shard;
  const shard = given === undefined ? shardOfEnv(env) : readShard('--shard', given);
  if (shard !== null && 'problem' in shard) return shard;
  return {
    program,
    args,
    alternative: chosen.length > 0,
    shard,
    results: flags.results,
    models: flags.model,
    exitCodes: flags['exit-code'].map(Number),
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type Option = Extract<Token, { kind: 'option' }>;
const isOption = (token: Token): token is Option => token.kind === 'option';

function readFlags(options: readonly Option[]): Flags | Problem {
  const flags: Flags = { shard: [], results: [], model: [], 'exit-code': [] };
  for (const { name, rawName, value, inlineValue } of options) {
    if (!isFlag(name))
      return { problem: `found the option ${rawName}; expected \`--\` and a command. ${HELP}` };
    if (value === undefined || value === '' || (!inlineValue && value.startsWith('-')))
      return { problem: `${rawName}: found nothing; expected a value after it. ${HELP}` };
    flags[name].push(value);
  }
  const problem = [...flags.results.map(patternProblem), ...flags['exit-code'].map(codeProblem)].find(
    Boolean,
  );
  if (problem) return { problem };
  const { length } = flags.shard;
  return length > 1
    ? { problem: `--shard: found ${length} of them; expected one. Run each part by itself.` }
    : flags;
}

const isFlag = (name: string): name is keyof Flags => Object.hasOwn(FLAGS, name);

function codeProblem(text: string): string | null {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 255) return null;
  return `--exit-code: found ${JSON.stringify(text)}; expected a number from 1 to 255. Write, for example, --exit-code 1.`;
}

function patternProblem(pattern: string): string | null {
  const fault = patternFault(pattern) ?? (isInside(pattern) ? null : 'a path that leads out of the folder');
  if (fault === null) return null;
  return `--results: found ${JSON.stringify(pattern)}, ${fault}; expected a path with \`*\` for any part of a name and \`**\` for any folders. Write, for example, --results eval/results/promptfoo.json.`;
}

function shardOfEnv({
  POC_SHARD: text = '',
}: Readonly<Record<string, string | undefined>>): Shard | null | Problem {
  return text.trim() === '' ? null : readShard('POC_SHARD', text.trim());
}

const WRITTEN = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/;

function readShard(name: string, text: string): Shard | Problem {
  const [, index, of] = (WRITTEN.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index <= of && of <= MOST_SHARDS) return { index, of };
  return {
    problem: `${name}: found ${JSON.stringify(text)}; expected one of at most ${MOST_SHARDS} parts, counted from 1. Write, for example, 2/4 for the second of four.`,
  };
}
