import type { Span } from '../../../readiness/traces/span.ts';
import { type Fields, fieldsOf, isFields, own, textOf } from '../shared/fields.ts';
import { attributesOf } from './otel-attributes.ts';

/** What is wrong with a span, and where in its line, as a dotted path. */
export type SpanFault = { field: string; found: string; expected: string; remedy: string };

export type SpanOrFault = { span: Span } | { fault: SpanFault };

const EXPORT = 'an OTLP export of traces, with `resourceSpans`';

/**
 * Reads the spans of one line of an OTLP file: a `TracesData` in JSON, with ids in hexadecimal digits and times in
 * nanoseconds.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
 */
export function otelSpans(line: unknown): SpanOrFault[] {
  const resources = isFields(line) ? own(line, 'resourceSpans') : undefined;
  if (!Array.isArray(resources))
    return [wrong('', 'a line without the list `resourceSpans`', EXPORT, 'Take out this line.')];
  return inside(resources, 'resourceSpans').flatMap(([resource, at]) => spansOfResource(resource, at));
}

type Placed = readonly [value: unknown, path: string];

const inside = (list: readonly unknown[], path: string): Placed[] =>
  list.map((value, i) => [value, `${path}.${i}`]);

function spansOfResource(resource: unknown, path: string): SpanOrFault[] {
  const scopes = own(fieldsOf(resource), 'scopeSpans') ?? [];
  if (!Array.isArray(scopes)) return [wrong(`${path}.scopeSpans`, 'no list', 'a list of scopes', CORRECT)];
  const shared = attributesOf(own(fieldsOf(own(fieldsOf(resource), 'resource')), 'attributes'));
  return inside(scopes, `${path}.scopeSpans`).flatMap(([scope, at]) => {
    const spans = own(fieldsOf(scope), 'spans') ?? [];
    if (!Array.isArray(spans)) return [wrong(`${at}.spans`, 'no list', 'a list of spans', CORRECT)];
    return inside(spans, `${at}.spans`).map(([span, place]) => spanOf(fieldsOf(span), shared, place));
  });
}

const CORRECT = 'Write the file with the OTLP JSON exporter, as it is.';

function spanOf(span: Fields, shared: Fields, path: string): SpanOrFault {
  const traceId = idOf(own(span, 'traceId'), 32);
  const spanId = idOf(own(span, 'spanId'), 16);
  const above = own(span, 'parentSpanId') ?? '';
  const parentSpanId = above === '' ? null : idOf(above, 16);
  if (traceId === null) return wrongId(span, 'traceId', 32, path);
  if (spanId === null) return wrongId(span, 'spanId', 16, path);
  if (above !== '' && parentSpanId === null) return wrongId(span, 'parentSpanId', 16, path);
  const start = nanoseconds(own(span, 'startTimeUnixNano'));
  const end = nanoseconds(own(span, 'endTimeUnixNano'));
  if (start === null) return wrongTime(span, 'startTimeUnixNano', path);
  if (end === null || end < start) return wrongTime(span, 'endTimeUnixNano', path);
  return {
    span: {
      traceId,
      spanId,
      parentSpanId,
      name: textOf(own(span, 'name')) ?? '',
      startedAt: isoOf(start),
      endedAt: isoOf(end),
      durationMs: Number(end - start) / 1e6,
      attributes: scalars({ ...shared, ...attributesOf(own(span, 'attributes')) }),
    },
  };
}

/** @returns an id in lower case; `null` for one of another length, of other digits, or of zeros, which is none. */
function idOf(value: unknown, digits: number): string | null {
  const id = typeof value === 'string' ? value.toLowerCase() : '';
  return id.length === digits && /^[0-9a-f]+$/.test(id) && !/^0+$/.test(id) ? id : null;
}

const NANOSECONDS = 1_000_000n;
/** The year 2200. */
const LATEST = 7_258_118_400_000n * NANOSECONDS;

/** @returns nanoseconds since 1970, which are more than a number holds; `null` for what is no time. */
function nanoseconds(value: unknown): bigint | null {
  const isWhole = typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string';
  const text = isWhole ? String(typeof value === 'number' ? BigInt(value) : value) : '';
  // Anything longer is no time, and a text of a megabyte takes long to become a number.
  if (!/^\d{1,19}$/.test(text)) return null;
  const time = BigInt(text);
  return time > 0n && time < LATEST ? time : null;
}

const isoOf = (time: bigint): string => new Date(Number(time / NANOSECONDS)).toISOString();

const SCALARS = ['string', 'number', 'boolean'];

/** Lists and nested values are of no use to this gate. */
const scalars = (fields: Fields): Span['attributes'] =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => SCALARS.includes(typeof value)),
  ) as Span['attributes'];

const LONGEST = 60;
const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'nothing').slice(0, LONGEST);

const wrong = (field: string, found: string, expected: string, remedy: string): SpanOrFault => ({
  fault: { field, found, expected, remedy },
});

const wrongId = (span: Fields, name: string, digits: number, path: string): SpanOrFault =>
  wrong(`${path}.${name}`, shown(own(span, name)), `${digits} hexadecimal digits, not all 0`, CORRECT);

const wrongTime = (span: Fields, name: string, path: string): SpanOrFault =>
  wrong(
    `${path}.${name}`,
    shown(own(span, name)),
    `nanoseconds since 1970${name.startsWith('end') ? ', not before the start' : ''}`,
    CORRECT,
  );
