import { type Html, html, page } from '../access/html.ts';
import type { Decision, Waiting } from './case.ts';
import { REASONS } from './decide.ts';
import { fieldsOf, nameOf, SCHEMA } from './form.ts';

/** A decision that can still be taken back, for so many seconds. */
export type Undo = { id: string; caseRef: string; kind: Decision['kind']; seconds: number };

/** What stands around a case. */
export type Around = { title: string; user: string; undo: Undo | null };

/** One case, as it is shown. */
export type Shown = {
  id: string;
  waiting: Waiting;
  /** How many wait, this one included. */
  count: number;
  /** What was filled in and cannot be an answer, with what is wrong about it. */
  filled?: { value: unknown; faults: readonly string[] };
};

const DONE = { accepted: 'Accepted', edited: 'Corrected', rejected: 'Rejected' } as const;

const around = ({ title, user, undo }: Around, main: Html): string =>
  page(
    { title, user, script: '/review.js' },
    html`${undo === null ? null : undoing(undo)}${main}<footer><button type="button" id="keys" hidden></button></footer>`,
  );

const undoing = ({ id, caseRef, kind, seconds }: Undo): Html => html`
<form class="undo" method="post" action="/cases/${id}/undo" data-seconds="${seconds}">
<span role="status">${DONE[kind]}: ${marked(caseRef)}</span>
<button data-key="u">Undo <kbd>U</kbd></button>
</form>`;

/** @returns the page on which somebody decides about a case. */
export function casePage(of: Around, shown: Shown): string {
  const { count, waiting } = shown;
  const { case_ref, item, answer, reason, confidence } = waiting;
  const why = [
    answer === null ? 'there is no proposal' : null,
    reason,
    confidence === null ? null : `confidence ${Math.min(99, Math.round(confidence * 100))} %`,
  ].filter((one) => one !== null);
  return around(
    of,
    html`
<div class="case">
<h1 tabindex="-1">${marked(case_ref)}</h1>
<p class="count">${count === 1 ? 'The last one that waits' : `${count} are waiting`}</p>
<section aria-labelledby="item">
<h2 id="item">Item</h2>
<dl tabindex="0" aria-label="The item">${rows(item.fields)}</dl>
</section>
<section aria-labelledby="proposal">
<h2 id="proposal">Proposal</h2>
${answer === null ? null : html`<dl class="answer">${rows(answer)}</dl>`}
<p class="why">${why.length === 0 ? null : `${nameOf(why.join('; '))}.`}</p>
${decideForms(shown)}
</section>
</div>`,
  );
}

function decideForms({ id, waiting: { answer }, filled }: Shown): Html {
  const form = (inner: Html) => html`<form method="post" action="/cases/${id}/decision">${inner}</form>`;
  const accept = form(
    html`<button class="accept" name="decision" value="accepted" data-key="a">Accept <kbd>A</kbd></button>`,
  );
  const correct = form(html`${filled === undefined ? null : faultsOf(filled.faults)}
<div class="fields">${fieldsOf(SCHEMA, filled === undefined ? answer : filled.value)}</div>
<button name="decision" value="edited">${answer === null ? 'Save' : 'Save the correction'}</button>`);
  const reasons = Object.entries(REASONS).map(
    ([code, words], i) =>
      html`<button name="decision" value="rejected:${code}" data-reason="${i + 1}">${words} <kbd>${i + 1}</kbd></button>`,
  );
  const open = filled !== undefined || answer === null ? html` open` : null;
  return html`<div class="decide">
${answer === null ? null : accept}
<details data-open="c"${open}><summary>${answer === null ? 'Answer by hand' : 'Correct'} <kbd>C</kbd></summary>${correct}</details>
<details data-open="r"><summary>Reject <kbd>R</kbd></summary><div class="reasons">${form(html`${reasons}`)}</div></details>
</div>`;
}

const faultsOf = (faults: readonly string[]): Html =>
  html`<ul class="faults" role="alert">${faults.map((one) => html`<li>${one}</li>`)}</ul>`;

/** An item or an answer as names and texts, however deep. */
function rows(value: unknown, name = ''): Html[] {
  if (value === null || typeof value !== 'object')
    return [html`<div><dt>${marked(name)}</dt><dd dir="auto">${marked(String(value ?? '—'))}</dd></div>`];
  return Object.entries(value).flatMap(([key, inner]) =>
    rows(inner, `${name} ${Array.isArray(value) ? Number(key) + 1 : nameOf(key)}`.trim()),
  );
}

/** Signs that are not seen and change what is: they turn the order of letters around, or hide within words. */
const UNSEEN = /([\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}])/u;

/** @returns the text, with a name where there is a sign that nobody would see */
function marked(text: string): Html {
  // Every other piece is what the text was split at.
  const parts = text.split(UNSEEN).map((one, i) => (i % 2 === 1 ? sign(one) : one));
  return html`<bdi>${parts}</bdi>`;
}

const sign = (one: string): Html =>
  html`<span class="sign">U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}</span>`;

/** @returns the page for when nothing waits for this person. `own`: what they handed in themselves waits for others. */
export const emptyPage = (of: Around, own: number, unreadable: readonly string[]): string =>
  around(
    of,
    html`
<div class="empty" data-empty>
<h1 tabindex="-1">Nothing waits for you</h1>
<p>What comes in shows up here by itself.</p>
${own === 0 ? null : html`<p>Of what you handed in yourself, ${own} wait for somebody else to review.</p>`}
${unreadable.length === 0 ? null : html`<p role="alert">${unreadable.length} cannot be read, such as ${unreadable[0] ?? ''} in state/review/open. It was not lost: whoever runs this page has to mend the file, or hand the case in again.</p>`}
</div>`,
  );
