import { z } from 'zod';
import { moment, text } from '../../contract/fields.ts';
import { ARMS } from '../../contract/study.ts';

/** The parts of a case that `--assisted` tells apart: waiting for the tool, reading what it said, putting it right. */
export const PARTS = ['tool', 'review', 'fix'] as const;
export type Part = (typeof PARTS)[number];

/** The file that a case of today's work goes to, or one of the study with the POC; by their fields in `baseline.yaml`. */
const study = z.enum(['timings', 'assisted']);
export type Study = z.infer<typeof study>;

export const ASSIGNMENTS = ['coin_flip', 'before_after'] as const;

const at = { at: moment };

/** A line of `.poc/time.jsonl`: something that happened, written before the screen says so. Read when `poc time` begins. */
export const timeEvent = z.discriminatedUnion('type', [
  /** The coin fell. A case keeps its arm, whatever becomes of it. */
  z.strictObject({ type: z.literal('assigned'), ...at, case_ref: text, arm: z.enum(ARMS) }),
  z.strictObject({
    type: z.literal('started'),
    ...at,
    case_ref: text,
    performer: text,
    observer: z.string(),
    task: z.string(),
    study,
    assignment: z.enum(ASSIGNMENTS).nullable(),
    arm: z.enum(ARMS).nullable(),
  }),
  /** Who does the next case, and `running` the one on the clock as well. */
  z.strictObject({ type: z.literal('performer'), ...at, performer: text, running: z.boolean() }),
  z.strictObject({ type: z.literal('paused'), ...at }),
  z.strictObject({ type: z.literal('resumed'), ...at }),
  /** A part began; `null` when the last one ended and none began. */
  z.strictObject({ type: z.literal('part'), ...at, part: z.enum(PARTS).nullable() }),
  z.strictObject({ type: z.literal('fell_back'), ...at, yes: z.boolean() }),
  z.strictObject({ type: z.literal('followed'), ...at, yes: z.boolean() }),
  /** The case is still on the clock. */
  z.strictObject({ type: z.literal('beat'), ...at }),
  /** From `from` to `at` nobody saw the clock; `interruption` is what the person said it was. */
  z.strictObject({ type: z.literal('gap'), ...at, from: moment, interruption: z.boolean() }),
  /** The clock of the machine was put back by so many milliseconds, and the case with it. */
  z.strictObject({ type: z.literal('moved_back'), ...at, by_ms: z.int().positive() }),
  z.strictObject({ type: z.literal('stopped'), ...at }),
  z.strictObject({ type: z.literal('discarded'), ...at, reason: text }),
  /** The row of a case that was stopped or discarded is in its CSV file. */
  z.strictObject({ type: z.literal('saved'), ...at, case_ref: text, file: text }),
]);
export type TimeEvent = z.infer<typeof timeEvent>;
export type EventOf<T extends TimeEvent['type']> = Extract<TimeEvent, { type: T }>;

/** @returns a moment as events and rows have it. */
export const iso = (ms: number): string => new Date(ms).toISOString();
