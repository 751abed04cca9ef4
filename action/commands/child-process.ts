import { spawn } from 'node:child_process';
import type { Terminal } from './command.ts';

/** How a command ended: with a code, by a signal, or not at all because it could not be started. */
export type CommandEnd = { unstarted: string } | { code: number | string };

/**
 * Runs a command with its input and output on this terminal.
 *
 * @param told variables of its environment, beside those of the terminal
 */
export async function runCommand(
  terminal: Terminal,
  program: string,
  args: readonly string[],
  told: Readonly<Record<string, string>>,
): Promise<CommandEnd> {
  try {
    return await ending(terminal, program, args, told);
  } catch (error) {
    // Some failures to start, such as arguments that are too long, are thrown and not emitted.
    return { unstarted: error instanceof Error ? error.message : String(error) };
  }
}

function ending(
  terminal: Terminal,
  program: string,
  args: readonly string[],
  told: Readonly<Record<string, string>>,
): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: terminal.cwd,
      env: { ...terminal.env, ...told },
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => resolve({ unstarted: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'no exit code' }));
  });
}
