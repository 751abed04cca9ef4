import { terminalResult } from '../../reporters/terminal.ts';
import { things } from '../../reporters/words.ts';
import type { ExitCode } from '../command.ts';
import { type ProofProgram, proofPrograms } from './files.ts';
import { judged } from './judged.ts';
import { type Bench, proveOne } from './run.ts';
import type { AskedForAll } from './words.ts';

type Refuse = (code: ExitCode, problem: string) => ExitCode;

/** Runs every program of `proofs/`, one after another: two at once would load the machine that one measures. */
export async function proveAll(bench: Bench, asked: AskedForAll, refuse: Refuse): Promise<ExitCode> {
  const { programs, problems } = proofPrograms(await bench.tree.list());
  for (const problem of problems) refuse(2, problem);
  if (problems.length > 0) return 2;
  if (programs.length === 0) {
    bench.terminal.print(
      'Found no file proofs/AREA/NAME.ts, so nothing was proven. `npx poc add` lists parts that bring some.',
    );
    return 0;
  }
  const ended: Ended[] = [];
  for (const program of programs) {
    const end = await proveProgram(bench, asked, program, refuse);
    if (end === 'unstarted') return 2;
    ended.push(end);
  }
  const wrote = ended.filter((one) => one !== 'nothing').length;
  const passes = ended.filter((one) => one === 'pass').length;
  bench.terminal.print(
    `${wrote} of ${things(programs.length, 'proof')} wrote a result; the gate takes ${passes} of them.`,
  );
  return wrote === programs.length ? 0 : 1;
}

/** The runner could not be started, nothing was written down, or what the gate makes of it. */
type Ended = 'unstarted' | 'nothing' | 'pass' | 'another outcome';

async function proveProgram(
  bench: Bench,
  { program, args, exitCodes }: AskedForAll,
  { id, file }: ProofProgram,
  refuse: Refuse,
): Promise<Ended> {
  const proven = await proveOne(bench, { id, program, args: [...args, file], exitCodes });
  if ('problem' in proven) {
    refuse(proven.code, `${file}: ${proven.problem}`);
    return proven.code === 2 ? 'unstarted' : 'nothing';
  }
  const result = await judged(bench.terminal, id);
  if ('problem' in result) throw new Error(result.problem);
  bench.terminal.print(terminalResult({ ...result, remedy: null }));
  return result.outcome === 'pass' ? 'pass' : 'another outcome';
}
