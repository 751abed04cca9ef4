/** Who can have an address: anybody, a private network, or nobody's system of record. */
export type Reach = { kind: 'public' } | { kind: 'private' | 'never'; why: string };

type Range = { from: readonly number[]; bits: number; kind: 'private' | 'never'; why: string };

const range = (
  kind: Range['kind'],
  why: string,
  ...blocks: readonly (readonly [readonly number[], number])[]
): Range[] => blocks.map(([from, bits]) => ({ from, bits, kind, why }));

/**
 * Bytes of IPv4.
 *
 * @see IANA IPv4 Special-Purpose Address Registry (RFC 6890); RFC 1918, RFC 6598, RFC 5737, RFC 2544
 */
const IPV4: readonly Range[] = [
  ...range('never', 'the machine that asks', [[127], 8], [[0], 8]),
  ...range('never', 'an address that ends at the next cable', [[169, 254], 16]),
  ...range('never', 'an address for documents', [[192, 0, 2], 24], [[198, 51, 100], 24], [[203, 0, 113], 24]),
  ...range('never', 'an address for benchmarks', [[198, 18], 15]),
  ...range('never', 'no address of one machine', [[224], 3]),
  ...range(
    'private',
    'an address of a private network',
    [[10], 8],
    [[172, 16], 12],
    [[192, 168], 16],
    [[100, 64], 10],
  ),
];

/**
 * Bytes of IPv6.
 *
 * @see IANA IPv6 Special-Purpose Address Registry (RFC 6890); RFC 4193, RFC 4291, RFC 3849
 */
const IPV6: readonly Range[] = [
  ...range('never', 'an address that ends at the next cable', [[0xfe, 0x80], 10]),
  ...range('never', 'an address for documents', [[0x20, 0x01, 0x0d, 0xb8], 32]),
  ...range('never', 'no address of one machine', [[0xff], 8]),
  ...range('private', 'an address of a private network', [[0xfc], 7]),
];

/** Prefixes of IPv6 that hold an address of IPv4 in their last four bytes: mapped, compatible (with `::` and `::1`), NAT64. */
const HOLD_IPV4 = ['00000000000000000000ffff', '0'.repeat(24), '0064ff9b0000000000000000'];

/** @returns who can have the address; `null` where the host is a name. It is written as WHATWG's URL writes it. */
export function reachOfAddress(host: string): Reach | null {
  if (/^\d+(?:\.\d+){3}$/.test(host)) return reachIn(IPV4, host.split('.').map(Number));
  if (!host.startsWith('[')) return null;
  const bytes = bytesOfIpv6(host);
  const prefix = bytes
    .slice(0, 12)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return HOLD_IPV4.includes(prefix) ? reachIn(IPV4, bytes.slice(12)) : reachIn(IPV6, bytes);
}

function reachIn(ranges: readonly Range[], bytes: readonly number[]): Reach {
  const found = ranges.find(({ from, bits }) => samePrefix(bytes, from, bits));
  return found === undefined ? { kind: 'public' } : { kind: found.kind, why: found.why };
}

const samePrefix = (bytes: readonly number[], from: readonly number[], bits: number): boolean =>
  bytes.every((byte, i) => {
    const mask = (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))) & 0xff;
    return (byte & mask) === ((from[i] ?? 0) & mask);
  });

/** `[2001:db8::1]`, in which one run of zeros is left out. */
function bytesOfIpv6(host: string): number[] {
  const [head = '', tail] = host.slice(1, -1).split('::');
  const left = bytesOfGroups(head);
  const right = bytesOfGroups(tail ?? '');
  return [...left, ...new Array<number>(16 - left.length - right.length).fill(0), ...right];
}

const bytesOfGroups = (groups: string): number[] =>
  groups === ''
    ? []
    : groups.split(':').flatMap((group) => {
        const value = Number.parseInt(group, 16);
        return [value >> 8, value & 0xff];
      });
