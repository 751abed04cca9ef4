import { FITS, type Format, OTHER } from '../format.ts';
import { isFields } from '../shared/fields.ts';
import { otelEvents } from './otel-events.ts';
import { readOtelEvents } from './otel-reader.ts';

export const OTEL_CANNOT_TELL: readonly string[] = [
  'the case, unless `test.case.name` is set',
  'latency, tokens and cost',
  'a score’s threshold',
];

/** `gen_ai.evaluation.result` events: OTLP JSON lines of logs or spans, or one event on each line. */
export const otel: Format = {
  id: 'otel',
  name: 'OpenTelemetry evaluation events',
  kind: 'json-lines',
  cannotTell: OTEL_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json-lines') return OTHER;
    const lines = head.first.filter(isFields);
    if (lines.some((line) => otelEvents(line).some((event) => event.isEvaluation))) return FITS;
    const isOtlp = lines.some(
      (line) => Object.hasOwn(line, 'resourceLogs') || Object.hasOwn(line, 'resourceSpans'),
    );
    return isOtlp ? { answer: 'lacks', field: 'an event `gen_ai.evaluation.result`' } : OTHER;
  },
  reader(_, output) {
    const events = readOtelEvents(output);
    return {
      element(value, place) {
        if (!isFields(value)) return output.fault(NO_LINE, place);
        for (const event of otelEvents(value)) events.take(event, place);
      },
      end: events.end,
    };
  },
};

const NO_LINE = {
  found: 'a line that is no object',
  expected: 'an OTLP export, or an event',
  remedy: 'Take it out.',
};
