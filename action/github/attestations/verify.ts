import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { type Signer, toSignedEntity, toTrustMaterial, VerificationError, Verifier } from '@sigstore/verify';
import type { Signature } from '../../readiness/proof/signature.ts';
import type { Vouch } from '../attestations.ts';
import { claimsOf, type Here, type Run, runOf } from './identity.ts';
import { statementFault } from './statement.ts';
import { publicRoot, readRoots } from './trusted-roots.ts';

/** What an attestation has to agree with. */
export type Expected = Here & {
  /** What speaks against a run whose certificate is in order: `null` when its commit leads here. */
  runFault(run: Run): Promise<string | null>;
};

/**
 * An attestation holds when its signature and its certificate do, when it is about this very file, and when the
 * certificate names a workflow of this repository on a commit that leads here. In this order, so that nothing which
 * nobody signed is told.
 *
 * @param moreRoots lines of trusted roots besides the public one, as `gh attestation trusted-root` prints them
 */
export function vouching(expected: Expected, moreRoots: string | null): Vouch {
  const more = moreRoots === null ? [] : readRoots(moreRoots);
  if (!Array.isArray(more)) {
    const why = `the file of \`trusted-root\` cannot be used: ${more.problem}`;
    return async () => ({ status: 'unsigned', why });
  }
  const verifiers = [publicRoot(), ...more].map(verifierOf);
  return async (json, sha256) => {
    const judged = await judge(json, sha256, expected, verifiers);
    return typeof judged === 'string' ? { status: 'unsigned', why: judged } : judged;
  };
}

/** A log that a root has must have seen the signature. GitHub's root for private repositories has none, but a clock. */
const verifierOf = (root: TrustedRoot): Verifier =>
  new Verifier(toTrustMaterial(root), {
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  });

async function judge(
  json: unknown,
  sha256: string,
  expected: Expected,
  verifiers: readonly Verifier[],
): Promise<Signature | string> {
  const bundle = open(json);
  if (bundle?.content.$case !== 'dsseEnvelope')
    return 'its attestation is no Sigstore bundle with a statement';
  const signer = signerOf(bundle, verifiers);
  if (typeof signer === 'string') return signer;
  const { dsseEnvelope } = bundle.content;
  const fault = statementFault(dsseEnvelope, sha256, `${expected.server}/${expected.repository}`);
  if (fault !== null) return fault;
  const run = runOf(claimsOf(signer), expected);
  if (typeof run === 'string') return run;
  return (await expected.runFault(run)) ?? { status: 'verified', ...run };
}

function open(json: unknown): Bundle | null {
  try {
    return bundleFromJSON(json);
  } catch {
    return null;
  }
}

/** @returns who signed, by the first root that knows, or why the root that came furthest does not. */
function signerOf(bundle: Bundle, verifiers: readonly Verifier[]): Signer | string {
  const refused: string[] = [];
  for (const verifier of verifiers) {
    try {
      return verifier.verify(toSignedEntity(bundle));
    } catch (error) {
      refused.push(error instanceof VerificationError ? error.code : '');
    }
  }
  const furthest = Object.keys(REFUSALS).find((code) => refused.includes(code)) ?? '';
  if (BEFORE_THE_CHAIN.has(furthest) && isOfGitHub(bundle)) return OF_GITHUB;
  return REFUSALS[furthest] ?? 'its attestation could not be verified: a part of it cannot be read';
}

/** Private repositories have another clock and another authority. */
const BEFORE_THE_CHAIN: ReadonlySet<string> = new Set(['CERTIFICATE_ERROR', 'TIMESTAMP_ERROR']);
const UNFIT = 'its signature is not of what it says: the attestation was changed';
const NOT_LOGGED = 'the transparency log does not vouch for its signature';

/** By how far a verifier comes before it stops, the furthest first. */
const REFUSALS: Readonly<Record<string, string>> = {
  SIGNATURE_ERROR: UNFIT,
  TLOG_BODY_ERROR: UNFIT,
  TLOG_INCLUSION_PROOF_ERROR: NOT_LOGGED,
  TLOG_INCLUSION_PROMISE_ERROR: NOT_LOGGED,
  TLOG_MISSING_INCLUSION_ERROR: NOT_LOGGED,
  TLOG_ERROR: NOT_LOGGED,
  CERTIFICATE_ERROR:
    'its certificate is of no authority that is trusted here, or was not valid at the time of the signature',
  PUBLIC_KEY_ERROR: 'it was signed with a key of its own, and not by a run of GitHub Actions',
  TIMESTAMP_ERROR: 'no trusted clock says when it was signed',
};

const OF_GITHUB =
  'it was signed by GitHub’s own Sigstore, as those of private repositories are, whose root this gate does not have: name a file of `gh attestation trusted-root` with `trusted-root`';

/** The issuer of the certificate is text in DER; here it only chooses the words of a refusal. */
function isOfGitHub({ verificationMaterial: { content } }: Bundle): boolean {
  if (content.$case === 'publicKey') return false;
  const [leaf] =
    content.$case === 'certificate' ? [content.certificate] : content.x509CertificateChain.certificates;
  return Buffer.from(leaf?.rawBytes ?? []).includes('GitHub, Inc.');
}
