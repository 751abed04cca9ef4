import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { composeWorkflow } from '../compose.ts';
import { UnusableSetting } from '../setting.ts';
import { askAgain, type DeadLetter, deadLetters } from './dead-letters.ts';

const USAGE = `npm run dead-letters -- list [--all]
npm run dead-letters -- show ID
npm run dead-letters -- retry ID
npm run dead-letters -- discard ID --reason TEXT [--by NAME]

A dead letter is an item that no model answered, or a write that nobody knows the outcome of. It stays until it was tried
again with success, or until somebody says why it is not needed any more.`;

const OPTIONS = {
  all: { type: 'boolean', default: false },
  reason: { type: 'string' },
  by: { type: 'string' },
} as const;

const letters = deadLetters(process.env);

/** 0 done, 1 tried again and still open, 2 could not. */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [asked, id = 'no id'] = positionals;
  const by = values.by ?? userInfo().username;
  if (asked === 'retry') return await retry(letter(id, 'open'), by);
  if (asked === 'list') list(values.all);
  else if (asked === 'show') console.log(JSON.stringify(letter(id), null, 2));
  else if (asked === 'discard') discard(letter(id, 'open'), by, values.reason);
  else
    throw new UnusableSetting(
      `dead-letters: found ${JSON.stringify(positionals.join(' '))}; expected list, show, retry or discard.\n\n${USAGE}`,
    );
  return 0;
}

function list(all: boolean): void {
  const every = letters.list();
  const open = every.filter(({ status }) => status === 'open');
  for (const { id, status, last_at, kind, adapter, attempts, case_ref } of all ? every : open) {
    const last = attempts.at(-1);
    const why = `${attempts.length} attempts, last ${last?.what ?? 'unknown'} (${last?.class ?? 'unknown'})`;
    console.log([id, status, last_at, kind, adapter, why, case_ref].join('  '));
  }
  console.log(open[0] ? `${open.length} open, the oldest since ${open[0].first_at}.` : 'None is open.');
}

/** By the workflow as it is now. */
async function retry(one: DeadLetter, by: string): Promise<number> {
  if (one.kind === 'write')
    throw new UnusableSetting(
      `dead-letters: found ${one.id}, a write to ${one.adapter}; expected an item. Nobody knows what became of it, so look there, finish it by hand, and run npm run dead-letters -- discard ${one.id} --reason TEXT.`,
    );
  const { handle } = await composeWorkflow(process.env);
  const { outcome, settled } = await askAgain(letters, one, handle, by);
  console.log(JSON.stringify(outcome, null, 2));
  return settled ? 0 : 1;
}

function discard(one: DeadLetter, by: string, reason: string | undefined): void {
  if (!reason?.trim())
    throw new UnusableSetting(
      'dead-letters: found no reason; expected one, for whoever asks what became of the case. Add --reason TEXT.',
    );
  letters.settle(one.id, { status: 'discarded', by, reason });
  console.log(`${one.id}: discarded by ${by}: ${reason}`);
}

/** @param status the one it has to have */
function letter(id: string, status?: DeadLetter['status']): DeadLetter {
  const found = letters.list().find((one) => one.id === id);
  if (found === undefined)
    throw new UnusableSetting(
      `dead-letters: found ${id}; expected the id of a dead letter. See npm run dead-letters -- list --all.`,
    );
  if (status === undefined || found.status === status) return found;
  throw new UnusableSetting(
    `dead-letters: found ${id}, which is ${found.status} since ${found.last_at}; expected an ${status} one. See npm run dead-letters -- list.`,
  );
}

await command(main, USAGE);
