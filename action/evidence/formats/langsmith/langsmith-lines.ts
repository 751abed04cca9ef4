import { type Format, OTHER } from '../format.ts';
import { isFields } from '../shared/fields.ts';
import { LANGSMITH_CANNOT_TELL, langsmithReader, recogniseColumns } from './langsmith-row.ts';

/** The same table as `to_json(orient="records", lines=True)` writes it. */
export const langsmithLines: Format = {
  id: 'langsmith-lines',
  name: 'LangSmith experiment (JSON lines)',
  kind: 'json-lines',
  cannotTell: LANGSMITH_CANNOT_TELL,
  recognise(head) {
    const first = head.kind === 'json-lines' ? head.first[0] : undefined;
    return isFields(first) ? recogniseColumns(Object.keys(first)) : OTHER;
  },
  reader: (_, output) => langsmithReader(output),
};
