import { PROOF_IDS } from '../contract/proofs/index.ts';
import { readManifest } from '../evidence/poc-files.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import { terminalResult } from '../reporters/terminal.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { proveAll } from './prove/all.ts';
import { judged } from './prove/judged.ts';
import { type Bench, proveOne, whyUnread } from './prove/run.ts';
import { type Asked, readWords } from './prove/words.ts';
import { repositoryAround } from './repository.ts';

const USAGE = `poc prove CHECK [--exit-code N] -- COMMAND [ARGUMENTS]
poc prove --all [--exit-code N] -- RUNNER [ARGUMENTS]

Runs a command that finds something out for one check, and writes down on what: evidence/CHECK.json. The command writes
its result as JSON to the file that the variable POC_RESULT names; \`poc explain CHECK\` says what it has to hold. A load
test is told in POC_LOAD_PER_HOUR how many arrivals an hour its check asks for, where baseline.yaml says the volume.

  --all          for every file proofs/CHECK.EXTENSION, such as proofs/scale/hard-limits.ts: RUNNER runs it, one after
                 another, for its check
  --exit-code N  the command did its work also when it ends with N: many test runners do so when a test fails, and the
                 canary has to

Checks: ${PROOF_IDS.join(', ')}.

Exit code: 0 the check passes, 1 it does not, or nothing was written, 2 could not run. With --all: 0 every file wrote a
result that can be read, whatever the gate makes of it; 1 one did not; 2 could not run.`;

/** `poc prove`: what was found out is bound to what it was found out on. The gate itself never runs anything. */
export const prove: Command = {
  name: 'prove',
  summary: 'run what proves a check, and record on what it ran',
  usage: USAGE,
  async run(args, terminal) {
    const asked = readWords(args);
    if ('problem' in asked) return refuse(terminal, 2, asked.problem);
    const around = await repositoryAround(terminal.cwd);
    if ('problem' in around) return refuse(terminal, 2, around.problem);
    const tree = await openWorkingTree(terminal.cwd, around.repository?.git ?? null);
    const manifest = await readManifest(tree);
    if (manifest.status !== 'read') return refuse(terminal, 2, whyUnread(manifest));
    const commit = around.repository?.head ?? null;
    const bench: Bench = { terminal, tree, manifest: manifest.value.value, commit };
    return 'all' in asked
      ? proveAll(bench, asked, (...said) => refuse(terminal, ...said))
      : one(bench, asked);
  },
};

async function one(bench: Bench, asked: Asked): Promise<ExitCode> {
  const { terminal } = bench;
  const proven = await proveOne(bench, asked);
  if ('problem' in proven) return refuse(terminal, proven.code, proven.problem);
  terminal.print(proven.recorded);
  const result = await judged(terminal, asked.id);
  if ('problem' in result) return refuse(terminal, 2, result.problem);
  terminal.print(terminalResult(result));
  return result.outcome === 'pass' ? 0 : 1;
}

function refuse(terminal: Terminal, code: ExitCode, problem: string): ExitCode {
  terminal.complain(`poc prove: ${problem}`);
  return code;
}
