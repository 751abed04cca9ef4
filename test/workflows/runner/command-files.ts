import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFileEntries } from './file-entries.ts';

const kinds = ['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY', 'STATE'] as const;

/** The files that a step writes its results to: the path behind each `GITHUB_…` variable. */
export type CommandFiles = Record<(typeof kinds)[number], string>;

/** What a step wrote, and what was wrong with it. */
export type CommandFileContents = {
  outputs: Record<string, string>;
  env: Record<string, string>;
  path: string[];
  summary: string | null;
  /** Each fails the step. */
  errors: string[];
  /** Why the summary was dropped; shown as an error that fails nothing, as on GitHub. */
  summaryError: string | null;
};

/** 1 MiB in bytes. GitHub drops a longer summary as a whole. */
export const summaryLimit = 1024 * 1024;

/** Makes the empty files of one step. */
export async function createCommandFiles(temp: string): Promise<CommandFiles> {
  const folder = join(temp, '_runner_file_commands');
  await mkdir(folder, { recursive: true });
  const suffix = randomUUID();
  const files = kinds.map((kind) => [kind, join(folder, `${kind.toLowerCase()}_${suffix}`)] as const);
  await Promise.all(files.map(([, path]) => writeFile(path, '')));
  return Object.fromEntries(files) as CommandFiles;
}

/** Reads what a step wrote, and removes the files. */
export async function readCommandFiles(files: CommandFiles): Promise<CommandFileContents> {
  const [output, env, state] = await Promise.all(
    [files.OUTPUT, files.ENV, files.STATE].map(async (file) => parseFileEntries(await text(file))),
  );
  const contents = {
    outputs: output?.entries ?? {},
    env: env?.entries ?? {},
    path: (await text(files.PATH)).split('\n').filter((line) => line !== ''),
    ...(await readSummary(files.STEP_SUMMARY)),
  };
  await Promise.all(Object.values(files).map((path) => rm(path, { force: true })));
  const wrong = {
    output: output?.error,
    env: env?.error ?? refusedVariable(contents.env),
    state: state?.error,
  };
  const errors = Object.entries(wrong).flatMap(([file, error]) =>
    error ? [`Unable to process file command '${file}' successfully. ${error}`] : [],
  );
  return { ...contents, errors };
}

async function readSummary(path: string): Promise<{ summary: string | null; summaryError: string | null }> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0) return { summary: null, summaryError: null };
  if (size <= summaryLimit) return { summary: await text(path), summaryError: null };
  const [limit, got] = [summaryLimit / 1024, Math.floor(size / 1024)];
  const summaryError = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`;
  return { summary: null, summaryError };
}

function refusedVariable(env: Record<string, string>): string | null {
  if (env.NODE_OPTIONS === undefined) return null;
  delete env.NODE_OPTIONS;
  return "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.";
}

async function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
