import { z } from 'zod';
import { moment, text } from './fields.ts';

const MEASURED = ['stopwatch', 'system_timestamps', 'screen_recording'] as const;

/** How a duration came to be known. An estimate counts as nothing. */
export const timingMethod = z.enum([...MEASURED, 'estimate']);

/** A row of `baseline/timings.csv`: one case, timed while a person did it. Cells are text, so they are coerced. */
export const timing = z
  .strictObject({
    case_ref: text,
    performer: text,
    started_at: moment,
    stopped_at: moment,
    // An empty cell is not a 0: nobody has said that nothing interrupted.
    interrupted_s: z
      .string()
      .trim()
      .min(1, { error: 'expected seconds, 0 when nothing interrupted' })
      .pipe(z.coerce.number<string>().min(0)),
    method: timingMethod,
    observer: z.string(),
    /** What was timed, as `taskDigest` says it; empty or absent where nobody noted it. */
    task: z.string().default(''),
  })
  .refine((row) => minutesOf(row) > 0, {
    path: ['stopped_at'],
    error: 'expected a stop after the start, by more than the interruptions',
  });
export type Timing = z.infer<typeof timing>;

/** @returns the minutes worked: from start to stop, without the interruptions. */
export function minutesOf(row: { started_at: string; stopped_at: string; interrupted_s: number }): number {
  const seconds = (Date.parse(row.stopped_at) - Date.parse(row.started_at)) / 1000;
  return (seconds - row.interrupted_s) / 60;
}

export const isMeasured = (row: { method: string }): boolean => row.method !== 'estimate';
