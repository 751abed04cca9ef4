import { oneWorkflow } from '../../../action/checks/scope/one-workflow.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const { workflow, capabilities } = given.manifest().value;
const poc = (change: Partial<Manifest>) => ({ manifest: given.manifest(change) });
const flow = (change: Partial<Manifest['workflow']>) => poc({ workflow: { ...workflow, ...change } });
const systems = (...list: `${string}:${'read' | 'write'}`[]) =>
  list.map((one) => {
    const [id = '', access] = one.split(':');
    return given.system(id, access as 'read' | 'write');
  });
const operation = (name: string, access: 'read' | 'write' = 'read') => ({
  name,
  access,
  impact: 'low' as const,
});
const reads = (count: number) => Array.from({ length: count }, (_, n) => operation(`read_${n}`));
const doing = (id: string, ...operations: ReturnType<typeof operation>[]) =>
  given.system(id, 'read', { operations });
/** A trace in which these tools are called, as OpenTelemetry names them. */
const calling = (...tools: string[]) => {
  const file = 'evidence/traces/a.jsonl';
  const spans = tools.map((tool, n) => ({
    traceId: 'a'.repeat(32),
    spanId: `${n}`.repeat(16),
    parentSpanId: null,
    name: `execute_tool ${tool}`,
    startedAt: '2026-11-20T09:00:00Z',
    endedAt: '2026-11-20T09:00:01Z',
    durationMs: 1000,
    attributes: { 'gen_ai.tool.name': tool },
  }));
  return { traces: { file, rows: given.rows(file, spans) } };
};
const writing = { ...capabilities, writes: true };

tellStories(oneWorkflow, { severity: 'high', blocksFrom: 'explore' }, [
  {
    it: 'passes for one workflow that only reads',
    outcome: 'pass',
    says: 'message-triage for one support agent, owned by Olga Owner; writes to nothing; 3 things are out of scope.',
  },
  {
    it: 'passes when it writes to one system and says so',
    given: poc({ systems: systems('crm:write', 'helpdesk:read'), capabilities: writing }),
    outcome: 'pass',
    says: 'writes to crm',
  },
  {
    it: 'fails when it writes to two',
    given: poc({ systems: systems('crm:write', 'erp:write'), capabilities: writing }),
    outcome: 'fail',
    says: 'It writes to 2 systems: crm, erp.',
  },
  {
    it: 'fails when it writes and says that it does not',
    given: poc({ systems: systems('crm:write') }),
    outcome: 'fail',
    says: 'capabilities.writes is false, but 1 systems',
  },
  {
    it: 'fails when it says that it writes and names no system',
    given: poc({ systems: [], capabilities: writing }),
    outcome: 'fail',
    says: 'capabilities.writes is true, but 0 systems',
  },
  {
    it: 'passes with three systems',
    given: poc({ systems: systems('a:read', 'b:read', 'c:read') }),
    outcome: 'pass',
  },
  {
    it: 'fails with four',
    given: poc({ systems: systems('a:read', 'b:read', 'c:read', 'd:read') }),
    outcome: 'fail',
    says: 'connected to 4 systems',
  },
  { it: 'passes without a system', given: poc({ systems: [] }), outcome: 'pass' },
  {
    it: 'fails when two things are out of scope',
    given: flow({ out_of_scope: ['replies', 'attachments'] }),
    outcome: 'fail',
    says: 'out_of_scope names 2 of 3 things',
  },
  {
    it: 'counts a thing that stands twice once',
    given: flow({ out_of_scope: ['replies', 'attachments', 'Replies '] }),
    outcome: 'fail',
    says: '2 of 3',
  },
  {
    it: 'does not count what only holds a place',
    given: flow({ out_of_scope: ['replies', 'attachments', 'TBD'] }),
    outcome: 'fail',
    says: '2 of 3',
  },
  {
    it: 'fails without anything out of scope',
    given: flow({ out_of_scope: [] }),
    outcome: 'fail',
    says: '0 of 3',
  },
  ...['Ada and Bob', 'Ada, Bob', 'Ada & Bob', 'Ada/Bob', 'Ada; Bob', 'Ada + Bob'].map((owner) => ({
    it: `fails when the owner is “${owner}”`,
    given: poc({ owner }),
    outcome: 'fail' as const,
    says: 'more than one name',
  })),
  { it: 'lets a name hold the letters of “and”', given: poc({ owner: 'Andy Sandler' }), outcome: 'pass' },
  { it: 'fails when nobody is the owner', given: poc({ owner: 'TBD' }), outcome: 'fail', says: 'nobody' },
  {
    it: 'fails when it is for two roles',
    given: flow({ user_role: 'agent/team lead' }),
    outcome: 'fail',
    says: 'more than one role',
  },
  // What its operations say.
  {
    it: 'fails when an operation writes to a second system, which says that it is read',
    given: poc({
      systems: [...systems('crm:write'), doing('erp', operation('post_invoice', 'write'))],
      capabilities: writing,
    }),
    outcome: 'fail',
    says: 'It writes to 2 systems: crm, erp.',
  },
  {
    it: 'passes when that operation reads',
    given: poc({
      systems: [...systems('crm:write'), doing('erp', operation('get_invoice'))],
      capabilities: writing,
    }),
    outcome: 'pass',
    says: 'writes to crm',
  },
  {
    it: 'fails when only an operation says that it writes',
    given: poc({ systems: [doing('erp', operation('post_invoice', 'write'))] }),
    outcome: 'fail',
    says: 'capabilities.writes is false, but 1 systems',
  },
  {
    it: 'passes with three operations',
    given: poc({ systems: [doing('erp', ...reads(3))] }),
    outcome: 'pass',
  },
  {
    it: 'fails with four',
    given: poc({ systems: [doing('erp', ...reads(4))] }),
    outcome: 'fail',
    says: 'It has 4 operations (read_0, read_1, read_2 and 1 more); one workflow does with 3.',
  },
  {
    it: 'fails with four in two systems',
    given: poc({ systems: [doing('erp', ...reads(2)), doing('crm', ...reads(2))] }),
    outcome: 'fail',
    says: 'It has 4 operations',
  },
  {
    it: 'counts systems, not their names',
    given: poc({ systems: systems('a:read', 'a:read', 'a:read', 'a:read') }),
    outcome: 'fail',
    says: 'connected to 4 systems',
  },
  {
    it: 'fails when a system stands twice',
    given: poc({ systems: systems('a:read', 'a:read') }),
    outcome: 'fail',
    says: '`a` stands twice under systems',
  },

  // What starts it.
  ...[
    'the message is opened or a call comes in',
    'opened; called',
    'an order comes, or when somebody asks',
  ].map((start_event) => ({
    it: `fails when it starts as “${start_event}”`,
    given: { baseline: given.baseline({ start_event }) },
    outcome: 'fail' as const,
    says: `start_event is “${start_event}”: more than one event.`,
  })),
  ...['the message is opened by mouse or key', 'an order (or credit note) is opened and assigned', null].map(
    (start_event) => ({
      it: `passes when it starts as “${start_event}”`,
      given: { baseline: given.baseline({ start_event }) },
      outcome: 'pass' as const,
    }),
  ),

  // What it is seen to call.
  {
    it: 'fails when a trace shows a tool that poc.yaml does not declare',
    given: { ...poc({ systems: [doing('erp', ...reads(1))] }), ...calling('read_0', 'send_mail') },
    outcome: 'fail',
    says: 'A trace shows the tool `send_mail`, which is no operation in poc.yaml.',
  },
  {
    it: 'passes when a trace shows those that it declares',
    given: { ...poc({ systems: [doing('erp', ...reads(2))] }), ...calling('read_1', 'read_0') },
    outcome: 'pass',
  },
]);
