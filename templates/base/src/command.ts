import { UnusableFile } from './jsonl.ts';
import { UnusableSetting } from './setting.ts';

/**
 * Runs a command on the words of its command line. `--help` prints how it is used. What people can mend is said in their
 * words and ends with 2; anything else is a fault of ours, and keeps its trace.
 *
 * @param main returns the exit code
 * @param usage the command lines that it takes
 */
export async function command(
  main: (words: string[]) => number | Promise<number>,
  usage: string,
): Promise<void> {
  const words = process.argv.slice(2);
  if (words.includes('--help')) return console.log(usage);
  try {
    process.exitCode = await main(words);
  } catch (error) {
    const message = inWords(error, usage);
    if (message === null) throw error;
    console.error(message);
    process.exitCode = 2;
  }
}

/** @returns what a person can do about it, or `null` where that is nothing. */
function inWords(error: unknown, usage: string): string | null {
  if (error instanceof UnusableFile || error instanceof UnusableSetting) return error.message;
  // A full disk, or a folder that is not ours.
  if (error instanceof Error && 'syscall' in error)
    return `found ${error.message}; expected a place that can be used. Mend it, and run it again.`;
  const isFlag =
    error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS_');
  // Its first sentence says which word; the rest is about how Node reads command lines.
  return isFlag ? `command line: found ${error.message.split(/\.\s/)[0]}; expected:\n${usage}` : null;
}
