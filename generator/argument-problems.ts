import type { Problem } from '../action/contract/problem.ts';
import { nearest } from '../action/text/nearest.ts';
import { type Arguments, safeCommand, switchesOf, type Typed } from './command-line.ts';
import { FLAGGED, FLAGS, VALUED_FLAGS } from './questions.ts';
import { refusal } from './refusal.ts';

/** A flag as `parseArgs` found it. */
export type FlagToken = {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
};

/** @returns what is wrong with each flag by itself. */
export function flagProblems(flags: readonly FlagToken[]): Problem[] {
  return flags.flatMap((token, index) => {
    const seen = flags.slice(0, index).some(({ name }) => name === token.name);
    const problem = seen ? repeatedFlag(token) : (unknownFlag(token) ?? misfitValue(token));
    return problem ?? [];
  });
}

function repeatedFlag({ rawName }: FlagToken): Problem {
  return refusal(rawName, 'it more than once', 'it once', 'Leave one of them out.');
}

function unknownFlag({ name, rawName }: FlagToken): Problem | undefined {
  if (FLAGS.includes(`--${name}`)) return undefined;
  const near = nearest(rawName, FLAGS);
  const remedy = near === undefined ? 'See create-poc --help.' : `Did you mean ${near}?`;
  return refusal(rawName, 'a flag that is not known', 'a known flag', remedy);
}

function misfitValue({ name, value, inlineValue }: FlagToken): Problem | undefined {
  const flag = `--${name}`;
  if (!VALUED_FLAGS.includes(flag)) {
    if (value === undefined) return undefined;
    return refusal(flag, `the value "${value}"`, 'no value', `Write ${flag} alone, or leave it out.`);
  }
  const isNextFlag = inlineValue === false && /^--?[a-z]/i.test(value ?? '');
  if (value !== undefined && !isNextFlag) return undefined;
  const found = isNextFlag ? `the next flag, ${value}` : 'nothing after it';
  return refusal(flag, found, 'a value', `Write ${flag}="…".`);
}

/**
 * More than one word, or a flag whose value npm turned into a word: refused with the command that says what
 * was probably meant, so that nothing is made from half of an intention.
 *
 * @param lost flags that npm kept without their values
 */
export function wordProblems(
  words: readonly string[],
  lost: readonly string[],
  read: Arguments,
  userAgent: string | undefined,
): Problem[] {
  const missing = lost.filter((flag) => !isTyped(flag, read));
  if (words.length <= 1 && missing.length === 0) return [];
  const { typed, rest } = repaired(words, missing, read);
  const found = [
    words.length > 1 ? `${words.length} words (${words.map((word) => JSON.stringify(word)).join(', ')})` : '',
    missing.length > 0 ? `${missing.join(' and ')} kept by npm without a value` : '',
  ];
  const remedy = `Run: ${safeCommand(typed, rest, userAgent)}`;
  return [refusal('command line', found.filter(Boolean).join(', and '), 'one name', remedy)];
}

function isTyped(flag: string, read: Arguments): boolean {
  const question = FLAGGED.find((one) => one.flag === flag);
  return question === undefined ? read.answersFile !== undefined : read.typed[question.key] !== undefined;
}

/** One lost value and one stray word fit together. With more, npm does not say which belongs where. */
function repaired(words: readonly string[], lost: readonly string[], read: Arguments) {
  const name = words.find((word) => /^[a-z0-9-]+$/.test(word)) ?? words[0];
  const stray = words.filter((word) => word !== name);
  const value = lost.length === 1 && stray.length === 1 ? stray[0] : undefined;
  const typed: Typed = { ...read.typed, ...(name === undefined ? {} : { name }) };
  const rest = switchesOf(read);
  for (const flag of lost) {
    const key = FLAGGED.find((one) => one.flag === flag)?.key;
    if (key === undefined) rest.unshift(flag, value ?? 'FILE');
    else typed[key] = value ?? '…';
  }
  return { typed, rest };
}
