import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Location } from '../../../action/contract/problem.ts';

/** A scalar of the file, where it stands, and the comment behind it. */
export type Located = { text: string; location: Location; comment: string | null };

/** What a step says that rules ask for. */
export type StepSource = {
  job: string;
  location: Location;
  uses: Located | null;
  run: Located | null;
  /** `with:` by input name. */
  inputs: Map<string, Located>;
};

/** A workflow file as text with places. Read by YAML alone, so that rules also judge what parsers refuse. */
export type WorkflowSource = {
  path: string;
  /** The names under `on:`. */
  triggers: string[];
  hasPermissions: boolean;
  steps: StepSource[];
  /** `uses:` of jobs that call a reusable workflow. */
  calls: Located[];
};

/** Reads a workflow for the rules. A file that is not YAML has no steps; the parsers say so. */
export function readWorkflowSource(path: string): WorkflowSource {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const root = document.contents;
  const file: FileLines = { path, lines };
  const jobs = isMap(root) ? pairs(root.get('jobs', true)) : [];
  return {
    path,
    triggers: isMap(root) ? names(root.get('on', true)) : [],
    hasPermissions: isMap(root) && root.has('permissions'),
    steps: jobs.flatMap(([job, body]) => stepsOf(file, job, body)),
    calls: jobs.flatMap(([, body]) => located(file, isMap(body) ? body.get('uses', true) : null) ?? []),
  };
}

type FileLines = { path: string; lines: LineCounter };

function stepsOf(file: FileLines, job: string, body: unknown): StepSource[] {
  const steps = isMap(body) ? body.get('steps', true) : null;
  const maps = isSeq(steps) ? steps.items.filter((item) => isMap(item)) : [];
  return maps.map((step) => stepSource(file, job, step));
}

function stepSource(file: FileLines, job: string, step: YAMLMap): StepSource {
  const inputs = pairs(step.get('with', true)).flatMap(([name, value]) => {
    const input = located(file, value);
    return input ? [[name, input] as const] : [];
  });
  return {
    job,
    location: placeOf(file, step),
    uses: located(file, step.get('uses', true)),
    run: located(file, step.get('run', true)),
    inputs: new Map(inputs),
  };
}

function located(file: FileLines, node: unknown): Located | null {
  if (!isScalar(node)) return null;
  return {
    text: String(node.value ?? ''),
    location: placeOf(file, node),
    comment: node.comment?.trim() ?? null,
  };
}

function placeOf({ path, lines }: FileLines, node: Node): Location {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return { file: path, line, column: col };
}

function pairs(node: unknown): [string, unknown][] {
  return isMap(node)
    ? node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value])
    : [];
}

function names(node: unknown): string[] {
  if (isMap(node)) return pairs(node).map(([name]) => name);
  if (isSeq(node)) return node.items.map((item) => String(isScalar(item) ? item.value : item));
  return isScalar(node) ? [String(node.value)] : [];
}
