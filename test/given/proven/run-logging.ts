import { createHash } from 'node:crypto';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import {
  CASE_REF,
  INPUT_TOKENS,
  OPERATION,
  OUTCOME,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  type Span,
  WORKFLOW_VERSION,
} from '../../../action/readiness/traces/span.ts';
import type { Proven } from './proven.ts';

const DAY = 24 * 60 * 60 * 1000;

const hex = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/** A number from 0 to 999 that belongs to a text, as good as random. */
const dice = (text: string): number => Number.parseInt(hex(text, 8), 16) % 1000;

const at = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString();

/** The trace that belongs to a case. */
export const traceOf = (caseRef: string): string => hex(`trace of ${caseRef}`, 32);

/** The run of a case that somebody answered on half a minute later; a second or two, most of them within one call. */
export function runSpans({ case_ref: ref, ts }: Pick<UsageEvent, 'case_ref' | 'ts'>): [Span, Span] {
  const startedAt = at(ts, -30_000 - dice(ref));
  const call = 400 + dice(`call of ${ref}`);
  const of = (name: string, parentSpanId: string | null, after: number, durationMs: number) => ({
    traceId: traceOf(ref),
    spanId: hex(`${name} of ${ref}`, 16),
    parentSpanId,
    name,
    startedAt: at(startedAt, after),
    endedAt: at(startedAt, after + durationMs),
    durationMs,
  });
  const root = of('triage', null, 0, call + 20);
  return [
    { ...root, attributes: { [OUTCOME]: 'answered', [CASE_REF]: ref, [WORKFLOW_VERSION]: '1.4.0' } },
    {
      ...of('chat', root.spanId, 10, call),
      attributes: {
        [OPERATION]: 'chat',
        [REQUEST_MODEL]: 'vendor/model-2026-05-01',
        [INPUT_TOKENS]: 700 + (dice(ref) % 200),
        [OUTPUT_TOKENS]: 20 + (dice(ref) % 40),
      },
    },
  ];
}

/** What the running system writes of usage: each event with its trace, and the spans of all. */
export function logged(events: readonly UsageEvent[]): { usage: UsageEvent[]; spans: Span[] } {
  const first = new Map(events.map((event) => [event.case_ref, event] as const).reverse());
  return {
    usage: events.map((event) => ({ ...event, trace_id: traceOf(event.case_ref) })),
    spans: [...first.values()].reverse().flatMap(runSpans),
  };
}

const otlpValue = (value: string | number | boolean) =>
  typeof value === 'number' ? { intValue: String(value) } : { stringValue: String(value) };

const nanoseconds = (moment: string): bigint => BigInt(Date.parse(moment)) * 1_000_000n;

/** One span as the OTLP JSON exporter writes it. */
export const otlpSpan = (span: Span) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: 3,
  startTimeUnixNano: String(nanoseconds(span.startedAt)),
  endTimeUnixNano: String(nanoseconds(span.startedAt) + BigInt(Math.round(span.durationMs * 1e6))),
  attributes: Object.entries(span.attributes).map(([key, value]) => ({ key, value: otlpValue(value) })),
});

/** One export as a line of a file. */
export const otlpLine = (spans: readonly Span[]): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'message-triage' } }] },
        scopeSpans: [{ scope: { name: 'poc' }, spans: spans.map(otlpSpan) }],
      },
    ],
  });

/** @returns the file of a sample, an export for each span. */
export const otlpFile = (spans: readonly Span[]): string =>
  spans.map((span) => `${otlpLine([span])}\n`).join('');

/** Forty answers of three people on the last four days. */
const answered = (now: Date): UsageEvent[] =>
  Array.from({ length: 40 }, (_, n) => ({
    event: n % 8 === 7 ? 'fell_back' : 'accepted',
    user: `user-${(n % 3) + 1}`,
    role: 'support agent',
    case_ref: `logged-${n}`,
    ts: at(now.toISOString(), -((n % 4) + 1) * DAY + dice(`answer ${n}`) * 20_000),
  }));

const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** The traces of a POC whose usage joins to them. Where usage comes from elsewhere, `logged` gives it its traces. */
export function runLogging(now: Date) {
  const { usage, spans } = logged(answered(now));
  const givenUp = new Set(usage.filter(({ event }) => event === 'fell_back').map((one) => one.trace_id));
  const told = spans.map((span) =>
    givenUp.has(span.traceId) && span.parentSpanId === null
      ? { ...span, attributes: { ...span.attributes, [OUTCOME]: 'needs_person' } }
      : span,
  );
  return {
    results: {},
    files: { 'evidence/traces/sample.jsonl': otlpFile(told), 'usage/logged.jsonl': lines(usage) },
  } satisfies Proven;
}
