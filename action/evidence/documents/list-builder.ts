import type { ListNode } from './json-index.ts';

/** Puts the elements of a list together to blocks as they are found. */
export type ListBuilder = {
  /** @param end where the comma or bracket after the element stands */
  add(start: number, end: number, line: number, deep: boolean): void;
  finish(): void;
};

/** @param most bytes of a block, where one element is not larger */
export function listBuilder(list: ListNode, most: number): ListBuilder {
  let lines = new Uint32Array(64);
  let count = 0;
  let from = 0;
  let until = 0;
  let deepBlock = false;
  const finish = (): void => {
    if (count === 0) return;
    const [first = 1] = lines;
    const same = first === lines[count - 1];
    list.blocks.push({
      start: from,
      end: until,
      count,
      lines: same ? first : lines.slice(0, count),
      deep: deepBlock,
    });
    list.count += count;
    count = 0;
    deepBlock = false;
  };
  return {
    add: (start, end, line, deep) => {
      if (end - from > most) finish();
      if (count === 0) from = start;
      if (count === lines.length) lines = grown(lines);
      lines[count] = line;
      count += 1;
      until = end;
      deepBlock ||= deep;
    },
    finish,
  };
}

function grown(lines: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(lines.length * 2);
  larger.set(lines);
  return larger;
}
