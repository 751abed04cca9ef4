import { ASN1Obj } from '@sigstore/core';
import type { Signer } from '@sigstore/verify';

/**
 * What Fulcio took from the token of the run, and wrote into the certificate: the part that who signs cannot choose.
 *
 * @see https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
 */
const OIDS = {
  issuer: '1.3.6.1.4.1.57264.1.8',
  repository: '1.3.6.1.4.1.57264.1.12',
  commit: '1.3.6.1.4.1.57264.1.13',
  ref: '1.3.6.1.4.1.57264.1.14',
  repositoryId: '1.3.6.1.4.1.57264.1.15',
  entry: '1.3.6.1.4.1.57264.1.18',
} as const;

/** `signer` is the workflow that signed, `entry` the one that GitHub started: they differ where one calls the other. */
export type Claims = { signer: string | undefined } & { [K in keyof typeof OIDS]: string | undefined };

/** This repository, as GitHub tells the gate. */
export type Here = {
  /** `https://github.com`. */
  server: string;
  /** `owner/name`. */
  repository: string;
  /** Stays when a name is given to another repository; `null` where the event does not tell. */
  repositoryId: string | null;
};

const ISSUER = 'https://token.actions.githubusercontent.com';
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** @returns the claims of a certificate that was verified. */
export function claimsOf({ identity }: Signer): Claims {
  const texts = new Map(identity?.oids?.map(({ oid, value }) => [oid?.id.join('.'), textOf(value)]));
  const read = Object.entries(OIDS).map(([name, oid]) => [name, texts.get(oid)]);
  return { ...Object.fromEntries(read), signer: identity?.subjectAlternativeName } as Claims;
}

/** The values are UTF8Strings in DER; those of older extensions are bare text, and are not asked for. */
function textOf(value: Buffer): string | undefined {
  try {
    return ASN1Obj.parseBuffer(Buffer.from(value)).value.toString('utf8');
  } catch {
    return undefined;
  }
}

/** A workflow of this repository, and the commit that it ran on. */
export type Run = { workflow: string; commit: string };

/** @returns the run of this repository that signed, or what speaks against it. */
export function runOf(claims: Claims, here: Here): Run | string {
  const { issuer, repository, repositoryId, commit, ref = '' } = claims;
  if (issuer !== ISSUER) return `it was not signed by a run of GitHub Actions, but for ${shown(issuer)}`;
  if (!same(repository, `${here.server}/${here.repository}`))
    return `it was signed by a run of ${shown(repository)}, which is another repository`;
  if (here.repositoryId !== null && repositoryId !== here.repositoryId)
    return `it was signed by another repository that had this name (id ${shown(repositoryId)}, this is ${here.repositoryId})`;
  const workflow = workflowOf(claims.signer, here);
  if (workflow === null)
    return `it was signed by ${shown(claims.signer)}, which is no workflow of this repository`;
  if (workflowOf(claims.entry, here) === null)
    return `its run began with ${shown(claims.entry)}, which is no workflow of this repository`;
  if (!ref.startsWith('refs/') || commit === undefined || !COMMIT.test(commit))
    return 'its certificate does not say on which commit of a branch it ran';
  return { workflow, commit };
}

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** @returns `.github/workflows/x.yml` of `https://github.com/acme/triage/.github/workflows/x.yml@refs/heads/main`. */
function workflowOf(uri: string | undefined, { server, repository }: Here): string | null {
  const home = `${server}/${repository}/`;
  if (uri === undefined || !same(uri.slice(0, home.length), home)) return null;
  return (
    /^(\.github\/workflows\/[\w.-]+\.ya?ml)@(?:refs\/.+|[0-9a-f]{40})$/.exec(uri.slice(home.length))?.[1] ??
    null
  );
}

/** A certificate's text was chosen by others: in quotes, and not endless. */
const shown = (text: string | undefined): string =>
  text === undefined ? 'nobody' : JSON.stringify(text.slice(0, 200));
