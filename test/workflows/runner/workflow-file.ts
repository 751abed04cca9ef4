import { readFile } from 'node:fs/promises';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import type { WorkflowTemplate } from '@actions/workflow-parser/model/workflow-template';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { type JobDefinition, jobDefinition } from './job-definition.ts';
import { RunRefused } from './refusal.ts';

/** A workflow file after GitHub's own parser has read it and found nothing wrong. */
export type WorkflowFile = {
  /** The path that the caller gave, for messages. */
  path: string;
  name: string | null;
  env: MappingToken | null;
  defaults: TemplateToken | null;
  permissions: TemplateToken | null;
  concurrency: TemplateToken | null;
  /** The inputs of `on.workflow_dispatch`, with their defaults. */
  dispatchInputs: Record<string, { default?: string | boolean | number }>;
  jobs: JobDefinition[];
};

/** Reads a workflow. Throws `RunRefused` when it is not valid, or uses something that this runner does not do. */
export async function readWorkflow(path: string): Promise<WorkflowFile> {
  const content = await readFile(path, 'utf8');
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  if (value) {
    const template = await convertWorkflowTemplate(context, value);
    if (!template.errors) return workflowFile(path, value.assertMapping('workflow'), template);
  }
  const [first] = context.errors.getErrors();
  throw new RunRefused({
    location: { file: path, line: first?.range?.start.line ?? null },
    field: '',
    found: context.errors
      .getErrors()
      .map((error) => error.rawMessage)
      .join('; '),
    expected: "a workflow that GitHub's own parser accepts",
    remedy: 'Lint the file first: lintWorkflow says more.',
  });
}

function workflowFile(path: string, root: MappingToken, template: WorkflowTemplate): WorkflowFile {
  const jobs = root.find('jobs')?.assertMapping('jobs');
  return {
    path,
    name: root.find('name')?.assertString('name').value ?? null,
    env: root.find('env')?.assertMapping('env') ?? null,
    defaults: root.find('defaults') ?? null,
    permissions: root.find('permissions') ?? null,
    concurrency: root.find('concurrency') ?? null,
    dispatchInputs: template.events.workflow_dispatch?.inputs ?? {},
    jobs: template.jobs.map((job) => {
      const raw = jobs?.find(job.id.value)?.assertMapping('job');
      if (!raw) throw new Error(`${path}: job ${job.id.value} is in the template and not in the file.`);
      return jobDefinition(path, raw, job);
    }),
  };
}
