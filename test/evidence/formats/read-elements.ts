import type { Fault, Format, Head, Place } from '../../../action/evidence/formats/format.ts';
import type { EvalRecord } from '../../../action/readiness/eval/eval-record.ts';

export type ReadElements = {
  records: EvalRecord[];
  raws: unknown[];
  faults: (Fault & { place: Place | undefined })[];
  notes: string[];
  producedAt: string[];
};

/** Reads literal elements as if a file had been walked through. */
export function readElements(
  format: Format,
  head: Head,
  elements: readonly unknown[],
  path: (index: number) => string = () => '',
): ReadElements {
  const found: ReadElements = { records: [], raws: [], faults: [], notes: [], producedAt: [] };
  const reader = format.reader(head, {
    record: (record, raw) => {
      found.records.push(record);
      found.raws.push(raw);
    },
    fault: (fault, place) => found.faults.push({ ...fault, place }),
    note: (text) => found.notes.push(text),
    producedAt: (moment) => found.producedAt.push(moment),
  });
  elements.forEach((element, i) => {
    reader.element(element, { row: i + 1, line: i + 1 }, path(i));
  });
  reader.end?.();
  return found;
}

/** @returns the head of a JSON document, as opening a file of it would give it. */
export function jsonHead(outline: unknown): Head {
  const lengths = new Map<string, number>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (Array.isArray(value)) lengths.set(path, value.length);
    else if (typeof value === 'object' && value !== null && depth < 4) {
      for (const [key, inner] of Object.entries(value))
        visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    }
  };
  visit(outline, '', 0);
  return { kind: 'json', outline, lengths };
}
