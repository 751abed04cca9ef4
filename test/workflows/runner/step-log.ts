import { relative } from 'node:path';
import { addMask, type Masks, masked } from './masks.ts';
import type { Annotation } from './results.ts';
import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts';

/** What one step has said so far. */
export type StepLog = {
  lines: string[];
  annotations: Annotation[];
  /** True after a command that GitHub refuses; the step then fails. */
  refused: boolean;
};

/** The log of one step, and the ways to write to it. */
export type StepLogWriter = {
  log: StepLog;
  /** A line of a process: obeyed when it is a command, else shown. */
  line(text: string): void;
  /** An error of the runner itself. */
  error(message: string): void;
};

/** GitHub keeps ten of each kind in a step and drops the rest. */
export const shownPerKind = 10;

const annotationKinds = ['error', 'warning', 'notice'] as const;
const switchedOff = ['set-env', 'add-path', 'set-output', 'save-state'];
const ignored = ['debug', 'echo', 'add-matcher', 'remove-matcher'];
const commands = new Set<string>([
  ...annotationKinds,
  ...switchedOff,
  ...ignored,
  'add-mask',
  'group',
  'endgroup',
  'stop-commands',
]);

/** @param workspace what absolute paths in annotations are made relative to. */
export function createStepLog(masks: Masks, workspace: string): StepLogWriter {
  const log: StepLog = { lines: [], annotations: [], refused: false };
  let stopToken: string | null = null;
  const show = (text: string) => log.lines.push(masked(masks, text));

  function annotate(command: WorkflowCommand): void {
    const kind = annotationKinds.find((one) => one === command.name);
    if (!kind) return;
    const shown = log.annotations.filter((one) => one.kind === kind).length < shownPerKind;
    const message = masked(masks, command.data);
    log.annotations.push({ kind, message, ...place(command.properties, workspace), shown });
    show(`##[${kind}]${command.data}`);
  }

  function obey(command: WorkflowCommand): void {
    const { name, data } = command;
    if (name === 'stop-commands') stop(data);
    else if (name === 'add-mask') addMask(masks, data);
    else if (name === 'group' || name === 'endgroup') show(`##[${name}]${data}`);
    else if (switchedOff.includes(name)) refuse(name);
    else annotate(command);
  }

  function stop(token: string): void {
    stopToken = token.toLowerCase();
    show(`::stop-commands::${token}`);
  }

  function resume(text: string): void {
    stopToken = null;
    show(text);
  }

  function refuse(name: string): void {
    log.refused = true;
    error(
      `Found the command ${name}; expected a file command. Write to $GITHUB_${replacement(name)} instead.`,
    );
  }

  function error(message: string): void {
    annotate({ name: 'error', properties: {}, data: message });
  }

  function line(text: string): void {
    const known = stopToken === null ? commands : new Set([stopToken]);
    const command = parseWorkflowCommand(text, known);
    if (command === null) show(text);
    else if (stopToken === null) obey(command);
    else resume(text);
  }

  return { log, line, error };
}

function replacement(command: string): string {
  return { 'set-env': 'ENV', 'add-path': 'PATH', 'set-output': 'OUTPUT' }[command] ?? 'STATE';
}

function place(properties: Record<string, string>, workspace: string) {
  return {
    title: properties.title ?? null,
    file: properties.file === undefined ? null : inWorkspace(properties.file, workspace),
    line: count(properties.line),
    endLine: count(properties.endline),
    column: count(properties.col),
    endColumn: count(properties.endcolumn),
  };
}

function inWorkspace(file: string, workspace: string): string {
  return file.startsWith(`${workspace}/`) ? relative(workspace, file) : file;
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
