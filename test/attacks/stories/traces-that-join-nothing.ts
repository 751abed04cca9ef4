import { defineAttack } from '../attack.ts';
import { isOfLast, retraced, tracing } from '../use-deeds.ts';

export const tracesThatJoinNothing = defineAttack({
  stage: 'pilot',
  // Of the same days, and of another system.
  attack: tracing(({ spans }) => retraced(spans, (old) => old.split('').reverse().join(''))),
  says: '0 of 549 usage events (0 %, 0–1) of 28 days have their trace in the sample, about the same case; 95 % are needed.',
  check: 'monitoring/run-logging',
  twin: {
    what: 'exports the traces of one week',
    deed: tracing(({ spans }) => spans.filter((one) => isOfLast(7.5, one.startedAt))),
  },
});
