import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Access, ITEM, may, type Who } from '../access/policy.ts';
import { asPage, goTo, type Reply, type Request, type Route } from '../access/route.ts';
import type { Env } from '../part.ts';
import { recordUsage } from '../usage/usage.ts';
import type { Decision, Waiting } from './case.ts';
import { effectsOf, eventBy, follow, type Reviewed, type ReviewQueue } from './decide.ts';
import {
  CHANGED,
  DECIDED,
  decisionIn,
  kindIn,
  NOT_SHOWN,
  type No,
  schema,
  TOO_LATE,
} from './decision-form.ts';
import { casePage, emptyPage, type PageOf, type Shown, sorry } from './page.ts';
import { UNDO_S } from './queue.ts';
import { seededIn } from './seed.ts';

const REVIEW = { permission: 'review', dataClass: ITEM };
/** Whoever has looked at a case for so long without an answer has gone. In milliseconds. */
const AWAY = 15 * 60 * 1000;

type Lease = { who: Who; at: Date };
type Last = { id: string; caseRef: string; kind: Decision['kind']; at: Date };

const script = readFileSync(new URL('./review.js', import.meta.url), 'utf8');

/** @returns the pages on which people decide. */
export function reviewRoutes(
  env: Env,
  {
    access,
    queue,
    title,
    now = () => new Date(),
  }: {
    access: Access;
    queue: ReviewQueue;
    title: string;
    now?: () => Date;
  },
): Route[] {
  /** Who looks at what: nobody else gets to see that case. */
  const leases = new Map<string, Lease>();
  const lasts = new Map<string, Last>();

  const pageOf = ({ user }: Who): PageOf => {
    const last = lasts.get(user);
    const seconds = last === undefined ? 0 : UNDO_S - (now().getTime() - last.at.getTime()) / 1000;
    const undo = last === undefined || seconds <= 0 ? null : { ...last, seconds: Math.ceil(seconds) };
    return { title, user, schema, undo };
  };

  function lease(id: string, waiting: Waiting, who: Who): boolean {
    const held = leases.get(id);
    const gone = held !== undefined && now().getTime() - held.at.getTime() > AWAY;
    if (held !== undefined && held.who.user === who.user && !gone) return true;
    if (held !== undefined && !gone) return false;
    if (held !== undefined)
      recordUsage(env, { ...eventBy(held.who, waiting, now()), event: 'abandoned', reason: 'no_answer' });
    leases.set(id, { who, at: now() });
    recordUsage(env, { ...eventBy(who, waiting, now()), event: 'started' });
    return true;
  }

  /** The oldest case that this person may decide on, or why there is none. Items can be large: no more are read than need be. */
  async function next(who: Who): Promise<{ shown: Shown | null; own: number; unreadable: string[] }> {
    await queue.settle(now(), (effects) => follow(env, queue, effects));
    const unreadable: string[] = [];
    let own = 0;
    const ids = queue.waiting();
    for (const id of ids) {
      const waiting = queue.read(id);
      if (waiting === null) unreadable.push(`${id}.json`);
      else if (!may(access, who, { ...REVIEW, owner: waiting.user })) own += 1;
      else if (lease(id, waiting, who)) {
        const shown = { id, waiting, version: versionOf(waiting), count: ids.length };
        return { shown, own, unreadable };
      }
    }
    return { shown: null, own, unreadable };
  }

  async function show({ who }: Request): Promise<Reply> {
    const asked = who as Who;
    const { shown, own, unreadable } = await next(asked);
    const of = pageOf(asked);
    return asPage(200, shown === null ? emptyPage(of, own, unreadable) : casePage(of, shown));
  }

  function decide({ who, id, body }: Request): Reply {
    const asked = who as Who;
    const form = new URLSearchParams(body.toString('utf8'));
    const there = queue.standing(id);
    if (there !== null)
      // What was pressed twice, or sent again because nobody answered, is decided once.
      return there.by === asked.user && there.decision.kind === kindIn(form)
        ? goTo('/review')
        : no(asked, DECIDED);
    const [waiting, held] = [queue.read(id), leases.get(id)];
    if (waiting === null || held?.who.user !== asked.user) return no(asked, NOT_SHOWN);
    const version = versionOf(waiting);
    if (form.get('version') !== version) return no(asked, CHANGED);
    const read = decisionIn(form, waiting);
    if ('faults' in read) {
      const count = queue.waiting().length;
      return asPage(422, casePage(pageOf(asked), { id, waiting, version, count, filled: read }));
    }
    return take(id, { waiting, decision: read.decision, who: asked, shownAt: held.at, now: now() });
  }

  function take(id: string, reviewed: Reviewed): Reply {
    const { waiting, decision, who, now: at } = reviewed;
    const effects = effectsOf(env, reviewed, seededIn(env, id, waiting));
    const decided = { owner: waiting.user, by: who.user, at: at.toISOString(), decision, effects };
    if (queue.decide(id, decided) === 'other') return no(who, DECIDED);
    leases.delete(id);
    lasts.set(who.user, { id, caseRef: waiting.case_ref, kind: decision.kind, at });
    return goTo('/review');
  }

  const no = (who: Who, { title, what }: No) => asPage(409, sorry(pageOf(who), title, what));

  function undo({ who, id }: Request): Reply {
    const asked = who as Who;
    if (!queue.undo(id, asked.user)) return no(asked, TOO_LATE);
    lasts.delete(asked.user);
    return goTo('/review');
  }

  const { ownerOf } = queue;
  return [
    { method: 'GET', path: '/review', needs: REVIEW, handle: show },
    { method: 'POST', path: '/cases/:id/decision', needs: REVIEW, ownerOf, handle: decide },
    { method: 'POST', path: '/cases/:id/undo', needs: REVIEW, ownerOf, handle: undo },
    {
      method: 'GET',
      path: '/review.js',
      needs: 'nothing',
      handle: () => ({ status: 200, content: { type: 'text/javascript', body: script } }),
    },
  ];
}

/** Short, and the same for the same answer: a decision on another one than is there now does not count. */
const versionOf = ({ answer: shown }: Waiting): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
