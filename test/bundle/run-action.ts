import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { node24 } from '../node24/path.ts';
import { createCommandFiles, readCommandFiles } from '../workflows/runner/command-files.ts';
import { parseWorkflowCommand, type WorkflowCommand } from '../workflows/runner/workflow-command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ANNOTATIONS = new Set(['error', 'warning', 'notice']);

/** What a step of the Action is given. */
export type Step = {
  /** The checkout. */
  workspace: string;
  event: { event: string; payload: unknown };
  repository: string;
  api: string;
  token: string;
  inputs?: Record<string, string>;
  /** Node to run it with; the Action's own unless told. */
  node?: string;
};

/** What became of it. */
export type Ended = {
  code: number | null;
  log: string;
  annotations: WorkflowCommand[];
  outputs: Record<string, string>;
  summary: string | null;
  summaryError: string | null;
  report: unknown;
  /** The page, where one was asked for. */
  html: string | null;
};

type ActionFile = { inputs: Record<string, { default?: string }>; runs: { main: string } };

/** Runs the committed bundle as GitHub's runner does: its inputs in the environment, its results in files. */
export async function runAction(step: Step): Promise<Ended> {
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as ActionFile;
  const temp = await mkdtemp(join(tmpdir(), 'poc-gate-test-'));
  try {
    const files = await createCommandFiles(temp);
    const eventPath = join(temp, 'event.json');
    await writeFile(eventPath, JSON.stringify(step.event.payload));
    await mkdir(join(temp, 'home'));
    const env = {
      ...environment(step, temp, eventPath),
      ...inputsOf(action, step),
      ...Object.fromEntries(Object.entries(files).map(([kind, file]) => [`GITHUB_${kind}`, file])),
    };
    const { code, log } = await run(step.node ?? node24, join(root, action.runs.main), step.workspace, env);
    const { outputs, summary, summaryError } = await readCommandFiles(files);
    const annotations = log.split('\n').flatMap((line) => parseWorkflowCommand(line, ANNOTATIONS) ?? []);
    const report = outputs.report
      ? JSON.parse(await readFile(outputs.report.split('\n')[0] as string, 'utf8'))
      : null;
    const html = outputs.html ? await readFile(outputs.html.split('\n')[0] as string, 'utf8') : null;
    return { code, log, annotations, outputs, summary, summaryError, report, html };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

function environment(step: Step, temp: string, eventPath: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: join(temp, 'home'),
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: step.api,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_GRAPHQL_URL: `${step.api}/graphql`,
    GITHUB_EVENT_NAME: step.event.event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: step.repository,
    GITHUB_RUN_ID: '42',
    GITHUB_WORKSPACE: step.workspace,
    RUNNER_TEMP: temp,
  };
}

function inputsOf(action: ActionFile, { inputs = {}, token }: Step): Record<string, string> {
  const given: Record<string, string> = { token, ...inputs };
  const all = Object.entries(action.inputs).map(([name, { default: fallback = '' }]) => {
    return [`INPUT_${name.toUpperCase()}`, given[name] ?? fallback];
  });
  return Object.fromEntries(all);
}

function run(
  node: string,
  main: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [main], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log }));
  });
}
