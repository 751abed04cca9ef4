import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { processEnvironment } from './job-state.ts';
import { textAt } from './json.ts';
import { runProcess } from './process.ts';
import { type ActEnd, type ActingStep, actFailed } from './step-act.ts';
import { tokenText, tokenValue } from './tokens.ts';

/** A `run:` with what may override its defaults. */
export type Script = {
  script: TemplateToken;
  shell: TemplateToken | null;
  workingDirectory: TemplateToken | null;
  /** `defaults:` of the job, then of the workflow. */
  defaults: (TemplateToken | null)[];
};

/** GitHub's command lines; without `shell:` there is no pipefail. */
const shells: Record<string, string> = {
  '': 'bash -e {0}',
  bash: 'bash --noprofile --norc -e -o pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python3 {0}',
};

/** Runs a `run:` step in its shell. */
export async function runScript(step: ActingStep, script: Script): Promise<ActEnd> {
  const { workspace, temp } = step.state.folders;
  const shell = tokenText(script.shell, step.scope) || defaultOf(step, script, 'run.shell');
  const template = shells[shell] ?? (shell.includes('{0}') ? shell : null);
  if (template === null) return actFailed(step, unknownShell(shell));
  const folder =
    tokenText(script.workingDirectory, step.scope) || defaultOf(step, script, 'run.working-directory');
  const cwd = resolve(workspace, folder);
  if (!existsSync(cwd)) return actFailed(step, noFolder(folder));
  const file = join(temp, `${randomUUID()}.sh`);
  await writeFile(file, `${tokenText(script.script, step.scope)}\n`);
  const [command = '', ...args] = template.split(' ').map((word) => word.replace('{0}', file));
  const env = processEnvironment(step.state, step.env, step.github);
  const end = await runProcess(command, args, { cwd, env, signal: step.signal, onLine: step.writer.line });
  if (end.exitCode === 0 && !end.aborted) return { failed: false };
  if (end.aborted) return { failed: true };
  return actFailed(step, `Process completed with exit code ${end.exitCode}.`);
}

function defaultOf(step: ActingStep, script: Script, path: string): string {
  const values = script.defaults.map((defaults) => textAt(tokenValue(defaults, step.scope), path));
  return values.find((value) => value !== '') ?? '';
}

function unknownShell(shell: string): string {
  const known = Object.keys(shells).filter((name) => name !== '');
  return `Found shell: ${shell}; expected ${known.join(', ')}, or a command with {0}. Change shell:.`;
}

function noFolder(folder: string): string {
  return `Found no folder ${folder}; expected the step's working-directory in the workspace. Check out first, or correct it.`;
}
