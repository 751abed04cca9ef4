import type { Span } from '../../../action/readiness/traces/span.ts';
import { defineAttack } from '../attack.ts';
import { tracing } from '../use-deeds.ts';

const lasting = (ms: (span: Span, i: number) => number) =>
  tracing(({ spans }) =>
    spans.map((one, i) => {
      const durationMs = one.parentSpanId === null ? ms(one, i) : one.durationMs;
      return { ...one, durationMs, endedAt: new Date(Date.parse(one.startedAt) + durationMs).toISOString() };
    }),
  );

export const allRunsTookAsLong = defineAttack({
  stage: 'pilot',
  attack: lasting(() => 2000),
  says: 'Each of 561 runs took exactly 2000 ms.',
  check: 'monitoring/run-logging',
  twin: {
    what: 'has runs that are cut off after two seconds',
    deed: lasting((one, i) => (i % 3 === 0 ? 2000 : one.durationMs)),
  },
});
