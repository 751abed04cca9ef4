import type { ServerResponse } from 'node:http';
import { html, page } from './html.ts';
import type { Who } from './policy.ts';

/** What a handler gets. Nothing of it may be logged: it can hold an item. */
export type Request = {
  /** `null` only where a route needs nothing. */
  who: Who | null;
  /** What stands in the path for `:id`. */
  id: string;
  query: URLSearchParams;
  cookies: string | undefined;
  body: Buffer;
};

export type Reply = {
  status: number;
  content: { type: 'text/html' | 'application/json' | 'text/css' | 'text/javascript'; body: string };
  headers?: Readonly<Record<string, string | string[]>>;
};

/** A way in. What it needs is said beside it, so that none can be forgotten. */
export type Route = {
  method: 'GET' | 'POST';
  /** Such as `/cases/:id`. */
  path: string;
  needs: 'nothing' | 'signed-in' | { permission: string; dataClass: string };
  /** Has to be there where the path has an `:id`: who handed that item in; `null` where there is no such item. */
  ownerOf?(id: string): string | null;
  handle(request: Request): Reply | Promise<Reply>;
};

/** @returns a reply that is a page, such as `page` makes it */
export const asPage = (status: number, body: string): Reply => ({
  status,
  content: { type: 'text/html', body },
});

export const asJson = (status: number, value: unknown): Reply => ({
  status,
  content: { type: 'application/json', body: `${JSON.stringify(value)}\n` },
});

/** @param cookies to set */
export const goTo = (location: string, cookies: string[] = []): Reply => ({
  ...asPage(303, ''),
  headers: { location, 'set-cookie': cookies },
});

/** @returns a page that says why nothing was done */
export const refusal = (status: number, title: string, what: string): Reply =>
  asPage(
    status,
    page(
      { title, user: null },
      html`<h1>${title}</h1><p role="alert">${what} <a href="/">To the start</a></p>`,
    ),
  );

/** Nothing but our own style and script runs, whatever an item holds, and nothing of a page is kept or framed. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With none at all browsers do not say either whence a form comes.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

export function send(response: ServerResponse, { status, content, headers }: Reply): void {
  response.writeHead(status, {
    ...HEADERS,
    'content-type': `${content.type}; charset=utf-8`,
    ...headers,
  });
  response.end(content.body);
}
