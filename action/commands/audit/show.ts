import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { inclusionProblem, proveEntry } from '../../audit/inclusion.ts';
import { runsOf } from '../../audit/records.ts';
import { opener } from '../../audit/subjects.ts';
import type { AuditEntry } from '../../contract/audit.ts';
import { printable } from '../../text/printable.ts';
import type { Terminal } from '../command.ts';
import { counted } from '../eval-import/words.ts';
import { Refused, readEntries, readKeys, readWitnesses } from './load.ts';
import type { AuditOptions } from './options.ts';

type Asked<D extends AuditOptions['does']> = Extract<AuditOptions, { does: D }>;

/** Prints a line for each entry. */
export async function listEntries({ cwd, print }: Terminal, { folder }: Asked<'list'>): Promise<void> {
  const entries = await readEntries(cwd, folder);
  const open = opener(await readKeys(cwd, folder));
  const width = String(entries.length).length;
  for (const entry of entries) {
    const when = entry.at.slice(0, 16).replace('T', ' ');
    const words = [String(entry.seq).padStart(width), when, entry.kind.padEnd(8), toldOf(entry, open)];
    print(printable(words.join('  ')));
  }
}

function toldOf({ kind, body }: AuditEntry, open: (sealed: unknown) => string): string {
  if (body === null) return 'was taken out when its time was up';
  if (kind === 'run')
    return `${body.outcome}: ${open(body.case)} for ${open(body.actor)} by ${body.model}, run ${body.run_id}`;
  if (kind === 'decision') return `${body.decision} by ${open(body.decided_by)}, run ${body.run_id}`;
  if (kind === 'erasure') return `by ${open(body.by)}: ${body.reason}`;
  return 'a piece of an entry was set aside';
}

/** Prints what shows that one entry is in the trail. @throws Refused where no checkpoint covers it yet */
export async function proveOne({ cwd, print }: Terminal, { folder, seq }: Asked<'prove'>): Promise<void> {
  const entries = await readEntries(cwd, folder);
  const entry = entries[seq - 1];
  if (entry === undefined)
    throw new Refused(`found entry ${seq}; expected one of 1 to ${entries.length}. See poc audit list.`);
  const witness = (await readWitnesses(cwd, folder)).find(({ checkpoint }) => checkpoint.size >= seq);
  if (witness === undefined)
    throw new Refused(
      `${folder}: found no checkpoint that covers entry ${seq}; expected one. Run npm run audit -- checkpoint.`,
    );
  const proof = proveEntry(entries, entry, witness.checkpoint);
  const problem = inclusionProblem(proof, witness.key);
  if (problem !== null)
    throw new Refused(
      `${witness.file}: found ${problem}; expected one that fits the trail. Run poc audit verify.`,
    );
  print(JSON.stringify(proof, null, 2));
}

/** Writes runs as the gate reads them, as JSON lines; without a file, prints them. */
export async function exportRuns({ cwd, print }: Terminal, asked: Asked<'export'>): Promise<void> {
  const entries = await readEntries(cwd, asked.folder);
  const runs = runsOf(entries, asked.sample, opener(await readKeys(cwd, asked.folder)));
  const broken = runs.find(({ record }) => record === null);
  if (broken !== undefined)
    throw new Refused(
      `${asked.folder}: found entry ${broken.seq} without what a run has to tell; expected one that the part audit wrote. See poc audit list.`,
    );
  const lines = runs.map(({ record }) => JSON.stringify(record));
  if (asked.out === null) for (const line of lines) print(line);
  else {
    const file = resolve(cwd, asked.out);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    print(`${asked.out}: ${counted(lines.length, 'run')}`);
  }
}
