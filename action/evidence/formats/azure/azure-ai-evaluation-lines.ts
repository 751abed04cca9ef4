import { type Format, OTHER } from '../format.ts';
import { AZURE_CANNOT_TELL, readAzureRows, recogniseAzureRows } from './azure-rows.ts';

/** `instance_results.jsonl`, the same rows as they are kept with a run in the cloud. */
export const azureAiEvaluationLines: Format = {
  id: 'azure-ai-evaluation-lines',
  name: 'Azure AI evaluation JSON lines',
  kind: 'json-lines',
  cannotTell: AZURE_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json-lines' ? recogniseAzureRows(head.first) : OTHER),
  reader: (_, output) => readAzureRows(output),
};
