import { html, type Markup, type Part } from './html.ts';

/** A table whose first column names the rows. */
export function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly Part[])[],
  look = '',
): Markup {
  return tableOf(caption, header, rows.map(row), look);
}

const tableOf = (caption: string, header: readonly string[], rows: readonly Markup[], look: string): Markup =>
  html`<table class="${look}"><caption>${caption}</caption><thead><tr>${header.map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table>`;

const row = ([name = null, ...cells]: readonly Part[]): Markup =>
  html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;

/** More rows than these are looked up in their file, and so is what is longer: the page stays under 1 MB. */
const MOST_ROWS = 500;
const MOST_BYTES = 120_000;

/** A long table that opens on request, or when something in it is linked to. Wider than a phone, it scrolls by itself. */
export function rowTable<T>(
  id: string,
  caption: string,
  header: readonly string[],
  all: readonly T[],
  cells: (row: T) => readonly Part[],
  file: string,
): Markup {
  const rows = fitting(all, cells);
  const more = all.length - rows.length;
  const rest = more > 0 ? html`<p class="soft">…and ${more} more in <code>${file}</code>.</p>` : null;
  return html`<details><summary>${caption}</summary><div class="scroll" id="${id}" role="region" aria-label="${caption}" tabindex="0">${tableOf(
    caption,
    header,
    rows,
    '',
  )}</div>${rest}</details>`;
}

function fitting<T>(all: readonly T[], cells: (row: T) => readonly Part[]): Markup[] {
  let room = MOST_BYTES;
  const rows: Markup[] = [];
  for (const one of all.slice(0, MOST_ROWS)) {
    const next = row(cells(one));
    room -= new TextEncoder().encode(next.text).length;
    if (room < 0) break;
    rows.push(next);
  }
  return rows;
}

/** What is shown where a figure is missing: never an empty chart. */
export const unknown = (what: string, todo: Part): Markup =>
  html`<p class="unknown">Not measured: ${what} ${todo}</p>`;

/** A heading that says what the section is about, and what it shows. */
export const heading = (id: string, topic: string, takeaway: Part): Markup =>
  html`<h2 id="${id}"><span class="topic">${topic}</span> ${takeaway}</h2>`;

/** A part of the page under its heading. */
export const section = (id: string, topic: string, takeaway: Part, body: Part): Markup =>
  html`<section aria-labelledby="${id}">${heading(id, topic, takeaway)}${body}</section>`;
