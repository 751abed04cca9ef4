import { z } from 'zod';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What says that a run of a workflow made a file, and what says that a run tested it. */
const PREDICATES = [
  'https://slsa.dev/provenance/v1',
  'https://in-toto.io/attestation/test-result/v0.1',
] as const;

/**
 * An in-toto statement, as far as it matters here.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 */
const statement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
  predicateType: z.string(),
  predicate: z.unknown(),
});

/** What the provenance that GitHub's own action writes says of its workflow. */
const provenance = z.object({
  buildDefinition: z.object({
    externalParameters: z.object({ workflow: z.object({ repository: z.string(), path: z.string() }) }),
  }),
});

/** What was signed. */
export type Payload = { payloadType: string; payload: Uint8Array };

/**
 * Is this a statement about this file, by this repository?
 *
 * @param repository its address, such as `https://github.com/acme/triage`
 * @returns what is wrong with it, or `null`
 */
export function statementFault(
  { payloadType, payload }: Payload,
  sha256: string,
  repository: string,
): string | null {
  const read = statement.safeParse(payloadType === PAYLOAD_TYPE ? parse(payload) : null);
  if (!read.success) return 'what it signs is no in-toto statement';
  const { subject, predicateType, predicate } = read.data;
  if (!subject.some(({ digest }) => digest.sha256?.toLowerCase() === sha256))
    return 'its statement is about another file: no subject has this digest';
  if (!PREDICATES.some((known) => known === predicateType))
    return `it attests ${JSON.stringify(predicateType.slice(0, 100))}, and neither where the file comes from nor a test result`;
  const workflow = provenance.safeParse(predicate).data?.buildDefinition.externalParameters.workflow;
  if (workflow !== undefined && workflow.repository.toLowerCase() !== repository.toLowerCase())
    return `its statement speaks of ${JSON.stringify(workflow.repository.slice(0, 100))}, which is another repository`;
  return null;
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
