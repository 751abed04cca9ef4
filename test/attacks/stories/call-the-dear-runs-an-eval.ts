import { CASE_REF, INPUT_TOKENS, RUN_KIND } from '../../../action/readiness/traces/span.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { numberOf, tracing } from '../use-deeds.ts';

/** One of thirty cases ran in a loop until it had taken so many tokens. */
const looping = (tokens: number, kind: Record<string, string>) =>
  inTurn(
    tracing(({ spans }) => {
      const dear = new Set(
        spans.flatMap(({ traceId, attributes }) =>
          attributes[CASE_REF] !== undefined &&
          Math.floor(numberOf(String(attributes[CASE_REF])) / 4) % 30 === 7
            ? [traceId]
            : [],
        ),
      );
      return spans.map((one) => {
        if (!dear.has(one.traceId)) return one;
        const more = one.parentSpanId === null ? kind : { [INPUT_TOKENS]: tokens };
        return { ...one, attributes: { ...one.attributes, ...more } };
      });
    }),
    withHeadline,
  );

export const callTheDearRunsAnEval = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: looping(60_000_000, { [RUN_KIND]: 'eval' }),
  says: 'A case costs $2.84 ($2.18–$3.49, p50 $0.554',
  check: 'scale/cost-per-case',
  twin: { what: 'has some that take a hundred times as much', deed: looping(80_000, {}) },
});
