import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../action/contract/report.ts';
import type { Dossier } from '../../../action/readiness/dossier.ts';
import { htmlReport, isHtmlReport } from '../../../action/reporters/html/page.ts';
import { aReport, aResult } from '../a-report.ts';
import { aDossier, anExample, aValue, emptyDossier, timedCases } from './example.ts';

const open = (report: Report = anExample(), dossier: Dossier = aDossier()) => {
  const text = htmlReport(report, dossier);
  return { text, document: parseHTML(text).document };
};

const HOSTILE = {
  'the end of a style and a script': '</style><script>alert(1)</script>',
  'the end of an attribute': '"><img src=x onerror=alert(1)>',
  'the end of an attribute of the other kind': "'><svg onload=alert(1)>",
  'the end of a comment': '--><iframe src=https://example.org>',
  'a name of 10 kB': `x${'y'.repeat(10_000)}`,
  'marks that turn text round': '\u202Etxt.exe\u2066',
  'half a character': 'a\uD800',
};

/** Every text that a repository can put into a report is this. */
const hostile = (text: string): [Report, Dossier] => {
  const example = anExample();
  const swap = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value, (key, one: unknown) =>
        typeof one === 'string' && !KEPT.has(key) && !/^\d{4}-\d\d-\d\d/.test(one) ? text : one,
      ),
    ) as T;
  return [swap(example), swap(aDossier())];
};
/** Fields whose words are ours, so that no repository chooses them. */
const KEPT = new Set(
  'verdict stage next_stage outcome blocks_from severity schema grade comparison currency locale parameter unit arm status decision from to id area check'.split(
    ' ',
  ),
);

/** Every element and attribute that there is. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  const visit = (one: ReturnType<typeof open>['document']['documentElement']): void => {
    names.add(one.tagName);
    for (const { name } of one.attributes) names.add(`${one.tagName} ${name}`);
    for (const child of one.children) visit(child as typeof one);
  };
  visit(parseHTML(text).document.documentElement);
  return names;
}

describe('the page', () => {
  it('is one file that runs nothing, loads nothing, and forbids both', () => {
    const { text, document } = open();
    expect(document.querySelectorAll('script, iframe, object, embed, link, img, form, base')).toHaveLength(0);
    expect(
      [...document.querySelectorAll('*')]
        .flatMap((one) => [...one.attributes])
        .filter(({ name }) => /^on|^src|^srcset|^xlink/i.test(name)),
    ).toEqual([]);
    expect(
      [...document.querySelectorAll('a')].every((one) => one.getAttribute('href')?.startsWith('#')),
    ).toBe(true);
    expect(
      document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
    ).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(text).not.toMatch(/url\(|@import|https?:/);
  });

  const known = namesIn(open().text);
  it.each(Object.entries(HOSTILE))('stays what it is with %s in every text of the repository', (_, bad) => {
    const text = htmlReport(...hostile(bad));
    expect([...namesIn(text)].filter((name) => !known.has(name))).toEqual([]);
    expect(text.includes(bad)).toBe(false);
    expect(text.match(/<style>/g)).toHaveLength(1);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('has only links that lead somewhere, and no name twice', () => {
    const { document } = open();
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...document.querySelectorAll('a')].map((one) => one.getAttribute('href')?.slice(1));
    expect(targets.filter((one) => !ids.includes(one ?? ''))).toEqual([]);
    const labels = [...document.querySelectorAll('[aria-labelledby]')].map((one) =>
      one.getAttribute('aria-labelledby'),
    );
    expect(labels.filter((one) => !ids.includes(one ?? ''))).toEqual([]);
  });

  it('has headings that skip no level, beginning with the title', () => {
    const levels = [...open().document.querySelectorAll('h1, h2, h3, h4')].map((one) =>
      Number(one.tagName[1]),
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, i) => i > 0 && level > (levels[i - 1] as number) + 1)).toEqual([]);
  });

  it.each([
    ['with every figure', anExample(), aDossier()],
    ['of the first day', aReport(), emptyDossier],
    [
      'that could not judge',
      aReport({
        verdict: 'cannot-judge',
        stage: null,
        next_stage: null,
        poc: null,
        commit: null,
        base: { commit: null, how: 'none' },
        results: [],
      }),
      emptyDossier,
    ],
    [
      'with minutes and no money',
      anExample({
        value: aValue({
          figures: null,
          headline: null,
          currency: null,
          not_proven: ['No money is stated. Write it.'],
        }),
      }),
      aDossier(),
    ],
    [
      'of a single timed case',
      anExample({
        value: aValue({
          figures: null,
          with_poc: null,
          saved_minutes: null,
          today: {
            n: 1,
            warm_up: 0,
            people: 1,
            mean: 12,
            median: 12,
            low: null,
            high: null,
            log_normal: null,
          },
        }),
      }),
      { ...emptyDossier, today: timedCases('t.csv', [1, 1, 1, 1, 12]) },
    ],
    [
      'with a file of results and no slice',
      anExample({ eval: { slices: [], slices_in_all: 0, change: null, files: [], files_in_all: 0 } }),
      aDossier(),
    ],
    ['in another language', anExample({ value: aValue({ locale: 'de-CH', currency: 'CHF' }) }), aDossier()],
  ] as [string, Report, Dossier][])('says nothing that is no number: a report %s', (_, report, dossier) => {
    expect(htmlReport(report, dossier)).not.toMatch(/NaN|Infinity|undefined|\bnull\b|\[object/);
  });

  it('shows no chart of what is not there', () => {
    expect(open(aReport(), emptyDossier).document.querySelectorAll('svg')).toHaveLength(0);
    expect(open().document.querySelectorAll('.wide svg')).toHaveLength(5);
  });

  it('gives every chart a name, a caption and its table', () => {
    const { document } = open();
    const charts = [...document.querySelectorAll('svg')];
    expect(
      charts.filter(
        (one) => one.getAttribute('role') !== 'img' || (one.getAttribute('aria-label') ?? '').length < 20,
      ),
    ).toEqual([]);
    expect(document.querySelectorAll('figure figcaption')).toHaveLength(5);
    expect(document.querySelectorAll('figure + details table')).toHaveLength(5);
  });

  it('stays under 1 MB with 5,000 rows a file, and says where the others are', () => {
    const minutes = Array.from({ length: 5_000 }, (_, i) => 5 + (i % 400) / 10);
    const rows = timedCases('baseline/timings.csv', minutes);
    const { text, document } = open(anExample(), aDossier({ today: rows, withPoc: rows }));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(document.querySelectorAll('#rows-today tbody tr')).toHaveLength(500);
    expect(document.querySelector('#rows-today')?.nextElementSibling?.textContent).toBe(
      '…and 4500 more in baseline/timings.csv.',
    );
  });

  it('is the same for the same report', () => {
    expect(open().text).toBe(open().text);
  });

  it('knows its own files from others', () => {
    expect(isHtmlReport(htmlReport(anExample(), aDossier()))).toBe(true);
    expect(isHtmlReport('<!doctype html><html><head><meta charset="utf-8"></head>')).toBe(false);
    expect(isHtmlReport(`${' '.repeat(600)}<meta name="generator" content="poc report">`)).toBe(false);
    const named = aReport({
      poc: {
        ...(aReport().poc as NonNullable<Report['poc']>),
        title: '<meta name="generator" content="poc report">',
      },
    });
    expect(htmlReport(named, emptyDossier).match(/<meta name="generator"/g)).toHaveLength(1);
  });

  it('has as many results as the report', () => {
    const results = [
      aResult({ outcome: 'fail', message: 'Bad.', remedy: 'Mend it.' }),
      aResult({ id: 'data/real-cases' }),
    ];
    const { document } = open(aReport({ results }), emptyDossier);
    expect(document.querySelectorAll('.area li')).toHaveLength(2);
  });
});
