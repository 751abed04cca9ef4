import type { Job, Step, WorkflowJob } from '@actions/workflow-parser/model/workflow-template';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { SequenceToken } from '@actions/workflow-parser/templates/tokens/sequence-token';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { RunRefused } from './refusal.ts';

/** What a step does. */
export type StepAct =
  | {
      kind: 'run';
      script: TemplateToken;
      shell: TemplateToken | null;
      workingDirectory: TemplateToken | null;
    }
  | { kind: 'uses'; reference: string; inputs: MappingToken | null };

/** A step as written, its expressions not evaluated yet. */
export type StepDefinition = {
  id: string;
  name: TemplateToken | null;
  condition: string;
  env: MappingToken | null;
  continueOnError: TemplateToken | null;
  timeoutMinutes: TemplateToken | null;
  act: StepAct;
};

/** A job as written, its expressions not evaluated yet. */
export type JobDefinition = {
  id: string;
  name: TemplateToken | null;
  needs: string[];
  condition: string;
  env: MappingToken | null;
  defaults: TemplateToken | null;
  permissions: TemplateToken | null;
  concurrency: TemplateToken | null;
  strategy: TemplateToken | null;
  runsOn: TemplateToken | null;
  timeoutMinutes: TemplateToken | null;
  continueOnError: TemplateToken | null;
  outputs: MappingToken | null;
  steps: StepDefinition[];
};

const notBuilt = ['container', 'services', 'environment', 'snapshot', 'uses', 'cancel-timeout-minutes'];

/**
 * Puts together what the converter keeps of a job (ids, conditions) and what it drops (`with`, `shell`,
 * `timeout-minutes`, `permissions`, `defaults`), which is read from the tokens.
 */
export function jobDefinition(file: string, raw: MappingToken, job: WorkflowJob): JobDefinition {
  const key = notBuilt.find((name) => raw.find(name));
  if (key || job.type !== 'job') throw refused(file, raw.find(key ?? 'uses'), `jobs.${job.id.value}.${key}`);
  return {
    id: job.id.value,
    name: raw.find('name') ?? null,
    needs: (job.needs ?? []).map((need) => need.value),
    condition: job.if.expression,
    env: job.env ?? null,
    defaults: raw.find('defaults') ?? null,
    permissions: raw.find('permissions') ?? null,
    concurrency: raw.find('concurrency') ?? null,
    strategy: raw.find('strategy') ?? null,
    runsOn: raw.find('runs-on') ?? null,
    timeoutMinutes: raw.find('timeout-minutes') ?? null,
    continueOnError: raw.find('continue-on-error') ?? null,
    outputs: job.outputs ?? null,
    steps: stepDefinitions(file, raw.find('steps')?.assertSequence('steps'), job),
  };
}

function stepDefinitions(file: string, raw: SequenceToken | undefined, job: Job): StepDefinition[] {
  return job.steps.map((step, index) => {
    const token = raw?.get(index).assertMapping('step');
    if (!token)
      throw new Error(`${file}: step ${index} of ${job.id.value} is in the template, not in the file.`);
    return stepDefinition(file, token, step);
  });
}

function stepDefinition(file: string, raw: MappingToken, step: Step): StepDefinition {
  if (!('if' in step) || !step.if || ('background' in step && step.background)) {
    throw refused(file, raw, `steps.${step.id}`);
  }
  return {
    id: step.id,
    name: raw.find('name') ?? null,
    condition: step.if.expression,
    env: raw.find('env')?.assertMapping('env') ?? null,
    continueOnError: raw.find('continue-on-error') ?? null,
    timeoutMinutes: raw.find('timeout-minutes') ?? null,
    act: stepAct(raw, step),
  };
}

function stepAct(raw: MappingToken, step: Step): StepAct {
  if ('uses' in step) {
    const inputs = raw.find('with')?.assertMapping('with') ?? null;
    return { kind: 'uses', reference: step.uses.value, inputs };
  }
  if (!('run' in step)) throw new Error(`Step ${step.id} has neither uses nor run.`);
  const shell = raw.find('shell') ?? null;
  return { kind: 'run', script: step.run, shell, workingDirectory: raw.find('working-directory') ?? null };
}

function refused(file: string, token: TemplateToken | undefined, field: string): RunRefused {
  return new RunRefused({
    location: { file, line: token?.line ?? null },
    field,
    found: 'a part of the workflow language that the test runner does not carry out',
    expected: 'jobs with plain steps on an ubuntu runner',
    remedy: `Leave it out, or build it (not built: ${notBuilt.join(', ')}, background steps).`,
  });
}
