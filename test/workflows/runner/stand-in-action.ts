import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { StandIn } from '../stand-ins/stand-in.ts';
import type { StepDefinition } from './job-definition.ts';
import { processEnvironment } from './job-state.ts';
import type { JsonObject } from './json.ts';
import { type ActEnd, type ActingStep, actFailed } from './step-act.ts';
import { tokenTexts } from './tokens.ts';

/** @returns whether `uses:` names an action in the workspace. */
export function isLocal(reference: string): boolean {
  return reference.startsWith('./');
}

/** @returns `owner/name` of `owner/name@ref`, with the folder when there is one. */
export function actionName(reference: string): string {
  return reference.split('@')[0] ?? reference;
}

/** GitHub fetches every action before the first step; @returns what is wrong with those that nothing stands in for. */
export function missingStandIns(steps: StepDefinition[], standIns: Record<string, StandIn>): string[] {
  return steps.flatMap(({ act }) => {
    if (act.kind !== 'uses' || isLocal(act.reference) || standIns[actionName(act.reference)]) return [];
    const known = Object.keys(standIns).join(', ') || 'none';
    return [
      `Found uses: ${act.reference}, which has no stand-in; expected a local action or one of: ${known}. ` +
        `Pass a stand-in for ${actionName(act.reference)} in standIns.`,
    ];
  });
}

/** Does what a third-party action would do. */
export async function runStandIn(
  step: ActingStep,
  reference: string,
  inputs: MappingToken | null,
): Promise<ActEnd> {
  const { run, folders } = step.state;
  const standIn = run.options.standIns[actionName(reference)];
  if (!standIn) throw new Error(`No stand-in for ${reference}: the job's set-up must have refused it.`);
  const given = tokenTexts(inputs, step.scope);
  const wrong = wrongInputs(standIn, given);
  if (wrong.length > 0) return actFailed(step, `uses: ${actionName(reference)}: ${wrong.join(' ')}`);
  const end = await standIn.run({
    inputs: { ...defaults(standIn), ...given },
    github: step.scope.contexts.github as JsonObject,
    env: processEnvironment(step.state, step.env, step.github),
    workspace: folders.workspace,
    temp: folders.temp,
    origin: run.origin.folder,
    artifacts: run.artifacts,
    print: step.writer.line,
  });
  if (end.failure !== null) return actFailed(step, end.failure);
  return { failed: false, outputs: end.outputs, path: end.path, env: end.env };
}

function wrongInputs(standIn: StandIn, given: Record<string, string>): string[] {
  const known = Object.keys(standIn.inputs);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const missing = known.filter((name) => standIn.inputs[name]?.required && !given[name]);
  return [
    ...unknown.map((name) => `Found input ${name}; expected one of ${known.join(', ')}. Correct the name.`),
    ...missing.map(
      (name) => `Found no input ${name}; expected it, since it is required. Add it under with:.`,
    ),
  ];
}

function defaults(standIn: StandIn): Record<string, string> {
  const inputs = Object.entries(standIn.inputs);
  return Object.fromEntries(inputs.map(([name, input]) => [name, input.default ?? '']));
}
