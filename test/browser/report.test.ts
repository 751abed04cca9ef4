import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decided, Dossier } from '../../action/readiness/dossier.ts';
import { htmlReport } from '../../action/reporters/html/page.ts';
import { aReport } from '../reporters/a-report.ts';
import { aDossier, anExample, emptyDossier } from '../reporters/html/example.ts';
import { axeScript, type Browser, launch, missing, type Page } from './chromium.ts';

const dossier = aDossier();
/** A few rows of each table: axe looks at every cell. */
const few: Dossier = {
  ...dossier,
  today: dossier.today.slice(0, 8),
  withPoc: dossier.withPoc.slice(0, 8),
  checked: dossier.checked.slice(0, 4),
};

const REPORTS = {
  full: htmlReport(anExample(), dossier),
  short: htmlReport(anExample(), few),
  'first-day': htmlReport(aReport(), emptyDossier),
  hostile: htmlReport(
    anExample({ reason: '</style><script>console.log("run")</script><img src=x onerror=alert(1)>' }),
    aDossier({ decisions: [{ ...(dossier.decisions[0] as Decided), reason: 'x'.repeat(10_000) }] }),
  ),
};
type Name = keyof typeof REPORTS;

const VIEWS = [
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const;

/** Pixels of CSS between the margins of a sheet. */
const A4 = 688;

const named = missing === null ? 'a report in a browser' : `a report in a browser (SKIPPED: ${missing})`;

// Where nobody looks, a test that is left out would never be missed.
describe.skipIf(missing !== null && process.env.CI === undefined)(named, () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  let browser: Browser;

  beforeAll(async () => {
    if (missing !== null) throw new Error(missing);
    for (const [name, page] of Object.entries(REPORTS)) writeFileSync(join(folder, `${name}.html`), page);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report, and notes all that it asks for and complains of. */
  async function opened<T>(
    name: Name,
    [width, colorScheme]: readonly [number, 'light' | 'dark'],
    look: (page: Page) => Promise<T>,
    more: { bypassCSP?: boolean } = {},
  ): Promise<{ found: T; said: string[]; asked: string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, ...more });
    const page = await context.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text?.() ?? ''));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => asked.push(request.url?.() ?? ''));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    const found = await look(page);
    await context.close();
    return { found, said, asked };
  }

  describe.each(['full', 'first-day', 'hostile'] as const)('the %s one', (name) => {
    it.each(VIEWS)('asks for nothing, says nothing, and fits at %i px in %s', async (...view) => {
      const { found, said, asked } = await opened(name, view, (page) =>
        page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      );
      expect({ tooWide: found, said, asked: asked.length }).toEqual({ tooWide: 0, said: [], asked: 1 });
    });
  });

  it.each([...VIEWS.map((view) => ['short', ...view] as const), ['first-day', 360, 'dark']] as const)(
    'is without a fault that axe finds: the %s one at %i px in %s',
    async (name, ...view) => {
      // The policy of the page keeps axe out as it keeps out everything.
      const { found } = await opened(name, view, axe, { bypassCSP: true });
      expect(found).toEqual({
        faults: [],
        looked: expect.arrayContaining(['color-contrast', 'heading-order', 'region']),
      });
    },
  );

  async function axe(page: Page): Promise<{ faults: string[]; looked: string[] }> {
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    await page.addScriptTag({ content: axeScript() });
    return page.evaluate(`axe.run(document, { resultTypes: ['violations', 'passes'] }).then((found) => ({
      faults: found.violations.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 200))),
      looked: found.passes.map((one) => one.id),
    }))`);
  }

  it.each(VIEWS)(
    'draws every chart inside the page, and big enough to read, at %i px in %s',
    async (...view) => {
      const { found } = await opened('full', view, (page) =>
        page.evaluate<{ charts: number; outside: string[]; small: number }>(OUTSIDE),
      );
      expect(found).toEqual({ charts: 5, outside: [], small: 0 });
    },
  );

  // What axe cannot tell: letters and marks inside a picture.
  it.each(['light', 'dark'] as const)(
    'tells letters of charts from the page by 4.5 to 1, and marks by 3, in %s',
    async (theme) => {
      const { found } = await opened('full', [1280, theme], (page) =>
        page.evaluate<Record<string, number>>(CONTRASTS),
      );
      expect(Object.keys(found)).toEqual(['ink', 'soft', 'poc', 'today', 'bad']);
      expect(Math.min(...['ink', 'soft'].map((name) => found[name] ?? 0))).toBeGreaterThan(4.5);
      expect(Math.min(...['poc', 'today', 'bad'].map((name) => found[name] ?? 0))).toBeGreaterThan(3);
    },
  );

  it('opens the rows that a figure links to', async () => {
    const { found } = await opened('full', VIEWS[0], async (page) => {
      await page.evaluate('document.querySelector(\'a[href="#rows-today"]\').click()');
      return page.evaluate<boolean>('document.querySelector("#rows-today").closest("details").open');
    });
    expect(found).toBe(true);
  });

  it('prints light, with every table open and no chart cut off', async () => {
    const { found } = await opened('full', [A4, 'dark'], async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(NEXT_FRAME);
      const state = await page.evaluate<{ paper: string; closed: number; outside: string[] }>(PRINTED);
      const pdf = Buffer.from(await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
      return { ...state, pages: pdf.match(/\/Type \/Page\b/g)?.length ?? 0 };
    });
    const { pages, ...state } = found;
    expect(state).toEqual({ paper: 'rgb(253, 253, 251)', closed: 0, outside: [] });
    // Closed, the tables of rows leave a handful of pages.
    expect(pages).toBeGreaterThan(10);
  });
});

/** Charts that are shown, what of them leaves the page, and letters of under 11 px. */
const OUTSIDE = `(() => {
  const charts = [...document.querySelectorAll('svg')].filter((one) => one.getClientRects().length > 0);
  const texts = charts.flatMap((one) => [...one.querySelectorAll('text')]);
  const outside = [...charts, ...texts].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left < -0.5 || right > document.documentElement.clientWidth + 0.5;
  });
  const size = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a;
  return {
    charts: charts.length,
    outside: outside.map((one) => one.textContent.slice(0, 60)),
    small: texts.filter((one) => size(one) < 11).length,
  };
})()`;

/** Contrast of each colour of a chart with the page (WCAG 2.2, relative luminance). */
const CONTRASTS = `(() => {
  const luminance = (color) => {
    const [r, g, b] = color.match(/\\d+/g).map((one) => Number(one) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const probe = document.body.appendChild(document.createElement('i'));
  const of = (name) => ((probe.style.color = 'var(--' + name + ')'), luminance(getComputedStyle(probe).color));
  const paper = of('paper');
  const ratio = (mark) => (Math.max(mark, paper) + 0.05) / (Math.min(mark, paper) + 0.05);
  return Object.fromEntries(['ink', 'soft', 'poc', 'today', 'bad'].map((name) => [name, ratio(of(name))]));
})()`;

/** What a change of the medium does to the page is there once it has been drawn. */
const NEXT_FRAME = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

const PRINTED = `(() => {
  const hidden = [...document.querySelectorAll('details table')].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true }) || one.getBoundingClientRect().height === 0);
  const { outside } = ${OUTSIDE};
  return { paper: getComputedStyle(document.body).backgroundColor, closed: hidden.length, outside };
})()`;
