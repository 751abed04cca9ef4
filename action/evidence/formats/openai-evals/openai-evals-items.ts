import {
  type Fault,
  FITS,
  OTHER,
  type Output,
  type Place,
  type Reader,
  type Recognition,
} from '../format.ts';
import { at, type Fields, isFields, listOf, numberOf, own, textOf } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { shown } from '../shared/shown.ts';
import { isOutputItem, isRun, outputItemRecord } from './openai-output-item.ts';

export const OPENAI_API_CANNOT_TELL = ['how long an answer took', 'what a case cost'] as const;

/** @returns whose it is, by the first thing in it: an output item, a page of them, or a run (whose counts are no cases). */
export function recogniseApiObject(first: unknown): Recognition {
  if (isOutputItem(first)) return FITS;
  if (isRun(first)) return { answer: 'refused', ...ONLY_RUN };
  const [inner] = pageOf(first) ?? [];
  if (isOutputItem(inner)) return FITS;
  return isRun(inner) ? { answer: 'refused', ...ONLY_RUN } : OTHER;
}

/** @returns the items of a list page of the API; `null` for anything else. */
export const pageOf = (value: unknown): readonly unknown[] | null =>
  isFields(value) && own(value, 'object') === 'list' ? listOf(own(value, 'data')) : null;

/** @returns a reader of output items and of whole pages of them, wherever they stand. */
export function outputItemsReader(output: Output): Reader {
  const runs = new Set<string>();
  let counted = 0;
  let total: number | null = null;
  let more: unknown = false;

  const takeItem = (item: unknown, place: Place): void => {
    const record = isOutputItem(item) ? outputItemRecord(item, place.row) : null;
    if (record === null || !isFields(item)) {
      output.fault(isOutputItem(item) ? noCase(item) : notAnItem(item), place);
      return;
    }
    counted += 1;
    const moment = momentOf(own(item, 'created_at'));
    if (counted === 1 && moment !== null) output.producedAt(moment);
    const run = textOf(own(item, 'run_id'));
    if (run !== null && runs.size < runs.add(run).size && runs.size === 2) output.fault(TWO_RUNS, place);
    output.record(record, item);
  };
  return {
    element(value, place) {
      const page = pageOf(value);
      if (isRun(value)) total = numberOf(at(value, 'result_counts.total'));
      else if (page === null) takeItem(value, place);
      else {
        for (const item of page) takeItem(item, place);
        more = own(value as Fields, 'has_more');
      }
    },
    end() {
      if (more === true) output.fault(MORE_PAGES);
      if (total !== null && total !== counted) output.fault(otherTotal(total, counted));
    },
  };
}

const HOW = 'List the output items of the run page by page, to the last one, and write them as JSON lines.';

export const ONLY_RUN: Fault = {
  found: 'a run of the Evals API: counts, without the output items behind them',
  expected: 'its output items',
  remedy: HOW,
};

export const MORE_PAGES: Fault = {
  found: 'a page of output items that says has_more: true',
  expected: 'all output items of the run; one page has 20 unless asked for more',
  remedy: HOW,
};

const TWO_RUNS: Fault = {
  found: 'output items of a second run',
  expected: 'those of one run',
  remedy: 'Give each run a file of its own.',
};

const notAnItem = (value: unknown): Fault => ({
  found: isFields(value) ? `object: ${shown(own(value, 'object'))}` : shown(value),
  expected: 'object: "eval.run.output_item"',
  remedy: HOW,
});

const noCase = (item: Fields): Fault => ({
  found: `datasource_item_id: ${shown(own(item, 'datasource_item_id'))}, and no datasource_item`,
  expected: 'one of them, by which the case is known',
  remedy: HOW,
});

const otherTotal = (total: number, counted: number): Fault => ({
  found: `${counted} output items of a run with result_counts.total ${total}`,
  expected: `${total}`,
  remedy: HOW,
});
