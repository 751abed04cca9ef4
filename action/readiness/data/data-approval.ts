import type { DataSource } from '../../contract/data-register.ts';
import { OWNERS_FILE } from '../../contract/owners.ts';
import { dayOf, daysAfter } from '../clock.ts';
import { nameKey, sameName } from '../names.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isProposer, type Proposal } from '../policy/proposer.ts';

/** What decides whether the approval of a source counts. */
export type ApprovalTerms = {
  /** Who may approve data, by the owners in force. */
  owners: readonly string[];
  /** Whether this pull request changes who that is. */
  ownersChanged: boolean;
  proposal: Proposal;
  /** The register of the base, where there is one. */
  before: readonly DataSource[];
  /** The register of this tree. */
  all: readonly DataSource[];
  now: Date;
  mostDays: number;
};

/** Why a source is not shown to be allowed, to follow its id. `fails` where what was read misses the bar. */
export type ApprovalFault = { field: keyof DataSource; why: string; fails: boolean };

const BOILERPLATE = 3;

/** A person gives each source its own yes: named, dated, ending, and about this row (gate.md, T12). */
export function approvalFault(source: DataSource, terms: ApprovalTerms): ApprovalFault | null {
  return (
    unfilled(source) ?? unapproved(source, terms) ?? outOfTime(source, terms) ?? secondHand(source, terms)
  );
}

const open = (field: keyof DataSource, why: string): ApprovalFault => ({ field, why, fails: false });
const missed = (field: keyof DataSource, why: string): ApprovalFault => ({ field, why, fails: true });

const WILDCARD =
  /[*?]|^(?:all|any|every|each|everything|anything|everyone|anyone|everybody|anybody|various)$/i;
/** Such as `any vendor of a model`; a firm may be called All Covered. */
const WILD_PHRASE = /^(?:[Aa]ll|[Aa]ny|[Ee]very|[Ee]ach|[Vv]arious)\s+\p{Ll}/u;

/** Does a name stand for whatever there is? */
export const isWildcard = (name: string): boolean =>
  WILDCARD.test(name.trim()) || WILD_PHRASE.test(name.trim());

function unfilled({ owner, purpose, processors }: DataSource): ApprovalFault | null {
  if (isPlaceholder(owner)) return open('owner', `has "${owner}" as its owner`);
  if (isPlaceholder(purpose)) return open('purpose', `has "${purpose}" as its purpose`);
  const wild = processors.find(isWildcard);
  if (wild !== undefined) return missed('processors', `may go to "${wild}", which is anybody`);
  const unsaid = processors.find(isPlaceholder);
  if (processors.length === 0 || unsaid !== undefined)
    return open('processors', `names ${unsaid === undefined ? 'nobody' : `"${unsaid}"`} that may receive it`);
  return null;
}

function unapproved(source: DataSource, terms: ApprovalTerms): ApprovalFault | null {
  const { approved_by: by, approved_on: on, expires_on: until } = source;
  if (by === null || on === null || until === null)
    return open(
      'approved_by',
      'was allowed by nobody: approved_by, approved_on and expires_on are not all there',
    );
  if (!isKnown(source, terms) && isProposer(by, terms.proposal))
    return open('approved_by', `was allowed by ${by}, who proposes this`);
  if (terms.owners.some((owner) => sameName(owner, by))) return null;
  const changed = terms.ownersChanged
    ? `; this pull request changes ${OWNERS_FILE}, and the owners of its base count`
    : '';
  return open(
    'approved_by',
    `was allowed by ${by}, who is not among owners.data (${terms.owners.join(', ')})${changed}`,
  );
}

function outOfTime({ approved_on: on, expires_on: until }: DataSource, { now, mostDays }: ApprovalTerms) {
  if (on === null || until === null) return null;
  const today = dayOf(now);
  if (on > today) return open('approved_on', `was allowed on ${on}, which is yet to come`);
  if (until < today) return open('expires_on', `was allowed until ${until}, which has passed`);
  const last = daysAfter(on, mostDays);
  return until > last
    ? missed('expires_on', `is allowed until ${until}, and ${mostDays} days from ${on} end on ${last}`)
    : null;
}

/** Whoever said yes at the base may propose something else today. */
const isKnown = (source: DataSource, { before }: ApprovalTerms): boolean =>
  before.some((one) => sameName(one.id, source.id) && isSameApproval(one, source));

/** A yes that was given to something else: copied from another source, or from what this one was. */
function secondHand(source: DataSource, { all, before }: ApprovalTerms): ApprovalFault | null {
  const known = (id: string) => before.find((one) => sameName(one.id, id));
  const old = known(source.id);
  const isOlder = old !== undefined && isSame(old, source);
  const twin = [...all, ...before].find(
    (one) => !sameName(one.id, source.id) && isSame(one, source) && !(isOlder && known(one.id) === undefined),
  );
  if (twin !== undefined)
    return open('approved_by', `has every word of ${twin.id} but the id: its approval was copied`);
  const alike = all.filter(({ purpose }) => nameKey(purpose) === nameKey(source.purpose));
  if (alike.length >= BOILERPLATE)
    return open('purpose', `has the same purpose as ${alike.length - 1} others, word for word`);
  const widened = old !== undefined && isSameApproval(old, source) ? whatWidened(old, source) : null;
  return widened === null
    ? null
    : open(widened, `was allowed on ${source.approved_on}, and its ${widened} changed since`);
}

const isSame = ({ id: _, ...a }: DataSource, { id: __, ...b }: DataSource): boolean =>
  a.approved_by !== null && JSON.stringify(a) === JSON.stringify(b);

const isSameApproval = (a: DataSource, b: DataSource): boolean =>
  a.approved_by === b.approved_by && a.approved_on === b.approved_on;

/** @returns what the source may be more than was said yes to, or `null`. Less is always allowed. */
function whatWidened(old: DataSource, now: DataSource): keyof DataSource | null {
  if (nameKey(old.purpose) !== nameKey(now.purpose)) return 'purpose';
  if (old.personal_data !== now.personal_data) return 'personal_data';
  if (now.processors.some((one) => !old.processors.some((known) => sameName(known, one))))
    return 'processors';
  if (now.retention_days > old.retention_days) return 'retention_days';
  return (now.expires_on ?? '') > (old.expires_on ?? '') ? 'expires_on' : null;
}
