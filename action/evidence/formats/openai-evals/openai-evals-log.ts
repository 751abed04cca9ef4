import { FITS, type Format, OTHER, type Recognition } from '../format.ts';
import { at, isFields, own } from '../shared/fields.ts';
import { NO_EVENTS, oaievalReader } from './openai-evals-reader.ts';

/** The record of one run of `oaieval` (github.com/openai/evals): a spec, events by sample, and a final report. */
export const openaiEvalsLog: Format = {
  id: 'openai-evals-log',
  name: 'OpenAI evals log',
  kind: 'json-lines',
  cannotTell: ['how long an answer took', 'what a case cost', 'which of the tokens a judge took'],
  recognise: (head) => (head.kind === 'json-lines' ? recogniseLines(head.first) : OTHER),
  reader: (_, output) => oaievalReader(output),
};

function recogniseLines(first: readonly unknown[]): Recognition {
  const [line] = first;
  if (!isFields(line)) return OTHER;
  if (isEvent(line)) return { answer: 'lacks', field: 'spec' };
  if (at(line, 'spec.run_id') === undefined || at(line, 'spec.completion_fns') === undefined) return OTHER;
  // A head has three lines where the file has as many.
  const whole = first.length < 3;
  return whole && !first.some(isEvent) ? { answer: 'refused', ...NO_EVENTS } : FITS;
}

const isEvent = (line: unknown): boolean =>
  isFields(line) && ['run_id', 'event_id', 'sample_id', 'type'].every((key) => own(line, key) !== undefined);
