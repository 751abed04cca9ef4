import { realConnection } from '../../../action/checks/integration/real-connection.ts';
import type { System } from '../../../action/contract/manifest.ts';
import {
  HOST,
  liveRead,
  provenIntegration,
  type Read,
  SYSTEMS,
  sha256,
} from '../../given/proven/integration.ts';
import { given } from '../../given.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

const ID = 'integration/real-connection';
const KEY = `proof:${ID}` as const;
const [helpdesk] = SYSTEMS as [System];
const proven = provenIntegration(given.now).results[ID] as { result: { systems: Read[] }; n: number };
const PRODUCTION = 'acme.my.salesforce.com';
type Over = NonNullable<Parameters<typeof given.proof<typeof ID>>[3]>;

const systems = (here: readonly System[], atBase: readonly System[] | null = here) => ({
  manifest: given.manifest({ systems: [...here] }),
  change: given.change({
    base: atBase === null ? null : given.base({ manifest: given.manifest({ systems: [...atBase] }) }),
  }),
});
const proofOf = (reads: readonly Read[], over: Over = {}) => ({
  [KEY]: given.proof(ID, { systems: [...reads] }, reads.length, over),
});
const read = (over: Partial<Read> = {}) => liveRead(given.now, over);
const reading = (over: Partial<Read>, envelope: Over = {}) => ({
  ...systems([helpdesk]),
  ...proofOf([read(over)], envelope),
});
/** A host that is listed, here and at the base. */
const listed = (host: string, over: Over = {}) => ({
  ...systems([{ ...helpdesk, hosts: [host] }]),
  ...proofOf([read({ host })], over),
});
const CI = {
  envelope: { producer: { command: 'npm run prove', run_url: 'https://github.com/acme/poc/actions/runs/1' } },
};
const crm: System = { ...helpdesk, id: 'crm', hosts: ['acme.my.salesforce.com'] };
const before = (over: Partial<Read>) => ({ before: given.proof(ID, { systems: [read(over)] }, 1).envelope });
const at = (moment: string) => ({ requested_at: moment, server_date: moment });

const passing = { given: { ...systems(SYSTEMS), ...proofOf(proven.result.systems) } };

tellProofStories(realConnection, passing, { mostDays: 7, measured: true });

tellStories(realConnection, { severity: 'critical', blocksFrom: 'pilot' }, [
  {
    it: 'passes on a read of this morning, and says what was read where',
    ...passing,
    outcome: 'pass',
    says: `helpdesk: 25 records from ${HOST} (sandbox, oauth) on 2026-11-20.`,
  },
  {
    it: 'is not proven where no system is declared: a demo is connected to nothing',
    given: { ...systems([]), ...proofOf([]) },
    outcome: 'not-proven',
    says: 'poc.yaml names no system of record (`systems: []`)',
  },
  {
    it: 'is not proven while one of two systems is',
    given: { ...systems([helpdesk, crm]), ...proofOf([read()]) },
    outcome: 'not-proven',
    says: '1 of 2 systems are proven; crm is not.',
  },
  {
    it: 'passes once both are',
    given: {
      ...systems([helpdesk, crm]),
      ...proofOf([read(), read({ id: 'crm', host: PRODUCTION, payload: sha256('deals') })]),
    },
    outcome: 'pass',
    says: 'crm: 25 records',
  },
  {
    it: 'is not proven by a proof of a system that poc.yaml does not declare',
    given: { ...systems([helpdesk]), ...proofOf([read(), read({ id: 'crm', payload: sha256('deals') })]) },
    outcome: 'not-proven',
    says: 'proves crm, which poc.yaml does not declare',
  },
  {
    it: 'looks at every read of a system, not the best of them',
    given: { ...systems([helpdesk]), ...proofOf([read(), read({ records_read: 0 })]) },
    outcome: 'fail',
    says: '0 records were read from `helpdesk`',
  },

  // T14: local hosts, tunnels and stand-ins, in every spelling, even where the base lists them.
  ...(
    [
      ['localhost', 'the machine that asks'],
      ['LocalHost.:8080', 'the machine that asks'],
      ['127.1', 'the machine that asks'],
      ['0x7f000001', 'the machine that asks'],
      [`${HOST}@localhost`, 'the machine that asks'],
      ['::1', 'the machine that asks'],
      ['[::ffff:127.0.0.1]:443', 'the machine that asks'],
      ['169.254.169.254', 'an address that ends at the next cable'],
      ['sandbox.helpdesk.example', 'a name that nobody can own'],
      ['helpdesk.test', 'a name that nobody can own'],
      ['crm', 'a name that is another machine in every network'],
      ['mock.acme.com', 'called a stand-in (“mock”)'],
      ['fake-helpdesk.acme.com', 'called a stand-in (“fake”)'],
      ['a1b2.ngrok-free.app', 'a tunnel to somebody’s machine'],
      ['host.docker.internal', 'the machine that asks'],
    ] as const
  ).map(
    ([host, why]): Story => ({
      it: `fails against ${host}`,
      given: listed(host, CI),
      outcome: 'fail',
      says: `which is ${why}`,
    }),
  ),
  ...['api.stubhub.com', 'www.hammock.com', 'localhost.acme.com'].map(
    (host): Story => ({
      it: `passes against ${host}, whose name only sounds so`,
      given: listed(host),
      outcome: 'pass',
    }),
  ),
  {
    it: 'passes against the host that is listed in another spelling',
    given: reading({ host: `https://${HOST.toUpperCase()}.:443/services` }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by what is no host',
    given: reading({ host: 'two words' }),
    outcome: 'not-proven',
    says: 'which is none',
  },

  // The list of hosts is that of the base.
  {
    it: 'fails against a host that the same pull request lists',
    given: {
      ...systems([{ ...helpdesk, hosts: [HOST, 'csv-server.acme.com'] }], [helpdesk]),
      ...proofOf([read({ host: 'csv-server.acme.com' })]),
    },
    outcome: 'fail',
    says: `was proven against \`csv-server.acme.com\`; its hosts are ${HOST} at the base.`,
  },
  {
    it: 'passes against a host that the base lists and this pull request takes away',
    given: { ...systems([{ ...helpdesk, hosts: [PRODUCTION] }], [helpdesk]), ...proofOf([read()]) },
    outcome: 'pass',
  },
  {
    it: 'passes against a host of this tree for a system that the base does not have',
    given: { ...systems([helpdesk], []), ...proofOf([read()]) },
    outcome: 'pass',
  },
  {
    it: 'passes without a base',
    given: { ...systems([helpdesk], null), ...proofOf([read()]) },
    outcome: 'pass',
  },
  {
    it: 'fails against a host that no list has',
    given: { ...systems([helpdesk], null), ...proofOf([read({ host: 'other.my.salesforce.com' })]) },
    outcome: 'fail',
    says: `its hosts are ${HOST}.`,
  },
  {
    it: 'passes against the second of two hosts that are listed',
    given: { ...systems([{ ...helpdesk, hosts: [PRODUCTION, HOST] }]), ...proofOf([read()]) },
    outcome: 'pass',
  },
  {
    it: 'takes no wildcard for a host',
    given: { ...systems([{ ...helpdesk, hosts: ['*.my.salesforce.com'] }]), ...proofOf([read()]) },
    outcome: 'fail',
    says: 'its hosts are *.my.salesforce.com',
  },
  {
    it: 'is not proven where no host is listed',
    given: { ...systems([{ ...helpdesk, hosts: [] }]), ...proofOf([read()]) },
    outcome: 'not-proven',
    says: 'poc.yaml lists no host of `helpdesk`',
  },

  // On premises.
  {
    it: 'passes on a private network that the base lists, in a run of CI that is named',
    given: listed('sap.acme.internal', CI),
    outcome: 'pass',
  },
  {
    it: 'is not proven on a private network without a run of CI',
    given: listed('10.1.2.3'),
    outcome: 'not-proven',
    says: 'an address of a private network, and no run of CI is named that saw it',
  },
  {
    it: 'is not proven on a private network that only this pull request lists',
    given: {
      ...systems([{ ...helpdesk, hosts: ['10.1.2.3'] }], [{ ...helpdesk, hosts: [] }]),
      ...proofOf([read({ host: '10.1.2.3' })], CI),
    },
    outcome: 'not-proven',
    says: 'which the base does not list',
  },

  {
    it: 'fails without authentication',
    given: reading({ auth: 'none' }),
    outcome: 'fail',
    says: '`auth: none`',
  },
  {
    it: 'fails when nothing was read',
    given: reading({ records_read: 0 }),
    outcome: 'fail',
    says: '0 records',
  },
  { it: 'passes on one record', given: reading({ records_read: 1 }), outcome: 'pass', says: '1 record from' },
  {
    it: 'fails on the digest of nothing',
    given: reading({ payload: sha256('') }),
    outcome: 'fail',
    says: 'the digest of nothing',
  },

  // Recordings.
  {
    it: 'is not proven without a Date header',
    given: reading({ server_date: null }),
    outcome: 'not-proven',
    says: 'has no Date header',
  },
  {
    it: 'passes where the clocks are ten minutes apart',
    given: reading({ requested_at: '2026-11-20T09:00:00Z', server_date: '2026-11-20T08:50:00Z' }),
    outcome: 'pass',
  },
  {
    it: 'fails where they are a second more apart: a cassette has an old Date header',
    given: reading({ requested_at: '2026-11-20T09:00:00Z', server_date: '2026-11-20T08:49:59Z' }),
    outcome: 'fail',
    says: 'a recording',
  },
  {
    it: 'passes on a read of seven days ago',
    given: reading(at('2026-11-13T11:59:00Z')),
    outcome: 'pass',
  },
  {
    it: 'is not proven by one of eight days ago in an envelope of today',
    given: reading(at('2026-11-12T11:59:00Z')),
    outcome: 'not-proven',
    says: 'was read 8 days ago, and at most 7 may have passed',
  },
  {
    it: 'is not proven by one of tomorrow',
    given: reading(at('2026-11-21T12:00:00Z')),
    outcome: 'not-proven',
    says: 'yet to come',
  },
  {
    it: 'fails when the payload is that of the base, asked for over a day later',
    given: reading(at('2026-11-20T09:00:00Z'), before({ ...at('2026-11-19T08:59:59Z') })),
    outcome: 'fail',
    says: 'answered byte for byte as on 2026-11-19',
  },
  {
    it: 'passes when it was asked for a day later to the second',
    given: reading(at('2026-11-20T09:00:00Z'), before({ ...at('2026-11-19T09:00:00Z') })),
    outcome: 'pass',
  },
  {
    it: 'passes when the payload is another',
    given: reading({}, before({ ...at('2026-11-13T09:00:00Z'), payload: sha256('last week') })),
    outcome: 'pass',
  },
  {
    it: 'fails on the old payload under another id',
    given: {
      ...systems([{ ...helpdesk, id: 'tickets' }], [helpdesk]),
      ...proofOf([read({ id: 'tickets' })], before(at('2026-11-13T09:00:00Z'))),
    },
    outcome: 'fail',
    says: '`tickets` answered byte for byte as on 2026-11-13',
  },
  {
    it: 'fails when two systems answered with the same bytes',
    given: { ...systems([helpdesk, crm]), ...proofOf([read(), read({ id: 'crm', host: PRODUCTION })]) },
    outcome: 'fail',
    says: '`helpdesk` and `crm` answered with the same bytes',
  },
]);
