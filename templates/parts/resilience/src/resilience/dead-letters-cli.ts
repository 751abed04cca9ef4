import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { composeWorkflow } from '../compose.ts';
import { UnusableSetting } from '../setting.ts';
import { askAgain } from './ask-again.ts';
import { type DeadLetter, deadLetters } from './dead-letters.ts';

const USAGE = `npm run dead-letters -- list [--all]
npm run dead-letters -- show ID
npm run dead-letters -- retry ID
npm run dead-letters -- discard ID --reason TEXT [--by NAME]

A dead letter is an item that no model answered, or a write that nobody knows the outcome of. It stays until it was tried
again with success, or until somebody says why it is not needed any more.`;

const OPTIONS = {
  all: { type: 'boolean' },
  reason: { type: 'string' },
  by: { type: 'string' },
} as const;

const letters = deadLetters(process.env);

/** 0 done, 1 tried again and still open, 2 could not. */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [asked, id] = positionals;
  const by = values.by ?? userInfo().username;
  if (asked === 'list') list(values.all ?? false);
  else if (asked === 'show')
    console.log(JSON.stringify({ ...letter(id), payload: letters.payloadOf(letter(id).id) }, null, 2));
  else if (asked === 'retry') return await retry(open(id), by);
  else if (asked === 'discard') discard(open(id), by, values.reason);
  else
    throw new UnusableSetting(
      `dead-letters: found ${JSON.stringify(positionals.join(' '))}; expected list, show, retry or discard.\n\n${USAGE}`,
    );
  return 0;
}

function list(all: boolean): void {
  const { letters: every, unreadable } = letters.list();
  for (const line of unreadable)
    console.error(
      `${letters.file}:${line}: found a line that was cut off or changed; expected a dead letter. What it was about is listed where it is kept; take the line out.`,
    );
  const left = every.filter((one) => one.status === 'open');
  for (const one of all ? every : left) console.log(lineOf(one));
  const oldest = left.map((one) => one.first_at).sort()[0];
  console.log(oldest === undefined ? 'None is open.' : `${left.length} open, the oldest since ${oldest}.`);
}

function lineOf({ id, status, kind, last_at, adapter, attempts, case_ref }: DeadLetter): string {
  const last = attempts.at(-1);
  const why = `${attempts.length} attempts, last ${last?.what ?? 'unknown'} (${last?.class ?? 'unknown'})`;
  return [id, status, last_at, kind, adapter, why, case_ref].join('  ');
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

function letter(id: string | undefined): DeadLetter {
  const found = letters.list().letters.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new UnusableSetting(
    `dead-letters: found ${id ?? 'no id'}; expected the id of a dead letter. See npm run dead-letters -- list --all.`,
  );
}

function open(id: string | undefined): DeadLetter {
  const found = letter(id);
  if (found.status === 'open') return found;
  throw new UnusableSetting(
    `dead-letters: found ${found.id}, which is ${found.status} since ${found.last_at}; expected an open one. See npm run dead-letters -- list.`,
  );
}

await command(main, USAGE);
