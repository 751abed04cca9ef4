import { FITS, type Format, OTHER } from '../format.ts';
import { isFields, listOf, own } from '../shared/fields.ts';
import { OTEL_CANNOT_TELL } from './otel.ts';
import { resourceEvents } from './otel-events.ts';
import { readOtelEvents } from './otel-reader.ts';

const LISTS = ['resourceLogs', 'resourceSpans'] as const;

/** One OTLP export as a JSON document. Evaluations may come late in it, so that its start does not show them. */
export const otelJson: Format = {
  id: 'otel-json',
  name: 'OpenTelemetry evaluation events as one document',
  kind: 'json',
  cannotTell: OTEL_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
    const { outline } = head;
    return LISTS.some((name) => listOf(own(outline, name)).length > 0) ? FITS : OTHER;
  },
  reader(_, output) {
    const events = readOtelEvents(output);
    let evaluations = 0;
    return {
      from: LISTS,
      element(value, place) {
        for (const event of resourceEvents(value)) {
          if (event.isEvaluation) evaluations += 1;
          events.take(event, place);
        }
      },
      end() {
        if (evaluations === 0) output.fault(NO_EVALUATION);
        events.end();
      },
    };
  },
};

const NO_EVALUATION = {
  found: 'an export without an event `gen_ai.evaluation.result`',
  expected: 'one for each evaluation',
  remedy: 'Name the export that has them.',
};
