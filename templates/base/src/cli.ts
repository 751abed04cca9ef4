import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { command } from './command.ts';
import { composeWorkflow } from './compose.ts';
import type { About } from './run.ts';

const USAGE = `npm start -- item.json
echo '{"fields":{"text":"…"}}' | npm start

Both take --case REFERENCE, --user PSEUDONYM and --role ROLE.`;

/** Prints the typed outcome of one item. Every outcome is a success of this command; 2 means that it could not run. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { case: { type: 'string' }, user: { type: 'string' }, role: { type: 'string' } },
  });
  const [file, ...rest] = positionals;
  if (rest.length > 0) {
    console.error(`command line: found ${positionals.length} files; expected one or none:\n${USAGE}`);
    return 2;
  }
  const about: About = {
    caseRef: values.case ?? file ?? 'standard input',
    user: values.user ?? process.env.POC_USER ?? 'user-1',
    role: values.role ?? process.env.POC_ROLE ?? 'operator',
    kind: 'live',
  };
  let raw: Buffer;
  try {
    raw = readFileSync(file ?? 0);
  } catch (error) {
    console.error(`${file ?? 'standard input'}: found ${error}; expected an item:\n${USAGE}`);
    return 2;
  }
  const { handle } = await composeWorkflow(process.env);
  console.log(JSON.stringify(await handle(raw, about), null, 2));
  return 0;
}

await command(main, USAGE);
