import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { assess } from '../../action/assess.ts';
import { record } from '../../action/checks/decision/record.ts';
import type { Decision } from '../../action/contract/decision.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import { chooseBase } from '../../action/evidence/base.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { aFolder, aPoc, aRow, NOW, type Poc, poc } from '../repository-builder.ts';

const WHY = 'Three clerks asked for it, and twelve messages came out right.';
const SHIP = ['decide', 'ship', '--reason', WHY, '--by', 'Olga Owner,Sam Sponsor', '--accepted'];
const FILE = 'decisions/0001-ship-to-pilot.md';

const read = (one: Poc, file: string) => readFile(join(one.folder, file), 'utf8');
const manifestOf = async (one: Poc) => parse(await read(one, 'poc.yaml')) as Manifest;
const frontOf = async (one: Poc, file: string) =>
  parse((await read(one, file)).split('---\n')[1] ?? '') as Decision;

/** What `decision/record` finds of the files on disk, compared with the last commit. */
async function found(one: Poc, author: string | null = 'bo-builder', now = NOW) {
  const repository = await openRepository(one.folder);
  if (repository === null) throw new Error('There is a repository');
  const base = await chooseBase(repository, null);
  const place = { folder: one.folder, name: '.', repository, base, head: null };
  const judged = await assess({ ...place, author, now, version: '9.9.9' }, [record]);
  if (judged.status !== 'judged') throw new Error('There is a POC');
  const [result] = judged.report.results;
  return `${result?.outcome}: ${result?.message}`;
}

async function edit(one: Poc, file: string, from: string | RegExp, to: string) {
  const before = await read(one, file);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  await one.write({ [file]: after });
}

describe('a decision to ship', () => {
  it('is written with its evidence, moves the stage, and passes the check', async () => {
    const one = await aPoc();
    const before = await read(one, 'poc.yaml');
    const { code, out, err } = await one.run(...SHIP);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`Wrote ${FILE} (accepted).`);
    expect(out).toContain('  stage explore → pilot\n  stage_started_on 2026-11-10 → 2026-11-20\n');
    expect(await read(one, 'poc.yaml')).toBe(
      before
        .replace('stage: explore', 'stage: pilot')
        .replace('stage_started_on: 2026-11-10', 'stage_started_on: 2026-11-20')
        .replace('decision_due: 2026-11-24', 'decision_due: 2027-01-15'),
    );
    expect(await frontOf(one, FILE)).toMatchObject({
      status: 'accepted',
      date: '2026-11-20',
      decision: 'ship',
      'decision-makers': ['Olga Owner', 'Sam Sponsor'],
      from: 'explore',
      to: 'pilot',
      options: ['ship', 'harden', 'continue', 'stop'],
      reason: WHY,
      headline: 'none',
      review_on: '2027-05-19',
    });
    expect((await frontOf(one, FILE)).evidence?.map(({ file }) => file)).toEqual([
      'baseline.yaml',
      'baseline/timings.csv',
      'eval/results/results.jsonl',
      'eval/results/run.json',
      'policy/kill.yaml',
      'policy/thresholds.yaml',
    ]);
    expect(await found(one)).toBe(
      `pass: Olga Owner, Sam Sponsor decided on 2026-11-20 to ship (${FILE}). To be reviewed by 2027-05-19.`,
    );
    await one.commit('Pilot');
    await one.write({ 'baseline.yaml': `${await read(one, 'baseline.yaml')}# later\n` });
    expect(await found(one)).toMatch(/^pass: /);
  });

  const TAMPERED: readonly (readonly [string, (one: Poc) => Promise<void>, RegExp])[] = [
    [
      'the baseline',
      (one) => edit(one, 'baseline.yaml', '900', '9000'),
      /^fail: .* rests on baseline\.yaml with [0-9a-f]{8}…, which is [0-9a-f]{8}… in this tree\./,
    ],
    [
      'a row of the timings',
      (one) => edit(one, 'baseline/timings.csv', 'today-1', 'today-x'),
      /rests on baseline\/timings\.csv/,
    ],
    [
      'a bar',
      (one) => edit(one, 'policy/thresholds.yaml', '0.8', '0.7'),
      /rests on policy\/thresholds\.yaml/,
    ],
    [
      'a kill criterion',
      (one) => edit(one, 'policy/kill.yaml', 'threshold: 5', 'threshold: 1'),
      /rests on policy\/kill\.yaml/,
    ],
    [
      'a result',
      (one) => edit(one, 'eval/results/results.jsonl', 'case-1', 'case-x'),
      /rests on eval\/results\/results\.jsonl/,
    ],
    [
      'a file that is gone',
      (one) => one.write({ 'baseline/timings.csv': null }),
      /^fail: .* rests on baseline\/timings\.csv with [0-9a-f]{8}…, which this tree does not have\./,
    ],
    [
      'the headline',
      (one) => edit(one, FILE, 'headline: none', 'headline: Saves €1M a year.'),
      /^fail: The headline of .* is “Saves €1M a year\.”; the gate prints none\./,
    ],
    [
      'who signed',
      (one) => edit(one, FILE, '  - Olga Owner\n', ''),
      /^fail: .* is signed by Sam Sponsor; the owner, Olga Owner, is not among them\./,
    ],
    [
      'stopping as an option',
      (one) => edit(one, FILE, '  - stop\n', ''),
      /^fail: Stopping is not among the options of /,
    ],
    [
      'the reason',
      (one) => edit(one, FILE, `reason: ${WHY}`, 'reason: go'),
      /^fail: The reason of .* has 2 characters\./,
    ],
    [
      'the day of the review',
      (one) => edit(one, FILE, 'review_on: 2027-05-19', 'review_on: 2027-05-20'),
      /^fail: .* is to be reviewed on 2027-05-20, more than 180 days after 2026-11-20\./,
    ],
    [
      'its day',
      (one) => edit(one, FILE, 'date: 2026-11-20', 'date: 2026-11-21'),
      /^not-proven: .* is dated 2026-11-21, which is yet to come\./,
    ],
    [
      'the day of the stage',
      (one) => edit(one, 'poc.yaml', 'stage_started_on: 2026-11-20', 'stage_started_on: 2026-11-19'),
      /^fail: .* is dated 2026-11-20; pilot began before that, on 2026-11-19\./,
    ],
    [
      'its status',
      (one) => edit(one, FILE, 'status: accepted', 'status: proposed'),
      /^not-proven: .* is proposed, and nobody has accepted it\./,
    ],
    [
      'the stage',
      (one) => edit(one, 'poc.yaml', 'stage: pilot', 'stage: production'),
      /^not-proven: There is no accepted record that leads to production\./,
    ],
    [
      'the record itself',
      (one) => one.write({ [FILE]: null }),
      /^not-proven: There is no accepted record that leads to pilot\./,
    ],
  ];
  it.each(TAMPERED)('does not pass once somebody changed %s', async (_, tamper, says) => {
    const one = await aPoc();
    await one.run(...SHIP);
    await tamper(one);
    expect(await found(one)).toMatch(says);
  });

  it('does not pass when its only decision-maker proposes it', async () => {
    const one = await aPoc();
    await one.run('decide', 'ship', '--reason', WHY, '--by', 'Olga Owner', '--accepted');
    expect(await found(one, 'olga owner')).toMatch(/^fail: .* is signed by Olga Owner alone/);
    expect(await found(one, 'bo-builder')).toMatch(/^pass: /);
  });

  it('does not pass on the day after its review', async () => {
    const one = await aPoc();
    await one.run(...SHIP, '--review-on', '2026-12-20');
    expect(await found(one, null, new Date('2026-12-20T23:00:00Z'))).toMatch(/^pass: /);
    expect(await found(one, null, new Date('2026-12-21T01:00:00Z'))).toBe(
      'not-proven: The review was due on 2026-12-20.',
    );
  });

  it('takes the extension of the stage that is left with it', async () => {
    const one = await aPoc();
    const extension =
      'extension: # by word of mouth\n  days: 7\n  sponsor: Sam Sponsor\n  granted_on: 2026-11-19 # a Thursday\n';
    await edit(one, 'poc.yaml', 'extension: null\n', extension);
    await one.commit('Extended');
    expect((await one.run(...SHIP)).out).toContain(
      '  extension 7 days, granted by Sam Sponsor on 2026-11-19 → none',
    );
    expect((await manifestOf(one)).extension).toBeNull();
    expect(await read(one, 'poc.yaml')).toContain('extension: # by word of mouth\n  null # a Thursday\n');
  });

  it('says in the record and on the terminal that the gate says otherwise, and what is open', async () => {
    const one = await aPoc();
    const { out } = await one.run(...SHIP);
    expect(out).toContain('The gate says continue: the value is not proven either way. You decide otherwise');
    expect(out).toMatch(/Open for pilot:\n(?: {2}\S+ \S+: .+\n)+/);
    expect(out).not.toContain('decision/record');
    const text = await read(one, FILE);
    expect(text).toContain(
      'The gate says **continue**: the value is not proven either way. This decision is another one',
    );
    expect(text).toMatch(/- ⚪ \*\*data\/real-cases\*\*: 12 real cases/);
  });

  it('says how far each kill criterion is, and what each option would have meant', async () => {
    const one = await aPoc();
    await one.run(...SHIP);
    const text = await read(one, FILE);
    expect(text).toContain('- `nobody-uses-it`: `users.named < 2 on 2026-11-24: now 3, 1 above 2`');
    for (const option of [
      '**ship** (chosen): go on to pilot',
      '**harden**: stay in explore',
      '**continue**: 7 days more',
      '**stop**: end it',
    ])
      expect(text).toContain(`- ${option}`);
  });

  it('leads from pilot to production, and from there to a later review', async () => {
    const one = await aPoc({ stage: 'pilot' });
    await one.run(...SHIP);
    expect(await manifestOf(one)).toMatchObject({
      stage: 'production',
      stage_started_on: '2026-11-20',
      decision_due: '2027-05-19',
    });
    expect(await found(one)).toMatch(/^pass: .*0002-ship-to-production\.md/);
    await one.commit('Production');
    const now = new Date('2027-05-01T12:00:00Z');
    const later = [
      'ship',
      '--reason',
      'It was used all spring, and nobody went back to the old way.',
      '--by',
      'Olga Owner',
      '--accepted',
    ];
    const { out } = await poc(['decide', ...later], { cwd: one.folder, now });
    expect(out).toContain('Nothing moves in poc.yaml.');
    expect(await found(one, null, now)).toMatch(/^pass: .*To be reviewed by 2027-10-28\.$/);
  });

  it('keeps text of the repository from being Markdown or YAML', async () => {
    const one = await aPoc();
    await edit(one, 'poc.yaml', /title: .*/, `title: "<img src=x> [a](http://x) @everyone\\u001b[31m"`);
    const why = 'It "works": # for now\n---\nstatus: rejected <!-- x --> [a](http://b)';
    await one.run('decide', 'harden', '--reason', why, '--by', 'Olga Owner,"O: #x" - ---');
    const text = await read(one, 'decisions/0001-harden.md');
    expect(await frontOf(one, 'decisions/0001-harden.md')).toMatchObject({
      status: 'proposed',
      reason: why.replace(/\s+/g, ' '),
      'decision-makers': ['Olga Owner', '"O: #x" - ---'],
    });
    const body = text.split('---\n').slice(2).join('---\n');
    expect(body).not.toMatch(/<img|<!--|(?<!\\)\]\(|:\/\/|@everyone/);
    expect(body).not.toContain('\u001b');
    const stop = ['stop', '--dry-run', '--by', 'Olga Owner', '--reopen', 'more \u001b[31m or \u009b31m'];
    const { code, out } = await one.run('decide', ...stop, '--reason', `${why} \u009b31m`);
    expect(code).toBe(0);
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('a decision that is proposed', () => {
  const PROPOSED = SHIP.slice(0, -1);

  it('moves nothing, and moves the stage once it is accepted', async () => {
    const one = await aPoc();
    const before = await read(one, 'poc.yaml');
    const { out } = await one.run(...PROPOSED);
    expect(out).toContain('Nothing moves yet. When it is accepted, in poc.yaml:\n  stage explore → pilot');
    expect(out).toContain(`Once they agree: npx poc decide accept ${FILE}`);
    expect(await read(one, 'poc.yaml')).toBe(before);
    const record = await read(one, FILE);
    const now = new Date('2026-11-22T12:00:00Z');
    const { code, err } = await poc(['decide', 'accept', FILE], { cwd: one.folder, now });
    expect([code, err]).toEqual([0, '']);
    expect(await read(one, FILE)).toBe(
      record.replace('status: proposed', 'status: accepted').replace('date: 2026-11-20', 'date: 2026-11-22'),
    );
    expect(await manifestOf(one)).toMatchObject({
      stage: 'pilot',
      stage_started_on: '2026-11-22',
      decision_due: '2027-01-17',
    });
    expect(await found(one, null, now)).toMatch(/^pass: /);
  });

  it('is accepted in a file with CRLF and comments, without touching them', async () => {
    const one = await aPoc();
    await one.run(...PROPOSED);
    const record = (await read(one, FILE))
      .replace('status: proposed', 'status: "proposed" # so far')
      .replaceAll('\n', '\r\n');
    const manifest = (await read(one, 'poc.yaml'))
      .replace('stage: explore', 'stage: explore   # first')
      .replaceAll('\n', '\r\n');
    await one.write({ [FILE]: record, 'poc.yaml': `\uFEFF${manifest}` });
    expect((await one.run('decide', 'accept', FILE)).code).toBe(0);
    expect(await read(one, FILE)).toBe(record.replace('"proposed"', 'accepted'));
    expect(await read(one, 'poc.yaml')).toBe(
      `\uFEFF${manifest
        .replace('stage: explore', 'stage: pilot')
        .replace('stage_started_on: 2026-11-10', 'stage_started_on: 2026-11-20')
        .replace('decision_due: 2026-11-24', 'decision_due: 2027-01-15')}`,
    );
  });

  const NOT_ACCEPTED: readonly (readonly [string, (one: Poc) => Promise<unknown>, string])[] = [
    [
      'it is accepted already, and the stage is the one that it led to',
      async (one) => {
        await edit(one, FILE, 'proposed', 'accepted');
        await edit(one, 'poc.yaml', 'stage: explore', 'stage: pilot');
      },
      'status: found accepted; expected proposed',
    ],
    ['its evidence has changed', (one) => edit(one, 'baseline.yaml', '900', '901'), 'rests on baseline.yaml'],
    [
      'the stage is another by now',
      (one) => edit(one, 'poc.yaml', 'stage: explore', 'stage: pilot'),
      'from: found explore; expected pilot',
    ],
    ['it does not exist', (one) => one.write({ [FILE]: null }), 'found no such record'],
    [
      'its review is over',
      (one) => edit(one, FILE, 'review_on: 2027-05-19', 'review_on: 2026-11-20'),
      '--date: found 2026-11-20; expected a day from 2026-11-10 and before 2026-11-20',
    ],
  ];
  it.each(NOT_ACCEPTED)('is not accepted when %s', async (_, change, says) => {
    const one = await aPoc();
    await one.run(...PROPOSED);
    await change(one);
    const before = await read(one, 'poc.yaml');
    const { code, err } = await one.run('decide', 'accept', FILE);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(await read(one, 'poc.yaml')).toBe(before);
  });

  it('that the power kept from poc.yaml is carried there the second time, with its own day', async () => {
    const one = await aPoc();
    const before = await read(one, 'poc.yaml');
    await one.run(...SHIP);
    const moved = await read(one, 'poc.yaml');
    await one.write({ 'poc.yaml': before });
    expect(await found(one, null)).toBe(`not-proven: poc.yaml says explore, ${FILE} led to pilot.`);
    const record = await read(one, FILE);
    const now = new Date('2026-11-22T12:00:00Z');
    const again = () => poc(['decide', 'accept', FILE], { cwd: one.folder, now });
    expect(await again()).toMatchObject({ code: 0, err: '' });
    expect([await read(one, FILE), await read(one, 'poc.yaml')]).toEqual([record, moved]);
    expect(await again()).toMatchObject({ code: 1, out: '' });
  });

  it('to continue is carried into poc.yaml the second time, and is no second extension', async () => {
    const one = await aPoc();
    const before = await read(one, 'poc.yaml');
    await one.run('decide', 'continue', ...SHIP.slice(2));
    const moved = await read(one, 'poc.yaml');
    await one.write({ 'poc.yaml': before });
    const again = () => one.run('decide', 'accept', 'decisions/0001-continue.md');
    expect(await again()).toMatchObject({ code: 0, err: '' });
    expect(await read(one, 'poc.yaml')).toBe(moved);
    expect((await again()).err).toContain('status: found accepted; expected proposed');
  });

  it('to stop is not accepted after the day on which the data are deleted', async () => {
    const one = await aPoc();
    const stop = ['decide', 'stop', '--reason', WHY, '--by', 'Olga Owner', '--reopen', 'Twice the messages.'];
    await one.run(...stop, '--delete-by', '2026-11-21');
    const accepted = (day: string) =>
      poc(['decide', 'accept', 'decisions/0001-stop.md'], {
        cwd: one.folder,
        now: new Date(`${day}T12:00:00Z`),
      });
    expect(await accepted('2026-11-22')).toEqual({
      code: 1,
      out: '',
      err: 'poc decide: decisions/0001-stop.md: delete_by: found 2026-11-21; expected 2026-11-22 or later. Write the record again.',
    });
    expect((await accepted('2026-11-21')).code).toBe(0);
  });

  it.each([
    [['accept'], 'found 0 records to accept'],
    [['accept', 'poc.yaml'], 'poc.yaml: found a path elsewhere; expected a record in `decisions/`'],
    [['accept', FILE, '--reason', 'x'], '--reason: found it with accept'],
    [['accept', FILE, '--date', '2026-11-21'], '--date: found 2026-11-21; expected today or earlier'],
  ])('is not found by `poc decide %j`', async (words, says) => {
    const { code, err } = await poc(['decide', ...words], { cwd: await aFolder(), now: NOW });
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe('a decision to continue', () => {
  const words = (by: string, reason = WHY) => [
    'decide',
    'continue',
    '--accepted',
    '--reason',
    reason,
    '--by',
    by,
  ];

  it('writes the one extension, where the sponsor decides', async () => {
    const one = await aPoc();
    expect((await one.run(...words('Olga Owner,Sam Sponsor'))).code).toBe(0);
    expect((await manifestOf(one)).extension).toEqual({
      days: 7,
      sponsor: 'Sam Sponsor',
      granted_on: '2026-11-20',
    });
    expect((await one.check()).results.find(({ id }) => id === 'decision/timebox')?.outcome).toBe('pass');
    await one.commit('Continue');
    const again = await one.run(
      ...words('Olga Owner,Sam Sponsor', 'Two clerks were ill for most of this week.'),
    );
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain(
      'continue: found an extension of 7 days, granted by Sam Sponsor on 2026-11-20; expected none',
    );
    await edit(one, 'poc.yaml', /extension: .*/, 'extension: null');
    await one.commit('As if there had been none');
    const hidden = await one.run(
      ...words('Olga Owner,Sam Sponsor', 'Two clerks were ill for most of this week.'),
    );
    expect(hidden.err).toContain('continue: found decisions/0001-continue.md of 2026-11-20; expected none');
  });

  it.each([
    ['Olga Owner', 'expected the sponsor, Sam Sponsor, among them'],
    ['Sam Sponsor', 'expected the owner, Olga Owner, among them'],
  ])('is refused to %s alone', async (by, says) => {
    const one = await aPoc();
    const { code, err } = await one.run(...words(by));
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(await readdir(one.folder)).not.toContain('decisions');
  });

  it.each([
    ['2026-12-01', 0, ''],
    [
      '2026-12-02',
      1,
      'continue: found 2026-12-02, when an extension would be over; expected 2026-12-01 or earlier',
    ],
  ])('on %s ends with %i, since the week counts from the day that was set', async (day, expected, says) => {
    const one = await aPoc();
    const now = new Date(`${day}T12:00:00Z`);
    const { code, err } = await poc(words('Olga Owner,Sam Sponsor'), { cwd: one.folder, now });
    expect(code).toBe(expected);
    expect(err).toContain(says);
  });

  it('is refused where nobody is named as the sponsor', async () => {
    const one = await aPoc();
    await edit(one, 'poc.yaml', 'sponsor: Sam Sponsor', 'sponsor: null');
    await one.commit('No sponsor');
    expect((await one.run(...words('Olga Owner'))).err).toContain(
      'Name who pays as `sponsor:` in poc.yaml first.',
    );
  });
});

describe('a decision to stop', () => {
  const STOP = [
    'decide',
    'stop',
    '--reason',
    'Too few messages arrive to pay for the work.',
    '--by',
    'Olga Owner',
    '--accepted',
  ];
  const VALUE = {
    currency: 'USD',
    locale: 'en-US',
    hourly_cost: { amount: 52, as_of: '2026-10-01', source: 'finance' },
    build: [
      { item: 'people', kind: 'people', days: 9, per_day: 800, spent: true, source: 'time log' },
      { item: 'pilot', kind: 'people', days: 40, per_day: 800, source: 'plan' },
      { item: 'security review', kind: 'security', amount: 6000, source: 'offer' },
    ],
    run: [{ item: 'hosting', kind: 'infrastructure', per_month: 100, source: 'invoice' }],
  };

  it('says what it took and saves, what is kept and deleted, and what would change our mind', async () => {
    const one = await aPoc();
    const baseline = parse(await read(one, 'baseline.yaml'));
    await one.commit('Money', {
      'baseline.yaml': stringify({ ...baseline, value: VALUE }),
      'adapters/helpdesk.ts': 'export {};\n',
    });
    const { code, out, err } = await one.run(
      ...STOP,
      '--reopen',
      'More than 2,000 messages a month',
      '--keep',
      'the list of senders',
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('  stage explore → stopped\n');
    const text = await read(one, 'decisions/0001-stop.md');
    expect(text).toContain(
      'Stopping is a result: the question was asked with evidence, and it is answered. It took 9 person-days. It saves \\$38K of building that is not spent yet, and \\$1.2K of running it (\\$100 a month, 12 months).',
    );
    expect(text).toContain('- the case set: 12 real cases\n- the baseline: 5 timed cases\n');
    expect(text).toContain('- the code in `adapters/`\n- the code in `src/`\n- the list of senders\n');
    expect(text).toContain(
      '## What is deleted by 2026-12-20\n\n- what was taken from helpdesk, which holds data about people: the text of its cases too, unless it may be kept\n- `logs/`, with all that it holds\n- `eval/results/`, with all that it holds\n',
    );
    expect(text).toContain('## What would change our mind\n\n- More than 2,000 messages a month\n');
    expect(await frontOf(one, 'decisions/0001-stop.md')).toMatchObject({
      from: 'explore',
      to: 'stopped',
      delete_by: '2026-12-20',
    });
    expect(await manifestOf(one)).toMatchObject({
      stage: 'stopped',
      stage_started_on: '2026-11-10',
      decision_due: '2026-11-24',
    });
    expect(await found(one)).toMatch(
      /^pass: Olga Owner decided on 2026-11-20 to stop .* Its data are deleted by 2026-12-20\.$/,
    );
  });

  it('turns the criterion that is met round, and needs nothing else that would change our mind', async () => {
    const one = await aPoc({ results: (all) => all.map((each) => aRow(each, { verdict: 'fail' })) });
    const now = new Date('2026-11-24T12:00:00Z');
    const { code, err } = await poc([...STOP, '--spent-days', '1', '--delete-by', '2026-11-30'], {
      cwd: one.folder,
      now,
    });
    expect([code, err]).toEqual([0, '']);
    const text = await read(one, 'decisions/0001-stop.md');
    expect(text).toContain('- `eval.pass_rate_upper >= 0.7`, measured anew: `hopeless` would not be met');
    expect(text).toMatch(
      /- `hopeless`: `eval\.pass_rate_upper < 0\.7 on 2026-11-24: now 0\.\d+, 0\.\d+ below 0\.7` \*\*\(met\)\*\*/,
    );
    expect(text).toContain(
      'It took 1 person-day. What is saved by stopping is not written in `baseline.yaml`.',
    );
    expect(text).toContain('## What is deleted by 2026-11-30\n');
    expect(text).toContain('The gate says **stop**: criterion hopeless');
  });

  it('names no source of data where no item is about people', async () => {
    const one = await aPoc();
    await edit(one, 'poc.yaml', 'personal_data: true', 'personal_data: false');
    await one.run(...STOP, '--reopen', 'More messages');
    expect(await read(one, 'decisions/0001-stop.md')).not.toContain('helpdesk, which');
  });

  it('is the last one', async () => {
    const one = await aPoc();
    await one.run(...STOP, '--reopen', 'More messages');
    const { code, err } = await one.run(...SHIP);
    expect(code).toBe(1);
    expect(err).toContain('poc.yaml: stage: found stopped');
  });
});

describe('a decision to harden', () => {
  it('moves nothing, and is reviewed when the stage is due', async () => {
    const one = await aPoc();
    const before = await read(one, 'poc.yaml');
    const { code } = await one.run('decide', 'harden', '--reason', WHY, '--by', 'Olga Owner', '--accepted');
    expect(code).toBe(0);
    expect(await read(one, 'poc.yaml')).toBe(before);
    expect((await frontOf(one, 'decisions/0001-harden.md')).review_on).toBe('2026-11-24');
  });

  it('is reviewed in two weeks when the stage is overdue', async () => {
    const one = await aPoc();
    const now = new Date('2026-11-24T12:00:00Z');
    await poc(['decide', 'harden', '--reason', WHY, '--by', 'Olga Owner'], { cwd: one.folder, now });
    expect((await frontOf(one, 'decisions/0001-harden.md')).review_on).toBe('2026-12-08');
  });
});

describe('poc decide', () => {
  it('tells all that is missing at once, with the command that would do', async () => {
    const one = await aPoc();
    const { code, out, err } = await one.run('decide', 'stop', '--keep', "the clerks' list");
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      'poc decide: --reason: found none; expected why, in a sentence of at least 20 characters.',
      'poc decide: --by: found none; expected who decided.',
      'poc decide: --reopen: found none; expected what would change our mind, since no kill criterion is met that says it.',
      "poc decide: Write: npx poc decide stop --keep 'the clerks'\\'' list' --reason 'WHY, IN A SENTENCE' --by 'Olga Owner' --reopen 'WHAT WOULD CHANGE OUR MIND'",
    ]);
  });

  it('names the sponsor where the sponsor has to decide', async () => {
    const one = await aPoc();
    expect((await one.run('decide', 'continue', '--reason', WHY)).err).toContain(
      "--by 'Olga Owner,Sam Sponsor'",
    );
  });

  it.each([
    [[], 'found no decision; expected ship, harden, continue or stop.'],
    [
      ['shp'],
      'found "shp"; expected ship, harden, continue or stop. Write `npx poc decide ship` if that was meant.',
    ],
    [['abandon'], 'found "abandon"; expected ship, harden, continue or stop. See `npx poc decide --help`.'],
    [['ship', '--why', 'x'], "Unknown option '--why'"],
    [['ship', 'a', 'b'], 'found 2 folders; expected one'],
    [['ship', '--date', 'soon'], '--date: found "soon"; expected a day.'],
    [['ship', '--date', '2026-11-21'], '--date: found 2026-11-21; expected today or earlier'],
    [
      ['ship', '--review-on', '2026-11-20'],
      '--review-on: found 2026-11-20; expected a day after 2026-11-20, 2027-05-19 at the latest.',
    ],
    [['ship', '--review-on', '2027-05-20'], '--review-on: found 2027-05-20'],
    [['stop', '--delete-by', '2026-11-19'], '--delete-by: found 2026-11-19, which is before 2026-11-20'],
    [['stop', '--spent-days', 'many'], '--spent-days: found "many"; expected person-days.'],
    [['ship', '--keep', 'x'], '--keep: found it with ship; expected it with stop.'],
    [['ship', 'nowhere'], 'nowhere: found no such folder'],
    [['ship'], 'found no poc.yaml'],
  ])('%j is told what is wrong', async (words, says) => {
    const { code, out, err } = await poc(['decide', ...words], { cwd: await aFolder(), now: NOW });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });

  it.each([
    [
      'a reason of 19 characters',
      ['--reason', 'It is good enough.x', '--by', 'Olga Owner'],
      'found one that has 19 characters',
    ],
    [
      'a reason that says nothing',
      ['--reason', 'TODO: we will say this later', '--by', 'Olga Owner'],
      'only holds the place of one',
    ],
    [
      'others than the owner',
      ['--reason', WHY, '--by', 'Bo Builder'],
      'found Bo Builder; expected the owner, Olga Owner, among them',
    ],
    [
      'a day before the stage',
      ['--reason', WHY, '--by', 'Olga Owner', '--date', '2026-11-09'],
      '--date: found 2026-11-09; expected 2026-11-10',
    ],
  ])('refuses %s, and writes nothing', async (_, words, says) => {
    const one = await aPoc();
    const { code, err } = await one.run('decide', 'ship', ...words);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(await one.repository.git('status', '--short')).toBe('');
  });

  it('refuses the reason of an earlier record, in other letters', async () => {
    const one = await aPoc();
    await one.run('decide', 'harden', '--reason', WHY, '--by', 'Olga Owner');
    const { code, err } = await one.run(
      'decide',
      'harden',
      '--reason',
      WHY.toUpperCase(),
      '--by',
      'Olga Owner',
    );
    expect(code).toBe(1);
    expect(err).toContain('found one that is that of decisions/0001-harden.md');
  });

  it('takes the number after the highest, and leaves what is there alone', async () => {
    const one = await aPoc({ files: { '.gitignore': 'decisions/0041*\n' } });
    await one.write({
      'decisions/0007-notes.txt': 'x',
      'decisions/0041-draft.md': 'draft',
      'decisions/README.md': '# Decisions\n',
    });
    const { out } = await one.run('decide', 'harden', '--reason', WHY, '--by', 'Olga Owner');
    expect(out).toContain('Wrote decisions/0042-harden.md');
    expect(await read(one, 'decisions/0041-draft.md')).toBe('draft');
    expect((await readdir(join(one.folder, 'decisions'))).sort()).toEqual([
      '0007-notes.txt',
      '0041-draft.md',
      '0042-harden.md',
      'README.md',
    ]);
  });

  it('writes nothing with --dry-run, and prints all of it', async () => {
    const one = await aPoc();
    const { code, out } = await one.run(...SHIP, '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/^---\nstatus: accepted\n/);
    expect(out).toContain(`Would write ${FILE} (accepted).`);
    expect(await one.repository.git('status', '--short')).toBe('');
    await one.run(...SHIP);
    expect(out.startsWith(await read(one, FILE))).toBe(true);
  });

  it('refuses to write through a symbolic link', async () => {
    const one = await aPoc();
    await one.write({ decisions: { link: await aFolder() } });
    const { code, err } = await one.run(...SHIP);
    expect(code).toBe(1);
    expect(err).toContain('decisions: found a symbolic link');
    expect((await manifestOf(one)).stage).toBe('explore');
  });

  it('moves nothing where YAML says one thing by way of another', async () => {
    const one = await aPoc();
    await edit(one, 'poc.yaml', 'stage: explore', 'stage: &stage explore');
    await edit(one, 'poc.yaml', 'systems: []', 'systems: [{ id: *stage, access: read }]');
    const before = await read(one, 'poc.yaml');
    const { code, err } = await one.run(...SHIP);
    expect([code, await read(one, 'poc.yaml')]).toEqual([1, before]);
    expect(err).toContain('poc.yaml: found YAML in which these cannot be set without touching more');
    expect(await readdir(one.folder)).not.toContain('decisions');
    expect(await one.run(...SHIP.slice(0, -1))).toMatchObject({ code: 0, err: '' });
    expect(await read(one, 'poc.yaml')).toBe(before);
  });

  it('tells what is wrong with an earlier record, since it cannot see its reason', async () => {
    const one = await aPoc();
    await one.write({ 'decisions/0001-x.md': '---\nstatus: maybe\n---\n' });
    const { code, err } = await one.run(...SHIP);
    expect(code).toBe(2);
    expect(err).toContain('decisions/0001-x.md:2');
  });

  it('works in a folder that is no repository', async () => {
    const one = await aPoc();
    const folder = await aFolder();
    const files = (await one.repository.git('ls-files')).split('\n');
    for (const file of files) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await copyFile(join(one.folder, file), join(folder, file));
    }
    const { code, err } = await poc(SHIP, { cwd: folder, now: NOW });
    expect([code, err]).toEqual([0, '']);
    const { out } = await poc(['check', '--format', 'json'], { cwd: folder, now: NOW });
    expect(JSON.parse(out)).toMatchObject({ stage: 'pilot' });
  });

  it('judges the folder that is named', async () => {
    const one = await aPoc({ prefix: 'pocs/a/' });
    const { code } = await poc(['decide', 'ship', 'pocs/a', ...SHIP.slice(2)], {
      cwd: one.repository.folder,
      now: NOW,
    });
    expect(code).toBe(0);
    expect((await manifestOf(one)).stage).toBe('pilot');
  });
});
