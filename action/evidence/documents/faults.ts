import type { Fault, Place, Reader } from '../formats/format.ts';
import { MOST_DEPTH, MOST_FAULTS } from './limits.ts';

/** Takes a fault of one element, or of the file as a whole where there is no place. */
export type FaultSink = (fault: Fault, place?: Place) => void;

const WRITE_AGAIN = 'Write the file again; this one was not written to its end.';

export const fault = (found: string, expected: string, remedy: string): Fault => ({
  found,
  expected,
  remedy,
});

export const emptyFile = (found: string): Fault =>
  fault(found, 'eval results', 'Run the eval again and look at why it wrote nothing.');

/** @param what such as `JSON` or `XML` */
export const cutOff = (what: string): Fault =>
  fault(`${what} that is cut off`, `${what} to its last closing bracket`, WRITE_AGAIN);

export const notJson = (found: string): Fault =>
  fault(found, 'JSON', 'Write the file again with the tool that made it, or correct it here.');

export const notUtf8 = (where: string): Fault =>
  fault(`bytes that are not UTF-8 ${where}`, 'text in UTF-8', 'Save the file as UTF-8.');

export const tooDeep: Fault = fault(
  `a value nested more than ${MOST_DEPTH} levels deep`,
  `at most ${MOST_DEPTH} levels`,
  'Flatten it, or leave it out of the results.',
);

/** @param most bytes */
export const tooLarge = (found: string, most: number): Fault =>
  fault(found, `at most ${most} bytes`, 'Leave large attachments out of the results.');

/** @returns a sink that passes on the first hundred faults and counts the rest, which `rest` then tells. */
export function fewFaults(sink: FaultSink): { sink: FaultSink; rest(): void } {
  let count = 0;
  return {
    sink: (one, place) => {
      count += 1;
      if (count <= MOST_FAULTS) sink(one, place);
    },
    rest: () => {
      if (count <= MOST_FAULTS) return;
      const found = `${count - MOST_FAULTS} more faults after the first ${MOST_FAULTS}`;
      sink(fault(found, 'none', 'Correct those that are named; the others are likely alike.'));
    },
  };
}

/** Hands an element to a reader; one that recurses over an absurd nesting has found a fault of the file. */
export function feed(reader: Reader, value: unknown, place: Place, path: string, sink: FaultSink): void {
  try {
    reader.element(value, place, path);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    sink(tooDeep, place);
  }
}

/** Quotes a piece of a file for a message: one line of it, and not much. */
export const quote = (text: string): string =>
  JSON.stringify(text.trim().split(/\r?\n/, 1)[0]?.slice(0, 60) ?? '');
