import { printable } from '../text/printable.ts';
import { Refused } from './audit/load.ts';
import { type AuditOptions, readOptions } from './audit/options.ts';
import { exportRuns, listEntries, proveOne } from './audit/show.ts';
import { USAGE } from './audit/usage.ts';
import { checkProof, verifyTrails } from './audit/verify.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { isDiskError } from './disk-error.ts';
import { flagFault } from './flag-fault.ts';

/** `poc audit`: whether an audit trail is whole, by other code than that which wrote it. */
export const audit: Command = {
  name: 'audit',
  summary: 'verify the audit trail, list it, prove one entry of it',
  usage: USAGE,
  async run(args, terminal) {
    try {
      return await answer(terminal, readOptions(args, terminal));
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      for (const line of problem.split('\n')) terminal.complain(`poc audit: ${printable(line)}`);
      return 2;
    }
  },
};

async function answer(terminal: Terminal, asked: AuditOptions): Promise<ExitCode> {
  if (asked.does === 'verify') return verifyTrails(terminal, asked);
  if (asked.does === 'check') return checkProof(terminal, asked);
  if (asked.does === 'list') await listEntries(terminal, asked);
  if (asked.does === 'prove') await proveOne(terminal, asked);
  if (asked.does === 'export') await exportRuns(terminal, asked);
  return 0;
}

function problemOf(error: unknown): string | null {
  if (error instanceof Refused) return error.message;
  if (isDiskError(error)) return `found ${error.message}; expected a place that can be used. Name another.`;
  // So `parseArgs` says that a flag is not known.
  const unknown =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return unknown ? `${flagFault(error)} See \`poc audit --help\`.` : null;
}
