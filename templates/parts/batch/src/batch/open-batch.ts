import { basename, resolve } from 'node:path';
import { composeWorkflow } from '../compose.ts';
import { UnusableFile } from '../jsonl.ts';
import type { Fetch } from '../model/select.ts';
import { PARTS } from '../parts.ts';
import { UnusableSetting } from '../setting.ts';
import { stateFile } from '../state.ts';
import { hashOf, readCases } from './cases.ts';
import { pace, watched } from './pace.ts';
import { progressOf } from './progress.ts';
import { openResults } from './results.ts';
import { type Ask, asker, type Batch, type Going, type Stop } from './run-batch.ts';

/** Flags of every command that asks, and of those that have a batch. */
export const PACE_OPTIONS = {
  concurrency: { type: 'string', default: '8' },
  rpm: { type: 'string' },
} as const;
export const OPTIONS = { out: { type: 'string' }, ...PACE_OPTIONS } as const;
type Flags = { out?: string; concurrency: string; rpm?: string; holder?: string };

export type OpenBatch = Batch & { out: string };

/** Works on the batch that a command line names. @returns the exit code. @throws UnusableSetting, UnusableFile */
export async function withBatch(
  files: readonly string[],
  flags: Flags,
  work: (batch: OpenBatch) => Promise<void>,
): Promise<number> {
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw new UnusableSetting(
      `command line: found ${files.length} files; expected one, with the batch. Write its name, and see --help.`,
    );
  const out = flags.out ?? stateFile(process.env, 'batch', basename(file));
  if (resolve(out) === resolve(file))
    throw new UnusableSetting(`--out: found ${out}, the batch itself; expected another file. Name one.`);
  const [cases, going, results] = [readCases(file), goingBy(flags), openResults(out, flags.holder)];
  const open = () => cases.filter(({ case_ref }) => !results.finished.has(case_ref)).length;
  try {
    refuseOthers({ cases, results, out });
    const progress = progressOf(cases.length, cases.length - open());
    await work({ ...going, cases, results, out, progress: progress.add });
    progress.close();
    console.log(`${out}: ${cases.length - open()} of ${cases.length} cases have an outcome.`);
    return endedBy(going.stop) ?? (open() > 0 ? 1 : 0);
  } finally {
    results.close();
  }
}

/** A result speaks for the input that it was made from, and for no other. */
function refuseOthers({
  cases,
  results: { finished },
  out,
}: Pick<OpenBatch, 'cases' | 'results' | 'out'>): void {
  for (const one of cases) {
    if ((finished.get(one.case_ref)?.input_hash ?? hashOf(one)) !== hashOf(one))
      throw new UnusableFile(
        `${out}: found a result of ${JSON.stringify(one.case_ref)} for other fields; expected those of this batch. Take its line out to ask again, or name another file with --out.`,
      );
  }
}

/** The pace that the flags say, and a stop by Ctrl-C: the first one lets what is under way finish, the second does not. */
export function goingBy({ concurrency, rpm }: Flags): Going {
  const stop: Stop = { why: null };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      if (stop.why !== null) return;
      stop.why = `found ${signal}; expected to go on to the end. Run the same command again to go on`;
      stop.code = 130;
    });
  const perMinute = rpm === undefined ? null : wholeNumber('--rpm', rpm);
  return { pace: pace(wholeNumber('--concurrency', concurrency), perMinute), stop };
}

/** Says why it stopped. @returns the exit code, `null` when nothing stopped it */
export function endedBy({ why, code = 2 }: Stop): number | null {
  if (why === null) return null;
  console.error(`Stopped: ${why}.`);
  return code;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UnusableSetting(
    `${name}: found ${JSON.stringify(text)}; expected a whole number above 0. Write, for example, ${name} 8.`,
  );
}

/** As whom a batch asks. */
export const who = () => ({
  user: process.env.POC_USER ?? 'user-1',
  role: process.env.POC_ROLE ?? 'operator',
});

/** @returns what asks the workflow as it is in use, and slows down where its provider says so. */
export async function composedAsk(going: Going, network: Fetch = globalThis.fetch): Promise<Ask> {
  const { part, ask } = asker(who(), going);
  const fetch = watched(network, going.pace);
  const { handle } = await composeWorkflow(process.env, { make: [...PARTS, () => part], fetch });
  return ask(handle);
}
