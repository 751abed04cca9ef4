import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { type ActionTemplate, convertActionTemplate } from '@actions/workflow-parser/actions/action-template';

/** An action's folder as GitHub's own parser reads it. */
export type ActionReading =
  | { status: 'read'; path: string; action: ActionTemplate }
  | { status: 'missing' }
  | { status: 'invalid'; path: string; problem: string };

/** Reads `action.yml` or `action.yaml` of a folder. */
export function readAction(folder: string): ActionReading {
  const path = ['action.yml', 'action.yaml']
    .map((name) => join(folder, name))
    .find((name) => existsSync(name));
  if (path === undefined) return { status: 'missing' };
  const file = { name: path, content: readFileSync(path, 'utf8') };
  const { context, value } = parseAction(file, new NoOperationTraceWriter());
  const action = value && convertActionTemplate(context, value);
  const [error] = context.errors.getErrors();
  if (error || !action) return { status: 'invalid', path, problem: error?.message ?? 'nothing in it' };
  return { status: 'read', path, action };
}
