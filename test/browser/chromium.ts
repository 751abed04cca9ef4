import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Where Chromium or Chrome is put by those who install it; `CHROME_PATH` goes before them. */
const PLACES = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** It asks nobody anything: no updates, no sign-in, no other protocol. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const require = createRequire(import.meta.url);
const installed = existsSync(new URL('node_modules/playwright-core/package.json', import.meta.url));
const executable = PLACES.find((place) => place !== undefined && existsSync(place));

/** What is missing, or `null` where a browser can be driven. */
export const missing: string | null = !installed
  ? 'playwright-core is not here; fetch it with `npm ci --prefix test/browser --ignore-scripts`'
  : executable === undefined
    ? 'no Chromium is here; install one, or name it in CHROME_PATH'
    : null;

/** The part of playwright that is used; its package is not one of this repository's own. */
export type Page = {
  on(
    event: 'console' | 'pageerror' | 'request',
    listen: (what: { text?(): string; url?(): string }) => void,
  ): void;
  goto(url: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  addScriptTag(script: { content: string }): Promise<unknown>;
  emulateMedia(media: { media?: 'print' | 'screen' }): Promise<void>;
  pdf(options: { format: 'A4'; printBackground: boolean }): Promise<Uint8Array>;
  keyboard: { press(key: string): Promise<void> };
};
type Context = { newPage(): Promise<Page>; close(): Promise<void> };
export type Browser = {
  newContext(options: {
    viewport: { width: number; height: number };
    colorScheme: 'light' | 'dark';
    bypassCSP?: boolean;
  }): Promise<Context>;
  close(): Promise<void>;
};

/** Starts the browser that is here. */
export async function launch(): Promise<Browser> {
  const { chromium } = require('./node_modules/playwright-core') as {
    chromium: { launch(options: { executablePath?: string; args: string[] }): Promise<Browser> };
  };
  return chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: ARGUMENTS,
  });
}

/** The script that looks for what keeps people from reading a page. */
export const axeScript = (): string =>
  readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
