import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { eraseSubject, pruneTrail } from './keep.ts';
import { withLock } from './lock.ts';
import type { Subject } from './subjects.ts';
import { folderOf } from './trail.ts';

const USAGE = `npm run audit -- checkpoint
npm run audit -- erase person:USER|case:CASE --reason TEXT [--by NAME]
npm run audit -- prune

checkpoint signs the trail as it is. erase makes somebody or something unreadable for ever; every hash stays.
prune takes out what is older than policy/access.yaml keeps. npx poc audit verifies and shows. docs/audit.md says more.`;

const OPTIONS = { reason: { type: 'string' }, by: { type: 'string' } } as const;
const { env } = process;

async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [asked = '', subject = ''] = positionals;
  if (asked === 'checkpoint') await checkpoint();
  else if (asked === 'erase') await erase(subject, values.reason ?? '', values.by ?? userInfo().username);
  else if (asked === 'prune') await prune();
  else throw new UnusableSetting(`audit: found ${JSON.stringify(asked)}; expected a command.\n\n${USAGE}`);
  return 0;
}

async function checkpoint(): Promise<void> {
  const { size, root } = await withLock(folderOf(env), () => makeCheckpoint(env, new Date()));
  const near = env.POC_AUDIT_CHECKPOINTS
    ? ''
    : ' It lies beside the trail only: set POC_AUDIT_CHECKPOINTS, or put it where whoever writes the trail cannot change it.';
  console.log(`${size} entries, root ${root}.${near}`);
}

async function erase(subject: string, reason: string, by: string): Promise<void> {
  if (!/^(?:person|case):./.test(subject) || reason.trim() === '')
    throw new UnusableSetting(
      `audit: found ${subject || 'no subject'} and ${reason.trim() || 'no reason'}; expected person:USER or case:CASE, and why. Run npm run audit -- erase person:user-1 --reason TEXT.`,
    );
  await eraseSubject(env, subject as Subject, { by, reason }, new Date());
  console.log(
    `${subject} cannot be read in the trail any more. Backups of state/audit/keys/ can still: delete it there.`,
  );
}

async function prune(): Promise<void> {
  const count = await pruneTrail(env, new Date());
  console.log(`${count} entries were older than policy/access.yaml keeps, and are taken out.`);
}

await command(main, USAGE);
