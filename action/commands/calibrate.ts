import { lstatSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { assess } from './calibrate/assess.ts';
import { readOptions } from './calibrate/options.ts';
import { readTrials } from './calibrate/trials-file.ts';
import { USAGE } from './calibrate/usage.ts';
import { calibrationText } from './calibrate/words.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { diskOf, diskProblem } from './time/disk.ts';

/** `poc calibrate`: when is the model right, and from which confidence on may it answer? */
export const calibrate: Command = {
  name: 'calibrate',
  summary: 'find out when the model is right, and when it may answer',
  usage: USAGE,
  async run(args, terminal) {
    const read = readOptions(args);
    if ('problem' in read) return refuse(terminal, read.problem);
    const { trials: file, out, json, demand } = read.options;
    const tried = readTrials(terminal.cwd, file);
    if ('problems' in tried) return refuse(terminal, ...tried.problems);
    const found = assess(tried.head, tried.trials, demand);
    const text = `${JSON.stringify(found.confidence, null, 2)}\n`;
    const problem = write(terminal.cwd, out, text);
    if (problem !== null) return refuse(terminal, problem);
    terminal.print(json ? text.trimEnd() : calibrationText(found, out));
    return 0;
  },
};

/** @returns what is wrong with the place, or `null` when the file stands there. */
function write(cwd: string, out: string, text: string): string | null {
  const path = resolve(cwd, out);
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile())
      return `--out: found ${JSON.stringify(out)}, which is not a file; expected a file or nothing. Name another.`;
    diskOf(dirname(path)).create(basename(path), text);
    return null;
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === null) throw error;
    return problem;
  }
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc calibrate: ${problem}`);
  return 2;
}
