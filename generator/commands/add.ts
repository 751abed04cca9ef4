import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command, ExitCode, Terminal } from '../../action/commands/command.ts';
import { flagFault } from '../../action/commands/flag-fault.ts';
import { nearest } from '../../action/text/nearest.ts';
import { dayOf } from '../days.ts';
import { failureReason } from '../failure-reason.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { packageManager } from '../package-manager.ts';
import { packageRoot } from '../package-root.ts';
import { packageSource } from '../package-source.ts';
import { readParts } from '../parts/catalogue.ts';
import { addedTo } from '../staging.ts';
import { type AddPlan, planAdd } from './add/plan.ts';
import { openTarget } from './add/target.ts';
import { asData, listScreen, planScreen } from './add/words.ts';

const USAGE = `poc add [PART] [--dry-run] [--json]

Adds a part of the last mile to the repository in this folder: its files, its lines of package.json, its line of
src/parts.ts, and whatever it needs of these. Nothing that is there is written over: where a file has another content,
nothing is written at all. Without PART the parts are listed.

  --dry-run      show what would be written; write nothing
  --json         as data (schema poc-add/v1)

Exit code: 0 added, there already, shown or listed, 1 refused because of what is there, 2 could not run.`;

/** `poc add`, out of the package that this is a part of. */
export const add: Command = addFrom(() => packageRoot());

/** @param root the folder of the package that has the parts */
export function addFrom(root: () => string): Command {
  return {
    name: 'add',
    summary: 'add a part of the last mile, or list them',
    usage: USAGE,
    run: (args, terminal) => addWith(root(), args, terminal),
  };
}

type Asked = { part: string | undefined; dryRun: boolean; json: boolean };

async function addWith(root: string, args: string[], terminal: Terminal): Promise<ExitCode> {
  const asked = readAsked(args);
  if ('problem' in asked) return refuse(terminal, 2, [asked.problem]);
  const templates = join(root, 'templates');
  const parts = readParts(templates);
  const target = openTarget(terminal.cwd);
  if ('problems' in target) return refuse(terminal, 2, target.problems);
  if (asked.part === undefined) {
    terminal.print(listScreen(parts, target, asked.json));
    return 0;
  }
  const part = parts.find(({ name }) => name === asked.part);
  if (part === undefined)
    return refuse(terminal, 2, [
      unknown(
        asked.part,
        parts.map(({ name }) => name),
      ),
    ]);
  const source = await packageSource(root);
  const plan = planAdd({ part, parts, target, source, today: dayOf(terminal.now) });
  return carryOut(plan, asked, terminal);
}

async function carryOut(plan: AddPlan, { dryRun, json }: Asked, terminal: Terminal): Promise<ExitCode> {
  const { install } = packageManager(terminal.env.npm_config_user_agent);
  const tell = (outcome: 'added' | 'planned' | 'there' | 'refused') =>
    json ? asData(plan, outcome, install) : planScreen(plan, outcome, install);
  if (plan.clashes.length > 0) {
    if (json) terminal.print(tell('refused'));
    else terminal.complain(tell('refused'));
    return 1;
  }
  const isThere = plan.added.length + plan.changed.length === 0;
  if (!isThere && !dryRun) {
    const failed = await write(plan, terminal.cwd);
    if (failed !== undefined) return refuse(terminal, 2, [failed]);
  }
  terminal.print(tell(isThere ? 'there' : dryRun ? 'planned' : 'added'));
  return 0;
}

/** @returns why nothing was written, or `undefined`. */
async function write({ added, changed }: AddPlan, folder: string): Promise<string | undefined> {
  const { signal, release } = listenForInterrupt();
  try {
    await addedTo(folder, { added, changed }, signal);
    return undefined;
  } catch (error) {
    return `found a folder that could not be written: ${signal.aborted ? 'it was stopped' : failureReason(error)}; expected one that can. Nothing was written.`;
  } finally {
    release();
  }
}

function readAsked(args: string[]): Asked | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} parts; expected one. See \`poc add --help\`.` };
    return { part: positionals[0], dryRun: values['dry-run'], json: values.json };
  } catch (error) {
    return { problem: `${flagFault(error)} See \`poc add --help\`.` };
  }
}

function unknown(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint =
    meant === undefined ? 'List them with `poc add`.' : `Write \`poc add ${meant}\` if that was meant.`;
  return `found no part ${JSON.stringify(name)}; expected the name of one. ${hint}`;
}

function refuse(terminal: Terminal, code: ExitCode, problems: readonly string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc add: ${problem}`);
  return code;
}
