import { z } from 'zod';
import type { OutputSchema } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { readJson } from './json-file.ts';
import type { Tree } from './tree.ts';

/** Reads the JSON Schema of what a workflow may answer, as the object that it is. */
export async function readOutputSchema(tree: Tree, file: string): Promise<Reading<OutputSchema>> {
  const remedy = `Write the JSON Schema of an answer to \`${file}\`, or name its file under \`evidence.output_schema\` in \`poc.yaml\`.`;
  const reading = await readJson(tree, file, z.record(z.string(), z.unknown()), remedy);
  return reading.status === 'read' ? { status: 'read', value: { file, schema: reading.value } } : reading;
}
