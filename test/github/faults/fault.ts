import { z } from 'zod';

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    /** A text goes out as HTML, as proxies in front of GitHub answer; anything else as JSON. */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    /** Was the request carried out, and only its answer lost? */
    applied: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: z.int().min(0) }),
  z.strictObject({ kind: z.literal('drop'), applied: z.boolean().default(false) }),
  /** 403 with `retry-after`, in seconds. */
  z.strictObject({ kind: z.literal('secondary-rate-limit'), retry_after: z.int().min(0) }),
  /** Another job comments at the same moment. Without more said, it is a twin: same author, same body. */
  z.strictObject({
    kind: z.literal('rival-comment'),
    when: z.enum(['before', 'after']).default('before'),
    user: z.string().optional(),
    body: z.string().optional(),
  }),
]);
export type Effect = z.infer<typeof effect>;

/** Something that goes wrong on purpose. */
export const fault = z.strictObject({
  /** `METHOD /path`; a part in braces, or `*`, is any one part. The path begins after `/api/v3`. */
  on: z.string().regex(/^[A-Z]+ \/\S*$/, { error: 'expected a method and a path, such as GET /user' }),
  /** Which of the requests that `on` names, from 1; or `every`. */
  nth: z.union([z.int().min(1), z.literal('every')]).default(1),
  effect,
});
export type Fault = z.infer<typeof fault>;

function covers(fault: Fault, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = fault.on.split(' ');
  const wanted = wantedPath.split('/');
  const given = path.split('/');
  const same = (part: string, index: number) => part === '*' || part.startsWith('{') || part === given[index];
  return wantedMethod === method && wanted.length === given.length && wanted.every(same);
}

/** @returns a function that counts requests and says which effects strike this one, in the order declared. */
export function countFaults(faults: readonly Fault[]): (method: string, path: string) => Effect[] {
  const seen = new Map<Fault, number>();
  return (method, path) =>
    faults
      .filter((entry) => {
        if (!covers(entry, method, path)) return false;
        const count = (seen.get(entry) ?? 0) + 1;
        seen.set(entry, count);
        return entry.nth === 'every' || entry.nth === count;
      })
      .map((entry) => entry.effect);
}
