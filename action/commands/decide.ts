import type { Decision } from '../contract/decision.ts';
import { MANIFEST_FILE } from '../contract/manifest.ts';
import type { GatedStage } from '../contract/stage.ts';
import { MARKS, todosOf } from '../reporters/words.ts';
import { printable } from '../text/printable.ts';
import { assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { acceptanceDay, acceptanceProblems, acceptedText, recordAt } from './decide/accept.ts';
import { disagreement } from './decide/body.ts';
import { type Ground, groundOf } from './decide/ground.ts';
import { movedManifest } from './decide/manifest-text.ts';
import { leadsTo, type Moves, movesOf, tellMoves } from './decide/moves.ts';
import { openChecks } from './decide/open-checks.ts';
import { type AcceptOptions, type DecideOptions, readOptions } from './decide/options.ts';
import { recordText } from './decide/record-text.ts';
import { missingFlags, refusals } from './decide/refusals.ts';
import { DECIDE_USAGE } from './decide/usage.ts';
import { type Written, writeTogether } from './decide/write.ts';
import { isDiskError } from './disk-error.ts';
import { linkOnTheWay } from './eval-import/case-files.ts';

/** `poc decide`: people decide, and it is on record on what. */
export const decide: Command = {
  name: 'decide',
  summary: 'record a decision: ship, harden, continue or stop',
  usage: DECIDE_USAGE,
  async run(args, terminal) {
    const read = readOptions(args, terminal.now);
    if ('problems' in read) return refuse(terminal, 2, read.problems);
    try {
      return 'accept' in read.options
        ? await accept(read.options, terminal)
        : await propose(read.options, terminal);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse(terminal, 2, [
        `${error.message}; expected a disk that can be written, and no such file. Mend that and run it again; nothing was changed.`,
      ]);
    }
  },
};

async function standOn(folder: string, terminal: Terminal) {
  const judged = await assessFolder(terminal, { folder, base: null, baseResults: null });
  return 'problem' in judged ? { problems: [judged.problem] } : groundOf(judged, terminal.now);
}

async function propose(options: DecideOptions, terminal: Terminal): Promise<ExitCode> {
  const stood = await standOn(options.folder, terminal);
  if ('problems' in stood) return refuse(terminal, 2, stood.problems);
  const { ground } = stood;
  const missing = missingFlags(options, ground);
  if (missing.length > 0) return refuse(terminal, 2, missing);
  const refused = refusals(options, ground);
  if (refused.length > 0) return refuse(terminal, 1, refused);
  const worded = await recordText(options, ground);
  if ('problems' in worded) return refuse(terminal, 2, worded.problems);
  const { file, decision, text } = worded;
  if (options.dryRun) terminal.print(text.split('\n').map(printable).join('\n'));
  const record: Written = { path: file, content: text, isNew: true };
  return settle({ terminal, ground, decision, record, dryRun: options.dryRun });
}

async function accept(options: AcceptOptions, terminal: Terminal): Promise<ExitCode> {
  const at = recordAt(terminal.cwd, options.accept);
  if ('problem' in at) return refuse(terminal, 2, [at.problem]);
  const stood = await standOn(at.folder, terminal);
  if ('problems' in stood) return refuse(terminal, 2, stood.problems);
  const { ground } = stood;
  const record = ground.decisions.find(({ file }) => file === at.file);
  const problems = acceptanceProblems(record, at.file, options, ground);
  if (record === undefined || problems.length > 0) return refuse(terminal, 1, problems);
  const date = acceptanceDay(record.value, options);
  const decision: Decision = { ...record.value, status: 'accepted', date };
  const content = await acceptedText(ground, at.file, date);
  const written: Written = { path: at.file, content, isNew: false };
  return settle({ terminal, ground, decision, record: written, dryRun: options.dryRun });
}

type Settlement = {
  terminal: Terminal;
  ground: Ground;
  decision: Decision;
  record: Written;
  dryRun: boolean;
};

/** Writes the record, and what it moves, at once; or nothing. */
async function settle({ terminal, ground, decision, record, dryRun }: Settlement): Promise<ExitCode> {
  const moves = movesOf(decision.decision, ground.manifest, ground.sponsor, decision.date);
  const isMoved = decision.status === 'accepted' && tellMoves(moves, ground.manifest).length > 0;
  const moved = isMoved ? await movedManifest(ground, moves) : null;
  if (moved !== null && 'problem' in moved) return refuse(terminal, 1, [moved.problem]);
  const link = linkOnTheWay(ground.folder, record.path);
  if (link !== null)
    return refuse(terminal, 1, [
      `${link}: found a symbolic link; expected a folder inside this one. Replace it.`,
    ]);
  const manifest = moved === null ? [] : [{ path: MANIFEST_FILE, content: moved.text, isNew: false }];
  if (!dryRun) writeTogether(ground.folder, [record, ...manifest]);
  terminal.print(outcome(decision, record.path, moves, ground, dryRun).map(printable).join('\n'));
  return 0;
}

function outcome(decision: Decision, file: string, moves: Moves, ground: Ground, dryRun: boolean): string[] {
  const other = disagreement(decision, ground);
  const told = tellMoves(moves, ground.manifest);
  const isAccepted = decision.status === 'accepted';
  const open = decision.decision === 'ship' ? todosOf(openChecks(ground.report)) : [];
  return [
    `${dryRun ? 'Would write' : 'Wrote'} ${file} (${decision.status}).`,
    ...(other === null ? [] : [`${other} You decide otherwise, and the record says so.`]),
    ...(open.length === 0 ? [] : [`Open for ${leadsTo('ship', ground.manifest.stage as GatedStage)}:`]),
    ...open.map(({ result }) => `  ${MARKS[result.outcome].mark} ${result.id}: ${result.message}`),
    ...(told.length === 0
      ? ['Nothing moves in poc.yaml.']
      : [isAccepted ? 'poc.yaml:' : 'Nothing moves yet. When it is accepted, in poc.yaml:']),
    ...told.map((one) => `  ${one}`),
    ...(isAccepted
      ? [told.length === 0 ? 'Put it into a pull request.' : 'Put both into one pull request.']
      : [`Once they agree: npx poc decide accept ${file}`]),
  ];
}

function refuse(terminal: Terminal, code: ExitCode, problems: readonly string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc decide: ${problem}`);
  return code;
}
