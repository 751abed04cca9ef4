import { type Format, OTHER } from '../format.ts';
import { RAGAS_CANNOT_TELL, readRagasRows, recogniseRagasRows } from './ragas-rows.ts';

/** `result.to_pandas().to_json(orient='records', lines=True)` of Ragas. */
export const ragasLines: Format = {
  id: 'ragas-lines',
  name: 'Ragas JSON lines',
  kind: 'json-lines',
  cannotTell: RAGAS_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json-lines' ? recogniseRagasRows(head.first) : OTHER),
  reader: (head, output) => readRagasRows(output, head.kind === 'json-lines' ? head.first : []),
};
