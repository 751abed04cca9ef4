import { html, page } from './html.ts';
import type { Who } from './policy.ts';

/** What a handler gets. Nothing of it may be logged: it can hold an item. */
export type Request = {
  /** Who asks. Where a route needs nothing it is a stranger, of no role. */
  who: Who;
  /** What stands in the path for `:id`. */
  id: string;
  query: URLSearchParams;
  form: URLSearchParams;
  cookies: string | undefined;
};

export type Reply = {
  status: number;
  type: 'text/html' | 'application/json' | 'text/css' | 'text/javascript';
  body: string;
  headers?: Readonly<Record<string, string>>;
  /** To set, by name; one without a value is taken away. */
  cookies?: Readonly<Record<string, string>>;
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

/** @param body a whole page, such as `page` makes it */
export const asPage = (status: number, body: string): Reply => ({ status, type: 'text/html', body });

export const asJson = (value: unknown): Reply => ({
  status: 200,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});

export const goTo = (location: string, cookies: Reply['cookies'] = {}): Reply => ({
  ...asPage(303, ''),
  headers: { location },
  cookies,
});

/** @returns a page that says why nothing was done */
export const refusal = (status: number, title: string, what: string): Reply =>
  asPage(
    status,
    page(
      { title, user: null },
      html`<h1 tabindex="-1">${title}</h1><p role="alert">${what} <a href="/">To the start</a></p>`,
    ),
  );

/** @returns what others may fetch without signing in, such as a style sheet; it holds nothing of an item */
export const asset = (path: string, type: Reply['type'], body: string): Route => ({
  method: 'GET',
  path,
  needs: 'nothing',
  handle: () => ({ status: 200, type, body }),
});
