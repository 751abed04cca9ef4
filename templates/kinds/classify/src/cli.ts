import { readFileSync } from 'node:fs';
import { UnusableFile } from './jsonl.ts';
import { selectModel } from './model/select.ts';
import { monitorTo, RUN_LOG } from './monitor.ts';
import { UnusableSetting } from './setting.ts';
import { createWorkflow } from './workflow.ts';

const USAGE = 'npm start -- item.json, or: echo \'{"fields":{"text":"…"}}\' | npm start';

/** Prints the typed outcome of one item. Every outcome is a success of this command; 2 means that it could not run. */
async function main(args: string[]): Promise<number> {
  const [file, ...rest] = args;
  if (rest.length > 0) {
    console.error(`command line: found ${args.length} arguments; expected one file or none. Run ${USAGE}`);
    return 2;
  }
  let raw: Buffer;
  try {
    raw = readFileSync(file ?? 0);
  } catch (error) {
    console.error(`${file ?? 'standard input'}: found ${error}; expected an item. Run ${USAGE}`);
    return 2;
  }
  const monitor = monitorTo(process.env.POC_LOG ?? RUN_LOG);
  const handle = createWorkflow({ model: await selectModel(process.env), monitor });
  console.log(JSON.stringify(await handle(raw), null, 2));
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UnusableFile || error instanceof UnusableSetting)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
