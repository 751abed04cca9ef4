import { frozenAtPilot } from '../../../action/checks/scope/frozen-at-pilot.ts';
import type { Manifest, System } from '../../../action/contract/manifest.ts';
import type { DecisionRecord, Evidence, PilotEntry } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

const START = '2026-10-01';
const TASK = 'aaaaaaaaaaaa';
const helpdesk: System = {
  id: 'helpdesk',
  access: 'read',
  hosts: ['acme.zendesk.com'],
  scopes: ['tickets.read'],
  operations: [{ name: 'list_tickets', access: 'read', impact: 'low' }],
};
const SCHEMA = {
  type: 'object',
  properties: { label: { enum: ['attention', 'none'] }, reason: { type: 'string', maxLength: 200 } },
  required: ['label'],
  additionalProperties: false,
};
const { workflow, capabilities } = given.manifest().value;
const poc = (over: Partial<Manifest> = {}) =>
  given.manifest({ stage: 'pilot', stage_started_on: START, systems: [helpdesk], ...over });
const entry = (over: Partial<PilotEntry> = {}): PilotEntry => ({
  commit: '1234567890abcdef1234567890abcdef12345678',
  enteredAt: `${START}T09:00:00Z`,
  manifest: poc(),
  taskDigest: TASK,
  outputSchema: SCHEMA,
  ...over,
});
const output = (schema: Record<string, unknown>) => ({
  outputSchema: { file: 'src/output.schema.json', schema },
});
const inPilot = (over: Partial<Evidence> = {}): Partial<Evidence> => ({
  atPilot: entry(),
  manifest: poc(),
  ...output(SCHEMA),
  taskDigest: TASK,
  timings: given.timings(20, () => ({ task: TASK })),
  ...over,
});
const now = (over: Partial<Manifest>, more: Partial<Evidence> = {}) =>
  inPilot({ manifest: poc(over), ...more });
const fields = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  inPilot(output({ ...SCHEMA, properties, ...more }));

const crm: System = { ...helpdesk, id: 'crm', scopes: ['deals.read'] };
const GROWN: Partial<Manifest> = { systems: [helpdesk, { ...crm, operations: [] }] };
const record = (over: Partial<DecisionRecord> = {}) => ({
  decisions: [
    given.decision({ decision: 'harden', date: '2026-11-10', body: 'We add crm, for deals.read.', ...over }),
  ],
});
const WITHOUT_BASELINE = { timings: given.timings(19, () => ({ task: TASK })) };
const task = (change: Parameters<typeof given.timing>[1]) => ({
  timings: given.timings(20, () => ({ task: TASK, ...change })),
});

const grows = (it: string, evidence: Partial<Evidence>, says: string): Story => ({
  it: `fails when ${it}`,
  given: evidence,
  outcome: 'fail',
  says: `(commit 1234567): ${says}.`,
});
const stays = (it: string, evidence: Partial<Evidence>): Story => ({
  it: `passes when ${it}`,
  given: evidence,
  outcome: 'pass',
  says: 'Nothing is new',
});
const operation = (name: string, access: 'read' | 'write' = 'read', impact: 'low' | 'high' = 'low') => ({
  name,
  access,
  impact,
});
const operations = (...list: System['operations']) => now({ systems: [{ ...helpdesk, operations: list }] });

tellStories(frozenAtPilot, { severity: 'medium', blocksFrom: 'pilot' }, [
  {
    it: 'passes while it is what it was',
    given: inPilot(),
    outcome: 'pass',
    says: 'Nothing is new since it entered pilot on 2026-10-01 (commit 1234567).',
  },

  // Before it was ever in pilot, and where that cannot be seen.
  ...(['explore', 'stopped'] as const).map(
    (stage): Story => ({
      it: `is not applicable to one that is ${stage} and never was in pilot`,
      given: now({ stage }, { atPilot: null }),
      outcome: 'not-applicable',
      says: 'It has never been in pilot',
    }),
  ),
  {
    it: 'is not applicable to the change that enters pilot',
    given: inPilot({
      atPilot: null,
      change: given.change({ base: given.base({ manifest: poc({ stage: 'explore' }) }) }),
    }),
    outcome: 'not-applicable',
    says: 'It enters pilot with this change',
  },
  ...(['pilot', 'production'] as const).map(
    (stage): Story => ({
      it: `is not proven in ${stage} when no commit shows how it entered pilot`,
      given: now(
        { stage },
        { atPilot: null, change: given.change({ base: given.base({ manifest: poc({ stage }) }) }) },
      ),
      outcome: 'not-proven',
      says: `poc.yaml says ${stage}, and no commit shows how it entered pilot.`,
    }),
  ),
  {
    it: 'is not proven when production skips pilot',
    given: now(
      { stage: 'production' },
      { atPilot: null, change: given.change({ base: given.base({ manifest: poc({ stage: 'explore' }) }) }) },
    ),
    outcome: 'not-proven',
    says: 'no commit shows',
  },
  {
    it: 'is not proven in pilot without a base to compare with',
    given: inPilot({ atPilot: null, change: given.change({ base: null }) }),
    outcome: 'not-proven',
    says: 'no commit shows',
  },
  {
    it: 'is not proven in a clone without its whole history, whatever it shows',
    given: inPilot({ history: given.history({ complete: false }) }),
    outcome: 'not-proven',
    says: 'This clone lacks older commits',
  },
  {
    it: 'compares in explore too, once it has been in pilot',
    given: now({ ...GROWN, stage: 'explore' }),
    outcome: 'fail',
    says: 'system crm; scope deals.read',
  },

  // What is new.
  grows('a system comes', now(GROWN), 'system crm; scope deals.read'),
  grows(
    'a scope comes',
    now({ systems: [{ ...helpdesk, scopes: ['tickets.read', 'tickets.write'] }] }),
    'scope tickets.write',
  ),
  grows(
    'an operation comes',
    operations(...helpdesk.operations, operation('get_ticket')),
    'operation get_ticket',
  ),
  grows(
    'one is renamed and one comes',
    operations(operation('a'), operation('b')),
    'operation a, b (1 more)',
  ),
  grows(
    'an operation that read begins to write',
    operations(operation('list_tickets', 'write')),
    'system written to helpdesk; write list_tickets',
  ),
  grows(
    'its impact becomes high',
    operations(operation('list_tickets', 'read', 'high')),
    'high-impact operation list_tickets',
  ),
  grows(
    'the workflow is renamed as it grows',
    now({ ...GROWN, workflow: { ...workflow, id: 'case-desk' } }),
    'system crm; scope deals.read',
  ),
  grows(
    'it is for another role',
    now({ workflow: { ...workflow, user_role: 'team lead' } }),
    'role team lead',
  ),
  grows(
    'a label comes',
    now({ workflow: { ...workflow, labels: ['attention', 'none', 'refund'] } }),
    'label refund',
  ),
  grows('it begins to write', now({ capabilities: { ...capabilities, writes: true } }), 'capability writes'),
  grows(
    'nobody looks at it any more',
    now({ capabilities: { ...capabilities, unattended: true } }),
    'capability unattended',
  ),
  grows(
    'an output field comes',
    fields({ ...SCHEMA.properties, reply: { type: 'string' } }),
    'output field reply',
  ),
  grows(
    'a field comes deep inside',
    fields({
      label: SCHEMA.properties.label,
      reason: { ...SCHEMA.properties.reason, items: { properties: { x: {} }, additionalProperties: false } },
    }),
    'output field reason.x',
  ),
  grows(
    'a field keeps its name and becomes another',
    fields({ ...SCHEMA.properties, reason: { type: 'number' } }),
    'output field of type number reason',
  ),
  grows(
    'a value comes',
    fields({ ...SCHEMA.properties, label: { enum: ['attention', 'none', 'refund'] } }),
    'value refund',
  ),
  grows(
    'a field takes anything',
    fields({ ...SCHEMA.properties, label: {} }),
    'output field of type any label',
  ),
  grows(
    'any field is let through',
    fields(SCHEMA.properties, { additionalProperties: true }),
    'object with any field the answer',
  ),
  grows(
    'the schema is emptied to let anything through',
    inPilot(output({ type: 'object' })),
    'object with any field the answer',
  ),

  grows(
    'much comes, of which the first few are told',
    now({ workflow: { ...workflow, labels: ['attention', 'none', ...'abcdefgh'] } }),
    'label a; label b; label c; label d; label e; label f; and 2 more',
  ),

  // What is not.
  stays('the workflow is renamed', now({ workflow: { ...workflow, id: 'case-desk' } })),
  stays(
    'a system and an operation are renamed',
    now({ systems: [{ ...helpdesk, id: 'desk', operations: [operation('find')] }] }),
  ),
  stays('a field is renamed', fields({ label: SCHEMA.properties.label, why: SCHEMA.properties.reason })),
  stays(
    'a field is described and limited',
    fields({ ...SCHEMA.properties, reason: { type: 'string', maxLength: 50, description: 'Why' } }),
  ),
  stays('a system goes', now({ systems: [] })),
  stays('a field and a value go', fields({ label: { enum: ['attention'] } })),
  stays('a label goes', now({ workflow: { ...workflow, labels: ['none'] } })),
  stays('the host is that of production', now({ systems: [{ ...helpdesk, hosts: ['acme2.zendesk.com'] }] })),
  stays('the role is written otherwise', now({ workflow: { ...workflow, user_role: 'Support  Agent' } })),
  stays('what was written is only read', {
    ...operations(operation('list_tickets')),
    atPilot: entry({
      manifest: poc({
        systems: [{ ...helpdesk, access: 'write', operations: [operation('x', 'write', 'high')] }],
      }),
    }),
  }),
  stays('the eval gets a judge', now({ capabilities: { ...capabilities, llm_judge: true } })),
  {
    it: 'does not compare outputs that had no schema then, and says so',
    given: inPilot({ atPilot: entry({ outputSchema: null }), ...output({ type: 'object' }) }),
    outcome: 'pass',
    says: '(commit 1234567, without an output schema)',
  },

  // Growth that was timed and decided.
  {
    it: 'passes when what is new was timed and decided',
    given: now(GROWN, record()),
    outcome: 'pass',
    says: 'system crm; scope deals.read. 20 of 20 timings of the task were begun after that day, and decisions/0001-it.md decided it.',
  },
  {
    it: 'fails when it was decided and not timed again',
    given: now(GROWN, { ...record(), ...WITHOUT_BASELINE }),
    outcome: 'fail',
    says: '19 of 20 timings of the task were begun after that day.',
  },
  {
    it: 'fails when it was timed and not decided',
    given: now(GROWN),
    outcome: 'fail',
    says: 'No accepted record of a later day, signed by the owner, names system crm.',
  },
  ...(
    [
      ['names one of two', { body: 'We add crm.' }, 'names scope deals.read'],
      ['has the name inside another word', { body: 'We add crms and deals.read.' }, 'names system crm'],
      ['is of the day of the entry', { date: START }, 'names system crm'],
      ['is of tomorrow', { date: '2026-11-21' }, 'names system crm'],
      ['is only proposed', { status: 'proposed' }, 'names system crm'],
      ['stops it', { decision: 'stop' }, 'names system crm'],
      ['is signed by somebody else', { 'decision-makers': ['Bea Builder'] }, 'names system crm'],
    ] as const
  ).map(
    ([it, over, says]): Story => ({
      it: `fails when the record ${it}`,
      given: now(GROWN, record(over as Partial<DecisionRecord>)),
      outcome: 'fail',
      says,
    }),
  ),
  ...(
    [
      ['is of the day after the entry', { date: '2026-10-02' }],
      ['is of today', { date: '2026-11-20' }],
      ['names it in its reason', { body: '', reason: 'CRM brings what a person looks up: deals.read.' }],
    ] as const
  ).map(
    ([it, over]): Story => ({
      it: `passes when the record ${it}`,
      given: now(GROWN, record(over)),
      outcome: 'pass',
    }),
  ),
  {
    it: 'passes when one of two that may be new is named',
    given: { ...operations(operation('a'), operation('b')), ...record({ body: 'It may call b now.' }) },
    outcome: 'pass',
  },
  ...(
    [
      ['are of the day of the entry', { started_at: `${START}T23:59:00Z` }],
      ['are of the task as it was then', { task: 'bbbbbbbbbbbb' }],
      ['are estimates', { method: 'estimate' }],
      ['are yet to come', { started_at: '2026-11-21T09:00:00Z' }],
    ] as const
  ).map(
    ([it, change]): Story => ({
      it: `fails when the timings ${it}`,
      given: now(GROWN, { ...record(), ...task(change) }),
      outcome: 'fail',
      says: '0 of 20 timings of the task were begun after that day',
    }),
  ),
  {
    it: 'counts from the day of the commit where poc.yaml says an earlier one',
    given: now(GROWN, {
      ...record({ date: '2026-10-20' }),
      atPilot: entry({ enteredAt: '2026-10-20T09:00:00Z' }),
    }),
    outcome: 'fail',
    says: 'since it entered pilot on 2026-10-20',
  },
]);
