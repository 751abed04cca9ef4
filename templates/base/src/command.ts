import { UnusableFile } from './jsonl.ts';
import { UnusableSetting } from './setting.ts';

/**
 * Runs a command on the words of its command line. What people can mend is said in their words and ends with 2; anything
 * else is a fault of ours, and keeps its trace.
 *
 * @param main returns the exit code
 */
export async function command(main: (words: string[]) => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const known = error instanceof UnusableFile || error instanceof UnusableSetting;
    // The last is how `parseArgs` says that a flag is not known.
    if (!known && !(error instanceof TypeError && 'code' in error)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
