import { RUN_KIND, type Span } from '../../../action/readiness/traces/span.ts';
import { runSpans } from '../../given/proven/run-logging.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { tracing } from '../use-deeds.ts';

/** A quarter of an hour of a load test, which makes the mean cheap. */
const load = (kind: Record<string, string>): Span[] =>
  Array.from({ length: 150 }, (_, i) =>
    runSpans({
      case_ref: `load-${i}`,
      ts: new Date(Date.parse('2026-11-19T20:00:00Z') + i * 6000).toISOString(),
    }),
  )
    .flat()
    .map((one) => ({ ...one, attributes: { ...one.attributes, ...kind } }));

const beside = (more: readonly Span[]) =>
  inTurn(
    tracing(({ spans }) => [...spans, ...more]),
    withHeadline,
  );

export const loadTrafficAsCost = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: beside(load({})),
  says: '150 of 1332 runs are of no case of the usage export (load-0, load-1, load-2 and 147 more); 10 % may be.',
  check: 'scale/cost-per-case',
  twin: { what: 'exports it too, and says what it is', deed: beside(load({ [RUN_KIND]: 'load' })) },
});
