import { type TimeEvent, timeEvent } from './event.ts';

/** Of one machine and never committed: it says to the second who did what. */
export const JOURNAL_FILE = '.poc/time.jsonl';

/** The events of a journal; `cutOff` is the number of a last line that broke off in the middle of a write, or `null`. */
export type Journal = { events: TimeEvent[]; cutOff: number | null };

/**
 * Reads a journal. A line that is no JSON is one whose write broke off: nothing that the screen ever confirmed.
 *
 * @returns the events, or what is wrong with a line that is whole
 */
export function readJournal(content: string): Journal | { problem: string } {
  const events: TimeEvent[] = [];
  const lines = content.split('\n');
  let cutOff: number | null = null;
  for (const [at, line] of lines.entries()) {
    const value = asJson(line);
    if (value === undefined) {
      if (line !== '' && at === lines.length - 1) cutOff = at + 1;
      continue;
    }
    const parsed = timeEvent.safeParse(value);
    if (!parsed.success) return { problem: lineProblem(at + 1) };
    events.push(parsed.data);
  }
  return { events, cutOff };
}

const lineProblem = (line: number): string =>
  `${JOURNAL_FILE}:${line}: found a line that this version does not know; expected an event of \`poc time\`. Use the version that wrote it, or correct the line; without the file, nothing is known of cases that were begun.`;

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @returns an event as a line. */
export const journalLine = (event: TimeEvent): string => `${JSON.stringify(event)}\n`;
