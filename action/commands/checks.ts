import { parseArgs } from 'node:util';
import { CHECKS } from '../checks/index.ts';
import type { Check } from '../readiness/check.ts';
import type { Command } from './command.ts';

/** `poc checks`: what the gate asks. */
export const checks: Command = {
  name: 'checks',
  summary: 'list the checks of the gate',
  usage: `poc checks [--json]

Lists every check: its question, from which stage it blocks, and what to do when it is missed.`,
  run(args, terminal) {
    let json: boolean;
    try {
      json = parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json;
    } catch (error) {
      terminal.complain(
        `poc checks: ${error instanceof Error ? error.message : String(error)} See \`poc checks --help\`.`,
      );
      return Promise.resolve(2);
    }
    terminal.print(
      json
        ? `${JSON.stringify({ schema: 'poc-checks/v1', checks: CHECKS.map(describe) }, null, 2)}`
        : `${CHECKS.map(line).join('\n')}`,
    );
    return Promise.resolve(0);
  },
};

const describe = ({ id, title, question, why, remedy, severity, blocksFrom, grace }: Check) => ({
  id,
  title,
  question,
  why,
  remedy,
  severity,
  blocks_from: blocksFrom,
  grace_days: grace ?? {},
});

const line = (check: Check): string =>
  `${check.id.padEnd(30)} ${check.blocksFrom.padEnd(11)} ${check.question}`;
