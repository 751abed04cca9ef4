import { parseArgs } from 'node:util';
import { CHECKS } from '../checks/index.ts';
import { BARS } from '../contract/thresholds.ts';
import type { Check } from '../readiness/check.ts';
import type { Command } from './command.ts';
import { flagFault } from './flag-fault.ts';

/** `poc checks`: what the gate asks. */
export const checks: Command = {
  name: 'checks',
  summary: 'list the checks of the gate',
  usage: `poc checks [--json]

Lists every check: its question, from which stage it blocks, and what to do when it is missed. poc explain
CHECK tells all about one.`,
  run(args, terminal) {
    let json: boolean;
    try {
      json = parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json;
    } catch (error) {
      terminal.complain(`poc checks: ${flagFault(error)} See \`poc checks --help\`.`);
      return Promise.resolve(2);
    }
    terminal.print(
      json
        ? `${JSON.stringify({ schema: 'poc-checks/v1', checks: CHECKS.map(checkAsData) }, null, 2)}`
        : `${CHECKS.map(checkLine).join('\n')}`,
    );
    return Promise.resolve(0);
  },
};

/** @returns all that is written about a check, as the schema poc-checks/v1 has it */
export const checkAsData = (check: Check) => ({
  id: check.id,
  title: check.title,
  failure_title: check.failureTitle,
  question: check.question,
  why: check.why,
  remedy: check.remedy,
  severity: check.severity,
  blocks_from: check.blocksFrom,
  grace_days: check.grace ?? {},
  evidence: check.evidence,
  evidence_kinds: check.kinds,
  noticed: check.noticed,
  not_applicable_when: check.notApplicableWhen ?? null,
  since_catalogue: check.since,
  bars: barsOfCheck(check.id),
});

const barsOfCheck = (id: string) => (id in BARS ? BARS[id as keyof typeof BARS] : {});

/** @returns a check in one line: id, from which stage it blocks, question */
export const checkLine = (check: Check): string =>
  `${check.id.padEnd(30)} ${check.blocksFrom.padEnd(11)} ${check.question}`;
