import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scriptedModel } from '../proofs/test-run.ts';
import { readAccess, type Who } from '../src/access/policy.ts';
import { SESSION, serve } from '../src/access/server.ts';
import { createTickets } from '../src/access/tickets.ts';
import { answer } from '../src/answer.ts';
import { readTrail } from '../src/audit/trail.ts';
import { ALWAYS } from '../src/confidence.ts';
import type { Part } from '../src/part.ts';
import type { Decided, Waiting } from '../src/review-page/case.ts';
import { follow } from '../src/review-page/decide.ts';
import { isSampled } from '../src/review-page/evidence.ts';
import { fieldsOf, SCHEMA } from '../src/review-page/form.ts';
import { reviewPagePart } from '../src/review-page/part.ts';
import { createQueue } from '../src/review-page/queue.ts';
import { reviewRoutes } from '../src/review-page/routes.ts';
import { seedErrors } from '../src/review-page/seed.ts';
import { startRoutes } from '../src/review-page/start.ts';
import type { About } from '../src/run.ts';
import { usageLines } from '../src/usage/usage.ts';
import { createWorkflow } from '../src/workflow.ts';
import { filledIn } from './filled-in.ts';
import { ANSWER, ITEM, OTHER_ANSWER, proposal } from './made-up.ts';
import { createBrowser, stop } from './served.ts';

let folder: string;
let server: Server;
let origin: string;
let now: Date;
const env = () => ({
  POC_STATE: join(folder, 'state'),
  POC_SEEDS: join(folder, 'seeds.jsonl'),
  POC_REVIEWS: join(folder, 'reviews.jsonl'),
  POC_REVIEW_SAMPLE: '1',
});
const queueOf = () => createQueue(env());
const sessions = createTickets<Who>(60_000);
const VERSIONS = { workflow: `sha256:${'ab'.repeat(32)}`, prompt: 'p', policy: 'q' };

const handle = (said: () => unknown = () => proposal(), others: Part[] = []) =>
  createWorkflow({
    model: scriptedModel(said),
    confidence: ALWAYS,
    parts: [...others, reviewPagePart(env())],
    versions: VERSIONS,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'review-'));
  now = new Date('2026-11-27T09:00:00.000Z');
  await open();
});
afterEach(async () => {
  await stop(server);
  rmSync(folder, { recursive: true });
});

async function open(): Promise<void> {
  const desk = { access: readAccess(), queue: queueOf(), title: 'Made up', now: () => now };
  const routes = [...startRoutes(env(), desk, handle()), ...reviewRoutes(env(), desk)];
  ({ server, origin } = await serve({ access: desk.access, sessions, routes }));
}

/** Somebody who is signed in. */
function as(user: string, role = 'reviewer') {
  const browser = createBrowser(origin);
  browser.jar.set(`${new URL(origin).host} ${SESSION}`, sessions.open({ user, role }));
  return browser.visit;
}
type Visit = ReturnType<typeof as>;

const waits = (of: Partial<Waiting> = {}): string =>
  queueOf().put({
    run_id: 'a'.repeat(32),
    at: '2026-11-27T08:00:00.000Z',
    case_ref: 'case-1',
    user: 'user-1',
    item: ITEM,
    answer: ANSWER,
    confidence: 0.9,
    reason: null,
    model: 'test/x',
    workflow_version: 'abababababab',
    ...of,
  });

/** The case that is shown, by its heading. */
const shown = (text: string) => /<h1[^>]*>(?:<bdi>)?(.*?)</.exec(text)?.[1];
const actionIn = (text: string) => /action="(\/cases\/[^"]+\/decision)"/.exec(text)?.[1] ?? '';
async function decide(visit: Visit, decision: string, fields: Record<string, string> = {}) {
  return visit(actionIn((await visit('/review')).text), { decision, ...fields });
}
/** A case as somebody accepted it, in no time. */
function decidedBy(user: string, id: string): Decided {
  const waiting = queueOf().read(id);
  if (waiting === null) throw new Error('expected a case');
  const at = now.toISOString();
  return { waiting, decision: { kind: 'accepted' }, who: { user, role: 'reviewer' }, shown_at: at, at };
}
/** An answer as the form would send it. */
const filled = (value: unknown) => filledIn(fieldsOf(SCHEMA, value).text);

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const events = () => usageLines(env()).map((line) => JSON.parse(line));
const linesOf = (file: string) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
const seeds = () => linesOf(env().POC_SEEDS);
const reviews = () => linesOf(env().POC_REVIEWS);

describe('a run', () => {
  const about: About = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' };

  it.each([
    ['that answers waits with its answer', () => proposal(), ANSWER],
    ['without an answer waits with none', () => ({ undecided: 'unfamiliar' }), null],
    ['whose model failed waits with none', () => Promise.reject(new Error('x')), null],
  ])('%s', async (_, said, expected) => {
    await handle(said)(ITEM, about);
    const [id = ''] = queueOf().waiting();
    expect(queueOf().read(id)).toMatchObject({ case_ref: 'case-1', item: ITEM, answer: expected });
  });

  it.each([
    ['that was refused', { fields: { text: '' } }, 'live'],
    ['of an eval', ITEM, 'eval'],
    ['of a test', ITEM, 'test'],
  ] as const)('%s waits for nobody', async (_, raw, kind) => {
    await handle()(raw, { ...about, kind });
    expect(queueOf().waiting()).toEqual([]);
  });

  it('that is not on record waits without its answer', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    const audit = { name: 'audit', after: () => Promise.reject(new Error('the disk is full')) };
    await handle(() => proposal(), [audit])(ITEM, about);
    complain.mockRestore();
    const [id = ''] = queueOf().waiting();
    expect(queueOf().read(id)).toMatchObject({ answer: null, reason: 'the run could not be recorded' });
  });

  it('that cannot be put before a person gives no answer', async () => {
    writeFileSync(join(folder, 'state'), 'a file where a folder has to be');
    expect(await handle()(ITEM, about)).toMatchObject({ outcome: 'needs_person', doubt: 'not_recorded' });
  });
});

describe('a reviewer', () => {
  it('accepts, and gets the next one at once', async () => {
    waits();
    waits({ case_ref: 'case-2', at: '2026-11-27T08:00:01.000Z' });
    const visit = as('user-2');
    expect(shown((await visit('/review')).text)).toBe('case-1');
    later(12.5);
    expect(shown((await decide(visit, 'accepted')).text)).toBe('case-2');
    later(10);
    await visit('/review');
    expect(events().filter(({ case_ref: ref }) => ref === 'case-1')).toEqual([
      {
        event: 'started',
        user: 'user-2',
        role: 'reviewer',
        case_ref: 'case-1',
        ts: '2026-11-27T09:00:00.000Z',
        trace_id: 'a'.repeat(32),
        workflow_version: 'abababababab',
      },
      {
        event: 'accepted',
        user: 'user-2',
        role: 'reviewer',
        case_ref: 'case-1',
        ts: '2026-11-27T09:00:12.500Z',
        trace_id: 'a'.repeat(32),
        workflow_version: 'abababababab',
        review_s: 12.5,
        output_characters: expect.any(Number),
      },
    ]);
  });

  it('corrects, and it stands how much was changed', async () => {
    waits();
    await decide(as('user-2'), 'edited', filled(OTHER_ANSWER));
    later(10);
    await as('user-2')('/review');
    const { event, edit_share, output_before, output_after } = events().at(-1);
    expect([event, edit_share > 0 && edit_share <= 1, output_before === output_after]).toEqual([
      'edited',
      true,
      false,
    ]);
  });

  it('who saves what was proposed has accepted it', async () => {
    waits();
    await decide(as('user-2'), 'edited', filled(ANSWER));
    later(10);
    await as('user-2')('/review');
    expect(events().at(-1)).toMatchObject({ event: 'accepted', edit_share: 0 });
  });

  it('rejects, with a reason', async () => {
    waits();
    await decide(as('user-2'), 'rejected:incomplete');
    later(10);
    await as('user-2')('/review');
    expect(events().at(-1)).toMatchObject({ event: 'rejected', reason: 'incomplete' });
  });

  it('does by hand what nothing was proposed for', async () => {
    waits({ answer: null, confidence: null, reason: 'the model could not decide' });
    const visit = as('user-2');
    const { text } = await visit('/review');
    expect([
      text.includes('The model could not decide') || text.includes('the model could not decide'),
      text.includes('value="accepted"'),
    ]).toEqual([true, false]);
    await decide(visit, 'edited', filled(ANSWER));
    later(10);
    await visit('/review');
    expect(events().at(-1)).toMatchObject({
      event: 'fell_back',
      reason: 'no_proposal',
      output_characters: 0,
    });
  });

  it.each([
    ['accepted where there is nothing to accept', { answer: null }, 'accepted', {}],
    ['edited into no answer', {}, 'edited', { '/made-up': 'x' }],
    ['rejected without a reason', {}, 'rejected', {}],
    ['rejected for a reason that there is not', {}, 'rejected:toString', {}],
    ['something else', {}, 'deleted', {}],
  ] as const)('is told when it is %s, and it still waits', async (_, of, decision, fields) => {
    waits(of);
    const { status, text } = await decide(as('user-2'), decision, fields);
    expect([status, text.includes('role="alert"'), queueOf().waiting().length]).toEqual([422, true, 1]);
  });

  it('never sees what they handed in themselves, and is told that it waits', async () => {
    waits({ user: 'user-2' });
    const { text } = await as('user-2')('/review');
    expect([shown(text), text.includes('1 wait for somebody else to review')]).toEqual([
      'Nothing waits for you',
      true,
    ]);
  });

  it('cannot decide on what they handed in themselves, nor another role on anything', async () => {
    const id = waits({ user: 'user-2' });
    expect((await as('user-2')(`/cases/${id}/decision`, { decision: 'accepted' })).status).toBe(404);
    expect((await as('user-3', 'operator')(`/cases/${id}/decision`, { decision: 'accepted' })).status).toBe(
      403,
    );
  });

  it('decides on nothing that was shown to somebody else only', async () => {
    waits();
    const action = actionIn((await as('user-2')('/review')).text);
    const { status, text } = await as('user-3')(action, { decision: 'accepted' });
    expect([status, text.includes('not shown to you'), queueOf().waiting().length]).toEqual([409, true, 1]);
  });

  it('decides on what was shown, and not on what is there by now', async () => {
    const id = waits();
    const visit = as('user-2');
    const shown = (await visit('/review')).text;
    const action = actionIn(shown);
    const read = queueOf().read(id);
    if (read === null) throw new Error('expected a case');
    queueOf().put({ ...read, answer: OTHER_ANSWER }, id);
    expect((await visit('/review')).text).toBe(shown);
    await visit(action, { decision: 'edited', ...filled(OTHER_ANSWER) });
    later(10);
    await visit('/review');
    expect(events().at(-1)).toMatchObject({ event: 'edited' });
  });
});

describe('a decision', () => {
  it('that is sent twice is one', async () => {
    waits();
    const visit = as('user-2');
    const action = actionIn((await visit('/review')).text);
    for (const _ of [1, 2]) expect((await visit(action, { decision: 'accepted' })).status).toBe(200);
    later(10);
    await visit('/review');
    expect((await visit(action, { decision: 'accepted' })).status).toBe(200);
    later(20);
    await visit('/review');
    expect(events().filter(({ event }) => event === 'accepted').length).toBe(1);
  });

  it.each([0, 11])('stands against another one, %i seconds later', async (seconds) => {
    waits();
    const visit = as('user-2');
    const action = actionIn((await visit('/review')).text);
    await visit(action, { decision: 'accepted' });
    later(seconds);
    await visit('/review');
    const { status, text } = await visit(action, { decision: 'rejected:wrong' });
    expect([status, text.includes('decided already')]).toEqual([409, true]);
  });

  it('is the first of two, however many processes decide', () => {
    const id = waits();
    const decided = (user: string) => queueOf().decide(id, decidedBy(user, id));
    expect([decided('user-2'), decided('user-2'), decided('user-3')]).toEqual([true, false, false]);
  });

  it.each([
    [9.9, 200, 1],
    [10, 409, 0],
  ])('can be taken back after %f seconds: %i', async (seconds, status, left) => {
    const id = waits();
    const visit = as('user-2');
    await decide(visit, 'rejected:wrong');
    later(seconds);
    expect((await visit(`/cases/${id}/undo`, {})).status).toBe(status);
    await visit('/review');
    expect(queueOf().waiting().length).toBe(left);
    expect(events().filter(({ event }) => event === 'rejected').length).toBe(1 - left);
  });

  it.each([
    [0, 'data-seconds="10"'],
    [9.9, 'data-seconds="1"'],
    [10, undefined],
  ])('is offered to be taken back after %f seconds: %s', async (seconds, expected) => {
    waits();
    const visit = as('user-2');
    await decide(visit, 'accepted');
    later(seconds);
    expect(/data-seconds="\d+"/.exec((await visit('/review')).text)?.[0]).toBe(expected);
  });

  it('is taken back by nobody else', async () => {
    const id = waits();
    await decide(as('user-2'), 'accepted');
    expect((await as('user-3')(`/cases/${id}/undo`, {})).status).toBe(409);
    expect(queueOf().waiting()).toEqual([]);
  });

  it('drops the item and the answer once it is done', async () => {
    const id = waits({ item: { fields: { text: 'a text of somebody' } } });
    await decide(as('user-2'), 'edited', filled(OTHER_ANSWER));
    later(10);
    await as('user-2')('/review');
    const all = readdirSync(join(folder, 'state'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const texts = all.map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
    expect(texts.join('')).not.toContain('a text of somebody');
    expect(JSON.parse(readFileSync(join(folder, 'state', 'review', 'done', `${id}.json`), 'utf8'))).toEqual({
      waiting: { run_id: 'a'.repeat(32), case_ref: 'case-1', user: 'user-1' },
      decision: { kind: 'edited' },
      who: { user: 'user-2', role: 'reviewer' },
      at: '2026-11-27T09:00:00.000Z',
    });
  });

  it('is made good once, also where two ask for it at a time', async () => {
    waits();
    await decide(as('user-2'), 'accepted');
    later(10);
    const queue = queueOf();
    let followed = 0;
    const settle = () =>
      queue.settle(now, async () => {
        followed += 1;
        await new Promise((resolve) => setImmediate(resolve));
      });
    await Promise.all([settle(), settle()]);
    expect(followed).toBe(1);
  });

  it('is made good after a crash, once', async () => {
    waits();
    await decide(as('user-2'), 'accepted');
    const decidedFolder = join(folder, 'state', 'review', 'decided');
    const [name = ''] = readdirSync(decidedFolder);
    const text = readFileSync(join(decidedFolder, name), 'utf8');
    later(10);
    const settle = () => queueOf().settle(now, (id, decided) => follow(env(), queueOf(), id, decided));
    await settle();
    // As if it had died between the events and the end.
    writeFileSync(join(decidedFolder, name), text);
    rmSync(join(folder, 'state', 'review', 'done'), { recursive: true });
    await settle();
    expect(events().filter(({ event }) => event === 'accepted').length).toBe(1);
    expect(reviews().length).toBe(1);
    expect([readdirSync(decidedFolder), queueOf().waiting()]).toEqual([[], []]);
  });
});

describe('the audit trail', () => {
  const decisions = () =>
    readTrail(env()).flatMap(({ kind, body }) => (kind === 'decision' && body !== null ? [body] : []));

  it.each([
    ['accepted', () => ({}), true],
    ['edited', () => filled(OTHER_ANSWER), true],
    ['rejected:wrong', () => ({}), false],
  ])('has who decided: %s', async (decision, fields, answered) => {
    waits();
    await decide(as('user-2'), decision, fields());
    expect(decisions()).toEqual([]);
    later(10);
    await as('user-2')('/review');
    const [body] = decisions();
    expect([decisions().length, body?.run_id, body?.decision, body?.output_hash !== null]).toEqual([
      1,
      'a'.repeat(32),
      decision.split(':')[0],
      answered,
    ]);
  });

  it('that cannot be written keeps a decision from counting, until it can', async () => {
    waits();
    await decide(as('user-2'), 'accepted');
    later(10);
    const trail = join(folder, 'state', 'audit');
    rmSync(trail, { recursive: true, force: true });
    writeFileSync(trail, 'a file where a folder has to be');
    const settle = () => queueOf().settle(now, (id, decided) => follow(env(), queueOf(), id, decided));
    await expect(settle()).rejects.toThrow();
    expect(events().filter(({ event }) => event === 'accepted')).toEqual([]);
    rmSync(trail);
    await settle();
    expect(events().filter(({ event }) => event === 'accepted').length).toBe(1);
  });
});

describe('the sample of answers', () => {
  it.each([
    ['accepted', () => ({}), true],
    ['edited', () => filled(ANSWER), true],
    ['edited', () => filled(OTHER_ANSWER), false],
    ['rejected:wrong', () => ({}), false],
  ])('says of one that is %s whether it was right', async (decision, fields, correct) => {
    waits();
    await decide(as('user-2'), decision, fields());
    expect(reviews()).toEqual([]);
    later(10);
    await as('user-2')('/review');
    expect(reviews()).toEqual([
      { case_ref: 'case-1', reviewed_at: '2026-11-27T09:00:00.000Z', by: 'user-2', correct, escaped: null },
    ]);
  });

  it.each([
    ['the workflow was not sure of', { reason: 'the model is not sure enough' }],
    ['had no answer', { answer: null }],
  ])('has none that %s', async (_, of) => {
    waits(of);
    await decide(as('user-2'), 'edited', filled(ANSWER));
    later(10);
    await as('user-2')('/review');
    expect([events().length > 1, reviews()]).toEqual([true, []]);
  });

  it('has none of a case that the hash does not choose', async () => {
    const id = waits();
    await follow({ ...env(), POC_REVIEW_SAMPLE: '0' }, queueOf(), id, decidedBy('user-2', id));
    expect([events().length, reviews()]).toEqual([1, []]);
  });

  it.each([
    [{ POC_REVIEW_SAMPLE: '0' }, 0, 0],
    [{ POC_REVIEW_SAMPLE: '1' }, 2000, 2000],
    [{}, 140, 260],
    [{ POC_REVIEW_SAMPLE: ' ' }, 140, 260],
  ])('with %j takes of 2,000 runs from %i to %i', (settings, least, most) => {
    const taken = Array.from({ length: 2000 }, (_, i) => isSampled(settings, `run-${i}`)).filter(Boolean);
    expect(taken.length).toBeGreaterThanOrEqual(least);
    expect(taken.length).toBeLessThanOrEqual(most);
  });

  it.each(['-0.1', '1.1', 'NaN', 'all'])('of the size %j cannot be used', (POC_REVIEW_SAMPLE) => {
    expect(() => isSampled({ POC_REVIEW_SAMPLE }, 'x')).toThrow(/^POC_REVIEW_SAMPLE: found .*Write/);
  });
});

describe('two reviewers', () => {
  it('never look at the same case', async () => {
    waits();
    waits({ case_ref: 'case-2', at: '2026-11-27T08:00:01.000Z' });
    const [one, other] = [as('user-2'), as('user-3')];
    expect([shown((await one('/review')).text), shown((await other('/review')).text)]).toEqual([
      'case-1',
      'case-2',
    ]);
    expect(shown((await one('/review')).text)).toBe('case-1');
  });

  it.each([
    [900, 'Nothing waits for you'],
    [900.001, 'case-1'],
  ])('take over from each other after %f seconds: %s', async (seconds, expected) => {
    waits();
    await as('user-2')('/review');
    later(seconds);
    expect(shown((await as('user-3')('/review')).text)).toBe(expected);
    const given = events()
      .filter(({ event }) => event === 'abandoned')
      .map(({ user }) => user);
    expect(given).toEqual(expected === 'case-1' ? ['user-2'] : []);
  });
});

describe('a hostile item', () => {
  it.each([
    ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['the end of a field', '</textarea></dd>"\'>'],
  ])('with %s is text', async (_, text) => {
    waits({ item: { fields: { [text]: text } }, case_ref: text, reason: text });
    const { text: page } = await as('user-2')('/review');
    expect(page).not.toContain(text);
    expect(page).toContain(text.slice(1, 8));
  });

  it('shows the signs that nobody sees', async () => {
    waits({ item: { fields: { text: 'a\u202Etxt.exe\u200B' } } });
    const { text } = await as('user-2')('/review');
    expect(text).toContain('a<span class="sign">U+202E</span>txt.exe<span class="sign">U+200B</span>');
  });

  it('of 200 kB is shown whole', async () => {
    waits({ item: { fields: { text: 'wide '.repeat(40_000) } } });
    expect((await as('user-2')('/review')).text.length).toBeGreaterThan(200_000);
  });

  it('that cannot be read is said, and the rest goes on', async () => {
    const id = waits();
    writeFileSync(join(folder, 'state', 'review', 'open', `${id}.json`), '{"half');
    const { text } = await as('user-2')('/review');
    expect([shown(text), text.includes(`${id}.json`)]).toEqual(['Nothing waits for you', true]);
  });
});

describe('the start page', () => {
  it.each([
    ['operator', 'Hand in a case', true],
    ['operator', 'Switch off', false],
    ['owner', 'Switch off', true],
    ['owner', 'Hand in a case', false],
    ['operator', 'What people did with it', false],
    ['auditor', 'What people did with it', true],
    ['auditor', 'Switch off', false],
  ])('shows %s “%s”: %s', async (role, words, there) => {
    expect((await as('user-3', role)('/')).text.includes(words)).toBe(there);
  });

  it('leads a reviewer to what waits', async () => {
    waits();
    expect(shown((await as('user-2')('/')).text)).toBe('case-1');
  });

  it('takes an item from an operator, for somebody else to review', async () => {
    const { text } = await as('user-1', 'operator')('/cases', {
      case_ref: 'case-7',
      item: JSON.stringify(ITEM),
    });
    expect(text).toContain('It waits for somebody else to review it.');
    expect(shown((await as('user-2')('/review')).text)).toBe('case-7');
  });

  it('hands out a case to whoever handed it in, and to who may see all', async () => {
    const id = waits();
    const status = async (user: string, role: string) => (await as(user, role)(`/cases/${id}`)).status;
    expect([
      await status('user-1', 'operator'),
      await status('user-3', 'operator'),
      await status('user-3', 'owner'),
      await status('user-3', 'auditor'),
    ]).toEqual([200, 404, 200, 403]);
    expect((await as('user-3', 'owner')('/cases/made-up')).status).toBe(404);
  });

  it.each([
    ['user-1', 'operator', true],
    ['user-3', 'operator', false],
    ['user-3', 'owner', true],
    ['user-3', 'auditor', false],
  ])('names a case of user-1 to %s, %s: %s', async (user, role, there) => {
    waits();
    expect((await as(user, role)('/')).text.includes('case-1')).toBe(there);
  });

  it.each([
    ['reviewer', '/cases', 403],
    ['owner', '/cases', 403],
    ['auditor', '/cases', 403],
    ['operator', '/usage', 403],
    ['reviewer', '/usage', 403],
    ['owner', '/usage', 200],
    ['auditor', '/usage', 200],
  ])('answers %s at %s by %i', async (role, path, expected) => {
    const form = path === '/cases' ? { case_ref: 'case-7', item: JSON.stringify(ITEM) } : undefined;
    expect(await as('user-3', role)(path, form)).toMatchObject({ status: expected });
    expect(queueOf().waiting()).toEqual([]);
  });

  it('switches off for an owner, and for nobody else', async () => {
    const file = join(folder, 'state', 'switch.json');
    expect((await as('user-2')('/switch', { position: 'off', reason: 'x' })).status).toBe(403);
    expect((await as('user-3', 'owner')('/switch', { position: 'off', reason: ' ' })).status).toBe(422);
    expect(existsSync(file)).toBe(false);
    const { text } = await as('user-3', 'owner')('/switch', { position: 'off', reason: 'wrong answers' });
    expect([text.includes('It is switched off'), JSON.parse(readFileSync(file, 'utf8')).by]).toEqual([
      true,
      'user-3',
    ]);
  });
});

describe('a seeded error', () => {
  /** The answer that is shown now, and the one that would be without the error. */
  function seedOne(): { id: string; wrong: unknown } {
    const id = waits();
    expect(seedErrors(env(), queueOf(), 1)).toBe(1);
    return { id, wrong: queueOf().read(id)?.answer };
  }

  it('is another answer that keeps the contract, and nothing else of the case changes', () => {
    const id = waits();
    const before = queueOf().read(id);
    expect(seedErrors(env(), queueOf(), 1)).toBe(1);
    const after = queueOf().read(id);
    expect(queueOf().waiting()).toEqual([id]);
    expect({ ...after, answer: null }).toEqual({ ...before, answer: null });
    expect(after?.answer).not.toEqual(ANSWER);
    expect(answer.safeParse(after?.answer).success).toBe(true);
  });

  it('that is accepted was missed: it stands in the evidence, and the case comes back as it is', async () => {
    seedOne();
    const visit = as('user-2');
    await visit('/review');
    later(5);
    await decide(visit, 'accepted');
    later(10);
    const { text } = await visit('/review');
    expect(seeds()).toEqual([
      {
        seed_id: expect.stringMatching(/^[0-9a-f]{16}$/),
        shown_at: '2026-11-27T09:00:00.000Z',
        user: 'user-2',
        case_ref: 'case-1',
        caught: false,
        review_s: 5,
        output_characters: expect.any(Number),
      },
    ]);
    expect([shown(text), text.includes('it was not; this is how it really is')]).toEqual(['case-1', true]);
    const [again = ''] = queueOf().waiting();
    expect(queueOf().read(again)?.answer).toEqual(ANSWER);
  });

  it.each([
    ['rejected', 'rejected:wrong', () => ({})],
    ['put right', 'edited', () => filled(ANSWER)],
  ])('that is %s was caught', async (_, decision, fields) => {
    seedOne();
    await decide(as('user-2'), decision, fields());
    later(10);
    await as('user-2')('/review');
    expect([seeds().map(({ caught }) => caught), queueOf().waiting(), reviews()]).toEqual([[true], [], []]);
    // What was made wrong holds an answer, so it goes too.
    expect(readdirSync(join(folder, 'state', 'review', 'seeds'))).toEqual([]);
  });

  it('that did not get into the case, since the machine stopped, is none', async () => {
    const { id } = seedOne();
    const read = queueOf().read(id);
    if (read === null) throw new Error('expected a case');
    queueOf().put({ ...read, answer: ANSWER }, id);
    await decide(as('user-2'), 'accepted');
    later(10);
    await as('user-2')('/review');
    expect([seeds(), queueOf().waiting()]).toEqual([[], []]);
  });

  it('that is still in what was saved was missed', async () => {
    const { wrong } = seedOne();
    await decide(as('user-2'), 'edited', filled(wrong));
    later(10);
    await as('user-2')('/review');
    expect(seeds().map(({ caught }) => caught)).toEqual([false]);
  });

  it('is put into no case that was seeded before, that somebody has seen, or of which the model was not sure', async () => {
    waits({ case_ref: 'seen', run_id: 'b'.repeat(32) });
    await as('user-2')('/review');
    waits({ case_ref: 'unsure', reason: 'the model is not sure enough' });
    waits({ case_ref: 'none', answer: null });
    seedOne();
    waits();
    expect(seedErrors(env(), queueOf(), 5)).toBe(0);
    expect(seedErrors(env(), queueOf(), 5, true)).toBe(1);
  });

  it('does not show: a page with one is a page with the other answer', async () => {
    const { id, wrong } = seedOne();
    const page = (await as('user-2')('/review')).text;
    rmSync(join(folder, 'state', 'review'), { recursive: true });
    waits();
    const [own = ''] = queueOf().waiting();
    const read = queueOf().read(own);
    if (read === null) throw new Error('expected a case');
    queueOf().put({ ...read, answer: answer.parse(wrong) }, own);
    await stop(server);
    await open();
    const plain = (await as('user-2')('/review')).text;
    expect(page.replaceAll(id, 'ID')).toBe(plain.replaceAll(own, 'ID'));
  });
});
