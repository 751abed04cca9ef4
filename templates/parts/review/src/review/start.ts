import { type Html, html, page } from '../access/html.ts';
import { type Access, ITEM, may, OPERATIONS, readerFor, type Who } from '../access/policy.ts';
import { asJson, asPage, goTo, type Request, type Route, refusal } from '../access/route.ts';
import { isOff, moveSwitch } from '../off-switch/switch.ts';
import type { Env } from '../part.ts';
import { usageLines } from '../usage/usage.ts';
import type { Handle } from '../workflow.ts';
import type { ReviewQueue } from './decide.ts';

const NEWEST = 50;

/** @returns the start page, which shows each role what it may do, and what it may do there. */
export function startRoutes(
  env: Env,
  { access, queue, title, handle }: { access: Access; queue: ReviewQueue; title: string; handle: Handle },
): Route[] {
  const can = (who: Who, permission: string, dataClass: string) =>
    may(access, who, { permission, dataClass });
  const find = (id: string) => {
    const record = queue.read(id);
    return record === null ? null : { owner: record.user, record };
  };
  /** Of the newest only: each of them has to be read. */
  function casesOf(who: Who): Html {
    const newest = queue.waiting().slice(-NEWEST).reverse();
    const links = newest.flatMap((id) => {
      const record = readerFor(access, who, find)(id);
      return record === null ? [] : [html`<li><a href="/cases/${id}">${record.case_ref}</a></li>`];
    });
    return html`<h2>What waits for a review</h2>${links.length === 0 ? html`<p>Nothing that you may see.</p>` : html`<ul>${links}</ul>`}`;
  }
  function start(who: Who): Html {
    return html`<h1>What you may do</h1>
${can(who, 'run', ITEM) ? runForm : null}
${can(who, 'read', ITEM) ? casesOf(who) : null}
${can(who, 'switch', OPERATIONS) ? switchForm(isOff(env)) : null}
${can(who, 'export', OPERATIONS) ? html`<p><a class="button" href="/usage">What people did with it</a> (JSON lines, no text of items)</p>` : null}`;
  }
  async function run({ who, body }: Request) {
    const { user, role } = who as Who;
    const form = new URLSearchParams(body.toString('utf8'));
    const caseRef = form.get('case_ref')?.trim() ?? '';
    if (caseRef === '')
      return refusal(422, 'Which case is it?', 'Write the id that it has in the system that it comes from.');
    const outcome = await handle(Buffer.from(itemIn(form.get('item') ?? '')), {
      caseRef,
      user,
      role,
      kind: 'live',
    });
    const { outcome: came } = outcome;
    const said =
      outcome.outcome === 'refused'
        ? `It was refused: ${outcome.refusal.reason}.`
        : 'It waits for somebody else to review it.';
    return asPage(
      came === 'refused' ? 422 : 200,
      page({ title, user }, html`<h1>${caseRef}</h1><p role="status">${said} <a href="/">Go on</a></p>`),
    );
  }
  return [
    {
      method: 'GET',
      path: '/',
      needs: 'signed-in',
      handle: ({ who }) => {
        const asked = who as Who;
        if (can(asked, 'review', ITEM)) return goTo('/review');
        return asPage(200, page({ title, user: asked.user }, start(asked)));
      },
    },
    { method: 'POST', path: '/cases', needs: { permission: 'run', dataClass: ITEM }, handle: run },
    {
      method: 'GET',
      path: '/cases/:id',
      needs: { permission: 'read', dataClass: ITEM },
      ownerOf: (id) => find(id)?.owner ?? null,
      handle: ({ who, id }) => asJson(200, readerFor(access, who as Who, find)(id)),
    },
    {
      method: 'GET',
      path: '/usage',
      needs: { permission: 'export', dataClass: OPERATIONS },
      handle: () => ({
        status: 200,
        content: {
          type: 'application/json',
          body: usageLines(env)
            .map((line) => `${line}\n`)
            .join(''),
        },
        headers: { 'content-disposition': 'attachment; filename="usage.jsonl"' },
      }),
    },
    {
      method: 'POST',
      path: '/switch',
      needs: { permission: 'switch', dataClass: OPERATIONS },
      handle({ who, body }) {
        const form = new URLSearchParams(body.toString('utf8'));
        const [position, reason] = [form.get('position'), form.get('reason')?.trim() || null];
        if ((position !== 'on' && position !== 'off') || (position === 'off' && reason === null))
          return refusal(422, 'Nothing was switched', 'Say why, for whoever has to switch it on again.');
        moveSwitch(env, { position, at: new Date().toISOString(), by: (who as Who).user, reason });
        return goTo('/');
      },
    },
  ];
}

/** An item as JSON, or else the text of one. */
const itemIn = (text: string): string =>
  text.trimStart().startsWith('{') ? text : JSON.stringify({ fields: { text } });

const runForm = html`<form class="stack" method="post" action="/cases">
<h2>Hand in a case</h2>
<label><span>Id of the case</span><input name="case_ref" required autocomplete="off"></label>
<label><span>Its text, or the item as JSON</span><textarea name="item" rows="8" required></textarea></label>
<button>Hand in</button>
</form>`;

const switchForm = (off: boolean): Html =>
  off
    ? html`<form class="stack" method="post" action="/switch"><h2>It is switched off</h2><p>People do all the work.</p><button name="position" value="on">Switch on</button></form>`
    : html`<form class="stack" method="post" action="/switch"><h2>It is on</h2><label><span>Why switch it off?</span><input name="reason" required autocomplete="off"></label><button name="position" value="off">Switch off</button></form>`;
