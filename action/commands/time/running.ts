import type { Arm } from '../../contract/study.ts';
import type { ASSIGNMENTS, Part, Study } from './event.ts';

/** The case on the clock. Moments are milliseconds since 1970, durations milliseconds. */
export type Running = {
  caseRef: string;
  performer: string;
  observer: string;
  task: string;
  study: Study;
  assignment: (typeof ASSIGNMENTS)[number] | null;
  arm: Arm | null;
  startedAt: number;
  /** Interruptions that are over. */
  interrupted: number;
  /** Since when it is interrupted now. */
  pausedAt: number | null;
  /** The last moment at which somebody is known to have watched the clock. */
  seenAt: number;
  part: Part | null;
  /** How much had been worked when the part began. */
  partSince: number;
  /** Parts that are over. One that nobody measured has no entry, which is not 0. */
  parts: Readonly<Partial<Record<Part, number>>>;
  fellBack: boolean;
  followed: boolean;
};

/** @returns all interruptions up to a moment. */
export const interruptedAt = ({ interrupted, pausedAt }: Running, at: number): number =>
  interrupted + (pausedAt === null ? 0 : Math.max(0, at - pausedAt));

/** @returns what was worked up to a moment, without the interruptions. */
export const workedAt = (running: Running, at: number): number =>
  Math.max(0, at - running.startedAt - interruptedAt(running, at));

/**
 * Parts are measured in time worked, so an interruption belongs to none of them.
 *
 * @returns how long each part took up to a moment
 */
export function partsAt(running: Running, at: number): Running['parts'] {
  const { part, parts } = running;
  if (part === null) return parts;
  const open = Math.max(0, workedAt(running, at) - running.partSince);
  return { ...parts, [part]: (parts[part] ?? 0) + open };
}

/** Is the tool used, so that there is something to wait for, to review and to put right? */
export const usesTool = ({ arm, followed }: Running): boolean => arm === 'with_poc' && followed;
