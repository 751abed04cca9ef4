import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import {
  makeCheckpoint,
  ownCheckpoints,
  publicKeyFile,
  readAs,
  readCheckpoint,
  readPublicKey,
} from './checkpoint.ts';
import { eraseSubject, pruneTrail } from './keep.ts';
import { withLock } from './lock.ts';
import { type AuditProof, proofProblem, proofShape, proveContinued, proveEntry } from './proofs.ts';
import { exportRecords } from './record.ts';
import type { Subject } from './subjects.ts';
import { folderOf, readTrail } from './trail.ts';
import { verifyTrail } from './verify.ts';

const USAGE = `npm run audit -- verify [--checkpoint FILE --public-key FILE]
npm run audit -- checkpoint
npm run audit -- prove SEQ > proof.json
npm run audit -- continued OLD.json [NEW.json] > proof.json
npm run audit -- check proof.json [--public-key FILE]
npm run audit -- export [--sample N]
npm run audit -- erase person:USER|case:CASE --reason TEXT [--by NAME]
npm run audit -- prune

verify reads the whole trail; only a checkpoint from out of the writer's reach shows that it was not written anew.
prove shows that one entry is in the trail, continued that it continues an older checkpoint; check needs nothing else.
export writes evidence/audit/records.jsonl, from which npm run prove takes runs that people made.
docs/audit.md says more.`;

const OPTIONS = {
  checkpoint: { type: 'string' },
  'public-key': { type: 'string' },
  sample: { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const SAMPLE_FILE = 'evidence/audit/records.jsonl';
const { env } = process;

/** 0 done and whole, 1 the trail or a proof does not hold, 2 could not. */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [asked = '', first, second] = positionals;
  const key = values['public-key'];
  if (values.help) return say(USAGE);
  switch (asked) {
    case 'verify':
      return verify(values.checkpoint, key);
    case 'checkpoint': {
      const { size, root } = await checkpoint();
      return say(`${size} entries, root ${root}.${away()}`);
    }
    case 'prove':
      return sayProof(await proofOf(Number(needed(first, 'the number of an entry'))));
    case 'continued':
      return sayProof(await continued(needed(first, 'a checkpoint'), second));
    case 'check':
      return check(needed(first, 'a proof'), key);
    case 'export':
      return exported(values.sample);
    case 'erase': {
      const [subject, reason] = [subjectOf(first), needed(values.reason, '--reason TEXT')];
      await eraseSubject(env, subject, { by: values.by ?? userInfo().username, reason }, new Date());
      return say(
        `${subject} cannot be read in the trail any more. Backups of state/audit/keys/ can still: delete it there.`,
      );
    }
    case 'prune':
      return say(
        `${await pruneTrail(env, new Date())} entries were older than policy/access.yaml keeps, and are taken out.`,
      );
    default:
      throw new UnusableSetting(`audit: found ${JSON.stringify(asked)}; expected a command.\n\n${USAGE}`);
  }
}

const checkpoint = () => withLock(folderOf(env), () => makeCheckpoint(env, new Date()));

const away = (): string =>
  env.POC_AUDIT_CHECKPOINTS
    ? ''
    : ' It lies beside the trail only: set POC_AUDIT_CHECKPOINTS, or put it where whoever writes the trail cannot change it.';

function verify(file: string | undefined, key: string | undefined): number {
  const far =
    file === undefined
      ? null
      : { file, checkpoint: readCheckpoint(file), key: readPublicKey(key ?? publicKeyFile(env)) };
  const { entries, removed, witnesses, problems } = verifyTrail(env, new Date(), far);
  for (const problem of problems) console.error(problem);
  console.log(
    `${entries} entries, ${removed} of them past their time and taken out; ${witnesses} checkpoints; ${problems.length} problems.`,
  );
  if (far === null)
    console.log('Without --checkpoint FILE from elsewhere, a trail that was written anew looks whole too.');
  return problems.length === 0 ? 0 : 1;
}

async function proofOf(seq: number): Promise<AuditProof> {
  const covering = ownCheckpoints(env).find((one) => one.checkpoint.size >= seq)?.checkpoint;
  return proveEntry(readTrail(env), seq, covering ?? (await checkpoint()));
}

async function continued(old: string, later: string | undefined): Promise<AuditProof> {
  const to = later === undefined ? await checkpoint() : readCheckpoint(later);
  return proveContinued(readTrail(env), readCheckpoint(old), to);
}

function check(file: string, key: string | undefined): number {
  const problem = proofProblem(readAs(file, proofShape, 'a proof'), readPublicKey(key ?? publicKeyFile(env)));
  if (problem === null) return say('It holds.');
  console.error(
    `${file}: found ${problem}; expected a proof that holds. Ask for a new one, and compare the checkpoints.`,
  );
  return 1;
}

function exported(sample: string | undefined): number {
  if (sample !== undefined && !/^[1-9]\d*$/.test(sample))
    throw new UnusableSetting(`--sample: found ${sample}; expected a number of records. Write --sample 50.`);
  const records = exportRecords(env, sample === undefined ? null : Number(sample));
  mkdirSync(dirname(SAMPLE_FILE), { recursive: true });
  writeFileSync(SAMPLE_FILE, records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return say(`${SAMPLE_FILE}: ${records.length} records. Commit it; it holds pseudonyms and no text.`);
}

function subjectOf(word: string | undefined): Subject {
  if (word?.startsWith('person:') || word?.startsWith('case:')) return word as Subject;
  throw new UnusableSetting(
    `audit: found ${word ?? 'no subject'}; expected person:USER or case:CASE. Run npm run audit -- erase person:user-1 --reason TEXT.`,
  );
}

function needed(word: string | undefined, what: string): string {
  if (word?.trim()) return word;
  throw new UnusableSetting(`audit: found nothing; expected ${what}.\n\n${USAGE}`);
}

const sayProof = (proof: AuditProof): number => say(JSON.stringify(proof, null, 2));

function say(text: string): number {
  console.log(text);
  return 0;
}

await command(main);
