import type { Manifest } from '../contract/manifest.ts';
import { nameKey, sameName } from './names.ts';

type User = Manifest['users'][number];

/** GitHub hides addresses behind `ID+LOGIN@users.noreply.github.com`. */
const NOREPLY_ID = /^\d+\+/;

/** An author is a name or an e-mail address; a name that is the part before the @ gives them away too. */
export function isKnownAs(author: string, name: string): boolean {
  const [local = ''] = author.split('@');
  return sameName(author, name) || sameName(local.replace(NOREPLY_ID, ''), name);
}

/** @returns whether a user is one of those who built it. */
export const isBuilder = ({ pseudonym }: User, authors: readonly string[]): boolean =>
  authors.some((author) => isKnownAs(author, pseudonym));

/** @returns how many people have agreed to use it: each once, without its builders, and by `today` where that is told. */
export function agreedUsers(users: readonly User[], authors: readonly string[], today?: string): number {
  const agreed = users.filter(
    ({ acknowledged_on: day }) => day !== null && (today === undefined || day <= today),
  );
  return new Set(agreed.filter((user) => !isBuilder(user, authors)).map((user) => nameKey(user.pseudonym)))
    .size;
}
