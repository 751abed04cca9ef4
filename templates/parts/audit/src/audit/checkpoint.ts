import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { canonical, rootOf, sha256 } from './entry.ts';
import { folderOf, readTrail } from './trail.ts';

/** Where it can be kept away from the trail: `POC_AUDIT_KEY`. */
const privateKeyFile = (env: Env): string => env.POC_AUDIT_KEY || join(folderOf(env), 'signing.key');

/** The trail as it was: so many entries, and the root of their tree. Signed with Ed25519 over its canonical JSON. */
export type Checkpoint = {
  schema: 'poc-audit-checkpoint/v1';
  size: number;
  root: string;
  at: string;
  /** Digest of the public key. */
  key: string;
  /** Base64. */
  signature: string;
};

/**
 * Signs the trail as it is, keeps that beside it, and puts it into the folder that `POC_AUDIT_CHECKPOINTS` names. Only what
 * lies out of reach of whoever writes the trail can show that the trail was not written anew.
 *
 * @throws UnusableFile
 */
export function makeCheckpoint(env: Env, now: Date): Checkpoint {
  const entries = readTrail(env);
  const beside = join(folderOf(env), 'checkpoints');
  mkdirSync(beside, { recursive: true });
  const key = signingKey(env);
  const unsigned = {
    schema: 'poc-audit-checkpoint/v1',
    size: entries.length,
    root: rootOf(entries.map(({ hash }) => hash)),
    at: now.toISOString(),
    key: sha256(createPublicKey(key).export({ type: 'spki', format: 'der' })),
  } as const;
  const signature = sign(null, Buffer.from(canonical(unsigned)), key).toString('base64');
  const made = { ...unsigned, signature };
  for (const folder of [beside, env.POC_AUDIT_CHECKPOINTS]) if (folder) keep(folder, made);
  return made;
}

function keep(folder: string, made: Checkpoint): void {
  mkdirSync(folder, { recursive: true });
  const name = `${String(made.size).padStart(9, '0')}-${made.at.replaceAll(':', '')}.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx' });
}

function signingKey(env: Env): KeyObject {
  const file = privateKeyFile(env);
  if (!existsSync(file)) makeKey(file);
  try {
    const key = createPrivateKey(readFileSync(file));
    const known = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    writeFileSync(join(folderOf(env), 'signing.pub'), known);
    return key;
  } catch {
    throw new UnusableFile(
      `${file}: found no private key; expected one of Ed25519 in PEM. Put it back from where keys are kept, or set POC_AUDIT_KEY.`,
    );
  }
}

function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}
