import type { Output, Place } from '../format.ts';
import { type Fields, own, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { shown } from '../shared/shown.ts';

/** Chooses, of the several lines that a task with several filters writes for each document, the one that counts. */
export type LmEvalFilters = {
  /** @returns whether a line counts. What is wrong with it goes to the output. */
  takes(line: Fields, id: string, place: Place): boolean;
  end(): void;
};

/**
 * A filter reads the answer out of what the model wrote (`strict-match`, `flexible-extract`), and each has lines of its
 * own. The first one in the file counts, which is the first one that the task declares; choosing the better one after
 * the fact would be choosing the result. Files from before autumn 2024 do not name their filters: there a line with the
 * same responses to the same document is one of another filter, and one with other responses another attempt.
 */
export function lmEvalFilters(output: Output): LmEvalFilters {
  const documents = new Map<string, string>();
  const counted = new Set<string>();
  const elsewhere = new Set<string>();
  const unnamed = new Set<string>();
  const others = new Map<string, number>();
  let chosen: string | null | undefined;

  const isSameDocument = (line: Fields, id: string): boolean => {
    const document = documentOf(line);
    const known = documents.get(id);
    if (known === undefined) documents.set(id, document);
    return known === undefined || known === document;
  };
  const isOtherFilter = (line: Fields, id: string): boolean => {
    const filter = textOf(own(line, 'filter'));
    chosen = chosen === undefined ? filter : chosen;
    if (filter !== chosen) return true;
    if (filter !== null) return false;
    const answered = `${id} ${fingerprint(own(line, 'resps') ?? own(line, 'filtered_resps'))}`;
    return unnamed.size === unnamed.add(answered).size;
  };
  return {
    takes(line, id, place) {
      if (!isSameDocument(line, id)) {
        output.fault(twoTasks(id), place);
        return false;
      }
      if (!isOtherFilter(line, id)) {
        counted.add(id);
        return true;
      }
      elsewhere.add(id);
      const filter = textOf(own(line, 'filter')) ?? 'a filter without a name';
      others.set(filter, (others.get(filter) ?? 0) + 1);
      return false;
    },
    end() {
      if (others.size > 0) output.note(severalFilters(chosen ?? null, others));
      const lost = [...elsewhere].filter((id) => !counted.has(id));
      if (lost.length > 0) output.fault(missing(lost, chosen ?? null));
    },
  };
}

/** What tells two documents with the same number apart. */
const documentOf = (line: Fields): string => textOf(own(line, 'doc_hash')) ?? fingerprint(own(line, 'doc'));

function severalFilters(chosen: string | null, others: ReadonlyMap<string, number>): string {
  const left = [...others].map(([filter, lines]) => `${lines} of ${shown(filter)}`).join(', ');
  const first = chosen === null ? 'the first one' : shown(chosen);
  return `Each document has lines of several filters. Those of ${first} count, as the first in the file; left out: ${left}. To count another, keep only its lines.`;
}

const twoTasks = (id: string) => ({
  found: `doc_id ${shown(id)} for a second, different document`,
  expected: 'the documents of one task',
  remedy: 'Give the samples of each task in a file of their own, as lm_eval writes them.',
});

const missing = (ids: readonly string[], filter: string | null) => ({
  found: `${ids.length} documents without a line of the filter ${shown(filter)}, such as doc_id ${shown(ids[0])}`,
  expected: 'a line of it for every document',
  remedy: 'Write the file again with lm_eval --log_samples.',
});
