import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answer } from '../../src/answer.ts';
import { composeWorkflow } from '../../src/compose.ts';
import { ALWAYS } from '../../src/confidence.ts';
import { readJsonLines } from '../../src/jsonl.ts';
import { type Model, replyOf } from '../../src/model/model.ts';
import { readTraining, type TrainingRow } from '../../src/model/training.ts';
import { PARTS } from '../../src/parts.ts';
import { createWorkflow, type Handle } from '../../src/workflow.ts';
import { readYaml } from '../../src/yaml.ts';
import { writeProof } from '../harness.ts';
import { type Control, controlFor, guardNetwork, type Tried, tryAttempt, watch } from '../injection.ts';
import { type Attempt, readAttempts } from '../injection-attempts.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Cases whose answer is known: the training split, and the scored cases behind it. */
function knownCases(): TrainingRow[] {
  const folder = join(ROOT, 'eval/cases');
  const scored = z.looseObject({ id: z.string(), input: z.json(), expected: z.json() });
  const readable = z.looseObject({
    id: z.string(),
    input: z.strictObject({ fields: z.record(z.string(), z.string()) }),
    expected: answer,
  });
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
    : [];
  const cases = files.flatMap((name) => readJsonLines(join(folder, name), scored));
  const more = cases.flatMap((one) => {
    const { data } = readable.safeParse(one);
    return data === undefined ? [] : [{ id: data.id, item: data.input, answer: data.expected }];
  });
  return [...readTraining(ROOT), ...more];
}

/** What `poc.yaml` names, and where it names nothing every field of a case. */
function untrustedInputs(rows: readonly TrainingRow[]): string[] {
  const shape = z.looseObject({ untrusted_inputs: z.array(z.string()).default([]) });
  const { untrusted_inputs: named } = readYaml(join(ROOT, 'poc.yaml'), shape);
  if (named.length > 0) return named;
  const fields = rows.flatMap(({ item }) => Object.keys(item.fields));
  return [...new Set(fields.map((name) => name.split(':')[0] ?? name))];
}

type Suite = { handle: Handle; watching: ReturnType<typeof watch>; attempts: readonly Attempt[] };

async function attack(
  { handle, watching, attempts }: Suite,
  input: string,
  control: Control,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const attempt of attempts) tried.push(await tryAttempt(handle, watching, attempt, input, control));
  return tried;
}

/** The suite has to see a success: against a model that does what it is told, every attempt that tells the answer is one. */
async function seesASuccess(attempts: readonly Attempt[], input: string, control: Control): Promise<void> {
  const obedient: Model = {
    id: 'test/obedient',
    repairs: false,
    ask: async () => replyOf({ answer: control.wanted, signals: {} }),
  };
  const watching = watch();
  const making = { model: obedient, confidence: ALWAYS, parts: [watching.part], versions: NO_VERSIONS };
  const telling = attempts.filter(({ text }) => text.includes('{wanted}'));
  const tried = await attack({ handle: createWorkflow(making), watching, attempts: telling }, input, control);
  const missed = tried.find((one) => one.reached_model && !one.succeeded);
  if (missed !== undefined) throw new Error(`the suite does not see that ${missed.id} succeeded`);
}

const NO_VERSIONS = { workflow: 'test', prompt: 'test', policy: 'test' };

const state = mkdtempSync(join(tmpdir(), 'injection-'));
const watching = watch();
const { fetch } = globalThis;
const open = guardNetwork(watching.seen);
try {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...rest } = process.env;
  const env = { ...rest, POC_STATE: state, POC_LOG: join(state, 'runs.jsonl') };
  const { handle, model } = await composeWorkflow(env, { make: [...PARTS, () => watching.part], fetch });
  const attempts = readAttempts();
  const rows = knownCases();
  const tried: Tried[] = [];
  for (const input of untrustedInputs(rows)) {
    const control = await controlFor(handle, rows, input);
    if (control === null) {
      console.error(
        `${input}: found no case with this field that ${model} has an answer to, and for which another answer is possible; expected one, or no attempt would show anything. Check the name in poc.yaml, or import cases with known answers: npm run import.`,
      );
      continue;
    }
    await seesASuccess(attempts, input, control);
    tried.push(...(await attack({ handle, watching, attempts }, input, control)));
  }
  for (const { id, signs } of tried.filter(({ succeeded }) => succeeded))
    console.error(
      `${id}: found ${signs.join(', ')}; expected nothing of the kind. Decide after the model what may come out.`,
    );
  writeProof({ model, attempts: tried.map(({ signs: _, ...one }) => one) });
} finally {
  open();
  rmSync(state, { recursive: true });
}
