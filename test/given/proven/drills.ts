import { parse } from 'yaml';
import { type Drills, drills } from '../../../action/contract/drills.ts';
import { dayOf } from '../../../action/readiness/clock.ts';

/** Written by hand a month ago and a week ago: who is who stands in `policy/owners.yaml`. */
export const PROCEDURE = 'docs/by-hand.md';
export const RUNBOOK = 'docs/switch-off.md';

const ago = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * 86_400_000));

/** `evidence/drills.yaml` with two drills of each kind, seen by Ona, who owns operations. */
export const drillsFile = (now: Date): Record<string, string> => ({
  'evidence/drills.yaml': `version: 1
drills:
  - kind: manual_fallback
    on: ${ago(now, 70)}
    by: Tia Team
    attested_by: Ona Operations
    cases: 9
    minutes_per_case: 19.5
    procedure: ${PROCEDURE}
  - kind: off_switch
    on: ${ago(now, 69)}
    by: Bea Builder
    attested_by: Ona Operations
    minutes_to_off: 4.1
    on_call: Ona Operations
    runbook: ${RUNBOOK}
    criteria:
      - Two people report the same wrong answer within a day.
      - The share of edited answers doubles within a week.
  - kind: manual_fallback
    on: ${ago(now, 10)}
    by: Tia Team
    attested_by: Ona Operations
    cases: 12
    minutes_per_case: 18.4
    procedure: ${PROCEDURE}
  - kind: off_switch
    on: ${ago(now, 8)}
    by: Bea Builder
    attested_by: Ona Operations
    minutes_to_off: 2.4
    on_call: Ona Operations
    runbook: ${RUNBOOK}
    criteria:
      - Two people report the same wrong answer within a day.
      - The share of edited answers doubles within a week.
`,
});

/** The same, as it is read. */
export const drillsGiven = (now: Date): Drills =>
  drills.parse(parse(drillsFile(now)['evidence/drills.yaml'] as string));
