import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { canonical } from './canonical.ts';
import { rootOf } from './merkle.ts';
import { type Entry, folderOf, readTrail, toBytes, toHash } from './trail.ts';

/** The trail as it was: so many entries, and the root of their tree. Signed with Ed25519 over its canonical JSON. */
export const checkpointShape = z.strictObject({
  schema: z.literal('poc-audit-checkpoint/v1'),
  size: z.int().min(0),
  root: z.string(),
  at: z.iso.datetime(),
  /** Digest of the public key. */
  key: z.string(),
  signature: z.base64(),
});
export type Checkpoint = z.infer<typeof checkpointShape>;

export const publicKeyFile = (env: Env): string => join(folderOf(env), 'signing.pub');
/** Where it can be kept away from the trail: `POC_AUDIT_KEY`. */
const privateKeyFile = (env: Env): string => env.POC_AUDIT_KEY || join(folderOf(env), 'signing.key');
const checkpointsOf = (env: Env): string => join(folderOf(env), 'checkpoints');

const signed = ({ signature: _, ...rest }: Checkpoint): Buffer => Buffer.from(canonical(rest));

/** @returns the root over the first `size` entries */
export const rootAt = (entries: readonly Entry[], size: number): Uint8Array =>
  rootOf(entries.slice(0, size).map(({ hash }) => toBytes(hash)));

/**
 * Signs the trail as it is, keeps that beside it, and puts it into the folder that `POC_AUDIT_CHECKPOINTS` names. Only what
 * lies out of reach of whoever writes the trail can show that the trail was not written anew.
 *
 * @throws UnusableFile
 */
export function makeCheckpoint(env: Env, now: Date): Checkpoint {
  const entries = readTrail(env);
  mkdirSync(checkpointsOf(env), { recursive: true });
  const key = signingKey(env);
  const unsigned = {
    schema: 'poc-audit-checkpoint/v1',
    size: entries.length,
    root: toHash(rootAt(entries, entries.length)),
    at: now.toISOString(),
    key: fingerprint(createPublicKey(key)),
    signature: '',
  } as const;
  const made = { ...unsigned, signature: sign(null, signed(unsigned), key).toString('base64') };
  for (const folder of [checkpointsOf(env), env.POC_AUDIT_CHECKPOINTS]) if (folder) keep(folder, made);
  return made;
}

function keep(folder: string, made: Checkpoint): void {
  mkdirSync(folder, { recursive: true });
  const name = `${String(made.size).padStart(9, '0')}-${made.at.replaceAll(':', '')}.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx' });
}

/** @returns checkpoints that lie beside the trail, each with its file, oldest first */
export function ownCheckpoints(env: Env): { file: string; checkpoint: Checkpoint }[] {
  const folder = checkpointsOf(env);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort();
  return files.map((name) => join(folder, name)).map((file) => ({ file, checkpoint: readCheckpoint(file) }));
}

/** @throws UnusableFile */
export const readCheckpoint = (file: string): Checkpoint => readAs(file, checkpointShape, 'a checkpoint');

/** @returns a JSON file, checked. @throws UnusableFile */
export function readAs<T>(file: string, shape: z.ZodType<T>, what: string): T {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const found = foundIn(error as NodeJS.ErrnoException);
    throw new UnusableFile(
      `${file}: found ${found}; expected ${what}, as npm run audit wrote it. Name such a file.`,
    );
  }
}

function foundIn(error: NodeJS.ErrnoException): string {
  if (error instanceof z.ZodError)
    return `${error.issues[0]?.path.join('.') || 'a value'} that is not usable`;
  return error.code ?? 'no JSON';
}

/** Did the holder of this key sign it? */
export const isSignedBy = (key: KeyObject, checkpoint: Checkpoint): boolean =>
  verify(null, signed(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'));

/** @throws UnusableFile */
export function readPublicKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file));
  } catch {
    throw new UnusableFile(
      `${file}: found no public key; expected one in PEM. Name the copy of state/audit/signing.pub that was put away with the checkpoints.`,
    );
  }
}

/** The digest of a public key, as checkpoints name it. */
const fingerprint = (key: KeyObject): string =>
  `sha256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')}`;

function signingKey(env: Env): KeyObject {
  const file = privateKeyFile(env);
  if (!existsSync(file)) makeKey(file);
  try {
    const key = createPrivateKey(readFileSync(file));
    writeFileSync(publicKeyFile(env), createPublicKey(key).export({ type: 'spki', format: 'pem' }));
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
