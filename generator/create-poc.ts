import type { ExitCode } from '../action/commands/command.ts';
import { readArguments } from './arguments.ts';
import type { Desk } from './desk.ts';
import { failureReason } from './failure-reason.ts';
import { exitCodeOf, type Outcome, refused } from './outcome.ts';
import { packageManifest } from './package-root.ts';
import { screenOf } from './screens.ts';

/** Names the shape of what `--json` prints. */
export const OUTPUT_SCHEMA = 'create-poc/v1';

/**
 * Runs `create-poc`.
 *
 * @param argv the words after `create-poc`
 * @returns 0 made or shown, 1 refused, 2 could not run
 */
export async function runCreatePoc(argv: readonly string[], desk: Desk): Promise<ExitCode> {
  const read = readArguments(argv, desk.env);
  if (read.status === 'refused') {
    return tell(refused(read.problems), read.json, desk);
  }
  if (read.arguments.help) {
    const { help } = await import('./help.ts');
    desk.print(help());
    return 0;
  }
  if (read.arguments.version) {
    desk.print(packageManifest(desk.packageRoot)?.version ?? 'unknown');
    return 0;
  }
  return tell(await attempt(read.arguments, desk), read.arguments.json, desk);
}

type Run = Parameters<typeof import('./scaffold.ts').scaffold>;

/** The one place where what nobody expected becomes an outcome. */
async function attempt(...[read, desk]: Run): Promise<Outcome> {
  try {
    const { scaffold } = await import('./scaffold.ts');
    return await scaffold(read, desk);
  } catch (error) {
    if (desk.signal.aborted) return { outcome: 'cancelled' };
    return { outcome: 'failed', reason: failureReason(error) };
  }
}

function tell(outcome: Outcome, json: boolean, desk: Desk): ExitCode {
  const exitCode = exitCodeOf(outcome);
  if (json) desk.print(JSON.stringify({ schema: OUTPUT_SCHEMA, exitCode, ...outcome }, null, 2));
  else if (exitCode === 0) desk.print(screenOf(outcome));
  else desk.complain(screenOf(outcome));
  return exitCode;
}
