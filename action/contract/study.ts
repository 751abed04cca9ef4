import { z } from 'zod';
import { moment, text } from './fields.ts';
import { minutesOf, timing } from './timings.ts';

const yesOrNo = z.enum(['yes', 'no']);

/** An empty cell says that nobody measured it, which is not 0. */
const seconds = z
  .string()
  .trim()
  .transform((cell, context) => {
    if (cell === '') return null;
    const value = Number(cell);
    if (Number.isFinite(value) && value >= 0) return value;
    context.addIssue({ code: 'custom', message: 'expected seconds, or an empty cell where nobody measured' });
    return z.NEVER;
  });

/** The two ways of doing a case. With a coin flip each case is assigned one of them before it begins. */
export const ARMS = ['with_poc', 'by_hand'] as const;
export const arm = z.enum(ARMS);
export type Arm = z.infer<typeof arm>;

/**
 * A row of `baseline/assisted.csv`: one case of the study with the POC. Written by `poc time --assisted` and imports.
 * Every attempt is kept in the arm that it was assigned to, also where the tool gave up or somebody did it the other way.
 */
export const assisted = z
  .strictObject({
    ...timing.shape,
    /** Seconds of blocked waiting for the tool, of reading what it said, and of putting it right; parts of the whole. */
    t_tool_s: seconds,
    t_review_s: seconds,
    t_fix_s: seconds,
    /** Did it end by hand although the tool was tried? */
    fell_back: yesOrNo,
    assignment: z.enum(['coin_flip', 'before_after']),
    arm,
    /** Was it done the way that it was assigned? `no` is a refusal, and stays in its arm. */
    followed: yesOrNo,
  })
  .refine((row) => minutesOf(row) > 0, {
    path: ['stopped_at'],
    abort: true,
    error: 'expected a stop after the start, by more than the interruptions',
  })
  .refine((row) => partsOf(row) <= minutesOf(row) * 60 + 1, {
    path: ['t_tool_s'],
    error: 'expected parts that together are no longer than the whole',
  });
export type Assisted = z.infer<typeof assisted>;

const partsOf = (row: Record<'t_tool_s' | 't_review_s' | 't_fix_s', number | null>): number =>
  (row.t_tool_s ?? 0) + (row.t_review_s ?? 0) + (row.t_fix_s ?? 0);

/** A row of `baseline/discarded.csv`: a case that was begun and is not counted, with the reason. Written by `poc time`. */
export const discarded = z.strictObject({
  case_ref: text,
  performer: text,
  discarded_at: moment,
  reason: text,
  /** The arm that it was assigned to; empty where no coin was flipped. */
  arm: z.union([arm, z.literal('')], { error: 'expected with_poc, by_hand or an empty cell' }),
});
export type Discarded = z.infer<typeof discarded>;

/** A row of `baseline/errors.csv`: one finished case, looked at again by somebody who did not do it. */
export const checkedCase = z.strictObject({
  case_ref: text,
  performer: text,
  checked_by: text,
  wrong: yesOrNo,
  /** What kind of mistake; empty where there is none. */
  class: z.string(),
  /** How the case was done: `by_hand` is today's work, `with_poc` the reviewed output of the POC. */
  arm,
});
export type CheckedCase = z.infer<typeof checkedCase>;
