import type { Exchange } from './exchange.ts';

/** GitHub gives at most this many entries, whatever is asked for. */
const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 30;

type Page<T> = { entries: T[]; headers: Record<string, string> };

/** @returns the page that the query asks for, with GitHub's `link` header when there is more than one. */
export function page<T>(all: readonly T[], exchange: Pick<Exchange, 'query' | 'address'>): Page<T> {
  const asked = Number(exchange.query.per_page ?? DEFAULT_PAGE);
  const size = Math.min(LARGEST_PAGE, asked < 1 ? DEFAULT_PAGE : asked);
  const current = Math.max(1, Number(exchange.query.page ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const entries = all.slice((current - 1) * size, current * size);
  const link = links(current, last)
    .map(([rel, number]) => `<${pageAddress(exchange, number)}>; rel="${rel}"`)
    .join(', ');
  return { entries, headers: link === '' ? {} : { link } };
}

function links(current: number, last: number): [string, number][] {
  const back: [string, number][] = [['prev', current - 1]];
  const on: [string, number][] = [
    ['next', current + 1],
    ['last', last],
  ];
  const first: [string, number][] = [['first', 1]];
  return [...(current > 1 ? back : []), ...(current < last ? on : []), ...(current > 1 ? first : [])];
}

function pageAddress({ address, query }: Pick<Exchange, 'query' | 'address'>, number: number): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...query, page: number })) search.set(key, String(value));
  return `${address}?${search}`;
}
