import { CASE_REF } from '../../../action/readiness/traces/span.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { numberOf, tracing } from '../use-deeds.ts';

/** Leaves the traces of some of the cases out that were given up, which are one of twenty. */
const without = (isOut: (turn: number) => boolean) =>
  inTurn(
    tracing(({ spans, usage }) => {
      const givenUp = new Set(usage.filter((one) => one.event === 'abandoned').map((one) => one.case_ref));
      const out = new Set(
        spans.flatMap(({ traceId, attributes }) => {
          const ref = String(attributes[CASE_REF] ?? '');
          return givenUp.has(ref) && isOut(Math.floor(numberOf(ref) / 80)) ? [traceId] : [];
        }),
      );
      return spans.filter((one) => !out.has(one.traceId));
    }),
    withHeadline,
  );

export const successesOnlyInTheTraces = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: without(() => true),
  says: 'Of the days of the sample the usage export has 66 cases that were given up or done by hand after all, and the sample has successes alone.',
  check: 'scale/cost-per-case',
  twin: { what: 'lost the traces of a few of them', deed: without((turn) => turn % 5 === 0) },
});
