import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composedAsk, OPTIONS, type OpenBatch, withBatch } from '../batch/open-batch.ts';
import { runBatch } from '../batch/run-batch.ts';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { batchApi, type Request } from './batch-apis.ts';
import { answering, asCase, inBatches, keyOf, requestsOf } from './requests.ts';
import { type Asked, HOLDER, readWaiting, type Waiting, waitingFile, writeWaiting } from './waiting.ts';

const USAGE = `POC_MODEL=PROVIDER/MODEL npm run provider-batch -- submit items.jsonl [--out results.jsonl]
POC_MODEL=PROVIDER/MODEL npm run provider-batch -- collect items.jsonl [--out results.jsonl]

submit hands what is left of a batch to the batch API of its provider, who answers within a day. collect takes the answers
through the workflow, as often as you like until all are there, and writes their results as npm run batch would.

  --out FILE   results: state/batch/ITEMS unless you say otherwise. They hold answers: keep them out of git

What these calls cost is counted at the list price: the discount of the provider for batches is not counted.

Exit code: 0 submitted, or every case has an outcome; 1 some have none yet; 2 could not run; 130 on Ctrl-C.`;

await command(async (words) => {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [step, ...files] = positionals;
  const flags = { ...values, holder: HOLDER };
  if (step === 'collect') return await withBatch(files, flags, collect);
  if (step !== 'submit')
    throw new UnusableSetting(
      `provider-batch: found ${JSON.stringify(step ?? '')}; expected submit or collect. Write one of them.`,
    );
  const exitCode = await withBatch(files, flags, submit);
  return exitCode === 1 ? 0 : exitCode;
}, USAGE);

/** Submits each batch, and notes it at once: what a crash leaves unnoted is paid for and not collected. */
async function submit({ cases, results, out }: OpenBatch): Promise<void> {
  if (existsSync(waitingFile(out)))
    throw new UnusableSetting(
      `${waitingFile(out)}: found cases that wait at the provider; expected none, or they are asked and paid for twice. Run collect, or delete the file.`,
    );
  const api = batchApi(process.env);
  const left = cases.filter(({ case_ref }) => !results.finished.has(case_ref));
  const requests = await requestsOf(left, process.env);
  const all = [...requests].map(([case_ref, one]) => ({ case_ref, ...one }));
  const submitted: Waiting = { model: modelName(), batches: [] };
  for (const batch of inBatches(all, api.most)) {
    const asked = batch.map((one) => ({ id: one.id, case_ref: one.case_ref, key: keyOf(one) }));
    submitted.batches.push({ id: await api.create(batch), asked });
    writeWaiting(out, submitted);
  }
  const rest = left.length - requests.size;
  console.log(`${requests.size} cases submitted in ${submitted.batches.length} batches.`);
  if (rest > 0)
    console.log(`${rest} asked for no model: npm run batch, once the others are collected, says why.`);
}

async function collect(batch: OpenBatch): Promise<void> {
  const { cases, results, out } = batch;
  const { answers, left } = await arrived(batch);
  const ready = cases.filter(({ case_ref }) => answers.has(case_ref));
  const ask = await composedAsk(batch, answering(answers));
  await runBatch({ ...batch, cases: ready }, (one) => asCase(one.case_ref, () => ask(one)));
  if (batch.stop.why === null) writeWaiting(out, left);
  if (results.finished.size > 0)
    console.log('Counted at the list price: the discount of the provider for batches is not.');
}

/** @returns what came back, by case, and what still waits. Says which cases have to be asked in another way. */
async function arrived({ cases, results, out }: OpenBatch) {
  const waiting = readWaiting(out, modelName());
  const api = batchApi(process.env);
  const open = cases.filter(({ case_ref }) => !results.finished.has(case_ref));
  const requests = await requestsOf(open, process.env);
  const answers = new Map<string, unknown>();
  const left: Waiting = { ...waiting, batches: [] };
  for (const batch of waiting.batches) {
    const { status, answers: came } = await api.look(batch.id);
    console.error(`${batch.id}: ${status}, ${came?.size ?? 0} of ${batch.asked.length} answered.`);
    if (came === null) left.batches.push(batch);
    else
      for (const { id, case_ref } of batch.asked.filter((one) => isAsked(one, requests)))
        if (came.has(id)) answers.set(case_ref, came.get(id));
  }
  const over = waiting.batches.filter((one) => !left.batches.includes(one)).flatMap(({ asked }) => asked);
  for (const { case_ref } of over.filter((one) => !answers.has(one.case_ref)))
    if (!results.finished.has(case_ref))
      console.error(
        `${case_ref}: found no answer to what is asked now; expected one. Submit again, or ask at once with npm run batch.`,
      );
  return { answers, left };
}

/** An answer to another prompt, or to other fields, is no answer. */
function isAsked({ case_ref, key }: Asked, requests: ReadonlyMap<string, Request>): boolean {
  const request = requests.get(case_ref);
  return request !== undefined && keyOf(request) === key;
}

function modelName(): string {
  return process.env.POC_MODEL?.trim() ?? '';
}
