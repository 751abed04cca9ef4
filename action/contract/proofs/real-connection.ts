import { z } from 'zod';
import { defineProof } from '../envelope.ts';
import { count, digest, moment, slug, text } from '../fields.ts';

const system = z.strictObject({
  id: slug.describe('The id of the system in poc.yaml.'),
  host: text.describe('The host that answered, without its scheme.'),
  environment: z.enum(['sandbox', 'production']),
  auth: z.enum(['oauth', 'api_key', 'service_account', 'mutual_tls', 'basic', 'none']),
  records_read: count,
  response_schema: digest.describe('Of the shape of the answer: names and types, not values.'),
  payload: digest.describe('Of the bytes of the answer.'),
  server_date: moment.nullable().describe('The Date header of the answer.'),
  requested_at: moment,
});

/** `evidence/integration/real-connection.json`: one live read of each system that `poc.yaml` declares. */
export const realConnection = defineProof({
  inputs: ['source', 'systems'],
  count: ({ systems }) => systems.length,
  result: z.strictObject({ systems: z.array(system) }),
});
