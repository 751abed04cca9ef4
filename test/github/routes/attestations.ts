import { type Exchange, inRepository } from '../exchange/exchange.ts';
import { notFound } from '../exchange/reply.ts';
import type { Attestation } from '../state/repository.ts';

const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 30;
/** The repositories of the tests have no ids, and GitHub's description requires none here. */
const STORE = 'https://attestations.invalid/';

/** 404 when there is none, and pages by cursor, as GitHub answers. */
export const listAttestations = inRepository((exchange, repository) => {
  const { subject_digest: digest } = exchange.path;
  const all = repository.attestations.filter((one) => one.subject_digest === digest);
  if (all.length === 0) return notFound();
  const first = Number(exchange.query.after ?? 0);
  const next = first + Math.min(LARGEST_PAGE, Number(exchange.query.per_page ?? DEFAULT_PAGE));
  const attestations = all.slice(first, next).map(attestationReply);
  return {
    status: 200,
    body: { attestations },
    headers: next < all.length ? { link: `<${address(exchange, next)}>; rel="next"` } : {},
  };
});

const attestationReply = ({ bundle }: Attestation, index: number) => ({
  ...(bundle === null ? {} : { bundle }),
  bundle_url: `${STORE}${index}.json.sn`,
});

function address({ address: here, query }: Exchange, after: number): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...query, after })) search.set(key, String(value));
  return `${here}?${search}`;
}
