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
]);
