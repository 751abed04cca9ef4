import { type Format, OTHER } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import { AZURE_CANNOT_TELL, readAzureRows, recogniseAzureRows } from './azure-rows.ts';

/** What `evaluate(output_path=…)` of azure-ai-evaluation writes: `rows` with `inputs.…` and `outputs.…`, and `metrics`. */
export const azureAiEvaluation: Format = {
  id: 'azure-ai-evaluation',
  name: 'Azure AI evaluation',
  kind: 'json',
  cannotTell: AZURE_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
    const rows = own(head.outline, 'rows');
    const isAzure = isFields(own(head.outline, 'metrics')) && Object.hasOwn(head.outline, 'studio_url');
    if (Array.isArray(rows) && rows.length > 0) return recogniseAzureRows(rows);
    return isAzure ? { answer: 'refused', ...WITHOUT_ROWS } : OTHER;
  },
  reader: (_, output) => ({ ...readAzureRows(output), from: ['rows'] }),
};

const WITHOUT_ROWS = {
  found: 'means of metrics, and no rows',
  expected: 'a row for each case under `rows`',
  remedy: 'Run the evaluation again, and name its `output_path`.',
};
