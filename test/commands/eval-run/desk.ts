import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evalRun } from '../../../action/contract/eval-run.ts';
import { type Ended, type Poc, poc } from '../../repository-builder.ts';

/** How `poc eval run` is called: its options, its environment, and how long ago its clock says it is. */
export type Call = { options?: string[]; env?: Record<string, string> };

/**
 * Runs a Node program as the eval. Its text may use `fs`, `ROWS` (the file that it was told to write), `FOLDER` (that of
 * `ROWS`) and `write(name, value)`, which writes JSON into that folder.
 */
export const runEval = (it: Poc, program: string, { options = [], env = {} }: Call = {}): Promise<Ended> =>
  poc(['eval', 'run', ...options, '--', process.execPath, '-e', `${PRELUDE} ${program}`], {
    cwd: it.folder,
    env,
  });

const PRELUDE = `
const fs = require('fs'); const ROWS = process.env.POC_ROWS; const FOLDER = require('path').dirname(ROWS);
const write = (name, value) => fs.writeFileSync(FOLDER + '/' + name, typeof value === 'string' ? value : JSON.stringify(value));`;

/** @returns the text of a file of the POC, or `null` where there is none. */
export const textOf = (it: Poc, file: string): Promise<string | null> =>
  readFile(join(it.folder, file), 'utf8').catch(() => null);

/** @returns the record of a run. @throws ZodError when there is none, or it breaks its contract */
export const recordIn = async (it: Poc, file: string) =>
  evalRun.parse(JSON.parse((await textOf(it, file)) ?? 'null'));
