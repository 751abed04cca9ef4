import { type Format, OTHER, type Recognition } from '../format.ts';
import { isFields, listOf, own } from '../shared/fields.ts';
import { LANGSMITH_CANNOT_TELL, langsmithReader, recogniseColumns } from './langsmith-row.ts';

/** The same table as `to_json(orient="records")` writes it. */
export const langsmithJson: Format = {
  id: 'langsmith-json',
  name: 'LangSmith experiment (JSON)',
  kind: 'json',
  cannotTell: LANGSMITH_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json' ? recogniseOutline(head.outline) : OTHER),
  reader: (_, output) => ({ from: [''], ...langsmithReader(output) }),
};

function recogniseOutline(outline: unknown): Recognition {
  const [first] = listOf(outline);
  if (isFields(first)) return recogniseColumns(Object.keys(first));
  // What pandas writes unless told otherwise: an object for each column.
  if (!isFields(outline) || !isFields(own(outline, 'example_id'))) return OTHER;
  return recogniseColumns(Object.keys(outline)).answer === 'fits'
    ? { answer: 'refused', ...BY_COLUMN }
    : OTHER;
}

const BY_COLUMN = {
  found: 'a LangSmith table by columns',
  expected: 'a list of its rows',
  remedy: 'Write it with results.to_pandas().to_json(path, orient="records").',
};
