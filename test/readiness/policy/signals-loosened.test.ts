import { expect, it } from 'vitest';
import type { Signal } from '../../../action/contract/signals.ts';
import { signalsLoosened } from '../../../action/readiness/policy/signals-loosened.ts';
import { document } from '../../given/rows.ts';
import { given } from '../../given.ts';

const policy = (...list: Partial<Signal>[]) => given.signals(list.map(given.signal));
const loosened = (...list: Partial<Signal>[]) =>
  signalsLoosened(policy({}, { id: 'overrides' }).value, policy(...list)).map(({ what }) => what);

it.each([
  ['nothing', [{}, { id: 'overrides' }], []],
  ['the order', [{ id: 'overrides' }, {}], []],
  ['a signal more', [{}, { id: 'overrides' }, { id: 'scores' }], []],
  ['a signal less', [{}], ['takes out the signal overrides']],
  ['another name', [{}, { id: 'over-rides' }], ['takes out the signal overrides']],
  [
    'an alert that comes later',
    [{ worse_by: 0.2 }, { id: 'overrides' }],
    ['raises worse_by of the signal edits from 0.1 to 0.2'],
  ],
  ['an alert that comes sooner', [{ worse_by: 0.05 }, { id: 'overrides' }], []],
  [
    'fewer outputs',
    [{ per_period: 99 }, { id: 'overrides' }],
    ['lowers per_period of the signal edits from 100 to 99'],
  ],
  ['more outputs', [{ per_period: 101 }, { id: 'overrides' }], []],
  [
    'a longer period',
    [{}, { id: 'overrides', period_days: 14 }],
    ['raises period_days of the signal overrides from 7 to 14'],
  ],
  ['a shorter period', [{ period_days: 1 }, { id: 'overrides' }], []],
  [
    'a shorter reference',
    [{ reference_days: 7 }, { id: 'overrides' }],
    ['lowers reference_days of the signal edits from 28 to 7'],
  ],
  [
    'another metric and a later alert',
    [{ metric: 'escaped_errors', worse_by: 0.2 }, { id: 'overrides' }],
    [
      'raises worse_by of the signal edits from 0.1 to 0.2',
      'lets the signal edits measure escaped_errors where it measured edit_rate',
    ],
  ],
  ['another owner', [{ owner: 'Otto' }, { id: 'overrides' }], []],
] as const)('a pull request that changes %s loosens exactly that', (_, list, what) => {
  expect(loosened(...list)).toEqual(what);
});

it('points to the line of the field', () => {
  const after = document(
    'policy/signals.yaml',
    { version: 1 as const, signals: [given.signal({ worse_by: 0.2 })] },
    { 'signals.0.worse_by': 6 },
  );
  expect(signalsLoosened(policy({}).value, after)).toMatchObject([
    { location: { file: 'policy/signals.yaml', line: 6 } },
  ]);
});
