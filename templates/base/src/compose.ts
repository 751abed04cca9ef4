import { fileURLToPath } from 'node:url';
import { readConfidence } from './confidence.ts';
import { type Fetch, selectModel } from './model/select.ts';
import { digestOfTraining, readTraining } from './model/training.ts';
import type { Env, MakePart } from './part.ts';
import { PARTS } from './parts.ts';
import { runLog } from './run-log.ts';
import { versionsOf } from './versions.ts';
import { createWorkflow, type Handle } from './workflow.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The workflow as it is in use, and what results call its model. */
export type Composed = { handle: Handle; model: string };

/** What a test or a batch does otherwise. */
export type Composing = { root?: string; make?: readonly MakePart[]; fetch?: Fetch };

/**
 * Puts the workflow together: the model that `POC_MODEL` names, with every part of `parts.ts` around it.
 * @throws UnusableSetting, UnusableFile
 */
export async function composeWorkflow(
  env: Env,
  { root = ROOT, make = PARTS, fetch }: Composing = {},
): Promise<Composed> {
  const parts = [runLog, ...make].map((one) => one(env));
  const model = await selectModel(env, readTraining(root), {
    parts,
    ...(fetch === undefined ? {} : { fetch }),
  });
  const confidence = readConfidence(root, measuredAs(model.id), digestOfTraining(root));
  const handle = createWorkflow({ model, confidence, parts, versions: versionsOf(root) });
  return { handle, model: model.id };
}

/** A replayed model answers as the one that was recorded, so what was measured of that one holds. */
const measuredAs = (model: string): string => model.replace(/^recorded\//, '');
