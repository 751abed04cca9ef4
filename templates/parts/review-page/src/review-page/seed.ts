import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Answer, answer } from '../answer.ts';
import type { Item } from '../input.ts';
import { isRepeated, mistakesIn } from '../mistakes.ts';
import type { Env } from '../part.ts';
import { type UsageEvent, usageLines } from '../usage/usage.ts';
import type { Decision, Waiting } from './case.ts';
import { linesIn, seedsFile } from './evidence.ts';
import { fileOf, idsIn, jsonIn, type Queue, writeWhole } from './queue.ts';

/** What was made wrong in a case. It stands beside the queue, and never in it. */
const seeded = z.strictObject({
  seed_id: z.string(),
  case_ref: z.string(),
  /** The answer as it was before. */
  right: answer,
  /** The one with the error: only where this was shown was the error there. */
  wrong: answer,
});
export type Seeded = z.infer<typeof seeded>;

/** @returns what was made wrong in a case, as it was shown; `null` for nearly all */
export function seededIn(env: Env, id: string, shown: Waiting): Seeded | null {
  const seed = seeded.nullable().parse(jsonIn(fileOf(env, 'seeds', id)));
  return JSON.stringify(seed?.wrong) === JSON.stringify(shown.answer) ? seed : null;
}

/** Somebody caught it who did not take it over: rejected, or made it something else. What else they changed does not count. */
export const wasCaught = (seed: Seeded, decision: Decision): boolean =>
  decision.kind === 'rejected' || (decision.kind === 'edited' && !isRepeated(decision.answer, seed));

/**
 * Makes up to so many of the cases that wait wrong. Only those that the workflow would have answered by itself, since it
 * is nearly always right there; none that somebody has seen already; and none of a case that was seeded before. Nothing
 * of it shows: the case keeps its id, its place and its confidence, and the answer keeps the output contract.
 *
 * @param unsure takes others too, where an error may put right by chance what was wrong
 * @returns how many were made wrong
 */
export function seedErrors(env: Env, queue: Queue, wanted: number, unsure = false): number {
  const before = seededCases(env);
  const seen = shownRuns(env);
  let made = 0;
  for (const id of shuffled(queue.waiting())) {
    const one = made < wanted ? queue.read(id) : null;
    if (one === null || one.answer === null || (one.reason !== null && !unsure)) continue;
    if (before.has(one.case_ref) || seen.has(one.run_id)) continue;
    const { answer: right, case_ref } = one;
    const wrong = wrongAnswer(right, one.item);
    if (wrong === null) continue;
    const seed: Seeded = { seed_id: randomBytes(8).toString('hex'), case_ref, right, wrong };
    writeWhole(fileOf(env, 'seeds', id), seed);
    queue.put({ ...one, answer: wrong }, id);
    before.add(case_ref);
    made += 1;
  }
  return made;
}

function seededCases(env: Env): Set<string> {
  const waiting = idsIn(env, 'seeds').map((id) => seeded.parse(jsonIn(fileOf(env, 'seeds', id))).case_ref);
  const decided = linesIn(seedsFile(env)).map((line) => (JSON.parse(line) as { case_ref: string }).case_ref);
  return new Set([...waiting, ...decided]);
}

function shownRuns(env: Env): Set<string | undefined> {
  const events = usageLines(env).map((line) => JSON.parse(line) as UsageEvent);
  return new Set(events.filter(({ event }) => event === 'started').map(({ trace_id: id }) => id));
}

/** @returns one that went through the contract, since what the model says did too; `null` where no mistake looks right */
function wrongAnswer(right: Answer, item: Item): Answer | null {
  const read = shuffled(mistakesIn(right, item)).map((wrong) => answer.safeParse(wrong));
  return read.find(({ success }) => success)?.data ?? null;
}

const shuffled = <T>(all: readonly T[]): T[] =>
  all
    .map((one) => ({ one, at: randomInt(2 ** 32) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
