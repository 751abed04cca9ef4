import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ActionTemplate } from '@actions/workflow-parser/actions/action-template';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import { readAction } from './action-file.ts';
import { processEnvironment } from './job-state.ts';
import { runProcess } from './process.ts';
import { type ActEnd, type ActingStep, actFailed } from './step-act.ts';
import { tokenText, tokenTexts } from './tokens.ts';

/** An action's file, or why this runner cannot run it. */
type ActionFile = { action: ActionTemplate; main: string; refused: null } | { refused: string };

/** Runs a JavaScript action that lies in the workspace, such as `uses: ./`, on Node 24. */
export async function runLocalAction(
  step: ActingStep,
  reference: string,
  inputs: MappingToken | null,
): Promise<ActEnd> {
  const { workspace } = step.state.folders;
  const file = readActionFile(resolve(workspace, reference), reference);
  if (file.refused !== null) return actFailed(step, file.refused);
  const given = tokenTexts(inputs, step.scope);
  warnOfUnknown(step, given, file.action);
  const env = {
    ...processEnvironment(step.state, step.env, step.github),
    ...inputVariables({ ...defaultInputs(step, file.action), ...given }),
  };
  const options = { cwd: workspace, env, signal: step.signal, onLine: step.writer.line };
  const end = await runProcess(step.state.run.options.node24, [file.main], options);
  return { failed: end.exitCode !== 0 || end.aborted };
}

function readActionFile(folder: string, reference: string): ActionFile {
  const reading = readAction(folder);
  if (reading.status === 'missing') {
    return refuse(
      reference,
      'no action.yml or action.yaml',
      'one in the workspace',
      'Run actions/checkout before it.',
    );
  }
  if (reading.status === 'invalid') {
    return refuse(reference, reading.problem, "an action that GitHub's parser accepts", 'Correct it.');
  }
  const { action } = reading;
  const { runs } = action;
  if (runs.using !== 'node24') {
    return refuse(reference, `runs.using: ${runs.using}`, 'node24', 'This runner carries out nothing else.');
  }
  if (runs.pre || runs.post) {
    return refuse(
      reference,
      'runs.pre or runs.post',
      'only runs.main',
      'This runner does not carry those out.',
    );
  }
  const main = join(folder, runs.main);
  if (!existsSync(main))
    return refuse(reference, `no ${runs.main}`, 'the file of runs.main', 'Build and commit it.');
  return { action, main, refused: null };
}

function refuse(reference: string, found: string, expected: string, remedy: string): { refused: string } {
  return { refused: `uses: ${reference}: found ${found}; expected ${expected}. ${remedy}` };
}

/** GitHub warns of an input that the action does not have, and passes it on. */
function warnOfUnknown(step: ActingStep, given: Record<string, string>, action: ActionTemplate): void {
  const valid = (action.inputs ?? []).map((input) => input.id.toLowerCase());
  const unknown = Object.keys(given).filter((name) => !valid.includes(name.toLowerCase()));
  if (unknown.length === 0) return;
  const names = unknown.map((name) => `'${name}'`).join(', ');
  step.writer.line(`::warning::Unexpected input(s) ${names}, valid inputs are [${valid.join(', ')}]`);
}

function defaultInputs(step: ActingStep, action: ActionTemplate): Record<string, string> {
  const inputs = action.inputs ?? [];
  return Object.fromEntries(inputs.map((input) => [input.id, tokenText(input.default, step.scope)]));
}

function inputVariables(inputs: Record<string, string>): Record<string, string> {
  const names = Object.entries(inputs).map(([name, value]) => [variableName(name), value]);
  return Object.fromEntries(names);
}

/** Spaces become underlines, hyphens stay. */
function variableName(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}
