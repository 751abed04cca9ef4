import { describe, expect, it } from 'vitest';
import { record } from '../../../action/checks/decision/record.ts';
import type { Manifest } from '../../../action/contract/manifest.ts';
import type { Change, DecisionRecord, Evidence } from '../../../action/readiness/evidence.ts';
import type { Row } from '../../../action/readiness/reading.ts';
import { NO_VALUE } from '../../../action/readiness/value/value-evidence.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

const BASELINE = given.digest('a');
const FILE = 'decisions/0001-ship-to-pilot.md';
const SHIP: Partial<DecisionRecord> = {
  status: 'accepted',
  date: '2026-11-20',
  decision: 'ship',
  'decision-makers': ['Olga Owner', 'Sam Sponsor'],
  from: 'explore',
  to: 'pilot',
  options: ['ship', 'harden', 'continue', 'stop'],
  reason: 'Forty real messages came out right, and three clerks asked for it.',
  headline: 'none',
  evidence: [{ file: 'baseline.yaml', digest: BASELINE }],
  review_on: '2027-05-19',
};
const STOP: Partial<DecisionRecord> = {
  ...SHIP,
  decision: 'stop',
  to: 'stopped',
  reason: 'Too few messages arrive to pay for the work.',
  delete_by: '2026-12-20',
};
const ship = (change: Partial<DecisionRecord> = {}, file = FILE): Row<DecisionRecord> => ({
  ...given.decision({ ...SHIP, ...change }),
  file,
});
const stop = (change: Partial<DecisionRecord> = {}) => ship({ ...STOP, ...change }, 'decisions/0001-stop.md');

const PILOT = { stage: 'pilot', stage_started_on: '2026-11-20', decision_due: '2027-01-15' } as const;
const STOPPED = { stage: 'stopped' } as const;
const recordedFiles = new Map([['baseline.yaml', BASELINE]]);
const at = (
  stage: Partial<Manifest>,
  decisions: readonly Row<DecisionRecord>[],
  change: Partial<Change> = {},
) => ({
  manifest: given.manifest(stage),
  decisions,
  recordedFiles,
  change: given.change({ base: given.base({ manifest: given.manifest(stage) }), ...change }),
});
/** Later in pilot, in a pull request that is about something else. */
const later = (...decisions: Row<DecisionRecord>[]) => at(PILOT, decisions);
/** The pull request that brings the record and moves the stage. */
const brings = (...decisions: Row<DecisionRecord>[]) =>
  at(PILOT, decisions, {
    base: given.base(),
    files: [...decisions.map(({ file }) => file), 'poc.yaml'],
    author: 'bea-builder',
  });
const pilot = { stage: 'pilot' } as const;

const headline = (text: string): Pick<Evidence, 'measures'> => ({
  measures: { ...given.evidence().measures, value: { ...NO_VALUE, headline: text } },
});

const without = (key: keyof DecisionRecord) => {
  const one = ship();
  const { [key]: _, ...value } = one.value;
  return { ...one, value: value as DecisionRecord };
};

/** What is wrong with a record whenever it is read. */
const ALWAYS: readonly (readonly [string, Row<DecisionRecord>, Story['outcome'], string])[] = [
  ['does not name its options', without('options'), 'not-proven', `${FILE} does not say what was possible.`],
  [
    'did not think of stopping',
    ship({ options: ['ship', 'harden'] }),
    'fail',
    `Stopping is not among the options of ${FILE}.`,
  ],
  ['gives no reason', without('reason'), 'not-proven', `${FILE} gives no reason.`],
  [
    'has a reason of 19 characters',
    ship({ reason: 'It is good enough.x' }),
    'fail',
    `The reason of ${FILE} has 19 characters.`,
  ],
  [
    'has no reason but its place',
    ship({ reason: 'TODO: why we decided to go on' }),
    'fail',
    `The reason of ${FILE} only holds the place of one.`,
  ],
];

tellStories(record, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes in pilot with the record that led there, and prints who decided when',
    given: later(ship()),
    at: pilot,
    outcome: 'pass',
    says: `Olga Owner, Sam Sponsor decided on 2026-11-20 to ship (${FILE}). To be reviewed by 2027-05-19.`,
  },
  { it: 'passes in the pull request that brings it', given: brings(ship()), at: pilot, outcome: 'pass' },
  {
    it: 'passes outside a repository, where nothing can be compared with a base',
    given: { ...later(ship()), change: given.change({ base: null, files: [] }) },
    at: pilot,
    outcome: 'pass',
  },
  ...ALWAYS.flatMap(([how, one, outcome, says]): Story[] => [
    { it: `does not pass with one that ${how}`, given: later(one), at: pilot, outcome, says },
    { it: `does not pass with a new one that ${how}`, given: brings(one), at: pilot, outcome, says },
  ]),
  {
    it: 'takes a reason of 20 characters',
    given: later(ship({ reason: 'It is good enough.xx' })),
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'is not proven in pilot without any record',
    given: later(),
    at: pilot,
    outcome: 'not-proven',
    says: 'There is no accepted record that leads to pilot.',
  },
  ...(['rejected', 'superseded'] as const).map(
    (status): Story => ({
      it: `is not proven when the record is ${status}`,
      given: later(ship({ status })),
      at: pilot,
      outcome: 'not-proven',
      says: 'There is no accepted record that leads to pilot.',
    }),
  ),
  {
    it: 'is not proven while the record is proposed',
    given: later(ship({ status: 'proposed' })),
    at: pilot,
    outcome: 'not-proven',
    says: `${FILE} is proposed, and nobody has accepted it.`,
  },
  ...(['harden', 'continue', 'stop'] as const).map(
    (decision): Story => ({
      it: `is not proven by a decision to ${decision}`,
      given: later(ship({ decision })),
      at: pilot,
      outcome: 'not-proven',
    }),
  ),
  {
    it: 'is not proven by a record that leads elsewhere',
    given: later(ship({ to: 'production' })),
    at: pilot,
    outcome: 'not-proven',
  },
  {
    it: 'asks in production for the record that led to production',
    given: at({ ...PILOT, stage: 'production' }, [ship()]),
    at: { stage: 'production' },
    outcome: 'not-proven',
    says: 'There is no accepted record that leads to production.',
  },
  {
    it: 'passes in production with it',
    given: at({ ...PILOT, stage: 'production' }, [ship({ from: 'pilot', to: 'production' })]),
    at: { stage: 'production' },
    outcome: 'pass',
  },
  {
    it: 'passes when the stage began after the decision',
    given: later(ship({ date: '2026-11-10', review_on: '2027-05-01' })),
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'fails when the stage began the day before the decision',
    given: at({ ...PILOT, stage_started_on: '2026-11-19' }, [ship()]),
    at: pilot,
    outcome: 'fail',
    says: `${FILE} is dated 2026-11-20; pilot began before that, on 2026-11-19.`,
  },
  {
    it: 'is not proven by a record of tomorrow',
    given: at({ ...PILOT, stage_started_on: '2026-11-21' }, [ship({ date: '2026-11-21' })]),
    at: pilot,
    outcome: 'not-proven',
    says: `${FILE} is dated 2026-11-21, which is yet to come.`,
  },
  {
    it: 'takes a record that does not say where it leads and is of the week before the stage',
    given: later(ship({ from: undefined, to: undefined, date: '2026-11-13', review_on: '2027-05-01' })),
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'takes an older one for that of an earlier stage',
    given: later(ship({ from: undefined, to: undefined, date: '2026-11-12', review_on: '2027-05-01' })),
    at: pilot,
    outcome: 'not-proven',
  },
  {
    it: 'fails when the owner has not signed',
    given: later(ship({ 'decision-makers': ['Sam Sponsor'] })),
    at: pilot,
    outcome: 'fail',
    says: `${FILE} is signed by Sam Sponsor; the owner, Olga Owner, is not among them.`,
  },
  {
    it: 'passes once a new owner has signed a later decision',
    given: later(
      ship({ 'decision-makers': ['Old Owner'], date: '2026-11-18', review_on: '2027-05-01' }),
      ship(
        {
          decision: 'harden',
          to: 'pilot',
          from: 'pilot',
          reason: 'I took it over, and two checks are open.',
        },
        'decisions/0002.md',
      ),
    ),
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'does not let a pull request name the owner who signs it',
    given: {
      ...brings(ship({ 'decision-makers': ['New Owner', 'Sam Sponsor'] })),
      manifest: given.manifest({ ...PILOT, owner: 'New Owner' }),
    },
    at: pilot,
    outcome: 'fail',
    says: 'the owner, Olga Owner, is not among them',
  },
  {
    it: 'fails when the author of the pull request alone decided',
    given: {
      ...brings(ship({ 'decision-makers': ['Olga Owner'] })),
      change: given.change({ files: [FILE], author: '@olga owner' }),
    },
    at: pilot,
    outcome: 'fail',
    says: `${FILE} is signed by Olga Owner alone, who also proposes this pull request.`,
  },
  {
    it: 'fails when whoever decided alone proposes it under a login that is not their name',
    given: {
      ...brings(ship({ 'decision-makers': ['Olga Owner'] })),
      change: given.change({ files: [FILE], author: 'oo-1987', proposers: ['Olga Owner', 'oo@example.org'] }),
    },
    at: pilot,
    outcome: 'fail',
    says: `${FILE} is signed by Olga Owner alone, who also proposes this pull request.`,
  },
  {
    it: 'passes when one of two who decided has the commits',
    given: {
      ...brings(ship()),
      change: given.change({ files: [FILE], author: 'oo-1987', proposers: ['Olga Owner', 'oo@example.org'] }),
    },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'passes when somebody else decided with the author',
    given: { ...brings(ship()), change: given.change({ files: [FILE], author: 'Olga Owner' }) },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'passes when the author is not known',
    given: {
      ...brings(ship({ 'decision-makers': ['Olga Owner'] })),
      change: given.change({ files: [FILE], author: null }),
    },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'does not ask the author of a later pull request',
    given: at(PILOT, [ship({ 'decision-makers': ['Olga Owner'] })], { author: 'Olga Owner' }),
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'fails when the reason is that of another record, in other letters',
    given: later(
      ship(),
      ship(
        {
          decision: 'harden',
          status: 'superseded',
          reason: 'FORTY real messages came out right and three clerks asked for it',
        },
        'decisions/0000-harden.md',
      ),
    ),
    at: pilot,
    outcome: 'fail',
    says: `The reason of ${FILE} is that of decisions/0000-harden.md.`,
  },
  {
    it: 'is not proven without a day of review',
    given: later(without('review_on')),
    at: pilot,
    outcome: 'not-proven',
    says: `${FILE} does not say when it is looked at again.`,
  },
  {
    it: 'fails with a review after 181 days',
    given: later(ship({ review_on: '2027-05-20' })),
    at: pilot,
    outcome: 'fail',
    says: `${FILE} is to be reviewed on 2027-05-20, more than 180 days after 2026-11-20.`,
  },
  {
    it: 'fails with a review on the day of the decision',
    given: later(ship({ review_on: '2026-11-20' })),
    at: pilot,
    outcome: 'fail',
    says: 'and was decided on 2026-11-20',
  },
  {
    it: 'passes on the day of the review',
    given: later(ship({ review_on: '2026-12-20' })),
    at: { ...pilot, now: new Date('2026-12-20T23:59:59Z') },
    outcome: 'pass',
  },
  {
    it: 'is not proven on the day after',
    given: later(ship({ review_on: '2026-12-20' })),
    at: { ...pilot, now: new Date('2026-12-21T00:00:00Z') },
    outcome: 'not-proven',
    says: 'The review was due on 2026-12-20.',
  },
  {
    it: 'passes after it once a later decision set another day',
    given: later(
      ship({ review_on: '2026-12-20' }),
      ship(
        {
          decision: 'harden',
          to: 'pilot',
          date: '2026-12-18',
          review_on: '2027-01-15',
          reason: 'Two checks are open; both are in work.',
        },
        'decisions/0002-harden.md',
      ),
    ),
    at: { ...pilot, now: new Date('2026-12-21T12:00:00Z') },
    outcome: 'pass',
    says: 'To be reviewed by 2027-01-15.',
  },
  {
    it: 'does not take a later decision without a reason for a review',
    given: later(ship({ review_on: '2026-12-20' }), {
      ...given.decision({ decision: 'harden', date: '2026-12-18', review_on: '2027-01-15' }),
      file: 'decisions/0002.md',
    }),
    at: { ...pilot, now: new Date('2026-12-21T12:00:00Z') },
    outcome: 'not-proven',
    says: 'The review was due on 2026-12-20.',
  },
  {
    it: 'fails when evidence has changed since it was decided on',
    given: { ...brings(ship()), recordedFiles: new Map([['baseline.yaml', given.digest('b')]]) },
    at: pilot,
    outcome: 'fail',
    says: `${FILE} rests on baseline.yaml with aaaaaaaa…, which is bbbbbbbb… in this tree.`,
  },
  {
    it: 'fails when evidence is gone',
    given: { ...brings(ship()), recordedFiles: new Map() },
    at: pilot,
    outcome: 'fail',
    says: `${FILE} rests on baseline.yaml with aaaaaaaa…, which this tree does not have.`,
  },
  {
    it: 'is not proven without evidence',
    given: brings(ship({ evidence: [] })),
    at: pilot,
    outcome: 'not-proven',
    says: `${FILE} names no evidence.`,
  },
  {
    it: 'is not proven without a list of evidence',
    given: brings(without('evidence')),
    at: pilot,
    outcome: 'not-proven',
  },
  {
    it: 'lets evidence move on once the record is in',
    given: { ...later(ship()), recordedFiles: new Map([['baseline.yaml', given.digest('b')]]) },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'asks for the evidence of a record that came earlier when the stage moves now',
    given: {
      ...at(PILOT, [ship()], { base: given.base(), files: ['poc.yaml'] }),
      recordedFiles: new Map([['baseline.yaml', given.digest('b')]]),
    },
    at: pilot,
    outcome: 'fail',
    says: 'rests on baseline.yaml',
  },
  {
    it: 'asks for the evidence of a record that is only proposed',
    given: { ...brings(ship({ status: 'proposed' })), recordedFiles: new Map() },
    at: pilot,
    outcome: 'fail',
    says: 'rests on baseline.yaml',
  },
  {
    it: 'does not ask it of a record that this pull request sets aside',
    given: { ...brings(ship({ status: 'superseded' })), recordedFiles: new Map() },
    at: pilot,
    outcome: 'not-proven',
    says: 'There is no accepted record that leads to pilot.',
  },
  {
    it: 'passes with the headline that the gate prints',
    given: { ...brings(ship({ headline: 'Saves 3 min.' })), ...headline('Saves 3 min.') },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'fails with another',
    given: { ...brings(ship({ headline: 'Saves 4 min.' })), ...headline('Saves 3 min.') },
    at: pilot,
    outcome: 'fail',
    says: `The headline of ${FILE} is “Saves 4 min.”; the gate prints “Saves 3 min.”.`,
  },
  {
    it: 'fails with a headline where the gate prints none',
    given: brings(ship({ headline: 'Saves 3 min.' })),
    at: pilot,
    outcome: 'fail',
    says: 'the gate prints none.',
  },
  {
    it: 'fails with none where the gate prints one',
    given: { ...brings(ship()), ...headline('Saves 3 min.') },
    at: pilot,
    outcome: 'fail',
    says: 'is “none”; the gate prints “Saves 3 min.”.',
  },
  {
    it: 'is not proven without a headline',
    given: brings(without('headline')),
    at: pilot,
    outcome: 'not-proven',
    says: `${FILE} has no headline.`,
  },
  {
    it: 'does not ask for the headline again once the record is in',
    given: { ...later(ship()), ...headline('Saves 3 min.') },
    at: pilot,
    outcome: 'pass',
  },
  {
    it: 'says in explore that there is none yet, by when, and what writes it',
    outcome: 'not-proven',
    says: 'There is no record of a decision yet; it is due on 2026-11-30, and `poc decide` writes it.',
  },
  {
    it: 'passes in explore once something is decided there',
    given: at({}, [ship({ decision: 'harden', to: 'explore' })]),
    outcome: 'pass',
    says: 'to harden',
  },
  {
    it: 'is not proven in explore while the newest decision led out of it',
    given: at({}, [ship({ decision: 'harden', to: 'explore', date: '2026-11-19' }), ship()]),
    outcome: 'not-proven',
    says: `poc.yaml says explore, ${FILE} led to pilot.`,
  },
  {
    it: 'is not proven in pilot while the newest decision stopped it',
    given: later(ship({ date: '2026-11-19' }), stop({ from: 'pilot' })),
    at: pilot,
    outcome: 'not-proven',
    says: 'poc.yaml says pilot, decisions/0001-stop.md led to stopped.',
  },
  {
    it: 'passes in explore where people have decided otherwise since',
    given: at({}, [
      ship({ date: '2026-11-19', reason: 'Forty messages came out right, and two clerks asked for it.' }),
      ship({ decision: 'harden', to: 'explore' }),
    ]),
    outcome: 'pass',
  },
  {
    it: 'does not count in explore what was decided before it began',
    given: at({}, [ship({ decision: 'harden', date: '2026-11-15' })]),
    outcome: 'not-proven',
  },
  {
    it: 'fails in explore with a new record on other evidence',
    given: { ...at({}, [ship({ decision: 'harden' })], { files: [FILE] }), recordedFiles: new Map() },
    outcome: 'fail',
    says: 'rests on baseline.yaml',
  },
  {
    it: 'fails with a decision to continue that the sponsor has not signed',
    given: at({}, [ship({ decision: 'continue', 'decision-makers': ['Olga Owner'] })], { files: [FILE] }),
    outcome: 'fail',
    says: 'the sponsor, Sam Sponsor, is not among them',
  },
  {
    it: 'passes when it was stopped, and says by when the data go',
    given: at(STOPPED, [stop()]),
    outcome: 'pass',
    says: 'Its data are deleted by 2026-12-20.',
  },
  {
    it: 'passes when the sponsor stopped it without the owner',
    given: at(STOPPED, [stop({ 'decision-makers': ['Sam Sponsor'] })]),
    outcome: 'pass',
  },
  {
    it: 'fails when neither of them did',
    given: at(STOPPED, [stop({ 'decision-makers': ['Bea Builder'] })]),
    outcome: 'fail',
    says: 'the owner, Olga Owner, is not among them',
  },
  {
    it: 'is not proven when it is stopped without a record',
    given: at(STOPPED, [ship()]),
    outcome: 'not-proven',
    says: 'There is no accepted record that says stop.',
  },
  {
    it: 'is not proven while the stop is proposed',
    given: at(STOPPED, [stop({ status: 'proposed' })]),
    outcome: 'not-proven',
    says: 'is proposed',
  },
  {
    it: 'is not proven by a stop of tomorrow',
    given: at(STOPPED, [stop({ date: '2026-11-21' })]),
    outcome: 'not-proven',
  },
  {
    it: 'is not proven by a stop that does not say from where',
    given: at(STOPPED, [stop({ from: undefined })]),
    outcome: 'not-proven',
    says: 'does not say in which stage it was stopped',
  },
  ...[undefined, 'soon', '2026-13-01'].map(
    (delete_by): Story => ({
      it: `is not proven by a stop whose data are deleted ${delete_by}`,
      given: at(STOPPED, [stop({ delete_by })]),
      outcome: 'not-proven',
      says: 'does not say by when its data are deleted',
    }),
  ),
  {
    it: 'fails with a stop that did not think of anything else than going on',
    given: at(STOPPED, [stop({ options: ['ship'] })]),
    outcome: 'fail',
  },
  {
    it: 'fails when the pull request that stops it rests on other evidence',
    given: {
      ...at(STOPPED, [stop()], { base: given.base(), files: ['poc.yaml'] }),
      recordedFiles: new Map(),
    },
    outcome: 'fail',
    says: 'decisions/0001-stop.md rests on baseline.yaml',
  },
]);

describe('what it finds', () => {
  it('points at the record, and says what to do', () => {
    const evidence = given.evidence(later(ship({ status: 'proposed' })));
    expect(record.evaluate(evidence, given.circumstances(pilot))).toMatchObject({
      location: { file: FILE, line: 1 },
      remedy: `Run \`poc decide accept ${FILE}\` once those whom it names agree.`,
    });
  });
});
