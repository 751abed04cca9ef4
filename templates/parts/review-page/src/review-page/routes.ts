import { readFileSync } from 'node:fs';
import { type Access, ITEM, may, type Who } from '../access/policy.ts';
import { asPage, asset, goTo, type Reply, type Request, type Route, refusal } from '../access/route.ts';
import { answer } from '../answer.ts';
import type { Env } from '../part.ts';
import { recordUsage } from '../usage/usage.ts';
import type { Decision, Waiting } from './case.ts';
import { eventBy, follow, REASONS } from './decide.ts';
import { readFields, SCHEMA } from './form.ts';
import { type Around, casePage, emptyPage, type Shown, type Undo } from './page.ts';
import { type Queue, UNDO_S } from './queue.ts';

const REVIEW = { permission: 'review', dataClass: ITEM };
/** Whoever has looked at a case for so long without an answer has gone. In milliseconds. */
const AWAY = 15 * 60 * 1000;

/** Who looks at a case since when, and what they see: a decision is about that, and nobody else gets to see the case. */
type Lease = { who: Who; at: Date; waiting: Waiting };

const script = readFileSync(new URL('./review.js', import.meta.url), 'utf8');

/** What the pages work with. */
export type Desk = { access: Access; queue: Queue; title: string; now?: () => Date };

/** @returns the pages on which people decide. */
export function reviewRoutes(env: Env, { access, queue, title, now = () => new Date() }: Desk): Route[] {
  const leases = new Map<string, Lease>();
  /** The last decision of each user. */
  const lasts = new Map<string, Omit<Undo, 'seconds'> & { at: Date }>();

  function around({ user }: Who): Around {
    const last = lasts.get(user);
    if (last === undefined) return { title, user, undo: null };
    const seconds = UNDO_S - Math.floor((now().getTime() - last.at.getTime()) / 1000);
    return { title, user, undo: seconds > 0 ? { ...last, seconds } : null };
  }

  /** @returns the lease of this person; `null` where somebody else looks at the case */
  function lease(id: string, waiting: Waiting, who: Who): Lease | null {
    const at = now();
    const held = leases.get(id);
    if (held !== undefined && at.getTime() - held.at.getTime() <= AWAY)
      return held.who.user === who.user ? held : null;
    const ts = at.toISOString();
    if (held !== undefined)
      recordUsage(env, { ...eventBy(held.who, waiting, ts), event: 'abandoned', reason: 'no_answer' });
    recordUsage(env, { ...eventBy(who, waiting, ts), event: 'started' });
    const begun = { who, at, waiting };
    leases.set(id, begun);
    return begun;
  }

  /** Shows the oldest case that this person may decide on, or says why there is none. Items can be large: no more are read. */
  async function show({ who }: Request): Promise<Reply> {
    await queue.settle(now(), (id, decided) => follow(env, queue, id, decided));
    const unreadable: string[] = [];
    let own = 0;
    const ids = queue.waiting();
    for (const id of ids) {
      const waiting = queue.read(id);
      if (waiting === null) unreadable.push(`${id}.json`);
      else if (!may(access, who, { ...REVIEW, owner: waiting.user })) own += 1;
      else {
        const held = lease(id, waiting, who);
        if (held !== null) return casePageOf(200, who, { id, waiting: held.waiting, count: ids.length });
      }
    }
    return asPage(200, emptyPage(around(who), own, unreadable));
  }
  const casePageOf = (status: number, who: Who, shown: Shown) => asPage(status, casePage(around(who), shown));

  function decide({ who, id, form }: Request): Reply {
    const [there, held] = [queue.standing(id), leases.get(id)];
    // What was pressed twice, or sent again because nobody answered, is decided once.
    if (there?.who.user === who.user && there.decision.kind === form.get('decision')?.split(':')[0])
      return goTo('/review');
    if (there !== null) return tooLate;
    if (held?.who.user !== who.user)
      return refusal(409, 'This was not shown to you', 'Look at it first. Nothing was changed.');
    const { waiting, at: shown } = held;
    const decision = decisionIn(form, waiting);
    if ('faults' in decision)
      return casePageOf(422, who, { id, waiting, count: queue.waiting().length, filled: decision });
    const at = now();
    const decided = { waiting, decision, who, shown_at: shown.toISOString(), at: at.toISOString() };
    if (!queue.decide(id, decided)) return tooLate;
    leases.delete(id);
    lasts.set(who.user, { id, caseRef: waiting.case_ref, kind: decision.kind, at });
    return goTo('/review');
  }

  function undo({ who, id }: Request): Reply {
    if (!queue.undo(id, who.user, now()))
      return refusal(409, 'Too late to undo', `A decision can be taken back for ${UNDO_S} seconds.`);
    lasts.delete(who.user);
    return goTo('/review');
  }

  const { ownerOf } = queue;
  return [
    { method: 'GET', path: '/review', needs: REVIEW, handle: show },
    { method: 'POST', path: '/cases/:id/decision', needs: REVIEW, ownerOf, handle: decide },
    { method: 'POST', path: '/cases/:id/undo', needs: REVIEW, ownerOf, handle: undo },
    asset('/review.js', 'text/javascript', script),
  ];
}

const tooLate = refusal(409, 'This is decided already', 'The first decision stands.');

/** @returns what was decided, or what was filled in and what is wrong about it */
function decisionIn(form: URLSearchParams, waiting: Waiting): Decision | NonNullable<Shown['filled']> {
  const [kind, code] = (form.get('decision') ?? '').split(':');
  if (kind === 'accepted' && waiting.answer !== null) return { kind };
  if (kind === 'rejected' && code !== undefined && Object.hasOwn(REASONS, code))
    return { kind, reason: code };
  if (kind !== 'edited') return { value: waiting.answer, faults: ['Accept it, correct it or reject it.'] };
  const value = readFields(SCHEMA, form);
  const read = answer.safeParse(value);
  if (read.success) return { kind, answer: read.data };
  const faults = read.error.issues.map(
    ({ path, message }) => `${path.join(' ') || 'The answer'}: ${message}`,
  );
  return { value, faults };
}
