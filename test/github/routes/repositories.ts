import { type Exchange, inRepository } from '../exchange/exchange.ts';
import { findRepository } from '../state/state.ts';
import { account } from './people.ts';

/** @returns what is known of a repository by its full name; a fork need not be in the state. */
export function repositoryReply(fullName: string, exchange: Exchange) {
  const [owner = '', name = ''] = fullName.split('/');
  const stated = findRepository(exchange.state, owner, name);
  const isPrivate = stated?.private ?? false;
  return {
    name,
    full_name: fullName,
    owner: account(owner, exchange),
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    default_branch: stated?.default_branch ?? 'main',
    url: `${exchange.api}/repos/${fullName}`,
    html_url: `${exchange.state.html_url}/${fullName}`,
  };
}

export const getRepository = inRepository((exchange, { owner, name }) => {
  return { status: 200, body: repositoryReply(`${owner}/${name}`, exchange) };
});
