import { z } from 'zod';
import type { SignatureOf } from '../evidence/signatures.ts';
import type { Signature } from '../readiness/proof/signature.ts';
import { type ApiFailure, attempt, type Client, failureOf, type Place } from './client.ts';

/**
 * Judges one attestation of a file.
 *
 * @param bundle what GitHub's API gave for it: a Sigstore bundle, if it is what it should be
 * @param sha256 of the file, in hexadecimal digits
 */
export type Vouch = (bundle: unknown, sha256: string) => Promise<Signature>;

/** Later versions leave the bundle out, and name an address outside of the API where it lies. */
const API_VERSION = '2022-11-28';

const PAGE = 100;
/** Bytes that are made anew by each run have one attestation each; those that never change have many. */
const MOST_PAGES = 5;

const reply = z.object({ attestations: z.array(z.object({ bundle: z.unknown().optional() })) });

/**
 * Asks GitHub for the artifact attestations of a file, once for each digest, until one of them holds.
 *
 * @param load gives the judge; called at most once, and only when there is an attestation to judge
 * @see https://docs.github.com/rest/repos/attestations#list-attestations
 */
export function attestations(client: Client, place: Place, load: () => Promise<Vouch>): SignatureOf {
  const asked = new Map<string, Promise<Signature>>();
  let vouch: Promise<Vouch> | undefined;
  const once = (): Promise<Vouch> => {
    vouch ??= load();
    return vouch;
  };
  return (sha256) => {
    const answer = asked.get(sha256) ?? ask(client, place, once, sha256);
    asked.set(sha256, answer);
    return answer;
  };
}

async function ask(
  client: Client,
  place: Place,
  load: () => Promise<Vouch>,
  sha256: string,
): Promise<Signature> {
  const bundles = await bundlesOf(client, place, sha256);
  if (typeof bundles === 'string') return unsigned(bundles);
  if (bundles.length === 0) return unsigned('GitHub knows no attestation of it');
  const vouch = await load();
  const refused: string[] = [];
  for (const bundle of bundles) {
    const signature = bundle == null ? unsigned(BY_REFERENCE) : await vouch(bundle, sha256);
    if (signature.status === 'verified') return signature;
    refused.push(signature.why);
  }
  const [newest = ''] = refused;
  return unsigned(
    refused.length === 1
      ? newest
      : `none of its ${refused.length} attestations holds; of the newest ${newest}`,
  );
}

const unsigned = (why: string): Signature => ({ status: 'unsigned', why });

const BY_REFERENCE =
  'GitHub gave an address in place of its attestation, and the gate asks nobody but GitHub’s API';

/** @returns all bundles, newest first as GitHub lists them, or why there are none. */
async function bundlesOf(client: Client, place: Place, sha256: string): Promise<unknown[] | string> {
  const bundles: unknown[] = [];
  let after: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { data, headers } = await attempt(() =>
        client.rest.repos.listAttestations({
          ...place,
          subject_digest: `sha256:${sha256}`,
          per_page: PAGE,
          ...(after === undefined ? {} : { after }),
          headers: { 'X-GitHub-Api-Version': API_VERSION },
        }),
      );
      const read = reply.safeParse(data);
      if (!read.success) return 'GitHub’s list of attestations could not be read';
      bundles.push(...read.data.attestations.map(({ bundle }) => bundle));
      after = nextCursor(headers.link);
      if (after === undefined) break;
    }
  } catch (error) {
    return refusalOf(failureOf(error));
  }
  return bundles;
}

/** @returns the cursor in the address of the next page: `<https://…?after=Y3Vyc29y>; rel="next"`. */
function nextCursor(link: string | undefined): string | undefined {
  const next = /<([^<>]+)>; rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? undefined : (new URL(next).searchParams.get('after') ?? undefined);
}

function refusalOf({ status, message }: ApiFailure): string {
  if (status === 404) return 'GitHub knows no attestation of it (404)';
  if (status === 403 && !/rate limit/i.test(message))
    return 'GitHub may not be asked for attestations (403): give the job the permission `attestations: read`';
  return `GitHub could not be asked for attestations (${status ?? 'no answer'}: ${message.split('\n')[0]?.slice(0, 100)})`;
}
