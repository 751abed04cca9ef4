import type { Period, Watched } from '../../../action/contract/proofs/quality-signal.ts';
import type { Proven } from './proven.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A stretch of time that ended so many days ago. */
export const period = (now: Date, ended: number, length: number, n: number, value: number): Period => ({
  from: new Date(now.getTime() - (ended + length) * DAY).toISOString(),
  to: new Date(now.getTime() - ended * DAY).toISOString(),
  n,
  value,
});

/** Three weeks after a reference of four, in which one output in ten was edited. */
export const watched = (now: Date, over: Partial<Watched> = {}): Watched => ({
  id: 'edits',
  reference: period(now, 22, 28, 400, 0.1),
  periods: [period(now, 15, 7, 100, 0.11), period(now, 8, 7, 100, 0.08), period(now, 1, 7, 100, 0.12)],
  degraded: { n: 100, value: 0.34, fired: true },
  ...over,
});

const SIGNALS = `version: 1
signals:
  - id: edits
    metric: edit_rate
    reference_days: 28
    worse_by: 0.1
    per_period: 100
    period_days: 7
    owner: Ona Operations
`;

/** The signal of a POC whose edits Ona Operations looks at every week. */
export const quality = (now: Date) =>
  ({
    results: {
      'monitoring/quality-signal': {
        result: { evaluated_at: new Date(now.getTime() - DAY).toISOString(), signals: [watched(now)] },
        n: 1,
      },
    },
    files: { 'policy/signals.yaml': SIGNALS },
  }) satisfies Proven;
