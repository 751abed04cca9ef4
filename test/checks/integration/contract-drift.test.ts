import { contractDrift } from '../../../action/checks/integration/contract-drift.ts';
import type { System } from '../../../action/contract/manifest.ts';
import type { Change } from '../../../action/readiness/evidence.ts';
import {
  type Compared,
  compared,
  type DriftTest,
  driftTests,
  provenIntegration,
  SYSTEMS,
  sha256,
} from '../../given/proven/integration.ts';
import { given } from '../../given.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

const ID = 'integration/contract-drift';
const KEY = `proof:${ID}` as const;
const [helpdesk] = SYSTEMS as [System];
const crm: System = { ...helpdesk, id: 'crm' };
const SNAPSHOT = 'contracts/helpdesk.json';
const proven = provenIntegration(given.now);
const digestsOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([file, text]) => [file, sha256(text)]));

const one = (over: Partial<Compared> = {}) => compared(given.now, over);
const watched = (systems: readonly Compared[], tests: readonly DriftTest[] = driftTests()) => ({
  manifest: given.manifest({ systems: systems.length > 1 ? [helpdesk, crm] : [helpdesk] }),
  snapshots: digestsOf(proven.files),
  [KEY]: given.proof(ID, { systems: [...systems], tests: [...tests] }, systems.length),
});
const tested = (over: Partial<DriftTest>) => watched([one()], driftTests(over));
const twin = (over: Partial<Compared> = {}) => one({ id: 'crm', snapshot: 'contracts/crm.json', ...over });
const crmTest: DriftTest = { ...(driftTests()[1] as DriftTest), id: 'crm keeps its shape', system: 'crm' };

/** The vendor has changed; the snapshot is refreshed, and the pull request changes these files. */
function refreshed(files: readonly string[], old: Partial<Compared>[] = [{}], now: Partial<Compared> = {}) {
  const digest = { snapshot_digest: sha256('new'), live_digest: sha256('new') };
  const before = given.proof(ID, { systems: old.map(one), tests: driftTests() }, old.length).envelope;
  const fresh = one({ ...digest, ...now });
  return {
    ...watched([fresh]),
    manifest: given.manifest({ systems: [{ ...helpdesk, id: fresh.id }] }),
    snapshots: new Map([[fresh.snapshot, sha256('new')]]),
    sources: ['src/adapter.ts', 'prompts/system.md', 'eval/grader.ts'].map((file) => ({ file, text: '' })),
    change: given.change({ files: [...files] }) as Change,
    [KEY]: given.proof(ID, { systems: [fresh], tests: driftTests({ system: fresh.id }) }, 1, { before }),
  };
}

/** The base watches the helpdesk; this tree watches it as given, and the CRM. No source file is changed. */
function watchedMore(first: Partial<Compared>) {
  const systems = [one(first), twin({ snapshot_digest: sha256('crm'), live_digest: sha256('crm') })];
  const tests = [...driftTests({ system: systems[0]?.id as string }), crmTest];
  const before = given.proof(ID, { systems: [one()], tests: driftTests() }, 1).envelope;
  return {
    ...refreshed([]),
    manifest: given.manifest({ systems: systems.map(({ id }) => ({ ...helpdesk, id })) }),
    snapshots: new Map(systems.map(({ snapshot, snapshot_digest: digest }) => [snapshot, digest])),
    [KEY]: given.proof(ID, { systems, tests }, 2, { before }),
  };
}

const passing = {
  given: {
    manifest: given.manifest({ systems: SYSTEMS }),
    snapshots: digestsOf(proven.files),
    [KEY]: given.proof(ID, proven.results[ID]?.result as never, proven.results[ID]?.n as number),
  },
};

tellProofStories(contractDrift, passing, { mostDays: 7, measured: true });

tellStories(contractDrift, { severity: 'medium', blocksFrom: 'production' }, [
  {
    it: 'passes while the vendor answers as the snapshot says',
    ...passing,
    outcome: 'pass',
    says: 'helpdesk answers as contracts/helpdesk.json says (compared 0 days ago), with 62 % of its rate limit left at the peak hour.',
  },
  {
    it: 'is not proven where no system is declared',
    given: { ...watched([one()]), manifest: given.manifest({ systems: [] }) },
    outcome: 'not-proven',
    says: 'poc.yaml names no system',
  },
  {
    it: 'is not proven while one of two systems is watched',
    given: { ...watched([one()]), manifest: given.manifest({ systems: [helpdesk, crm] }) },
    outcome: 'not-proven',
    says: '1 of 2 systems were compared; crm was not.',
  },
  {
    it: 'passes once both are',
    given: {
      ...watched([one(), twin()], [...driftTests(), crmTest]),
      snapshots: new Map([
        [SNAPSHOT, one().snapshot_digest],
        ['contracts/crm.json', one().snapshot_digest],
      ]),
    },
    outcome: 'pass',
    says: 'crm answers as contracts/crm.json says',
  },
  {
    it: 'is not proven when two systems share a snapshot',
    given: watched([one(), twin({ snapshot: SNAPSHOT })], [...driftTests(), crmTest]),
    outcome: 'not-proven',
    says: 'is the snapshot of `helpdesk` and of `crm`',
  },
  {
    it: 'is not proven when a system that poc.yaml does not declare is compared',
    given: { ...watched([one(), twin()]), manifest: given.manifest({ systems: [helpdesk] }) },
    outcome: 'not-proven',
    says: 'compares crm twice, or though poc.yaml does not declare it',
  },
  {
    it: 'is not proven when a system is compared twice',
    given: { ...watched([one(), one()]), manifest: given.manifest({ systems: [helpdesk] }) },
    outcome: 'not-proven',
    says: 'compares helpdesk twice',
  },

  // The snapshot.
  {
    it: 'is not proven when the snapshot is not committed',
    given: { ...watched([one()]), snapshots: new Map() },
    outcome: 'not-proven',
    says: 'contracts/helpdesk.json, the snapshot of `helpdesk`, is not in this repository',
  },
  {
    it: 'is not proven when the snapshot was edited after the comparison',
    given: { ...watched([one()]), snapshots: new Map([[SNAPSHOT, given.digest('7')]]) },
    outcome: 'not-proven',
    says: 'and is 77777777… in this tree',
  },
  {
    it: 'is not proven by an empty snapshot',
    given: {
      ...watched([one({ snapshot_digest: sha256(''), live_digest: sha256('') })]),
      snapshots: new Map([[SNAPSHOT, sha256('')]]),
    },
    outcome: 'not-proven',
    says: 'is empty',
  },
  {
    it: 'fails when the vendor answers in another shape',
    given: watched([one({ live_digest: given.digest('8') })]),
    outcome: 'fail',
    says: '`helpdesk` answers in the shape 88888888…; contracts/helpdesk.json is',
  },

  // Refreshed without the code.
  {
    it: 'fails when the snapshot is refreshed and no source file is changed',
    given: refreshed([SNAPSHOT, 'evidence/integration/contract-drift.json']),
    outcome: 'fail',
    says: 'contracts/helpdesk.json is refreshed without the code',
  },
  {
    it: 'passes when it is refreshed with the adapter',
    given: refreshed([SNAPSHOT, 'src/adapter.ts']),
    outcome: 'pass',
  },
  ...['prompts/system.md', 'eval/grader.ts', 'README.md'].map(
    (file): Story => ({
      it: `takes ${file} for no code`,
      given: refreshed([SNAPSHOT, file]),
      outcome: 'fail',
      says: 'refreshed without the code',
    }),
  ),
  {
    it: 'fails when it is refreshed under another name, of the file and of the system',
    given: refreshed(['contracts/desk.json'], [{}], { id: 'desk', snapshot: 'contracts/desk.json' }),
    outcome: 'fail',
    says: 'contracts/desk.json is refreshed without the code',
  },
  {
    it: 'passes when it is renamed and says the same',
    given: refreshed(['contracts/desk.json'], [{ snapshot_digest: sha256('new') }], {
      snapshot: 'contracts/desk.json',
    }),
    outcome: 'pass',
  },
  {
    it: 'passes when the snapshot of one system of many is new',
    given: {
      ...refreshed([SNAPSHOT]),
      [KEY]: given.proof(
        ID,
        {
          systems: [one({ snapshot_digest: sha256('new'), live_digest: sha256('new') })],
          tests: driftTests(),
        },
        1,
        { before: given.proof(ID, { systems: [], tests: driftTests() }, 0).envelope },
      ),
    },
    outcome: 'pass',
  },
  {
    it: 'passes when another system is watched as well',
    given: watchedMore({}),
    outcome: 'pass',
    says: 'crm answers as contracts/crm.json says',
  },
  ...(
    [
      ['the file', { snapshot: 'contracts/desk.json' }],
      ['the system', { id: 'desk' }],
    ] as const
  ).map(
    ([it, renamed]): Story => ({
      it: `fails when another system is watched as well, and the first is refreshed with ${it} renamed`,
      given: watchedMore({ ...renamed, snapshot_digest: sha256('new'), live_digest: sha256('new') }),
      outcome: 'fail',
      says: `${one(renamed).snapshot} is refreshed without the code`,
    }),
  ),
  {
    it: 'passes when the base has no comparison',
    given: { ...refreshed([SNAPSHOT]), [KEY]: { ...refreshed([])[KEY], before: null } },
    outcome: 'pass',
  },
  {
    it: 'passes without a base',
    given: { ...refreshed([SNAPSHOT]), change: given.change({ base: null, files: [] }) },
    outcome: 'pass',
  },

  // The test.
  {
    it: 'is not proven without a test of the system',
    given: tested({ system: 'another' }),
    outcome: 'not-proven',
    says: 'No test compares `helpdesk` with its snapshot',
  },
  {
    it: 'fails when the test failed',
    given: tested({ status: 'failed' }),
    outcome: 'fail',
    says: 'no longer answers',
  },
  {
    it: 'fails when the test passes on another shape too',
    given: tested({ on_another_shape: 'passed' }),
    outcome: 'fail',
    says: 'was passed on another shape, and has to fail there',
  },
  {
    it: 'fails when it was not given another shape',
    given: tested({ on_another_shape: null }),
    outcome: 'fail',
    says: 'was not run on another shape',
  },
  {
    it: 'fails when the test was skipped',
    given: tested({ status: 'skipped' }),
    outcome: 'fail',
    says: 'did not run',
  },
  {
    it: 'is not proven without the canary',
    given: watched([one()], driftTests().slice(1)),
    outcome: 'not-proven',
    says: 'no test `canary`',
  },

  // How old, and how near the limit.
  {
    it: 'passes on a comparison of seven days ago',
    given: watched([one({ compared_at: '2026-11-13T11:59:00Z' })]),
    outcome: 'pass',
    says: 'compared 7 days ago',
  },
  {
    it: 'is not proven by one of eight days ago in an envelope of today',
    given: watched([one({ compared_at: '2026-11-12T11:59:00Z' })]),
    outcome: 'not-proven',
    says: 'was compared 8 days ago, and at most 7 may have passed',
  },
  {
    it: 'is not proven by one of tomorrow',
    given: watched([one({ compared_at: '2026-11-21T12:00:00Z' })]),
    outcome: 'not-proven',
    says: 'yet to come',
  },
  {
    it: 'passes with 30 % of the rate limit left',
    given: watched([one({ rate_limit_headroom: 0.3 })]),
    outcome: 'pass',
  },
  {
    it: 'fails with 29.9 %',
    given: watched([one({ rate_limit_headroom: 0.299 })]),
    outcome: 'fail',
    says: '29.9 % of the rate limit of `helpdesk` is left at the peak hour; at least 30 % has to be.',
  },
]);
