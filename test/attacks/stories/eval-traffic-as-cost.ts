import { CASE_REF, RUN_KIND, type Span } from '../../../action/readiness/traces/span.ts';
import { runSpans } from '../../given/proven/run-logging.ts';
import { defineAttack } from '../attack.ts';
import { EXAM } from '../deeds.ts';
import { inTurn } from '../policy-deeds.ts';
import { withHeadline } from '../proof-deeds.ts';
import { tracing } from '../use-deeds.ts';

/** The runs of an eval that has just ended: short messages, few tokens. */
const OF_THE_EVAL: Span[] = EXAM.flatMap(({ id }, i) =>
  runSpans({ case_ref: id, ts: new Date(Date.parse('2026-11-19T08:00:00Z') + i * 7000).toISOString() }),
);

const asEval = (spans: readonly Span[]): Span[] =>
  spans.map((one) =>
    one.attributes[CASE_REF] === undefined
      ? one
      : { ...one, attributes: { ...one.attributes, [RUN_KIND]: 'eval' } },
  );

export const evalTrafficAsCost = defineAttack({
  stage: 'production',
  signed: () => true,
  before: withHeadline,
  attack: inTurn(
    tracing(() => OF_THE_EVAL),
    withHeadline,
  ),
  says: 'has 0 cases of real users, beside 177 runs of evals or tests; 30 are needed.',
  check: 'scale/cost-per-case',
  twin: {
    what: 'exports them beside the runs of users, and says so',
    deed: inTurn(
      tracing(({ spans }) => [...spans, ...asEval(OF_THE_EVAL)]),
      withHeadline,
    ),
  },
});
