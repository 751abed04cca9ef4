import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { permission } from '../../../action/checks/data/permission.ts';
import { type DataRegister, type DataSource, dataRegister } from '../../../action/contract/data-register.ts';
import { owners } from '../../../action/contract/owners.ts';
import type { Change } from '../../../action/readiness/evidence.ts';
import type { Document } from '../../../action/readiness/reading.ts';
import { REQUEST_MODEL } from '../../../action/readiness/traces/span.ts';
import { data } from '../../given/proven/data.ts';
import { runSpans } from '../../given/proven/run-logging.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const { files } = data(given.now);
const proven: DataRegister = dataRegister.parse(parse(files['policy/data.yaml'] ?? ''));

const own = (over: Partial<DataSource> = {}) => given.dataSource(over);
const registered = (...sources: DataSource[]) => ({ dataRegister: given.dataRegister(sources) });
const fromCrm = given.cases(1, { source_system: 'crm' }, 'crm');
const withBase = (before: readonly DataSource[], over: Partial<Change> = {}) => ({
  change: given.change({ base: given.base({ dataRegister: given.dataRegister(before) }), ...over }),
});

/** A row that the base has not. */
const row = (over: Partial<DataSource>) => ({ ...registered(own(over)), ...withBase([]) });

const three = ['a', 'b', 'c'].map((id) => own({ id }));
const threeCases = given
  .cases(3)
  .map((one, i) => ({ ...one, value: { ...one.value, source_system: 'abc'[i] as string } }));
const said = (purpose: string, i: number) => ({ ...(three[i] as DataSource), purpose });

/** A register that the base has as well. */
const longAllowed = (dataRegister: Document<DataRegister>) => ({
  dataRegister,
  change: given.change({ base: given.base({ dataRegister }) }),
});

const calling = (model: string) => {
  const [, call] = runSpans({ case_ref: 'used-1', ts: '2026-11-19T09:00:00Z' });
  const attributes = { ...call.attributes, [REQUEST_MODEL]: model };
  return {
    file: 'evidence/traces/a.jsonl',
    rows: given.rows('evidence/traces/a.jsonl', [{ ...call, attributes }]),
  };
};

tellStories(permission, { severity: 'critical', blocksFrom: 'explore', grace: { explore: 3 } }, [
  {
    it: 'passes on a row that the owner of the data approved, and says until when and to whom',
    given: longAllowed(given.document('policy/data.yaml', proven)),
    outcome: 'pass',
    says: 'helpdesk (personal): allowed by Dana Data until 2027-03-31, to vendor, kept 90 days.',
  },
  // Who receives it.
  {
    it: 'fails when a hosted model was called, and nobody may receive the data',
    given: { traces: calling('vendor/model-2026-05-01') },
    outcome: 'fail',
    says: 'Traces show calls of vendor/model-2026-05-01, and policy/data.yaml lets nobody receive the data.',
  },
  {
    it: 'passes when the model that was called is embedded',
    given: { traces: calling('embedded/naive-bayes') },
    outcome: 'pass',
  },
  {
    it: 'passes when a vendor was called that may receive it',
    given: {
      traces: calling('vendor/model-2026-05-01'),
      ...longAllowed(given.dataRegister([given.dataSource({ processors: ['Vendor Inc'] })])),
    },
    outcome: 'pass',
  },
  // Which data is used.
  {
    it: 'fails on a case from a source that has no row',
    given: { cases: [...given.cases(3), ...fromCrm] },
    outcome: 'fail',
    says: '1 of 2 sources of real cases are not in policy/data.yaml: crm.',
  },
  {
    it: 'fails on a case for training from a source that has no row',
    given: { training: fromCrm },
    outcome: 'fail',
    says: 'crm.',
  },
  {
    it: 'asks nothing of the source of a made-up case',
    given: {
      cases: [...given.cases(3), ...given.cases(1, { source_system: 'crm', origin: 'synthetic' }, 'crm')],
    },
    outcome: 'pass',
    says: 'helpdesk',
  },
  {
    it: 'is not proven where no real case names its source',
    given: { cases: given.cases(3, { source_system: null }) },
    outcome: 'not-proven',
    says: 'No real case names its source_system',
  },
  {
    it: 'takes a source by its name, however it is written',
    given: row({ id: ' HelpDesk ' }),
    outcome: 'pass',
    says: 'HelpDesk',
  },
  {
    it: 'asks nothing of a row for data that is not used',
    given: registered(own(), own({ id: 'crm', purpose: 'TODO', approved_by: null })),
    outcome: 'pass',
    says: 'helpdesk',
  },
  // Rows that would allow anything.
  ...['*', 'help*', 'all', 'Any'].map((id) => ({
    it: `fails on a row for "${id}", used or not`,
    given: registered(own(), own({ id })),
    outcome: 'fail' as const,
    says: `A row of policy/data.yaml is about "${id}", which is any source.`,
  })),
  {
    it: 'passes on a row for a source whose name only begins like all',
    given: { cases: given.cases(3, { source_system: 'all-tickets' }), ...row({ id: 'all-tickets' }) },
    outcome: 'pass',
    says: 'all-tickets',
  },
  {
    it: 'is not proven by two rows for one source',
    given: registered(own({ approved_by: null }), own({ id: 'Helpdesk' })),
    outcome: 'not-proven',
    says: 'two rows for Helpdesk',
  },
  ...['*', 'everyone', 'any vendor of a model', 'All  processors'].map((name) => ({
    it: `fails on a row whose data may go to "${name}"`,
    given: row({ processors: ['embedded', name] }),
    outcome: 'fail' as const,
    says: `helpdesk may go to "${name}", which is anybody.`,
  })),
  {
    it: 'passes on a row whose data goes to a firm that is called nearly so',
    given: row({ processors: ['All Covered', 'Anyword Inc.'] }),
    outcome: 'pass',
    says: 'to All Covered, Anyword Inc.',
  },
  // Rows that nobody filled in.
  ...(
    [
      ['its purpose', { purpose: 'TODO' }, 'has "TODO" as its purpose'],
      ['its owner', { owner: 'tbd' }, 'has "tbd" as its owner'],
      ['who may receive it', { processors: [] }, 'names nobody that may receive it'],
      ['a processor', { processors: ['TBD'] }, 'names "TBD" that may receive it'],
      ['who approved it', { approved_by: null }, 'was allowed by nobody'],
      ['when it was approved', { approved_on: null }, 'was allowed by nobody'],
      ['until when', { expires_on: null }, 'was allowed by nobody'],
    ] as const
  ).map(([what, over, says]) => ({
    it: `is not proven while a row does not say ${what}`,
    given: row(over as Partial<DataSource>),
    outcome: 'not-proven' as const,
    says: `helpdesk ${says}`,
  })),
  // Who may say yes.
  {
    it: 'is not proven by the author’s own yes, though an owner of data',
    given: {
      ...row({ approved_by: 'Bea-Builder' }),
      owners: given.owners({ data: ['bea-builder', 'Dana Data'] }),
    },
    outcome: 'not-proven',
    says: 'helpdesk was allowed by Bea-Builder, who proposes this.',
  },
  {
    it: 'is not proven by the author’s own yes under the name that belongs to the login',
    given: { ...row({ approved_by: 'Bea Builder' }), owners: given.owners({ data: ['Bea Builder'] }) },
    outcome: 'not-proven',
    says: 'helpdesk was allowed by Bea Builder, who proposes this.',
  },
  ...['Bea Buildwell', 'bea@example.org', 'bea'].map((name) => ({
    it: `is not proven by the yes of “${name}”, who has the commits under another login`,
    given: {
      ...registered(own({ approved_by: name })),
      ...withBase([], {
        author: 'bb-1987',
        proposers: ['Bea Buildwell', '12+bea@users.noreply.github.com', 'bea@example.org'],
      }),
      owners: given.owners({ data: [name] }),
    },
    outcome: 'not-proven' as const,
    says: `helpdesk was allowed by ${name}, who proposes this.`,
  })),
  {
    it: 'passes on a yes that the base has, when who gave it proposes something else',
    given: {
      ...registered(own()),
      ...withBase([own()], { author: 'dana-data', proposers: ['Dana Data', 'dana@example.org'] }),
    },
    outcome: 'pass',
    says: 'allowed by Dana Data',
  },
  {
    it: 'is not proven by a yes that its giver renews themselves',
    given: {
      ...registered(own()),
      ...withBase([own({ approved_on: '2026-06-01' })], { author: 'dd-1987', proposers: ['Dana Data'] }),
    },
    outcome: 'not-proven',
    says: 'helpdesk was allowed by Dana Data, who proposes this.',
  },
  {
    it: 'passes on the yes of a namesake of the author',
    given: { ...row({ approved_by: 'Bea Buildwell' }), owners: given.owners({ data: ['Bea Buildwell'] }) },
    outcome: 'pass',
    says: 'allowed by Bea Buildwell',
  },
  {
    it: 'passes on the yes of the same owner in the pull request of somebody else',
    given: {
      ...row({ approved_by: 'Bea-Builder' }),
      owners: given.owners({ data: ['bea-builder', 'Dana Data'] }),
      change: given.change({ author: 'otto-other' }),
    },
    outcome: 'pass',
    says: 'allowed by Bea-Builder',
  },
  {
    it: 'passes at a desk, where nobody knows who proposes it',
    given: { change: given.change({ author: null, base: null, reason: 'no base' }) },
    outcome: 'pass',
    says: 'allowed by Dana Data',
  },
  {
    it: 'is not proven by somebody who does not answer for data',
    given: row({ approved_by: 'Sal Security' }),
    outcome: 'not-proven',
    says: 'helpdesk was allowed by Sal Security, who is not among owners.data (Dana Data).',
  },
  {
    it: 'is not proven by somebody whom the same pull request made an owner, and says so',
    given: {
      ...row({ approved_by: 'Carl Colleague' }),
      change: given.change({ files: ['policy/data.yaml', 'policy/owners.yaml'] }),
    },
    outcome: 'not-proven',
    says: 'this pull request changes policy/owners.yaml, and the owners of its base count.',
  },
  {
    it: 'passes on an owner of the base in a pull request that names one more',
    given: { change: given.change({ files: ['policy/data.yaml', 'policy/owners.yaml'] }) },
    outcome: 'pass',
    says: 'allowed by Dana Data',
  },
  {
    it: 'is not proven where nobody answers for data',
    given: { owners: given.owners({ data: [] }) },
    outcome: 'not-proven',
    says: 'Nobody is named under owners.data in policy/owners.yaml.',
  },
  // From when until when. Today is 2026-11-20.
  ...(
    [
      ['2026-11-20', '2027-03-31', 'pass', 'until 2027-03-31'],
      ['2026-11-21', '2027-03-31', 'not-proven', 'was allowed on 2026-11-21, which is yet to come'],
      ['2026-05-24', '2026-11-20', 'pass', 'until 2026-11-20'],
      ['2026-05-24', '2026-11-19', 'not-proven', 'was allowed until 2026-11-19, which has passed'],
      ['2026-11-16', '2027-05-15', 'pass', 'until 2027-05-15'],
      [
        '2026-11-16',
        '2027-05-16',
        'fail',
        'until 2027-05-16, and 180 days from 2026-11-16 end on 2027-05-15',
      ],
    ] as const
  ).map(([approved_on, expires_on, outcome, says]) => ({
    it: `is ${outcome} for an approval from ${approved_on} until ${expires_on}`,
    given: row({ approved_on, expires_on }),
    outcome,
    says,
  })),
  // Approvals that were given to something else.
  {
    it: 'is not proven by a row that is another in every word but the id',
    given: { cases: [...given.cases(3), ...fromCrm], ...registered(own(), own({ id: 'crm' })) },
    outcome: 'not-proven',
    says: 'has every word of',
  },
  {
    it: 'names the new row where the base has the old one',
    given: {
      cases: [...given.cases(3), ...fromCrm],
      ...registered(own(), own({ id: 'crm' })),
      ...withBase([own()]),
    },
    outcome: 'not-proven',
    says: 'crm has every word of helpdesk but the id: its approval was copied.',
  },
  {
    it: 'is not proven by two rows that are the same at the base',
    given: { ...registered(own(), own({ id: 'crm' })), ...withBase([own(), own({ id: 'crm' })]) },
    outcome: 'not-proven',
    says: 'helpdesk has every word of crm but the id: its approval was copied.',
  },
  {
    it: 'passes on two sources that were allowed by the same person on the same day, for their own reasons',
    given: {
      cases: [...given.cases(3), ...fromCrm],
      ...registered(own(), own({ id: 'crm', purpose: 'Telling which customer wrote.' })),
    },
    outcome: 'pass',
    says: 'crm (personal): allowed by Dana Data',
  },
  {
    it: 'is not proven by a row of the base under another id',
    given: { ...row({}), ...withBase([own({ id: 'newsletter' })]) },
    outcome: 'not-proven',
    says: 'helpdesk has every word of newsletter but the id: its approval was copied.',
  },
  {
    it: 'is not proven by one purpose for three sources, whatever else differs',
    given: {
      cases: threeCases,
      ...registered(...three.map((one, i) => ({ ...one, purpose: 'For the  POC', retention_days: 30 + i }))),
    },
    outcome: 'not-proven',
    says: 'a has the same purpose as 2 others, word for word (and 2 more of 3 sources).',
  },
  {
    it: 'passes on one purpose for two of three sources',
    given: {
      cases: threeCases,
      ...registered(
        { ...said('Sorting it.', 0), retention_days: 30 },
        said('Sorting it.', 1),
        said('Telling who wrote.', 2),
      ),
    },
    outcome: 'pass',
    says: 'c (personal)',
  },
  ...(
    [
      ['processors', { processors: ['embedded', 'vendor'] }],
      ['purpose', { purpose: 'Training a model of the vendor.' }],
      ['retention_days', { retention_days: 91 }],
      ['expires_on', { expires_on: '2027-04-01' }],
      ['personal_data', { personal_data: 'special_category' }],
    ] as const
  ).map(([field, over]) => ({
    it: `is not proven where ${field} was widened after the yes`,
    given: { ...row(over as Partial<DataSource>), ...withBase([own()]) },
    outcome: 'not-proven' as const,
    says: `helpdesk was allowed on 2026-11-16, and its ${field} changed since.`,
  })),
  {
    it: 'passes where the same was widened, and allowed anew',
    given: {
      ...row({ processors: ['embedded', 'vendor'], approved_on: '2026-11-19' }),
      ...withBase([own()]),
    },
    outcome: 'pass',
    says: 'to embedded, vendor',
  },
  {
    it: 'passes where less is done with it than was allowed',
    given: {
      ...row({ processors: ['vendor'], retention_days: 30, expires_on: '2026-12-31' }),
      ...withBase([own({ processors: ['embedded', 'vendor'] })]),
    },
    outcome: 'pass',
    says: 'to vendor, kept 30 days',
  },
  // What poc.yaml says of it.
  {
    it: 'fails where poc.yaml says that items hold data about people, and every row says none',
    given: row({ personal_data: 'none' }),
    outcome: 'fail',
    says: 'poc.yaml says that items hold data about people, and the register says: helpdesk none.',
  },
  {
    it: 'passes where a pseudonym stands for each person, which is still data about people',
    given: row({ personal_data: 'pseudonymous' }),
    outcome: 'pass',
    says: 'helpdesk (pseudonymous)',
  },
  ...(['personal', 'special_category'] as const).map((personal_data) => ({
    it: `fails where poc.yaml says the contrary of ${personal_data}`,
    given: {
      ...row({ personal_data }),
      manifest: given.manifest({
        capabilities: { ...given.manifest().value.capabilities, personal_data: false },
      }),
    },
    outcome: 'fail' as const,
    says: 'poc.yaml says that items hold no data about people',
  })),
  ...(['none', 'pseudonymous'] as const).map((personal_data) => ({
    it: `passes on ${personal_data} where poc.yaml says that items hold no data about people`,
    given: {
      ...row({ personal_data }),
      manifest: given.manifest({
        capabilities: { ...given.manifest().value.capabilities, personal_data: false },
      }),
    },
    outcome: 'pass' as const,
    says: personal_data,
  })),
]);

describe('the policies of a POC that is in order', () => {
  it('name the owner of the data', () => {
    expect(owners.parse(parse(files['policy/owners.yaml'] ?? ''))).toEqual(given.owners().value);
  });
});

describe('a source that is not allowed', () => {
  it('is pointed at, at the field to be edited', () => {
    const lines = { 'sources.0': 3, 'sources.0.processors': 7 };
    const register = given.document(
      'policy/data.yaml',
      { version: 1 as const, sources: [own({ processors: ['*'] })] },
      lines,
    );
    expect(
      permission.evaluate(given.evidence({ dataRegister: register }), given.circumstances()),
    ).toMatchObject({
      location: { file: 'policy/data.yaml', line: 7 },
    });
  });
});
