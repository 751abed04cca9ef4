import { createHash } from 'node:crypto';
import type { UsageEvent } from '../../../action/contract/usage.ts';
import type { Span } from '../../../action/readiness/traces/span.ts';
import { otlpFile } from '../../given/proven/run-logging.ts';
import { jsonLines } from '../../repository-builder.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How a day was, by its number since the first. */
type OnDay = (day: number) => { n: number };

const momentOf = (from: string, day: number, row: number): string =>
  new Date(Date.parse(from) + day * DAY + (8 * 60 + row * 7) * 60_000).toISOString();

/** The usage export of so many days, of which somebody edited the first outputs of each. */
export function usageFile(
  from: string,
  days: number,
  onDay: (day: number) => { n: number; edited: number },
): string {
  const events = Array.from({ length: days }, (_, day) => {
    const { n, edited } = onDay(day);
    return Array.from(
      { length: n },
      (_, row): UsageEvent => ({
        event: row < edited ? 'edited' : 'accepted',
        user: `user-${(row % 3) + 1}`,
        role: 'support agent',
        case_ref: `case-${day}-${row}`,
        ts: momentOf(from, day, row),
      }),
    );
  });
  return jsonLines(events.flat());
}

const hex = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

/** What the runs of a day were like. */
export type RunsOfDay = ReturnType<OnDay> & {
  /** So many of a hundred are bills, the others complaints. */
  bills: number;
  model: string;
  kind?: string;
};

/** The traces of so many days: each run with one call. */
export function tracesFile(from: string, days: number, onDay: (day: number) => RunsOfDay): string {
  const spans = Array.from({ length: days }, (_, day) => {
    const { n, bills, model, kind = 'live' } = onDay(day);
    return Array.from({ length: n }, (_, row): Span[] => {
      const id = `${kind} ${day} ${row}`;
      const turn = (day * n + row) % 100;
      const startedAt = momentOf(from, day, row);
      const span = (name: string, parentSpanId: string | null, attributes: Span['attributes']): Span => ({
        traceId: hex(id, 32),
        spanId: hex(`${name} ${id}`, 16),
        parentSpanId,
        name,
        startedAt,
        endedAt: startedAt,
        durationMs: 400 + ((turn * 37) % 100),
        attributes,
      });
      const root = span('triage', null, {
        'poc.outcome': turn % 10 === 0 ? 'needs_person' : 'answered',
        'poc.run.kind': kind,
        'poc.case_ref': `case-${day}-${row}`,
        'poc.answer.category': turn < bills ? 'bill' : 'complaint',
        'poc.confidence': String(0.5 + ((turn * 53) % 100) / 200),
        'poc.input.characters': 100 + ((turn * 71) % 100) * 9,
      });
      const call = span('chat', root.spanId, {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'vendor/model',
        'gen_ai.response.model': model,
        'gen_ai.usage.input_tokens': 700 + ((turn * 17) % 100),
        'gen_ai.usage.output_tokens': 20,
      });
      return [root, call];
    });
  });
  return otlpFile(spans.flat(2));
}
