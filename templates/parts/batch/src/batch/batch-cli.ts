import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { composedAsk, OPTIONS, withBatch } from './open-batch.ts';
import { runBatch } from './run-batch.ts';

const USAGE = `npm run batch -- items.jsonl [--out results.jsonl] [--concurrency 8] [--rpm N]

Works through lines of {"case_ref": "…", "fields": {…}} and writes one result for each. The results are the checkpoint too:
stopped at any moment, the same command goes on where it was. What was under way when it was killed, and what no model
answered, is asked again. POC_USER and POC_ROLE say who asks.

  --out FILE        results: state/batch/ITEMS unless you say otherwise. They hold answers: keep them out of git
  --concurrency N   the most that are under way at once; a provider that says "too many" halves it for a while
  --rpm N           the most requests a minute

Where one machine is not enough: npx poc add queue (workers on many, by Postgres) or npx poc add provider-batch (the provider
answers within a day).

Exit code: 0 every case has an outcome, 1 some that no model answered, 2 could not run, or stopped before the end, 130 on
Ctrl-C, once what was under way is finished.`;

await command(async (words) => {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  return await withBatch(positionals, values, async (batch) => runBatch(batch, await composedAsk(batch)));
}, USAGE);
