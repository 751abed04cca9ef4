import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Envelope } from '../../contract/envelope.ts';
import { PROOFS, proofFile } from '../../contract/proofs/index.ts';
import type { Terminal } from '../command.ts';
import { runUrl } from '../eval-run/envelope.ts';
import type { Asked } from './words.ts';

/**
 * Writes down what was found out, and on what: the envelope of the check.
 *
 * @returns one line that says so
 */
export async function record(
  terminal: Terminal,
  asked: Asked,
  commit: string | null,
  inputs: Envelope<unknown>['inputs'],
  result: unknown,
): Promise<string> {
  const { id, program, args } = asked;
  const count = PROOFS[id].count as (result: unknown) => number;
  const envelope: Envelope<unknown> = {
    schema: 'poc-evidence/v1',
    check: id,
    commit,
    produced_at: new Date().toISOString(),
    producer: { command: [program, ...args].join(' '), run_url: runUrl(terminal.env) },
    inputs,
    n: count(result),
    result,
  };
  await writeFile(join(terminal.cwd, proofFile(id)), `${JSON.stringify(envelope, null, 2)}\n`);
  return `${proofFile(id)}: ${envelope.n} recorded, on ${Object.keys(inputs).join(' and ')}.`;
}
