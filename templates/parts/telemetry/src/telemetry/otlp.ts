import { randomBytes } from 'node:crypto';

/**
 * OTLP as JSON: names in lowerCamelCase, ids in hexadecimal digits, 64-bit numbers as text. Written by hand, since it is
 * three shapes, and the SDK that would write them starts in 0.2 s and cannot write files.
 * @see https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
 */
export type Attribute = string | number | boolean;
export type Attributes = Readonly<Record<string, Attribute | null>>;

/** Names of the semantic conventions are frozen at this version: `gen_ai.*` is still in development and moves. */
const SCHEMA = 'https://opentelemetry.io/schemas/1.41.1';
const SCOPE = { name: 'poc' };

/** Which of the three signals a line is of; each has files and an address of its own. */
export type Signal = 'traces' | 'metrics' | 'logs';

export type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: 'internal' | 'client';
  startedAt: Date;
  durationMs: number;
  attributes: Attributes;
  error: boolean;
};

export type Histogram = { name: string; unit: string; bounds: readonly number[]; points: Point[] };
export type Counter = { name: string; unit: string; points: Point[] };
export type Point = { value: number; attributes: Attributes };

export const newSpanId = (): string => randomBytes(8).toString('hex');

/** @returns an export of spans: one line of a file, or one request to a collector. */
export const tracesOf = (service: string, spans: readonly Span[]): object => ({
  resourceSpans: [
    {
      resource: resource(service),
      schemaUrl: SCHEMA,
      scopeSpans: [{ scope: SCOPE, spans: spans.map(spanOf) }],
    },
  ],
});

/** @returns an export of what was measured between two moments (delta temporality): readers add it up. */
export function metricsOf(
  service: string,
  { histograms, counters }: { histograms: readonly Histogram[]; counters: readonly Counter[] },
  from: Date,
  to: Date,
): object {
  const times = { startTimeUnixNano: nano(from), timeUnixNano: nano(to) };
  const metrics = [
    ...histograms.map(({ name, unit, bounds, points }) => ({
      name,
      unit,
      histogram: {
        aggregationTemporality: 1,
        dataPoints: points.map((point) => ({ ...times, ...bucketed(point, bounds) })),
      },
    })),
    ...counters.map(({ name, unit, points }) => ({
      name,
      unit,
      sum: {
        aggregationTemporality: 1,
        isMonotonic: true,
        dataPoints: points.map(({ value, attributes }) => ({
          ...times,
          asDouble: value,
          attributes: written(attributes),
        })),
      },
    })),
  ];
  return {
    resourceMetrics: [
      { resource: resource(service), schemaUrl: SCHEMA, scopeMetrics: [{ scope: SCOPE, metrics }] },
    ],
  };
}

/** @returns an export of one event, as a log record with a name. */
export const eventOf = (
  service: string,
  event: { name: string; at: Date; traceId: string; attributes: Attributes },
): object => ({
  resourceLogs: [
    {
      resource: resource(service),
      schemaUrl: SCHEMA,
      scopeLogs: [
        {
          scope: SCOPE,
          logRecords: [
            {
              timeUnixNano: nano(event.at),
              eventName: event.name,
              traceId: event.traceId,
              severityNumber: 9,
              attributes: written(event.attributes),
            },
          ],
        },
      ],
    },
  ],
});

const KINDS = { internal: 1, client: 3 } as const;

const spanOf = (span: Span): object => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: KINDS[span.kind],
  startTimeUnixNano: nano(span.startedAt),
  endTimeUnixNano: String(BigInt(nano(span.startedAt)) + BigInt(Math.round(span.durationMs * 1e6))),
  attributes: written(span.attributes),
  ...(span.error ? { status: { code: 2 } } : {}),
});

const resource = (service: string) => ({ attributes: written({ 'service.name': service }) });

const nano = (moment: Date): string => String(BigInt(moment.getTime()) * 1_000_000n);

/** An attribute that is `null` is not known, and is left out. */
const written = (attributes: Attributes): object[] =>
  Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [{ key, value: valueIn(value) }],
  );

function valueIn(value: Attribute): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** A histogram of one value. */
function bucketed({ value, attributes }: Point, bounds: readonly number[]): object {
  const bucket = bounds.findIndex((bound) => value <= bound);
  const at = bucket < 0 ? bounds.length : bucket;
  return {
    count: '1',
    sum: value,
    min: value,
    max: value,
    explicitBounds: bounds,
    bucketCounts: Array.from({ length: bounds.length + 1 }, (_, index) => (index === at ? '1' : '0')),
    attributes: written(attributes),
  };
}
