import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { command } from '../src/command.ts';
import { selectModel } from '../src/model/select.ts';
import { digestOfTraining, readTraining, type TrainingRow } from '../src/model/training.ts';
import { PARTS } from '../src/parts.ts';
import { runTrials } from './trials.ts';

/** Where `poc calibrate` looks. */
const TARGET = 'state/trials.jsonl';

/** Writes what `poc calibrate` reads: a line that says what was tried, then one for each trial. */
async function main(): Promise<number> {
  const rows = readTraining('.');
  const parts = PARTS.map((make) => make(process.env));
  const learn = async (learned: readonly TrainingRow[]) => {
    const model = await selectModel(process.env, learned, { parts });
    return parts.reduceRight((inner, part) => part.model?.(inner) ?? inner, model);
  };
  const head = { version: 1, model: (await learn(rows)).id, training: digestOfTraining('.') };
  mkdirSync(dirname(TARGET), { recursive: true });
  const lines = [head, ...(await runTrials(rows, learn))].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(TARGET, lines.join(''));
  console.log(`${TARGET}: ${rows.length} trials of ${head.model}.`);
  return 0;
}

await command(main, 'npm run calibrate');
