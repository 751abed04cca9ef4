import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fetch } from '../model/select.ts';
import { readYaml } from '../yaml.ts';

/** How many items an hour something can take, and from what that follows. */
export type Ceiling = { name: string; perHour: number; from: string };

/** @returns what gives way first, in words. */
export function bindingConstraint(ceilings: readonly Ceiling[]): string {
  const [first, ...rest] = ceilings;
  if (first === undefined) return 'nothing was measured that has an end';
  const lowest = rest.reduce((low, one) => (one.perHour < low.perHour ? one : low), first);
  return `${lowest.name}, at about ${Math.floor(lowest.perHour)} items an hour: ${lowest.from}`;
}

/** What a provider says of its limits, in the headers of its answers. */
export type Limits = { requestsPerMinute: number | null; tokensPerMinute: number | null; refused: number };

const REQUESTS = ['x-ratelimit-limit-requests', 'anthropic-ratelimit-requests-limit'];
const TOKENS = ['x-ratelimit-limit-tokens', 'anthropic-ratelimit-tokens-limit'];

/** @returns the network, and what a provider says through it. */
export function listening(inner: Fetch = fetch): { fetch: Fetch; limits: Limits } {
  const limits: Limits = { requestsPerMinute: null, tokensPerMinute: null, refused: 0 };
  return {
    limits,
    async fetch(...request) {
      const response = await inner(...request);
      const number = (names: readonly string[]) => {
        const said = names.map((name) => response.headers.get(name)).find((one) => one !== null);
        return Number(said) > 0 ? Number(said) : null;
      };
      limits.requestsPerMinute = number(REQUESTS) ?? limits.requestsPerMinute;
      limits.tokensPerMinute = number(TOKENS) ?? limits.tokensPerMinute;
      if (response.status === 429) limits.refused += 1;
      return response;
    },
  };
}

/** What the items of a load took, in all. */
export type Taken = { items: number; calls: number; tokens: number; handedOver: number; cpuMs: number };

/** @param perHour how many items were answered an hour */
export function measuredCeilings(taken: Taken, limits: Limits, perHour: number): Ceiling[] {
  const { items, calls, tokens, cpuMs } = taken;
  const each = (amount: number) => amount / items;
  const found: Ceiling[] = [];
  // Of one process, extrapolated from what was measured: nobody sent so many.
  if (items > 0 && cpuMs > 0)
    found.push({
      name: 'the processor',
      perHour: 3_600_000 / each(cpuMs),
      from: `${each(cpuMs).toFixed(1)} ms of it for an item`,
    });
  const { requestsPerMinute: requests, tokensPerMinute, refused } = limits;
  if (requests !== null && calls > 0)
    found.push({
      name: 'the rate limit of the provider',
      perHour: (requests * 60) / each(calls),
      from: `${requests} requests a minute by its headers, and ${each(calls).toFixed(2)} for an item`,
    });
  if (tokensPerMinute !== null && tokens > 0)
    found.push({
      name: 'the token limit of the provider',
      perHour: (tokensPerMinute * 60) / each(tokens),
      from: `${tokensPerMinute} tokens a minute by its headers, and ${Math.ceil(each(tokens))} for an item`,
    });
  if (refused > 0)
    found.push({
      name: 'the rate limit of the provider',
      perHour,
      from: `it refused ${refused} requests under this load (status 429)`,
    });
  return found;
}

const people = z.looseObject({ users: z.array(z.unknown()) });
const guess = z.looseObject({ estimate: z.looseObject({ minutes: z.number().positive() }).nullable() });

/** @returns how many items people can take by hand of those that are handed over; `null` where that is not known. */
export function peopleCeiling(root: string, { items, handedOver }: Taken): Ceiling | null {
  const count = readYaml(join(root, 'poc.yaml'), people).users.length;
  const timings = join(root, 'baseline/timings.csv');
  const timed = existsSync(timings) ? minutesOf(readFileSync(timings, 'utf8')) : null;
  const minutes = timed ?? readYaml(join(root, 'baseline.yaml'), guess).estimate?.minutes ?? null;
  if (count === 0 || minutes === null || handedOver === 0) return null;
  const share = handedOver / items;
  return {
    name: 'the people',
    perHour: (count * 60) / minutes / share,
    from: `${count} of them at ${minutes.toFixed(1)} minutes by hand (${timed === null ? 'a guess' : 'timed'}), and ${Math.ceil(share * 100)} % of the items are handed over`,
  };
}

/** @returns the median minutes of `baseline/timings.csv`, guesses left out; `null` while nothing was timed. */
export function minutesOf(csv: string): number | null {
  const [header = [], ...rows] = csv.trim().split('\n').map(cells);
  const column = (name: string) => header.indexOf(name);
  const [from, to, paused] = [column('started_at'), column('stopped_at'), column('interrupted_s')];
  const minutes = rows
    .filter((row) => row[column('method')] !== 'estimate')
    .map(
      (row) => (Date.parse(row[to] ?? '') - Date.parse(row[from] ?? '')) / 60_000 - Number(row[paused]) / 60,
    )
    .filter((one) => one > 0)
    .sort((a, b) => a - b);
  return minutes[Math.floor(minutes.length / 2)] ?? null;
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
