import { expect, it } from 'vitest';
import { writeSafety } from '../../../action/checks/integration/write-safety.ts';
import type { System } from '../../../action/contract/manifest.ts';
import type { Check } from '../../../action/readiness/check.ts';
import { evaluate } from '../../../action/readiness/evaluate.ts';
import {
  HOST,
  provenIntegration,
  SYSTEMS,
  sha256,
  type WriteTest,
  writeTest,
  writeTests,
} from '../../given/proven/integration.ts';
import { given } from '../../given.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

const ID = 'integration/write-safety';
const KEY = `proof:${ID}` as const;
const [helpdesk] = SYSTEMS as [System];
const { capabilities } = given.manifest().value;
const proven = provenIntegration(given.now).results[ID] as { result: { tests: WriteTest[] }; n: number };

const poc = (systems: readonly System[], writes: boolean) =>
  given.manifest({ systems: [...systems], capabilities: { ...capabilities, writes } });
const WRITING = poc(SYSTEMS, true);
const reader = (over: Partial<System> = {}): System => ({
  id: 'helpdesk',
  access: 'read',
  hosts: [HOST],
  scopes: ['cases.read'],
  operations: [],
  ...over,
});
const READING = poc([reader()], false);
type Declared = ReturnType<typeof given.manifest>;
const story = (manifest: Declared, atBase: Declared | null, tests: readonly WriteTest[] = writeTests()) => ({
  manifest,
  change: given.change({ base: atBase === null ? null : given.base({ manifest: atBase }) }),
  [KEY]: given.proof(ID, { tests: [...tests] }, tests.filter(({ id }) => id !== 'canary').length),
});
/** The tests, with one of them otherwise; `null` leaves it out. */
const but = (id: string, over: Partial<WriteTest> | null) =>
  story(
    WRITING,
    WRITING,
    writeTests().flatMap((test) => (test.id !== id ? [test] : over === null ? [] : [{ ...test, ...over }])),
  );
const CANARY = writeTests().slice(0, 1);
const operations = (...list: System['operations']) => poc([{ ...helpdesk, operations: list }], true);
const span = (attributes: Record<string, string>) => ({
  traces: {
    file: 'evidence/traces/a.jsonl',
    rows: given.rows('evidence/traces/a.jsonl', [
      {
        traceId: 'a'.repeat(32),
        spanId: 'b'.repeat(16),
        parentSpanId: null,
        name: 'request',
        startedAt: '2026-11-20T09:00:00Z',
        endedAt: '2026-11-20T09:00:01Z',
        durationMs: 1000,
        attributes,
      },
    ]),
  },
});
const request = (method: string, host: string) =>
  span({ 'http.request.method': method, 'server.address': host });

const passing = { given: story(WRITING, WRITING, proven.result.tests) };
tellProofStories(writeSafety, passing, { measured: true });

const hidden = (name: string, access: 'read' | 'write', says: string): Story => ({
  it: `fails on an operation \`${name}\` that is declared as ${access}`,
  given: story(operations(...helpdesk.operations, { name, access, impact: 'low' }), WRITING),
  outcome: 'fail',
  says,
});
const scope = (name: string, outcome: 'fail' | 'not-applicable'): Story => ({
  it: `${outcome === 'fail' ? 'fails on' : 'lets through'} the scope ${name} of a system that is declared as read`,
  given: story(poc([reader({ scopes: [name] })], false), READING),
  outcome,
  says: outcome === 'fail' ? `its scope \`${name}\` lets it write` : 'No system is written to',
});

it('is not applicable without a proof where nothing is written', () => {
  const { [KEY]: _, ...rest } = story(READING, READING);
  const readings = given.readings(rest, {
    [KEY]: { status: 'missing', lookedIn: 'evidence', remedy: 'Run it.' },
  });
  const situation = { ...given.circumstances(), day: null, waivers: [], accepted: 2 };
  const [result] = evaluate([writeSafety as unknown as Check], readings, situation);
  expect(result).toMatchObject({ outcome: 'not-applicable' });
});

tellStories(writeSafety, { severity: 'critical', blocksFrom: 'production' }, [
  {
    it: 'passes when every write has its tests',
    ...passing,
    outcome: 'pass',
    says: '7 tests passed of 2 operations that write (1 of high impact): label_case, close_case.',
  },

  // Not applicable.
  {
    it: 'is not applicable when nothing is written, here or at the base',
    given: story(READING, READING, CANARY),
    outcome: 'not-applicable',
    says: 'No system is written to, here or at the base',
  },
  { it: 'is not applicable without a base', given: story(READING, null, CANARY), outcome: 'not-applicable' },
  {
    it: 'is not switched off by the pull request that says that it writes no longer',
    given: story(READING, WRITING, CANARY),
    outcome: 'not-proven',
    says: '`label_case` of `helpdesk` has no test of the kind `revoked`',
  },
  {
    it: 'passes when it is shown that what wrote does so no longer',
    given: story(READING, WRITING, [
      ...CANARY,
      writeTest('label_case', 'revoked'),
      writeTest('close_case', 'revoked'),
    ]),
    outcome: 'pass',
    says: '2 of the base no longer do',
  },
  {
    it: 'fails when what was taken away still has an effect',
    given: story(READING, WRITING, [
      ...CANARY,
      writeTest('label_case', 'revoked', { effects: 1 }),
      writeTest('close_case', 'revoked'),
    ]),
    outcome: 'fail',
    says: '`label_case` of `helpdesk`, `revoked`: sent 1 times, 1 effects; poc.yaml no longer declares it',
  },
  {
    it: 'asks for the same where the base named no operation',
    given: story(READING, poc([reader({ access: 'write' })], true), CANARY),
    outcome: 'not-proven',
    says: 'has no test of the kind `revoked`',
  },
  {
    it: 'takes any operation of that system for it',
    given: story(READING, poc([reader({ access: 'write' })], true), [
      ...CANARY,
      writeTest('label_case', 'revoked'),
    ]),
    outcome: 'pass',
  },
  {
    it: 'is not proven where the base says that it writes and names nothing',
    given: story(READING, poc([reader()], true), CANARY),
    outcome: 'not-proven',
    says: 'names nothing that it writes to',
  },

  {
    it: 'is not applicable in no POC that writes to one of its systems, whatever its capabilities say',
    given: story(poc([reader({ id: 'crm' }), helpdesk], false), null, CANARY),
    outcome: 'not-proven',
    says: '`label_case` of `helpdesk` has no test',
  },
  {
    it: 'fails when what was taken away is tested as if it were there',
    given: story(READING, WRITING, [...CANARY, writeTest('label_case', 'replay')]),
    outcome: 'fail',
    says: 'is about `label_case` of `helpdesk`, and poc.yaml declares no such write',
  },
  {
    it: 'fails when what never was is tested as taken away',
    given: story(WRITING, WRITING, [...writeTests(), writeTest('merge_case', 'revoked')]),
    outcome: 'fail',
    says: 'is about `merge_case`',
  },

  // What is to be tested.
  {
    it: 'is not proven for a system that is written to without an operation',
    given: story(poc([reader({ access: 'write' })], true), null),
    outcome: 'not-proven',
    says: '`helpdesk` has `access: write`, and no operation that writes',
  },
  {
    it: 'is not proven for it when another system has one',
    given: story(poc([reader({ id: 'crm', access: 'write' }), helpdesk], true), null),
    outcome: 'not-proven',
    says: '`crm` has `access: write`, and no operation that writes',
  },
  {
    it: 'is not proven where capabilities.writes is true and nothing writes',
    given: story(poc([reader()], true), null),
    outcome: 'not-proven',
    says: 'capabilities.writes is true, and no operation has `access: write`',
  },
  {
    it: 'asks for tests of an operation that writes in a system with access: read',
    given: story(
      poc([reader({ operations: [{ name: 'label_case', access: 'write', impact: 'low' }] })], false),
      null,
      CANARY,
    ),
    outcome: 'not-proven',
    says: '`label_case` of `helpdesk` has no test of the kind `replay`',
  },
  ...(['replay', 'dry_run', 'undo'] as const).map(
    (kind): Story => ({
      it: `is not proven without a test of the kind ${kind}`,
      given: but(`label_case, ${kind}`, null),
      outcome: 'not-proven',
      says: `\`label_case\` of \`helpdesk\` has no test of the kind \`${kind}\``,
    }),
  ),
  {
    it: 'is not proven without an approval where the impact is high',
    given: but('close_case, approval', null),
    outcome: 'not-proven',
    says: '`close_case` of `helpdesk` has no test of the kind `approval`',
  },
  {
    it: 'asks for the approval also in the pull request that lowers the impact',
    given: {
      ...but('close_case, approval', null),
      manifest: operations(...helpdesk.operations.map((one) => ({ ...one, impact: 'low' as const }))),
    },
    outcome: 'not-proven',
    says: 'no test of the kind `approval`',
  },
  {
    it: 'asks for none where the impact is low, here and at the base',
    given: {
      ...but('close_case, approval', null),
      ...((low) => ({ manifest: low, change: given.change({ base: given.base({ manifest: low }) }) }))(
        operations(...helpdesk.operations.map((one) => ({ ...one, impact: 'low' as const }))),
      ),
    },
    outcome: 'pass',
    says: '(0 of high impact)',
  },

  // What the tests have to show.
  {
    it: 'fails when a replay has two effects',
    given: but('label_case, replay', { effects: 2 }),
    outcome: 'fail',
    says: '`label_case` of `helpdesk`, `replay`: sent 2 times, 2 effects; a replay has one effect (label_case, replay).',
  },
  {
    it: 'fails when a replay has no effect',
    given: but('label_case, replay', { effects: 0 }),
    outcome: 'fail',
  },
  {
    it: 'fails when a replay is sent once',
    given: but('label_case, replay', { sent: 1 }),
    outcome: 'fail',
    says: 'a replay is sent at least twice',
  },
  { it: 'passes when it is sent nine times', given: but('label_case, replay', { sent: 9 }), outcome: 'pass' },
  {
    it: 'fails when a dry run has an effect',
    given: but('label_case, dry_run', { effects: 1 }),
    outcome: 'fail',
  },
  {
    it: 'fails when a dry run announces something else than is made',
    given: but('label_case, dry_run', { made: sha256('something else') }),
    outcome: 'fail',
    says: 'what it announced is not what was then made',
  },
  {
    it: 'fails when nothing was compared with what a dry run announced',
    given: but('label_case, dry_run', { made: null }),
    outcome: 'fail',
    says: 'nothing says what it announced',
  },
  {
    it: 'fails when something is left after an undo',
    given: but('label_case, undo', { effects: 1 }),
    outcome: 'fail',
    says: 'nothing is left of what is undone',
  },
  {
    it: 'fails when it is done without an approval',
    given: but('close_case, approval', { effects: 1 }),
    outcome: 'fail',
    says: 'without an approval the system of record has to refuse it',
  },
  {
    it: 'fails on a test that asked for nothing',
    given: but('label_case, undo', { sent: 0 }),
    outcome: 'fail',
    says: 'it was never asked for',
  },
  {
    it: 'fails on a test that failed',
    given: but('label_case, undo', { status: 'failed' }),
    outcome: 'fail',
    says: 'the test failed',
  },
  {
    it: 'looks at every test of a kind, not the best of them',
    given: story(WRITING, WRITING, [
      ...writeTests(),
      writeTest('label_case', 'replay', { id: 'label_case, replay after a timeout', effects: 2 }),
    ]),
    outcome: 'fail',
    says: 'replay after a timeout',
  },
  {
    it: 'fails on a test that was skipped',
    given: but('label_case, undo', { status: 'skipped' }),
    outcome: 'fail',
    says: 'did not run',
  },
  {
    it: 'fails on a test that took no time',
    given: but('label_case, undo', { duration_ms: 0 }),
    outcome: 'fail',
    says: 'did not run',
  },
  {
    it: 'fails when the canary passes',
    given: but('canary', { status: 'passed' }),
    outcome: 'fail',
    says: 'cannot fail',
  },
  {
    it: 'is not proven without the canary',
    given: but('canary', null),
    outcome: 'not-proven',
    says: 'no test `canary`',
  },
  {
    it: 'fails on a test of an operation that poc.yaml does not declare',
    given: story(WRITING, WRITING, [...writeTests(), writeTest('merge_case', 'replay')]),
    outcome: 'fail',
    says: 'is about `merge_case` of `helpdesk`, and poc.yaml declares no such write',
  },
  {
    it: 'fails on a test of an operation that is declared as reading',
    given: story(WRITING, WRITING, [...writeTests(), writeTest('list_cases', 'replay')]),
    outcome: 'fail',
    says: '`list_cases`',
  },
  {
    it: 'fails on a test of no operation',
    given: story(WRITING, WRITING, [...writeTests(), writeTest('x', 'undo', { operation: null })]),
    outcome: 'fail',
    says: 'is about no operation',
  },

  // A write behind another name.
  ...['execute', 'request', 'call_api', 'run_query', 'sql', 'HTTP-Request', 'executeSql', '*'].flatMap(
    (name) => [
      hidden(name, 'read', `\`${name}\` of \`helpdesk\` can do anything`),
      hidden(name, 'write', 'can do anything'),
    ],
  ),
  ...['update_case', 'deleteCase', 'post_comment', 'merge_cases', 'markPaid', 'reopen-case'].map((name) =>
    hidden(name, 'read', `\`${name}\` of \`helpdesk\` is declared as reading`),
  ),
  ...['query_cases', 'get_updates', 'list_created', 'run_report', 'read_api_limits', 'find_merged_cases'].map(
    (name): Story => ({
      it: `lets \`${name}\` through, which says what it reads`,
      given: story(operations(...helpdesk.operations, { name, access: 'read', impact: 'low' }), WRITING),
      outcome: 'pass',
    }),
  ),
  ...[
    'cases.write',
    'chat:write',
    'Mail.ReadWrite',
    'cases:*',
    'admin',
    'https://www.googleapis.com/auth/gmail.modify',
  ].map((name) => scope(name, 'fail')),
  ...[
    'cases.read',
    'User.Read.All',
    'admin.directory.user.readonly',
    's3:Get*',
    'offline_access',
    'rewrites.read',
  ].map((name) => scope(name, 'not-applicable')),
  {
    it: 'lets a scope write where the system is declared so',
    given: story(poc([{ ...helpdesk, scopes: ['cases.write'] }], true), WRITING),
    outcome: 'pass',
  },
  {
    it: 'fails when a trace shows a DELETE to a system that is declared as read',
    given: { ...story(READING, READING, CANARY), ...request('DELETE', HOST.toUpperCase()) },
    outcome: 'fail',
    says: `A trace shows \`DELETE ${HOST}\``,
  },
  ...(
    [
      ['GET', HOST],
      ['POST', HOST],
      ['DELETE', 'api.vendor.com'],
    ] as const
  ).map(
    ([method, host]): Story => ({
      it: `lets a ${method} to ${host} be`,
      given: { ...story(READING, READING, CANARY), ...request(method, host) },
      outcome: 'not-applicable',
    }),
  ),
  {
    it: 'lets a DELETE be where the system is declared as written to',
    given: { ...story(WRITING, WRITING), ...request('DELETE', HOST) },
    outcome: 'pass',
  },
]);
