import { type Format, OTHER } from '../format.ts';
import { LANGSMITH_CANNOT_TELL, langsmithReader, recogniseColumns } from './langsmith-row.ts';

/** `evaluate(…).to_pandas().to_csv(…)` of LangSmith's Python SDK. */
export const langsmith: Format = {
  id: 'langsmith',
  name: 'LangSmith experiment (CSV)',
  kind: 'csv',
  cannotTell: LANGSMITH_CANNOT_TELL,
  recognise: (head) => (head.kind === 'csv' ? recogniseColumns(head.columns) : OTHER),
  reader: (_, output) => langsmithReader(output),
};
