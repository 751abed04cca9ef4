import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { BARS } from '../../action/contract/thresholds.ts';
import type { Check } from '../../action/readiness/check.ts';
import { pass } from '../../action/readiness/finding.ts';
import { checkMarkdown, pageOf } from '../../action/reporters/check-page.ts';
import { checkText } from '../../action/reporters/check-text.ts';

const aCheck = (over: Partial<Check> = {}): Check => ({
  id: 'data/permission',
  title: 'The data may be used for this',
  failureTitle: 'Nobody has said that the data may be used',
  question: 'May this data be used?',
  why: 'Only a person can grant it.',
  remedy: 'Ask the owner of the data.',
  severity: 'critical',
  evidence: '`policy/data.yaml`: each source.',
  kinds: ['E5'],
  noticed: 'Approving for oneself.',
  since: 2,
  blocksFrom: 'explore',
  needs: [],
  evaluate: () => pass('Seen.'),
  ...over,
});
const factOf = (over: Partial<Check>, what: string) =>
  pageOf(aCheck(over)).facts.find((fact) => fact.what === what)?.text;

describe('the page of a check', () => {
  it('says all that stands in the check, with its bars', () => {
    expect(checkMarkdown(aCheck())).toBe(`# data/permission

**May this data be used?**

- **blocks from**: explore
- **severity**: critical; a waiver runs 30 days at most, and in production there is none
- **evidence**: E5: the word of a named person other than the author, dated and expiring
- **since**: version 2 of the catalogue

## Why

Only a person can grant it.

## What it reads

\`policy/data.yaml\`: each source.

## What to do

Ask the owner of the data.

## What it notices

Approving for oneself.

## Its bars

| bar | default | stricter |
| --- | --- | --- |
| \`valid_days\` | 180 days | lower |

A repository sets its own under \`bars: data/permission:\` in \`policy/thresholds.yaml\`; the gate reads them from the base branch.

## How it can end

- **pass**: The data may be used for this. The value that was read is printed.
- **fail**: Nobody has said that the data may be used: the evidence was read, and misses the bar.
- **not proven**: The evidence is missing, cannot be read, is too old, looks made up, or is about something else.
- **waived until**: Missed, and a waiver on the base branch says so until a day.
`);
  });

  it.each<[string, Partial<Check>, string]>([
    ['in explore', {}, 'explore'],
    ['from pilot on', { blocksFrom: 'pilot' }, 'pilot; warns in explore'],
    ['from production on', { blocksFrom: 'production' }, 'production; warns in pilot'],
    ['after its grace', { grace: { explore: 3 } }, 'explore; in the first 3 days of explore it only warns'],
    [
      'after a day',
      { blocksFrom: 'pilot', grace: { pilot: 1 } },
      'pilot; warns in explore; in the first 1 day of pilot it only warns',
    ],
    [
      'where a grace of an earlier stage changes nothing',
      { blocksFrom: 'production', grace: { pilot: 21 } },
      'production; warns in pilot',
    ],
  ])('says when it blocks: %s', (_, over, text) => {
    expect(factOf(over, 'blocks from')).toBe(text);
  });

  it.each([
    ['critical', 'critical; a waiver runs 30 days at most, and in production there is none'],
    ['high', 'high; a waiver runs 30 days at most'],
    ['medium', 'medium; a waiver runs 90 days at most'],
  ] as const)('says for how long a check of severity %s can be waived', (severity, text) => {
    expect(factOf({ severity }, 'severity')).toBe(text);
  });

  it.each<[Check['kinds'], Check['severity'], string]>([
    [['E3', 'E4'], 'critical', 'joined by its ids'],
    [['E1'], 'critical', 'for this commit, signed. Unsigned (E2) it serves until production'],
    [['E1', 'E3'], 'high', 'the gate computes again. Unsigned (E2) it serves too'],
  ])('says of evidence %j of a %s check whether it has to be signed', (kinds, severity, text) => {
    expect(factOf({ kinds, severity }, 'evidence')?.endsWith(text)).toBe(true);
  });

  it('says when it is not applicable, where the catalogue names a condition', () => {
    const ends = (over: Partial<Check>) => pageOf(aCheck(over)).outcomes.map(({ outcome }) => outcome);
    expect(ends({})).toEqual(['pass', 'fail', 'not proven', 'waived until']);
    const named = { notApplicableWhen: 'nothing is written' };
    expect(ends(named)).toEqual(['pass', 'fail', 'not proven', 'not applicable', 'waived until']);
    expect(checkMarkdown(aCheck(named))).toContain('- **not applicable**: When nothing is written.\n');
  });

  it('has no bars where the check has none', () => {
    const without = aCheck({ id: 'scope/one-workflow' });
    expect(pageOf(without).bars).toEqual([]);
    expect(checkMarkdown(without)).not.toContain('Its bars');
    expect(checkText(without, false)).not.toContain('Its bars');
  });

  it('words every bar that there is: shares in percent, one thing as one', () => {
    expect(pageOf(aCheck({ id: 'eval/pass-rate' })).bars).toEqual([
      { name: 'reviewed', value: '80 %', stricter: 'higher' },
      { name: 'unattended', value: '95 %', stricter: 'higher' },
      { name: 'repeats', value: '1 attempt', stricter: 'higher' },
      { name: 'of_repeats', value: '0 %', stricter: 'higher' },
    ]);
    for (const id of Object.keys(BARS))
      for (const { value } of pageOf(aCheck({ id: id as Check['id'] })).bars)
        expect(value).toMatch(/^[\d,.]+ (?:%|[a-z]+)$/);
  });
});

/** What Markdown would take for more than text, outside of code. */
const MARKUP = /[*<>[\]|\\`]|(?<!\w)_|_(?!\w)/;

describe('the texts of the checks', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))(
    'of %s are sentences, with code between backticks and no other markup',
    (_, check) => {
      const { question, sections, outcomes } = pageOf(check);
      for (const text of [question, ...[...sections, ...outcomes].map((one) => one.text)]) {
        expect(text.replace(/`[^`]+`/g, '')).not.toMatch(MARKUP);
        expect(text).toMatch(/^[\p{L}\d`“].*[.?]$/su);
      }
    },
  );
});

describe('the page at a terminal', () => {
  it('says the same, in lines that a terminal has room for', () => {
    const check = aCheck({ evidence: 'word '.repeat(60).trim(), remedy: 'x'.repeat(120) });
    const text = checkText(check, false);
    const { facts, sections, bars, outcomes } = pageOf(check);
    const flat = text.replace(/\s+/g, ' ');
    for (const { text: said } of [...facts, ...sections, ...outcomes]) expect(flat).toContain(said);
    for (const { name, value } of bars) expect(text).toContain(`  ${name}  ${value}, lower is stricter`);
    const long = text.split('\n').filter((line) => line.length > 80);
    expect(long).toEqual([`  ${'x'.repeat(120)}`]);
  });

  it('has colours only where they can be shown', () => {
    expect(checkText(aCheck(), true)).toContain('\u001b[1mdata/permission\u001b[22m');
    expect(checkText(aCheck(), false)).not.toContain('\u001b');
  });
});
