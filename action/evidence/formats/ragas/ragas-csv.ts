import { type Format, OTHER } from '../format.ts';
import { RAGAS_CANNOT_TELL, readRagasRows, recogniseRagasRows } from './ragas-rows.ts';

/** `result.to_pandas().to_csv()` of Ragas. Lists in its cells are written as Python writes them. */
export const ragasCsv: Format = {
  id: 'ragas-csv',
  name: 'Ragas CSV',
  kind: 'csv',
  cannotTell: RAGAS_CANNOT_TELL,
  recognise: (head) => (head.kind === 'csv' ? recogniseRagasRows(head.first) : OTHER),
  reader: (head, output) => readRagasRows(output, head.kind === 'csv' ? head.first : []),
};
