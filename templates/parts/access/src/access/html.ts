/** Text that is HTML already. Only `html` makes it, so whatever else gets into a page is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | null | readonly Value[];

/** HTML with every value in it escaped: html`<p>${text}</p>`. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, i) => part + said(values[i] ?? null)).join(''));

function said(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(said).join('');
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
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
