import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assessFolder } from '../../../action/commands/assess-folder.ts';
import { type Ground, groundOf } from '../../../action/commands/decide/ground.ts';
import { type DecideOptions, readOptions } from '../../../action/commands/decide/options.ts';
import { recordText } from '../../../action/commands/decide/record-text.ts';
import type { ReportFigures, ReportValue } from '../../../action/contract/report-value.ts';
import { aPoc, NOW } from '../../repository-builder.ts';

const HEADLINE =
  'one <b>message</b>: 11.1 → 4.2 min a case: net $51K a year (at least $35K). Evidence grade B.';

async function aGround(): Promise<Ground> {
  const one = await aPoc();
  const judged = await assessFolder(
    { cwd: one.folder, now: NOW },
    { folder: '.', base: null, baseResults: null },
  );
  if ('problem' in judged) throw new Error(judged.problem);
  const stood = await groundOf(judged, NOW);
  if ('problems' in stood) throw new Error(stood.problems.join());
  return stood.ground;
}

function worth(ground: Ground, over: Partial<ReportValue>): Ground {
  const { value } = ground.report;
  if (value === null) throw new Error('There is a baseline');
  return { ...ground, report: { ...ground.report, value: { ...value, ...over } } };
}

function options(...words: string[]): DecideOptions {
  const read = readOptions(words, NOW);
  if ('problems' in read || 'accept' in read.options) throw new Error(JSON.stringify(read));
  return read.options;
}

const SHIP = options(
  'ship',
  '--reason',
  'It is worth what it costs, and people want it.',
  '--by',
  'Olga Owner',
);

async function textOf(ground: Ground): Promise<string> {
  const record = await recordText(SHIP, ground);
  if ('problems' in record) throw new Error(record.problems.join());
  return record.text;
}

const FIGURES = {
  net: { p10: 35_000, p50: 51_000, p90: 70_000 },
  net_positive: 0.987,
} as ReportFigures;

describe('the number in a record', () => {
  it('is the headline to the letter for the gate, and harmless Markdown for people', async () => {
    const text = await textOf(worth(await aGround(), { headline: HEADLINE, not_proven: [] }));
    expect(parse(text.split('---\n')[1] ?? '')).toMatchObject({ headline: HEADLINE });
    expect(text).toContain('**one &lt;b&gt;message&lt;/b&gt;: 11.1 → 4.2 min a case');
  });

  it('stands with how sure it is', async () => {
    const ground = worth(await aGround(), { figures: FIGURES, currency: 'USD', locale: 'en-US', grade: 'C' });
    expect(await textOf(ground)).toContain(
      'There is no number that could be defended.\n\nNet of a year: $51K, in nine of ten draws at least $35K; over 0 in 98.7 % of them. Evidence grade C.',
    );
  });

  it('says what is missing where there is none', async () => {
    const ground = worth(await aGround(), { not_proven: ['0 timings. Time <five>.'] });
    expect(await textOf(ground)).toContain('\n\n- 0 timings. Time &lt;five&gt;.\n');
  });

  it('says that there is no baseline', async () => {
    const ground = await aGround();
    expect(await textOf({ ...ground, report: { ...ground.report, value: null } })).toContain(
      'There is no number: `baseline.yaml` could not be read.',
    );
  });
});

const CONTINUE = ['continue', '--reason', 'The clerks were away for most of the week.', '--by', 'Olga Owner'];

describe('the day of the review', () => {
  it.each([
    ['continue', '2026-11-24', '2026-12-01'],
    ['continue on its last day', '2026-11-14', '2026-11-21'],
    ['continue on the day before', '2026-11-13', '2026-11-21'],
  ])('of a decision to %s, due on %s, is %s', async (_, due, day) => {
    const ground = await aGround();
    const manifest = { ...ground.manifest, decision_due: due };
    const record = await recordText(options(...CONTINUE), { ...ground, manifest });
    expect('decision' in record && record.decision.review_on).toBe(day);
  });
});

describe('the number of a record', () => {
  it.each([
    ['decisions/2026-11-20-lunch.md', '0001'],
    ['decisions/0007-2026-plan.md', '0008'],
    ['decisions/10000-harden.md', '10001'],
    ['decisions/12.md', '0001'],
  ])('after %s is %s', async (file, next) => {
    const ground = await aGround();
    const tree = { ...ground.tree, below: async () => [file] };
    const record = await recordText(SHIP, { ...ground, tree });
    expect('file' in record && record.file).toBe(`decisions/${next}-ship-to-pilot.md`);
  });
});

describe('a record', () => {
  it('does not contradict the gate where people decide what it advises', async () => {
    const ground = await aGround();
    const report = {
      ...ground.report,
      verdict: 'ship' as const,
      reason: 'every check that guards pilot is proven',
    };
    const text = await textOf({ ...ground, report });
    expect(text).toContain('The gate says **ship**: every check that guards pilot is proven.\n');
    expect(text).not.toContain('another one');
  });

  it('is not written where it is more than the gate reads', async () => {
    const files = Array.from({ length: 700 }, (_, i) => `usage/${i}.jsonl`);
    const crowded: Ground = { ...(await aGround()), files };
    const record = await recordText(SHIP, crowded);
    expect('problems' in record && record.problems.join()).toMatch(
      /^decisions\/0001-ship-to-pilot\.md: found \d+ characters/,
    );
  });
});
