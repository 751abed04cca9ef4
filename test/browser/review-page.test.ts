import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Browser, launch, missing, type Page } from './chromium.ts';
import { type ServedReview, serveReview } from './served-review.ts';

/** What is used of playwright beyond what a report needs. */
type ReviewPage = Page & {
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  title(): Promise<string>;
  waitForSelector(selector: string): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  selectOption(selector: string, value: { index: number }): Promise<unknown>;
  click(selector: string): Promise<void>;
};

const WIDTHS = [1280, 390];

const named = missing === null ? 'the review page' : `the review page (SKIPPED: ${missing})`;

// Where nobody looks, a test that is left out would never be missed.
describe.skipIf(missing !== null && process.env.CI === undefined)(named, () => {
  let review: ServedReview;
  let browser: Browser;
  let page: ReviewPage;
  const faults: string[] = [];

  beforeAll(async () => {
    if (missing !== null) throw new Error(missing);
    review = await serveReview();
    browser = await launch();
    page = await anybody();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await review?.stop();
  });

  async function anybody(): Promise<ReviewPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
    });
    const fresh = (await context.newPage()) as ReviewPage;
    fresh.on('console', (message) => faults.push(message.text?.() ?? ''));
    fresh.on('pageerror', (error) => faults.push(String(error)));
    return fresh;
  }

  /** How much wider than the window the page is, at each width. */
  async function tooWide(): Promise<number[]> {
    const found: number[] = [];
    for (const width of [...WIDTHS].reverse()) {
      await page.setViewportSize({ width, height: 800 });
      found.push(
        await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        ),
      );
    }
    return found;
  }

  /** A key, once the page takes one: what has just come is not decided by a key that was meant for the last. */
  async function press(key: string): Promise<void> {
    await page.waitForTimeout(500);
    await page.keyboard.press(key);
  }

  const heading = () => page.textContent('h1');

  // One after the other, as a person goes through the cases.
  it('shows no case to whom it does not know', async () => {
    await page.goto(`${review.origin}/review`);
    expect([await heading(), await tooWide()]).toEqual(['Sign in', [0, 0]]);
  });

  it('shows the first case to whoever has the link, and to nobody who has it second', async () => {
    await page.goto(review.link);
    expect([await heading(), await tooWide()]).toEqual(['T-1', [0, 0]]);
    const second = await anybody();
    await second.goto(review.link);
    expect(await second.textContent('h1')).not.toBe('T-1');
    // Chromium notes that the link was refused.
    expect(faults.splice(0)).toEqual([expect.stringMatching(/status of 4\d\d/)]);
  });

  it('accepts by the key a, and goes to the heading of the next case', async () => {
    await press('a');
    await page.waitForSelector('text=Accepted: T-1');
    // A new page would not know it.
    await page.evaluate('void (window.sameSince = "T-1")');
    expect([await heading(), await page.evaluate('document.activeElement.tagName')]).toEqual(['T-2', 'H1']);
  });

  it('takes back by the key u, and the case is there again', async () => {
    await press('u');
    await page.waitForSelector('h1:has-text("T-1")');
    await press('a');
    await page.waitForSelector('text=Accepted: T-1');
  });

  it('shows what is hostile as the text that it is, and is no wider for it', async () => {
    expect(await page.textContent('main')).toContain('<img src=x onerror=alert(1)>');
    expect(await page.evaluate('document.querySelectorAll("main script, main img").length')).toBe(0);
    expect([await page.title(), await tooWide()]).toEqual([expect.not.stringMatching(/^run$/), [0, 0]]);
  });

  it('rejects by the key r and the number of a reason', async () => {
    await press('r');
    expect(await tooWide()).toEqual([0, 0]);
    await page.keyboard.press('1');
    await page.waitForSelector('text=Rejected: T-2');
    expect(await heading()).toBe('T-3');
  });

  it('corrects by the key c, where a letter that is typed into a field decides nothing', async () => {
    await press('c');
    expect(await tooWide()).toEqual([0, 0]);
    await page.keyboard.press('a');
    expect(await heading()).toBe('T-3');
    await page.selectOption('details[open] select', { index: 1 });
    await page.click('details[open] button[value=edited]');
    await page.waitForSelector('text=Corrected: T-3');
  });

  it('says when nothing waits, and has not been loaded anew for any of it', async () => {
    await press('a');
    await page.waitForSelector('text=Nothing waits for you');
    expect([await tooWide(), await page.evaluate('window.sameSince')]).toEqual([[0, 0], 'T-1']);
  });

  it('has each decision on record once nobody can take it back, and what was taken back nowhere', async () => {
    const decided = async () =>
      (await review.events()).filter((event) => ['accepted', 'edited', 'rejected'].includes(event)).sort();
    await vi.waitFor(
      async () => expect(await decided()).toEqual(['accepted', 'accepted', 'edited', 'rejected']),
      {
        timeout: 20_000,
        interval: 500,
      },
    );
  });

  it('had nothing to complain of', () => {
    expect(faults).toEqual([]);
  });
});
