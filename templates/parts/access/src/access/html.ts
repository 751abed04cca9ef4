/** Text that is HTML already. Only `html` makes it, so whatever else gets into a page is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML with every value in it escaped: html`<p>${text}</p>`. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.map((part, i) => part + (i < values.length ? said(values[i] ?? null) : '')).join(''));
}

function said(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map((one: Html) => one.text).join('');
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** What stands around each page: `user` is `null` where nobody is signed in. */
export type Around = { title: string; user: string | null; script?: string };

/** @returns a whole page. */
export const page = ({ title, user, script }: Around, main: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/page.css">
${script === undefined ? null : html`<script src="${script}" type="module"></script>`}
</head>
<body>
<header><a href="/">${title}</a>${user === null ? null : signOut(user)}</header>
<main>
${main}
</main>
</body>
</html>
`.text;

const signOut = (user: string): Html =>
  html`<form method="post" action="/sign-out"><span>${user}</span> <button>Sign out</button></form>`;
