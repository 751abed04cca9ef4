import { type Fields, fieldsOf, isFields, listOf, own, textOf } from '../shared/fields.ts';
import { attributesOf } from './otel-attributes.ts';

const RESULT = 'gen_ai.evaluation.result';

/** An event of a log or of a span, with what is needed of it. */
export type OtelEvent = {
  isEvaluation: boolean;
  attributes: Fields;
  trace: string | null;
  /** Nanoseconds since 1970, as the exporter writes them. */
  time: unknown;
};

/** @returns the events that one line holds: an OTLP export of logs or spans, or one event by itself. */
export function otelEvents(line: Fields): OtelEvent[] {
  const logs = own(line, 'resourceLogs');
  const spans = own(line, 'resourceSpans');
  if (!Array.isArray(logs) && !Array.isArray(spans)) return [eventOf(line, line)];
  return [...listOf(logs).flatMap(resourceEvents), ...listOf(spans).flatMap(resourceEvents)];
}

/** @returns the events of one entry of `resourceLogs` or `resourceSpans`. */
export function resourceEvents(resource: unknown): OtelEvent[] {
  return inner(resource, ['scopeLogs', 'scopeSpans']).flatMap((scope) => [
    ...inner(scope, ['logRecords']).map((record) => eventOf(record, record)),
    ...inner(scope, ['spans']).flatMap((span) =>
      inner(span, ['events']).map((event) => eventOf(event, span)),
    ),
  ]);
}

const inner = (value: unknown, names: readonly string[]): Fields[] =>
  names.flatMap((name) => listOf(own(fieldsOf(value), name))).filter(isFields);

/** Exporters disagree on where the name of an event stands. */
const NAMES = ['eventName', 'event_name', 'event.name', 'event.type', 'name', 'event', 'body'];

function eventOf(event: Fields, context: Fields): OtelEvent {
  const given = own(event, 'attributes');
  const attributes = given === undefined ? event : attributesOf(given);
  const names = [...NAMES.map((name) => own(event, name)), own(attributes, 'event.name')];
  return {
    isEvaluation: names.includes(RESULT) || Object.hasOwn(attributes, 'gen_ai.evaluation.name'),
    attributes,
    trace: textOf(own(context, 'traceId')) ?? textOf(own(context, 'trace_id')),
    time: own(event, 'timeUnixNano'),
  };
}
