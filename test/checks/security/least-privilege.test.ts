import { leastPrivilege } from '../../../action/checks/security/least-privilege.ts';
import type { System } from '../../../action/contract/manifest.ts';
import type { Grant } from '../../../action/contract/proofs/least-privilege.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import type { Change } from '../../../action/readiness/evidence.ts';
import { grant, security } from '../../given/proven/security.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const ID = 'security/least-privilege';
const KEY = `proof:${ID}` as const;
const proven = security(given.now).results[ID];
const passing = { given: { [KEY]: given.proof(ID, proven.result, proven.n) } };

const grants = (...list: Partial<Grant>[]) => ({
  [KEY]: given.proof(ID, { grants: list.map((over) => grant(given.now, over)) }, list.length),
});

const helpdesk = (over: Partial<System> = {}) =>
  given.manifest({ systems: [given.system('helpdesk', 'read', { scopes: ['tickets.read'], ...over })] });

const exported = (day: string) => grants({ exported_at: `2026-${day}T09:00:00Z` });

/** The pull request that adds `tickets.search`, to a base that asks `asked` about `poc.yaml`. */
const adds = (asked: readonly string[], over: Partial<Change> = {}, manifest = given.manifest()) => ({
  ...passing.given,
  manifest: helpdesk({ scopes: ['tickets.read', 'tickets.search'] }),
  change: given.change({
    base: given.base({ manifest, codeOwners: new Map([['poc.yaml', asked]]) }),
    ...over,
  }),
});

tellStories(leastPrivilege, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes where every granted scope is declared, and says how many',
    ...passing,
    outcome: 'pass',
    says: 'svc-message-triage holds 1 of 1 scopes that poc.yaml names for helpdesk, and no other; exported 2026-11-19.',
  },
  {
    it: 'passes on fewer than are declared, and names those that nobody holds',
    given: {
      ...grants({}),
      manifest: helpdesk({ scopes: ['tickets.read', 'tags.read'] }),
      change: given.change({ base: null }),
    },
    outcome: 'pass',
    says: '1 of 2 scopes that poc.yaml names for helpdesk, and no other; exported 2026-11-19. Declared and not granted: helpdesk tags.read.',
  },
  {
    it: 'fails on a manifest that is narrower than the grants',
    given: grants({ scopes: ['tickets.read', 'users.read'] }),
    outcome: 'fail',
    says: '1 of 2 granted scopes are not in poc.yaml: helpdesk users.read (svc-message-triage)',
  },
  {
    it: 'fails on a scope that differs in its case only, since providers tell them apart',
    given: grants({ scopes: ['Tickets.read'] }),
    outcome: 'fail',
    says: 'not in poc.yaml: helpdesk Tickets.read',
  },
  {
    it: 'fails on what a second account of the same system holds',
    given: grants({}, { principal: 'svc-old', scopes: ['tickets.read', 'billing.read'] }),
    outcome: 'fail',
    says: '1 of 3 granted scopes are not in poc.yaml: helpdesk billing.read (svc-old)',
  },
  {
    it: 'passes on a second account that holds no more',
    given: grants({}, { principal: 'svc-old' }),
    outcome: 'pass',
    says: 'svc-message-triage, svc-old holds 1 of 1 scopes',
  },
  {
    it: 'fails on a grant in a system that is not declared',
    given: grants({}, { system: 'payroll' }),
    outcome: 'fail',
    says: 'svc-message-triage holds scopes in payroll, which poc.yaml does not declare',
  },
  ...(
    [
      ['*', 'everything'],
      ['tickets:*', 'everything'],
      ['Mail.Read.All', 'every record of the tenant'],
      ['https://graph.example/.default', 'whatever was ever consented to'],
      ['admin:org', 'all that an administrator may do'],
      ['roles/owner', 'all that an owner of the account may do'],
      ['full_access_as_app', 'everything'],
      ['user_impersonation', 'all that any user may do'],
      ['https://www.googleapis.com/auth/cloud-platform', 'a whole cloud project'],
    ] as const
  ).map(([scope, opens]) => ({
    it: `fails on ${scope}, also where the manifest declares it`,
    given: {
      ...grants({ scopes: [scope] }),
      manifest: helpdesk({ scopes: [scope] }),
      change: given.change({ base: null }),
    },
    outcome: 'fail' as const,
    says: `evidence/security/least-privilege.json has helpdesk ${scope}, which opens ${opens}`,
  })),
  {
    it: 'fails on a wildcard in the manifest that nobody was granted yet',
    given: { ...grants({}), manifest: helpdesk({ scopes: ['tickets.read', 'tickets.*'] }) },
    outcome: 'fail',
    says: 'poc.yaml has helpdesk tickets.*, which opens everything',
  },
  ...['crm.objects.owners.read', 'allocations.read', 'fulltext.read', 'default-queue.read', 'roots.read'].map(
    (scope) => ({
      it: `passes on ${scope}, which only looks like a wide one`,
      given: {
        ...grants({ scopes: [scope] }),
        manifest: helpdesk({ scopes: [scope] }),
        change: given.change({ base: null }),
      },
      outcome: 'pass' as const,
    }),
  ),
  {
    it: 'fails on a scope that writes in a system that is only read',
    given: {
      ...grants({ scopes: ['Tickets.ReadWrite'] }),
      manifest: helpdesk({ scopes: ['Tickets.ReadWrite'] }),
    },
    outcome: 'fail',
    says: 'says it only reads, and the grants allow it to change things: helpdesk Tickets.ReadWrite',
  },
  {
    it: 'fails on it also beside a system that is written to',
    given: {
      ...grants({ scopes: ['tickets.write'] }, { system: 'crm', scopes: ['contacts.write'] }),
      manifest: given.manifest({
        systems: [
          given.system('helpdesk', 'read', { scopes: ['tickets.write'] }),
          given.system('crm', 'write', { scopes: ['contacts.write'] }),
        ],
      }),
    },
    outcome: 'fail',
    says: 'allow it to change things: helpdesk tickets.write.',
  },
  {
    it: 'passes on the same scope in a system that is written to',
    given: {
      ...grants({ scopes: ['Tickets.ReadWrite'] }),
      manifest: helpdesk({ access: 'write', scopes: ['Tickets.ReadWrite'] }),
      change: given.change({ base: null }),
    },
    outcome: 'pass',
  },
  {
    it: 'is not proven where a declared system has no grants in the export',
    given: {
      ...grants({}),
      manifest: given.manifest({
        systems: [
          given.system('helpdesk', 'read', { scopes: ['tickets.read'] }),
          given.system('crm', 'read', { scopes: ['contacts.read'] }),
        ],
      }),
    },
    outcome: 'not-proven',
    says: 'No grants were exported for crm',
  },
  {
    it: 'passes on two systems that were both exported',
    given: {
      ...grants({}, { system: 'crm', scopes: ['contacts.read'] }),
      manifest: given.manifest({
        systems: [
          given.system('helpdesk', 'read', { scopes: ['tickets.read'] }),
          given.system('crm', 'read', { scopes: ['contacts.read'] }),
        ],
      }),
      change: given.change({ base: null }),
    },
    outcome: 'pass',
    says: 'holds 2 of 2 scopes that poc.yaml names for helpdesk, crm',
  },
  {
    it: 'passes on grants that were exported as their file was written',
    given: grants({ exported_at: '2026-11-20T09:00:00Z' }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by an export that lists nothing',
    given: grants({ scopes: [] }),
    outcome: 'not-proven',
    says: 'lists no scope of svc-message-triage',
  },
  {
    it: 'is not proven where poc.yaml names no scope',
    given: { ...grants({}), manifest: helpdesk({ scopes: [] }) },
    outcome: 'not-proven',
    says: 'poc.yaml names no scope of helpdesk',
  },
  {
    it: 'is not proven where poc.yaml declares no system',
    given: { ...grants(), manifest: given.manifest({ systems: [] }) },
    outcome: 'not-proven',
    says: 'declares no system',
  },
  {
    it: 'is not proven where nobody says what listed them',
    given: grants({ exported_by: 'TODO' }),
    outcome: 'not-proven',
    says: '1 of 1 grants do not say whose they are, or what listed them',
  },
  {
    it: 'passes on grants of 30 days ago',
    given: exported('10-21'),
    outcome: 'pass',
    says: 'exported 2026-10-21',
  },
  {
    it: 'is not proven by grants of 31 days ago',
    given: exported('10-20'),
    outcome: 'not-proven',
    says: 'were exported 31 days ago and may be 30 days old',
  },
  {
    it: 'takes the days from the bars',
    given: passing.given,
    at: { bars: barsInForce({ version: 1, bars: { [ID]: { days: 0 } } }) },
    outcome: 'not-proven',
    says: 'were exported 1 days ago and may be 0 days old',
  },
  {
    it: 'is not proven by grants that are newer than their file',
    given: grants({ exported_at: '2026-11-20T09:30:00Z' }),
    outcome: 'not-proven',
    says: 'after the file that holds them',
  },
  {
    it: 'is not proven where a scope is new and CODEOWNERS asks nobody of security',
    given: adds(['@org/platform']),
    outcome: 'not-proven',
    says: 'A scope is new: helpdesk tickets.search; of those who answer for security (Sal Security) CODEOWNERS asks none about poc.yaml',
  },
  {
    it: 'is not proven where a scope is new and CODEOWNERS asks nobody at all',
    given: {
      ...adds([]),
      change: given.change({ base: given.base({ codeOwners: new Map([['policy/access.yaml', ['@sal']]]) }) }),
      owners: given.owners({ security: ['@sal'] }),
    },
    outcome: 'not-proven',
    says: 'CODEOWNERS asks none',
  },
  {
    it: 'is not proven where a scope is new and nobody answers for security',
    given: { ...adds(['@org/platform']), owners: given.owners({ security: [] }) },
    outcome: 'not-proven',
    says: 'names nobody who answers for security',
  },
  {
    it: 'passes on a new scope about which somebody of security is asked',
    given: { ...adds(['@org/platform', '@sal']), owners: given.owners({ security: ['Sal'] }) },
    outcome: 'pass',
    says: 'Declared and not granted: helpdesk tickets.search',
  },
  {
    it: 'fails on a new scope that the only one of security proposes',
    given: { ...adds(['@sal'], { author: 'sal' }), owners: given.owners({ security: ['sal'] }) },
    outcome: 'fail',
    says: 'sal proposes it, and is the only one of security who would be asked',
  },
  {
    it: 'fails on a new scope where the only one of security has a commit with it',
    given: {
      ...adds(['@sal'], { proposers: ['Sal Secure', '12+sal@users.noreply.github.com'] }),
      owners: given.owners({ security: ['sal'] }),
    },
    outcome: 'fail',
    says: 'sal proposes it, and is the only one of security who would be asked',
  },
  {
    it: 'passes on one that somebody of security proposes, where another is asked too',
    given: {
      ...adds(['@sal', '@sue'], { author: 'sal' }),
      owners: given.owners({ security: ['sal', 'sue'] }),
    },
    outcome: 'pass',
  },
  {
    it: 'takes the scopes of a system under another name for new ones',
    given: {
      ...passing.given,
      change: given.change({
        base: given.base({
          manifest: given.manifest({ systems: [given.system('desk', 'read', { scopes: ['tickets.read'] })] }),
        }),
      }),
    },
    outcome: 'not-proven',
    says: 'A scope is new: helpdesk tickets.read',
  },
  {
    it: 'passes where a scope was taken out',
    given: {
      ...passing.given,
      change: given.change({
        base: given.base({ manifest: helpdesk({ scopes: ['tickets.read', 'tickets.search'] }) }),
      }),
    },
    outcome: 'pass',
  },
]);

tellProofStories(leastPrivilege, passing, { measured: true });
