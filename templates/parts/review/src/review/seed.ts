import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Answer, answer } from '../answer.ts';
import type { Item } from '../input.ts';
import { isRepeated, mistakesIn } from '../mistakes.ts';
import type { Env } from '../part.ts';
import { appendLine, stateFile } from '../state.ts';
import { type UsageEvent, usageLines } from '../usage/usage.ts';
import { type Decision, type Waiting, waiting } from './case.ts';
import type { ReviewQueue } from './decide.ts';
import { writeWhole } from './whole-file.ts';

/** Where the gate looks: `POC_SEEDS`, else where `poc.yaml` has it by default. */
export const seedsFile = (env: Env): string => env.POC_SEEDS || 'evidence/seeds.jsonl';

/** A line of `evidence/seeds.jsonl`, as the gate reads it. */
export type SeedLine = {
  seed_id: string;
  shown_at: string;
  user: string;
  case_ref: string;
  caught: boolean;
  review_s: number;
  output_characters: number;
};

const seeded = z.strictObject({
  seed_id: z.string(),
  /** The case as it is without the error. */
  original: waiting.extend({ answer }),
  /** The answer with the error: only where this waits is the error there. */
  shown: answer,
});
/** What was made wrong in a case. It stands beside the queue, and never in it. */
export type Seeded = z.infer<typeof seeded>;

const folder = (env: Env): string => stateFile(env, 'review', 'seeds');

/** @returns what was made wrong in a case that waits; `null` for nearly all */
export function seededIn(env: Env, id: string, { answer }: Waiting): Seeded | null {
  const file = stateFile(env, 'review', 'seeds', `${id}.json`);
  if (!existsSync(file)) return null;
  const seed = seeded.parse(JSON.parse(readFileSync(file, 'utf8')));
  return JSON.stringify(seed.shown) === JSON.stringify(answer) ? seed : null;
}

/** Somebody caught it who did not take it over: rejected, or made it something else. What else they changed does not count. */
export const wasCaught = ({ original, shown }: Seeded, decision: Decision): boolean =>
  decision.kind === 'rejected' ||
  (decision.kind === 'edited' && !isRepeated(decision.answer, { right: original.answer, wrong: shown }));

/** Once for each seed. */
export function recordSeed(env: Env, line: SeedLine): void {
  if (!seedLines(env).some(({ seed_id: id }) => id === line.seed_id)) appendLine(seedsFile(env), line);
}

function seedLines(env: Env): SeedLine[] {
  const file = seedsFile(env);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/**
 * Makes up to so many of the cases that wait wrong. Only those that the workflow would have answered by itself, since it
 * is nearly always right there; none that somebody has seen already; and none of a case that was seeded before. Nothing
 * of it shows: the case keeps its id, its place and its confidence, and the answer keeps the output contract.
 *
 * @param unsure takes others too, where an error may put right by chance what was wrong
 * @returns how many were made wrong
 */
export function seedErrors(
  env: Env,
  queue: ReviewQueue,
  { wanted, unsure = false }: { wanted: number; unsure?: boolean },
): number {
  const before = seededCases(env);
  const seen = shownRuns(env);
  let made = 0;
  for (const id of shuffled(queue.waiting())) {
    const original = made < wanted ? queue.read(id) : null;
    if (original === null || (original.reason !== null && !unsure)) continue;
    if (before.has(original.case_ref) || seen.has(original.run_id)) continue;
    const { answer: right, item } = original;
    const shown = right === null ? null : wrongAnswer(right, item);
    if (right === null || shown === null) continue;
    const seed_id = randomBytes(8).toString('hex');
    const seed: Seeded = { seed_id, original: { ...original, answer: right }, shown };
    writeWhole(stateFile(env, 'review', 'seeds', `${id}.json`), seed);
    queue.put({ ...original, answer: shown }, id);
    before.add(original.case_ref);
    made += 1;
  }
  return made;
}

function shownRuns(env: Env): Set<string | undefined> {
  const events = usageLines(env).map((line) => JSON.parse(line) as UsageEvent);
  return new Set(events.filter(({ event }) => event === 'started').map(({ trace_id: id }) => id));
}

/** @returns one that went through the contract, since what the model says did too; `null` where no mistake looks right */
function wrongAnswer(right: Answer, item: Item): Answer | null {
  for (const wrong of shuffled(mistakesIn(right, item))) {
    const read = answer.safeParse(wrong);
    if (read.success) return read.data;
  }
  return null;
}

function seededCases(env: Env): Set<string> {
  const files = existsSync(folder(env))
    ? readdirSync(folder(env)).filter((one) => one.endsWith('.json'))
    : [];
  const waiting = files.map(
    (name) =>
      seeded.parse(JSON.parse(readFileSync(stateFile(env, 'review', 'seeds', name), 'utf8'))).original
        .case_ref,
  );
  return new Set([...waiting, ...seedLines(env).map(({ case_ref: ref }) => ref)]);
}

function shuffled<T>(all: readonly T[]): T[] {
  const some = [...all];
  for (let i = some.length - 1; i > 0; i -= 1) {
    const other = randomInt(i + 1);
    [some[i], some[other]] = [some[other] as T, some[i] as T];
  }
  return some;
}
