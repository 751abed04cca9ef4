import { type Html, html, page } from '../access/html.ts';
import { ITEM, may, OPERATIONS, readerFor, type Who } from '../access/policy.ts';
import { asJson, asPage, goTo, type Reply, type Request, type Route, refusal } from '../access/route.ts';
import { isOff, moveSwitch } from '../off-switch/switch.ts';
import type { Env } from '../part.ts';
import { usageLines } from '../usage/usage.ts';
import type { Handle } from '../workflow.ts';
import type { Desk } from './routes.ts';

/** Cases that are listed: each of them has to be read. */
const NEWEST = 50;

const RUN = { permission: 'run', dataClass: ITEM };
const READ = { permission: 'read', dataClass: ITEM };
const EXPORT = { permission: 'export', dataClass: OPERATIONS };
const SWITCH = { permission: 'switch', dataClass: OPERATIONS };

/** @returns the start page, which shows each role what it may do, and what it may do there. */
export function startRoutes(env: Env, { access, queue, title }: Desk, handle: Handle): Route[] {
  const find = (id: string) => {
    const record = queue.read(id);
    return record === null ? null : { owner: record.user, record };
  };
  const readerOf = (who: Who) => readerFor(access, who, find);
  function casesOf(who: Who): Html {
    const newest = queue.waiting().slice(-NEWEST).reverse();
    const links = newest.map((id) => {
      const record = readerOf(who)(id);
      return record === null ? null : html`<li><a href="/cases/${id}">${record.case_ref}</a></li>`;
    });
    return html`<h2>What waits for a review, of what you may see</h2><ul>${links}</ul>`;
  }
  function start({ who }: Request): Reply {
    if (may(access, who, { permission: 'review', dataClass: ITEM })) return goTo('/review');
    const main = html`<h1>What you may do</h1>
${may(access, who, RUN) ? runForm : null}
${may(access, who, READ) ? casesOf(who) : null}
${may(access, who, SWITCH) ? switchForm(isOff(env)) : null}
${may(access, who, EXPORT) ? html`<p><a class="button" href="/usage">What people did with it</a> (JSON lines, no text of items)</p>` : null}`;
    return asPage(200, page({ title, user: who.user }, main));
  }
  async function run({ who, form }: Request): Promise<Reply> {
    const caseRef = form.get('case_ref')?.trim() ?? '';
    if (caseRef === '')
      return refusal(422, 'Which case is it?', 'Write the id that it has in the system that it comes from.');
    const outcome = await handle(itemIn(form.get('item') ?? ''), { ...who, caseRef, kind: 'live' });
    if (outcome.outcome === 'refused') return refusal(422, 'It was refused', `${outcome.refusal.reason}.`);
    const main = html`<h1>${caseRef}</h1><p role="status">It waits for somebody else to review it. <a href="/">Go on</a></p>`;
    return asPage(200, page({ title, user: who.user }, main));
  }
  function turn({ who, form }: Request): Reply {
    const [position, reason] = [form.get('position'), form.get('reason')?.trim() || null];
    if ((position !== 'on' && position !== 'off') || (position === 'off' && reason === null))
      return refusal(422, 'Nothing was switched', 'Say why, for whoever has to switch it on again.');
    moveSwitch(env, { position, at: new Date().toISOString(), by: who.user, reason });
    return goTo('/');
  }
  const usage = (): Reply => {
    const body = usageLines(env).map((line) => `${line}\n`);
    const headers = { 'content-disposition': 'attachment; filename="usage.jsonl"' };
    return { status: 200, type: 'application/json', body: body.join(''), headers };
  };
  const one = ({ who, id }: Request): Reply => asJson(readerOf(who)(id));
  const ownerOf = (id: string) => find(id)?.owner ?? null;
  return [
    { method: 'GET', path: '/', needs: 'signed-in', handle: start },
    { method: 'POST', path: '/cases', needs: RUN, handle: run },
    { method: 'GET', path: '/cases/:id', needs: READ, ownerOf, handle: one },
    { method: 'GET', path: '/usage', needs: EXPORT, handle: usage },
    { method: 'POST', path: '/switch', needs: SWITCH, handle: turn },
  ];
}

/** An item as JSON, or else the text of one. */
const itemIn = (text: string): Uint8Array =>
  Buffer.from(text.trimStart().startsWith('{') ? text : JSON.stringify({ fields: { text } }));

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
