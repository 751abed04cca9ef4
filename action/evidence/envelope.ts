import { posix } from 'node:path';
import { type EvalRun, evalRun } from '../contract/eval-run.ts';
import type { Reading } from '../readiness/reading.ts';
import { fileProblem, invalid, readText } from './decode.ts';
import { bracketsOf, MOST_LEVELS } from './nesting.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Tree } from './tree.ts';

export const RUN_IT = 'Run `npm run eval`.';

/** Envelopes are small: their rows stand in files of their own. */
const MOST_BYTES = 1024 * 1024;

/**
 * Tells an envelope from a file of results by what stands in it. A file of an envelope's name that cannot be read is
 * one too, so that it is told what an envelope lacks, and not what forty tools would have written.
 */
export async function isEnvelope(tree: Tree, file: string): Promise<boolean> {
  if (posix.basename(file) === 'run.json') return !(await isOfAnotherTool(tree, file));
  return file.endsWith('.json') && schemaOf(await parse(tree, file)) !== null;
}

async function isOfAnotherTool(tree: Tree, file: string): Promise<boolean> {
  const opened = await tree.open(file);
  if (opened.status !== 'open') return false;
  await opened.source.close();
  if (opened.source.size > MOST_BYTES) return true;
  const json = await parse(tree, file);
  return (
    typeof json === 'object' &&
    json !== null &&
    !Array.isArray(json) &&
    schemaOf(json) === null &&
    'results' in json
  );
}

async function parse(tree: Tree, file: string): Promise<unknown> {
  const opened = await tree.open(file);
  if (opened.status !== 'open') return undefined;
  try {
    if (opened.source.size > MOST_BYTES) return undefined;
    const bytes = await opened.source.read(0, opened.source.size);
    return parseJson(new TextDecoder().decode(bytes));
  } finally {
    await opened.source.close();
  }
}

function schemaOf(json: unknown): string | null {
  const schema = typeof json === 'object' && json !== null ? (json as { schema?: unknown }).schema : null;
  return typeof schema === 'string' && schema.startsWith('poc-evidence/') ? schema : null;
}

/** Reads an envelope. Missing, empty, cut off, and of another shape are different answers. */
export async function readEnvelope(tree: Tree, file: string): Promise<Reading<EvalRun>> {
  const text = await readText(tree, file, RUN_IT);
  if (text.status !== 'read') return text;
  const unlike = (found: string) => invalid(fileProblem(file, found, 'an eval run as JSON', RUN_IT));
  if (text.value.trim() === '') return unlike('an empty file');
  const { deepest, open } = bracketsOf(text.value);
  if (deepest > MOST_LEVELS) return unlike(`JSON nested ${deepest} levels deep`);
  const json = parseJson(text.value);
  if (json === undefined) {
    const cut = open && text.value.trimStart().startsWith('{');
    return unlike(cut ? 'JSON that is cut off' : 'text that is not JSON');
  }
  const parsed = evalRun.safeParse(json);
  if (parsed.success) return { status: 'read', value: parsed.data };
  return invalid(...schemaProblems(parsed.error, evalRun, json, () => ({ file, line: null })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
