import type { Exchange } from '../exchange/exchange.ts';

type Place = Pick<Exchange, 'api' | 'state'>;

/** Known of GitHub's own bot; any other login gets a number that is stable and its own in practice. */
const ACTIONS_BOT = { login: 'github-actions[bot]', id: 41898282 };

function numberOf(login: string): number {
  if (login === ACTIONS_BOT.login) return ACTIONS_BOT.id;
  return [...login].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 2_000_000_011, 7);
}

/** @returns the account of a login; one that ends in `[bot]` is an app's. */
export function account(login: string, { api, state }: Place) {
  const bot = /^(.*)\[bot\]$/.exec(login)?.[1];
  return {
    login,
    id: numberOf(login),
    type: bot === undefined ? 'User' : 'Bot',
    site_admin: false,
    url: `${api}/users/${encodeURIComponent(login)}`,
    html_url: bot === undefined ? `${state.html_url}/${login}` : `${state.html_url}/apps/${bot}`,
  };
}

/** @returns the app behind a check run, by its slug. */
export function app(slug: string, place: Place) {
  return {
    // The number and name of GitHub Actions are known; of other apps only the slug is.
    ...(slug === 'github-actions'
      ? { id: 15368, name: 'GitHub Actions' }
      : { id: numberOf(slug), name: slug }),
    slug,
    owner: account('github', place),
    html_url: `${place.state.html_url}/apps/${slug}`,
  };
}
