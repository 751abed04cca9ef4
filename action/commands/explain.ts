import { parseArgs } from 'node:util';
import { CHECKS } from '../checks/index.ts';
import type { Check } from '../readiness/check.ts';
import { checkText } from '../reporters/check-text.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { checkAsData, checkLine } from './checks.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { flagFault } from './flag-fault.ts';

const USAGE = `poc explain [CHECK] [--json]

Tells all about one check: what it asks and why, which files and fields it reads, its bars, what it notices, and how it can
end. CHECK is its id, such as eval/pass-rate, or the part after the stroke. Without it all checks are listed.

  --json         as data (schema poc-checks/v1)

Exit code: 0 told, 2 there is no such check.`;

/** `poc explain`: what a check asks, at a desk. */
export const explain: Command = {
  name: 'explain',
  summary: 'tell all about one check',
  usage: USAGE,
  run: (args, terminal) => Promise.resolve(tell(args, terminal)),
};

function tell(args: string[], terminal: Terminal): ExitCode {
  const asked = readAsked(args);
  if ('problem' in asked) return refuse(terminal, asked.problem);
  const found = asked.id === undefined ? CHECKS : matching(asked.id);
  if (found.length === 0) return refuse(terminal, unknown(asked.id ?? ''));
  if (asked.json)
    terminal.print(JSON.stringify({ schema: 'poc-checks/v1', checks: found.map(checkAsData) }, null, 2));
  else
    terminal.print(
      asked.id === undefined
        ? found.map(checkLine).join('\n')
        : found.map((one) => checkText(one, terminal.color)).join('\n\n\n'),
    );
  return 0;
}

type Asked = { id: string | undefined; json: boolean };

function readAsked(args: string[]): Asked | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} checks; expected one. See \`poc explain --help\`.` };
    return { id: positionals[0], json: values.json };
  } catch (error) {
    return {
      problem: `${flagFault(error)} See \`poc explain --help\`.`,
    };
  }
}

/** @returns the check of an id, or every check that has this name in its area */
const matching = (asked: string): Check[] =>
  CHECKS.filter(({ id }) => id === asked || id.split('/')[1] === asked);

function unknown(asked: string): string {
  const ids = CHECKS.map(({ id }) => id);
  const meant = nearest(asked, ids) ?? withName(nearest(asked, ids.map(nameOf)));
  const what =
    meant === undefined
      ? 'List them with `poc explain`.'
      : `Write \`poc explain ${meant}\` if that was meant.`;
  return `found no check "${printable(asked)}"; expected the id of one. ${what}`;
}

const nameOf = (id: string): string => id.split('/')[1] ?? id;

const withName = (name: string | undefined): string | undefined =>
  CHECKS.map(({ id }) => id).find((id) => nameOf(id) === name);

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc explain: ${problem}`);
  return 2;
}
