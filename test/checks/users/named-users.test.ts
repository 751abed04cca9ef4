import { namedUsers } from '../../../action/checks/users/named-users.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const users = (...list: ReturnType<typeof given.user>[]) => ({ manifest: given.manifest({ users: list }) });
const { user } = given;
const [one, two, three] = ['user-1', 'user-2', 'user-3'].map((name) => user(name)) as [
  ReturnType<typeof user>,
  ReturnType<typeof user>,
  ReturnType<typeof user>,
];

tellStories(namedUsers, { severity: 'high', blocksFrom: 'explore', grace: { explore: 3 } }, [
  {
    it: 'passes with two users in explore',
    given: users(one, two),
    outcome: 'pass',
    says: '2 users are named with their manager’s agreement (2 are needed)',
  },
  {
    it: 'is not proven with one',
    given: users(one),
    outcome: 'not-proven',
    says: '1 users are named with their manager’s agreement (2 are needed)',
  },
  {
    it: 'is not proven with none',
    given: users(),
    outcome: 'not-proven',
    says: '0 users are named with their manager’s agreement (2 are needed)',
  },
  {
    it: 'passes with three in pilot',
    given: users(one, two, three),
    at: { stage: 'pilot' },
    outcome: 'pass',
  },
  {
    it: 'is not proven with two in pilot',
    given: users(one, two),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: '2 users are named with their manager’s agreement (3 are needed)',
  },
  {
    it: 'counts a user whose manager agreed today',
    given: users(one, user('user-2', '2026-11-20')),
    outcome: 'pass',
  },
  {
    it: 'does not count one whose manager will agree tomorrow',
    given: users(one, user('user-2', '2026-11-21')),
    outcome: 'not-proven',
  },
  {
    it: 'does not count one whose manager has not agreed',
    given: users(one, user('user-2', null)),
    outcome: 'not-proven',
  },
  {
    it: 'counts a user once, however often and however spelt',
    given: users(one, user(' User-1'), user('@user-1')),
    outcome: 'not-proven',
    says: '1 users are named with their manager’s agreement (2 are needed)',
  },
  ...[
    ['by name', 'Bea Builder', ['Bea Builder']],
    ['by name in other capitals', 'bea  builder', ['Bea Builder']],
    ['by e-mail address', 'bea@example.org', ['BEA@example.org']],
    ['by the part before the @', 'bea', ['bea@example.org']],
    ['by the login that is made of the name', 'bea-builder', ['Bea Builder']],
    ['by an address that is made of the name', 'Bea Builder', ['bea.builder@example.org']],
    ['by the login in a hidden address', 'bea', ['4711+bea@users.noreply.github.com']],
  ].map(([how, pseudonym, authors]) => ({
    it: `fails when a user is known ${how} as an author of this repository`,
    given: { ...users(one, two, user(pseudonym as string)), authors: authors as string[] },
    outcome: 'fail' as const,
    says: `${pseudonym} has commits in this repository`,
  })),
  {
    it: 'does not take a user for an author whose name begins alike',
    given: { ...users(one, user('bea-2')), authors: ['bea@example.org', 'Bea'] },
    outcome: 'pass',
  },
  {
    it: 'is not proven while a clone without its history may hide a builder',
    given: { ...users(one, two), history: given.history({ complete: false }) },
    outcome: 'not-proven',
    says: 'the history is cut short',
  },
]);
