import { FITS, type Format, OTHER, type Recognition } from '../format.ts';
import { isFields, listOf, own } from '../shared/fields.ts';
import { braintrustReader, recogniseRow, recogniseSummary } from './braintrust-row.ts';

/**
 * What Braintrust's `Eval()` returns (`EvalResultWithSummary`, as JSON), or rows of an experiment as its API and its
 * pages export them.
 */
export const braintrust: Format = {
  id: 'braintrust',
  name: 'Braintrust experiment',
  kind: 'json',
  cannotTell: ['from which score on a case passes', 'how long an answer took without its scorers'],
  recognise: (head) => (head.kind === 'json' ? recogniseOutline(head.outline) : OTHER),
  reader: (_, output) => ({ from: ['results', 'events', ''], ...braintrustReader(output) }),
};

function recogniseOutline(outline: unknown): Recognition {
  if (Array.isArray(outline)) return recogniseRow(outline[0]);
  if (!isFields(outline)) return OTHER;
  const summary = own(outline, 'summary');
  const hasRows = Array.isArray(own(outline, 'results'));
  if (hasRows && recogniseSummary(summary).answer === 'refused') return FITS;
  const [event] = listOf(own(outline, 'events'));
  return event === undefined ? recogniseSummary(outline) : recogniseRow(event);
}
