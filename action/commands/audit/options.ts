import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Terminal } from '../command.ts';
import { Refused } from './load.ts';

/** What `poc audit` was asked to do. */
export type AuditOptions =
  | { does: 'verify'; folders: string[]; checkpoint: string | null; publicKey: string | null }
  | { does: 'check'; proof: string; publicKey: string }
  | { does: 'list'; folder: string }
  | { does: 'prove'; folder: string; seq: number }
  | { does: 'export'; folder: string; sample: number | null; out: string | null };

/** Each takes a value. */
const FLAGS = {
  verify: ['checkpoint', 'public-key', 'proof'],
  list: [],
  prove: [],
  export: ['sample', 'out'],
} as const;

const SEE = 'See `poc audit --help`.';

/** Reads the words after `poc audit`. @throws Refused, or a TypeError of `parseArgs` */
export function readOptions(args: string[], terminal: Terminal): AuditOptions {
  const [does = '', ...words] = args;
  if (does !== 'verify' && does !== 'list' && does !== 'prove' && does !== 'export')
    throw new Refused(`found ${JSON.stringify(does)}; expected verify, list, prove or export. ${SEE}`);
  const options = Object.fromEntries(FLAGS[does].map((flag) => [flag, { type: 'string' } as const]));
  const parsed = parseArgs({ args: words, allowPositionals: true, options });
  const { positionals } = parsed;
  const values = parsed.values as Given;
  const usual = join(terminal.env.POC_STATE || 'state', 'audit');
  if (does === 'verify') return verifyOptions(positionals, values, usual);
  const given = does === 'prove' ? positionals.slice(1) : positionals;
  if (given.length > 1) throw new Refused(`found ${given.length} folders; expected one. ${SEE}`);
  const [folder = usual] = given;
  if (does === 'list') return { does, folder };
  if (does === 'prove') return { does, folder, seq: countOf('NUMBER', positionals[0]) };
  const { sample, out = null } = values;
  return { does, folder, sample: sample === undefined ? null : countOf('--sample', sample), out };
}

type Given = Partial<Record<(typeof FLAGS)['verify' | 'export'][number], string>>;

function verifyOptions(folders: string[], given: Given, usual: string): AuditOptions {
  const { checkpoint = null, 'public-key': publicKey = null, proof } = given;
  if (proof !== undefined) {
    if (folders.length > 0 || checkpoint !== null)
      throw new Refused(`found --proof and a trail; expected one of them. ${SEE}`);
    if (publicKey === null)
      throw new Refused('found --proof without --public-key; expected both. Name the key that you trust.');
    return { does: 'check', proof, publicKey };
  }
  if (checkpoint === null && publicKey !== null)
    throw new Refused('found --public-key alone; expected what it signed. Add --checkpoint or --proof.');
  if (checkpoint !== null && folders.length > 1)
    throw new Refused(
      `found --checkpoint and ${folders.length} folders; expected its one trail. Name that folder.`,
    );
  return { does: 'verify', folders: folders.length === 0 ? [usual] : folders, checkpoint, publicKey };
}

function countOf(what: string, given: string | undefined): number {
  if (given !== undefined && /^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new Refused(
    `${what}: found ${given === undefined ? 'nothing' : JSON.stringify(given)}; expected a whole number from 1. ${SEE}`,
  );
}
