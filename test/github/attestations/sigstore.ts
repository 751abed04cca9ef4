import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { X509Certificate } from '@sigstore/core';
import { initializeCA, initializeTLog, initializeTSA } from '@sigstore/mock';

/** A Sigstore of the tests: an authority, its logs and a clock, with real keys. */
export type Sigstore = {
  /** Its trusted root, as one line of JSON: what `gh attestation trusted-root` prints. */
  root: string;
  /** Signs a statement for a run, and returns the bundle. */
  attest(attested: Attested): Promise<Bundle>;
};

/** A Sigstore bundle in JSON, as far as the tests change it. */
export type Bundle = {
  mediaType: string;
  verificationMaterial: {
    certificate: { rawBytes: string };
    tlogEntries: { integratedTime: string; inclusionProof: object; inclusionPromise: object }[];
    timestampVerificationData: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
};

/** What is attested, and by whom. Everything but the digest has the value of a run that is in order. */
export type Attested = {
  sha256: string;
  commit: string;
  repository?: string;
  repositoryId?: string;
  /** Path and ref of the workflow that signs. */
  workflow?: string;
  /** Its repository, when it is that of another. */
  workflowOf?: string;
  /** The workflow that GitHub started, when it called the one that signs. */
  entry?: string;
  ref?: string;
  issuer?: string;
  server?: string;
  predicateType?: string;
  predicate?: unknown;
  /** The whole text in place of a statement. */
  payload?: string;
  payloadType?: string;
  /** Does a clock say when it was signed, besides what the log says? Without a log it always does. */
  stamped?: boolean;
};

/** `private`: without logs, as GitHub's own is. `unseen`: it has logs, and its certificates are in none. */
export type Kind = 'public' | 'private' | 'unseen';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const keys = (): KeyPairKeyObjectResult => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

type Instance = {
  kind: Kind;
  ca: Awaited<ReturnType<typeof initializeCA>>;
  ctlog: CertificateLog;
  tlog: Awaited<ReturnType<typeof initializeTLog>>;
  tsa: Awaited<ReturnType<typeof initializeTSA>>;
};

/** The clock stands still, so at a moment at which every certificate of the next minutes is valid. */
const WHILE_VALID = 5 * 60_000;
/** The verifier reads fractions of seconds only when they have three digits; a clock of Sigstore writes none. */
const inWholeSeconds = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

/** @param loggedAt what the log and the clock say of every signature; the truth unless told */
export async function openSigstore(kind: Kind = 'public', loggedAt?: Date): Promise<Sigstore> {
  const ctlog = openCertificateLog();
  const instance: Instance = {
    kind,
    ctlog,
    ca: await initializeCA(keys(), kind === 'public' ? ctlog : undefined),
    tlog: await initializeTLog('https://rekor.test', keys(), loggedAt),
    tsa: await initializeTSA(keys(), inWholeSeconds(loggedAt?.getTime() ?? Date.now() + WHILE_VALID)),
  };
  return { root: JSON.stringify(rootOf(instance)), attest: (attested) => attest(instance, attested) };
}

type CertificateLog = NonNullable<Parameters<typeof initializeCA>[1]>;

/** The mock's own writes stamps that the verifier cannot read. See RFC 6962, section 3.2. */
function openCertificateLog(): CertificateLog {
  const { publicKey, privateKey } = keys();
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const logID = sha256(spki);
  const log = async (certificate: ArrayBuffer, issuer: ArrayBuffer): Promise<ArrayBuffer> => {
    const tbs = X509Certificate.parse(Buffer.from(certificate)).tbsCertificate.toDER();
    const at = bigEndian(Date.now(), 8);
    const entry = [bigEndian(1, 2), Buffer.from(issuer), bigEndian(tbs.length, 3), tbs, bigEndian(0, 2)];
    const sig = sign('sha256', Buffer.concat([bigEndian(0, 2), at, ...entry]), privateKey);
    // SHA-256 is 4, and ECDSA 3 (RFC 5246, section 7.4.1.4.1).
    const tail = [bigEndian(0, 2), bigEndian(0x0403, 2), bigEndian(sig.length, 2), sig];
    const stamp = Buffer.concat([bigEndian(0, 1), logID, at, ...tail]);
    return new Uint8Array(Buffer.concat([bigEndian(stamp.length, 2), stamp])).buffer;
  };
  return { publicKey: spki, logID, log };
}

const bigEndian = (value: number, bytes: number): Buffer =>
  Buffer.from(
    BigInt(value)
      .toString(16)
      .padStart(bytes * 2, '0'),
    'hex',
  );

async function attest(instance: Instance, attested: Attested): Promise<Bundle> {
  const { publicKey, privateKey } = keys();
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const certificate = await instance.ca.issueCertificate({ publicKey: spki, ...claims(attested) });
  const payload = Buffer.from(attested.payload ?? JSON.stringify(statement(attested)));
  const { payloadType = 'application/vnd.in-toto+json', stamped = instance.kind === 'private' } = attested;
  const sig = sign('sha256', encode(payloadType, payload), privateKey);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: certificate.toString('base64') },
      tlogEntries: instance.kind === 'private' ? [] : [await logged(instance, payload, sig, certificate)],
      timestampVerificationData: {
        rfc3161Timestamps: stamped ? [{ signedTimestamp: await timestamp(instance, sig) }] : [],
      },
    },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: sig.toString('base64'), keyid: '' }],
    },
  };
}

/** What the log answers, as far as a bundle takes it over. */
type LogEntry = {
  logIndex: number;
  logID: string;
  integratedTime: number;
  body: string;
  verification: {
    signedEntryTimestamp: string;
    inclusionProof: { logIndex: number; rootHash: string; treeSize: number; checkpoint: string };
  };
};

async function logged({ tlog }: Instance, payload: Buffer, sig: Buffer, certificate: Buffer) {
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const signatures = [{ signature: sig.toString('base64'), verifier: Buffer.from(pem).toString('base64') }];
  const payloadHash = { algorithm: 'sha256', value: sha256(payload).toString('hex') };
  const entries = await tlog.log({ apiVersion: '0.0.1', kind: 'dsse', spec: { payloadHash, signatures } });
  const [entry] = Object.values(entries as Record<string, LogEntry>);
  if (entry === undefined) throw new Error('the log gave no entry');
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: base64(entry.logID) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: base64(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

async function timestamp({ tsa }: Instance, sig: Buffer): Promise<string> {
  const stamp = await tsa.timestamp({
    artifactHash: sha256(sig),
    hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
    policyOID: '1.3.6.1.4.1.57264.2',
    nonce: 1,
  });
  return stamp.toString('base64');
}

const ALWAYS = { start: '2020-01-01T00:00:00Z' };

function rootOf({ kind, ca, ctlog, tlog, tsa }: Instance) {
  const hasLogs = kind !== 'private';
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: hasLogs ? [logOf(tlog.publicKey)] : [],
    certificateAuthorities: [authorityOf(ca.rootCertificate)],
    ctlogs: hasLogs ? [logOf(ctlog.publicKey)] : [],
    timestampAuthorities: [authorityOf(tsa.intCertificate, tsa.rootCertificate)],
  };
}

const logOf = (publicKey: Buffer) => ({
  baseUrl: 'https://rekor.test',
  hashAlgorithm: 'SHA2_256',
  publicKey: {
    rawBytes: publicKey.toString('base64'),
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    validFor: ALWAYS,
  },
  logId: { keyId: sha256(publicKey).toString('base64') },
});

const authorityOf = (...chain: Buffer[]) => ({
  subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
  uri: 'https://fulcio.test',
  certChain: { certificates: chain.map((one) => ({ rawBytes: one.toString('base64') })) },
  validFor: ALWAYS,
});

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** The bytes that are signed (DSSE, https://github.com/secure-systems-lab/dsse/blob/master/protocol.md). */
const encode = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);

const WORKFLOW = '.github/workflows/poc.yml';

/** What the authority writes into the certificate, from the token of the run. */
function claims(attested: Attested) {
  const { server = 'https://github.com', repository = 'acme/triage', ref = 'refs/heads/main' } = attested;
  const { workflow = `${WORKFLOW}@${ref}`, workflowOf = repository, commit } = attested;
  const home = `${server}/${repository}`;
  const signer = `${server}/${workflowOf}/${workflow}`;
  const values: Record<string, string> = {
    8: attested.issuer ?? 'https://token.actions.githubusercontent.com',
    9: signer,
    12: home,
    13: commit,
    14: ref,
    15: attested.repositoryId ?? '186853002',
    18: attested.entry ?? `${home}/${WORKFLOW}@${ref}`,
  };
  return {
    subjectAltName: signer,
    extensions: Object.entries(values).map(([n, value]) => ({ oid: `1.3.6.1.4.1.57264.1.${n}`, value })),
  };
}

/** What a statement says is up to who signs: it speaks of this repository, whoever that is. */
function statement({ sha256: digest, predicateType, predicate }: Attested) {
  const workflow = { ref: 'refs/heads/main', repository: 'https://github.com/acme/triage', path: WORKFLOW };
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'run.json', digest: { sha256: 'f'.repeat(64) } },
      { name: 'results.jsonl', digest: { sha256: digest } },
    ],
    predicateType: predicateType ?? 'https://slsa.dev/provenance/v1',
    predicate: predicate ?? { buildDefinition: { externalParameters: { workflow } } },
  };
}
