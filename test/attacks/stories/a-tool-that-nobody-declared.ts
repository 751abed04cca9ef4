import type { Span } from '../../../action/readiness/traces/span.ts';
import { defineAttack } from '../attack.ts';
import { inTurn } from '../policy-deeds.ts';
import { develop } from '../proof-deeds.ts';
import { tracing } from '../use-deeds.ts';

/** The first run calls a tool. */
const calls = (tool: string) =>
  inTurn(
    develop(),
    tracing(({ spans }) => {
      const [root, call] = spans as [Span, Span];
      const attributes = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool };
      return [root, call, { ...call, spanId: '7ad1c95f03be6248', name: tool, attributes }, ...spans.slice(2)];
    }),
  );

export const aToolThatNobodyDeclared = defineAttack({
  stage: 'explore',
  attack: calls('refund_payment'),
  says: 'A trace shows the tool refund_payment , which is no operation in poc.yaml.',
  check: 'scope/one-workflow',
  twin: { what: 'calls one that is declared', deed: calls('label_case') },
});
