import type { Command, ExitCode, Terminal } from '../action/commands/command.ts';
import { nearest } from '../action/text/nearest.ts';

/** Every `poc` command, loaded only when it is asked for, since one needs what the others do not. */
const COMMANDS: readonly { name: string; summary: string; load: () => Promise<Command> }[] = [
  {
    name: 'add',
    summary: 'add a part of the last mile, or list them',
    load: async () => (await import('./commands/add.ts')).add,
  },
  {
    name: 'audit',
    summary: 'verify the audit trail, list it, prove one entry of it',
    load: async () => (await import('../action/commands/audit.ts')).audit,
  },
  {
    name: 'calibrate',
    summary: 'find out when the model is right, and when it may answer',
    load: async () => (await import('../action/commands/calibrate.ts')).calibrate,
  },
  {
    name: 'check',
    summary: 'judge this proof of concept by its evidence',
    load: async () => (await import('../action/commands/check.ts')).check,
  },
  {
    name: 'checks',
    summary: 'list the checks of the gate',
    load: async () => (await import('../action/commands/checks.ts')).checks,
  },
  {
    name: 'cost',
    summary: 'tell what a case costs, and a month at full volume',
    load: async () => (await import('../action/commands/cost.ts')).cost,
  },
  {
    name: 'decide',
    summary: 'record a decision: ship, harden, continue or stop',
    load: async () => (await import('../action/commands/decide.ts')).decide,
  },
  {
    name: 'drift',
    summary: 'tell when output got worse, or what comes in has changed',
    load: async () => (await import('../action/commands/drift.ts')).drift,
  },
  {
    name: 'errors',
    summary: 'draw finished cases to be looked at again, add what was found',
    load: async () => (await import('../action/commands/errors.ts')).errors,
  },
  {
    name: 'eval import',
    summary: 'make eval cases from real records',
    load: async () => (await import('../action/commands/eval-import.ts')).evalImport,
  },
  {
    name: 'eval read',
    summary: 'show what the gate sees in a file of eval results',
    load: async () => (await import('../action/commands/eval-read.ts')).evalRead,
  },
  {
    name: 'eval run',
    summary: 'run the eval and record on what it ran',
    load: async () => (await import('../action/commands/eval-run.ts')).evalRunCommand,
  },
  {
    name: 'explain',
    summary: 'tell all about one check',
    load: async () => (await import('../action/commands/explain.ts')).explain,
  },
  {
    name: 'prove',
    summary: 'run what proves a check, and record on what it ran',
    load: async () => (await import('../action/commands/prove.ts')).prove,
  },
  {
    name: 'report',
    summary: 'write the report as one HTML file for a sponsor',
    load: async () => (await import('../action/commands/report.ts')).report,
  },
  {
    name: 'roi',
    summary: 'print what the work is worth, and what that is made of',
    load: async () => (await import('../action/commands/roi.ts')).roi,
  },
  {
    name: 'scan',
    summary: 'search for secrets, personal data and bad dependencies',
    load: async () => (await import('../action/commands/scan.ts')).scan,
  },
  // The first whose words match is run, so the longer names come first.
  {
    name: 'time import',
    summary: 'make timings from the timestamps of a system',
    load: async () => (await import('../action/commands/time-import.ts')).timeImport,
  },
  {
    name: 'time status',
    summary: 'show what was timed, and how much more it takes',
    load: async () => (await import('../action/commands/time-status.ts')).timeStatus,
  },
  {
    name: 'time',
    summary: 'time cases while they are done',
    load: async () => (await import('../action/commands/time.ts')).time,
  },
  {
    name: 'usage eligible',
    summary: 'list the cases that a system of record closed',
    load: async () => (await import('../action/commands/usage-eligible.ts')).usageEligible,
  },
];

/**
 * Runs `poc`.
 *
 * @param argv the words after `poc`
 * @returns 0 nothing blocks, 1 blocked or refused, 2 could not run
 */
export async function runPoc(
  argv: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const command = COMMANDS.find(({ name }) => `${argv.join(' ')} `.startsWith(`${name} `));
  if (command !== undefined) return runCommand(await command.load(), argv, terminal);
  const [first] = argv;
  if (first === '--version' || first === '-v') {
    terminal.print(version);
    return 0;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.print(help());
    return 0;
  }
  const asked = argv.slice(0, 2).join(' ');
  const meant =
    nearest(
      asked,
      COMMANDS.map(({ name }) => name),
    ) ??
    nearest(
      first,
      COMMANDS.map(({ name }) => name),
    );
  const hint = meant === undefined ? '' : ` Write \`poc ${meant}\` if that was meant.`;
  terminal.complain(`poc: found "${asked}"; expected a command.${hint}\n\n${help()}`);
  return 2;
}

async function runCommand(command: Command, argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const rest = argv.slice(command.name.split(' ').length);
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    terminal.print(command.usage);
    return 0;
  }
  try {
    return await command.run([...rest], terminal);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.complain(`poc ${command.name} broke, which is a fault of its own; nothing was judged.\n${what}`);
    return 2;
  }
}

const help = (): string =>
  [
    'poc COMMAND',
    '',
    ...COMMANDS.map(({ name, summary }) => `  poc ${name.padEnd(14)} ${summary}`),
    '',
    'poc COMMAND --help tells more.',
  ].join('\n');
