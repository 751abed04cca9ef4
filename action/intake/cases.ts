import type { EvalCase } from '../contract/eval-case.ts';
import type { Item, ItemKind, Malformed } from './entry.ts';
import type { Target } from './labels.ts';
import { slicesIn } from './slices.ts';

/** @returns 64 hexadecimal digits that depend on a secret key and the text. */
export type KeyedHash = (text: string) => string;

/** What all cases of one import have in common. */
export type Origin = {
  sourceSystem: string;
  sampling: 'consecutive' | 'random';
  sampledAt: string;
  suite: EvalCase['suite'];
};

const PREFIX: Record<ItemKind, string> = { mail: 'm', row: 'r', text: 't' };

/** Ten hexadecimal digits: in 6,000 items two alike by chance once in 60,000 imports, and then one counts as a duplicate. */
const ID_DIGITS = 10;

const digestOf = (identifier: string, sourceSystem: string, hash: KeyedHash): string =>
  hash(`${sourceSystem}\n${identifier}`);

/** @returns a short name that stays the same from import to import, and tells nothing without the key. */
export function caseId(item: Item, sourceSystem: string, hash: KeyedHash): string {
  return `${PREFIX[item.kind]}-${digestOf(item.identifier, sourceSystem, hash).slice(0, ID_DIGITS)}`;
}

/** @returns the case of an item. `label` is the workflow's; the source's own becomes a slice when it says more. */
export function itemCase(item: Item, label: Target, origin: Origin, hash: KeyedHash): EvalCase {
  const own = item.label === null || item.label === label ? [] : [item.label];
  return {
    id: caseId(item, origin.sourceSystem, hash),
    input: { fields: item.fields },
    expected: label === null ? { outcome: 'needs_person' } : { label },
    ...provenance(item.identifier, origin, hash),
    slices: [...new Set([...own, ...slicesIn(item)])],
    suite: label === null ? 'unanswerable' : origin.suite,
  };
}

/** @returns the case of something that did not parse: its bytes, of many only the first, and that it should be refused. */
export function malformedCase(entry: Malformed, origin: Origin, hash: KeyedHash): EvalCase {
  const raw_base64 = Buffer.from(entry.raw).toString('base64');
  const isWhole = entry.raw.length === entry.bytes;
  return {
    id: `x-${digestOf(entry.identifier, origin.sourceSystem, hash).slice(0, ID_DIGITS)}`,
    input: isWhole ? { raw_base64 } : { raw_base64, raw_bytes: entry.bytes },
    expected: { outcome: 'refused' },
    ...provenance(entry.identifier, origin, hash),
    slices: ['real', entry.reason],
    suite: 'malformed',
  };
}

function provenance(identifier: string, origin: Origin, hash: KeyedHash) {
  return {
    origin: 'real' as const,
    source_system: origin.sourceSystem,
    source_ref: `hmac-sha256:${digestOf(identifier, origin.sourceSystem, hash)}`,
    sampled_at: origin.sampledAt,
    sampling: origin.sampling,
  };
}

/**
 * @returns at most `limit` of the entries, taken in turn from each reason, so that a common reason does not crowd
 * out the rare ones; in the source's order.
 */
export function spreadOverReasons(entries: readonly Malformed[], limit: number): Malformed[] {
  const queues = new Map<string, Malformed[]>();
  for (const entry of entries) {
    const queue = queues.get(entry.reason);
    if (queue) queue.push(entry);
    else queues.set(entry.reason, [entry]);
  }
  const taken = new Set<Malformed>();
  for (let round = 0; taken.size < Math.min(limit, entries.length); round++) {
    for (const queue of queues.values()) {
      const entry = queue[round];
      if (entry !== undefined && taken.size < limit) taken.add(entry);
    }
  }
  return entries.filter((entry) => taken.has(entry));
}
