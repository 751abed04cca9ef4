import { FITS, type Format, type Head, OTHER, type Recognition } from '../format.ts';
import { type Fields, isFields } from '../shared/fields.ts';
import { PROMPTFOO_CANNOT_TELL } from './promptfoo.ts';
import { promptfooNotes, promptfooRows } from './promptfoo-row.ts';

/** `promptfoo eval -o results.jsonl`: a row a line, and no totals by which to notice a line that is missing. */
export const promptfooLines: Format = {
  id: 'promptfoo-lines',
  name: 'promptfoo JSONL',
  kind: 'json-lines',
  cannotTell: [...PROMPTFOO_CANNOT_TELL, 'when it was run', 'whether rows are missing'],
  recognise,
  reader: (_, output) => {
    const { element, counts } = promptfooRows(output);
    return {
      element,
      end() {
        for (const note of promptfooNotes(counts)) output.note(note);
      },
    };
  },
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'json-lines') return OTHER;
  const rows = head.first.filter(isRow);
  if (rows.length === 0) return OTHER;
  return rows.some((row) => typeof row.success === 'boolean')
    ? FITS
    : { answer: 'lacks', field: '`success`' };
}

const isRow = (row: unknown): row is Fields =>
  isFields(row) && typeof row.promptIdx === 'number' && typeof row.testIdx === 'number';
