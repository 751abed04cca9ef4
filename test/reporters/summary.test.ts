import { describe, expect, it } from 'vitest';
import type { Dossier, TimedCase } from '../../action/readiness/dossier.ts';
import { commentSections } from '../../action/reporters/comment.ts';
import { summarySections } from '../../action/reporters/summary.ts';
import { anAdoption, aReport } from './a-report.ts';
import { aDossier, anExample, emptyDossier } from './html/example.ts';

const textOf = (dossier: Dossier, report = aReport()) =>
  summarySections(report, dossier, null)
    .map(({ text }) => text)
    .join('\n\n');
const timed = (minutes: number, counted = true): TimedCase =>
  ({ ...(aDossier().today[0] as TimedCase), minutes, counted }) as TimedCase;

describe('the job summary', () => {
  it('is the comment, with what a comment has no room for before its footer', () => {
    const report = anExample();
    const [comment, summary] = [commentSections(report, null), summarySections(report, aDossier(), null)];
    expect(summary.slice(0, comment.length - 1)).toEqual(comment.slice(0, -1));
    expect(summary.at(-1)).toEqual(comment.at(-1));
    const folds = [...textOf(aDossier(), report).matchAll(/<summary>([^<]+)<\/summary>/g)].map(
      ([, title]) => title,
    );
    expect(folds.slice(-7)).toEqual([
      'How the number comes about',
      'How the minutes are spread',
      'How it is used',
      'Use by week',
      'Risk against coverage',
      'Decisions, the last first',
      'Where the figures come from',
    ]);
  });

  it('may lose all of that, and never its verdict, where GitHub takes no more', () => {
    const own = summarySections(anExample(), aDossier(), null);
    expect(own.filter(({ optional }) => !optional)).toEqual(
      commentSections(anExample(), null).filter(({ optional }) => !optional),
    );
  });

  it('adds nothing where there is nothing', () => {
    expect(summarySections(aReport(), emptyDossier, null)).toEqual(commentSections(aReport(), null));
  });

  it('spreads the minutes that count', () => {
    const today = [...Array.from({ length: 10 }, (_, i) => timed(i + 1)), timed(99, false)];
    expect(textOf({ ...emptyDossier, today })).toContain('| by hand | 10 | 1.0 | 1.0 | 5.0 | 9.0 | 10.0 |');
  });

  it('says how it is used, with what is asked for', () => {
    const text = textOf(emptyDossier, aReport({ adoption: anAdoption() }));
    expect(text).toContain('| 2026-10-25 to 2026-11-21 | found | asked for |  |');
    expect(text).toContain(
      '| Tried, of the eligible cases | 65.2 % (1140 of 1749, 62–68) | at least 60 % | ✅ |',
    );
    expect(text).toContain('| Outputs accepted as they were | 81 % (810 of 1000, 78–84) |  |  |');
  });

  it('lists decisions as text, and says how many more there are', () => {
    const [first] = aDossier().decisions;
    const hostile = {
      ...first,
      reason: 'see @all <!-- poc-gate default --> [a](http://b)',
    } as Dossier['decisions'][number];
    const text = textOf({ ...emptyDossier, decisions: Array.from({ length: 21 }, () => hostile) });
    expect(text).not.toMatch(/@all|<!--|(?<!\\)\]\(http/);
    expect(text).toContain('- …and 1 before them');
  });

  it('names three files of a kind, and how many more', () => {
    const sources = [{ what: 'Use', files: ['a', 'b', 'c', 'd', 'e'], rows: 7 }];
    expect(textOf({ ...emptyDossier, sources })).toContain('| Use | `a`, `b`, `c` and 2 more | 7 |');
  });
});
