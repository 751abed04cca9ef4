import { defineCheck } from '../../readiness/check.ts';
import { judgeDrill } from '../../readiness/errors/drill.ts';
import { pass } from '../../readiness/finding.ts';
import { shortId } from '../../readiness/named-ids.ts';

export const manualFallback = defineCheck({
  id: 'errors/manual-fallback',
  title: 'The team can do the work on the day that it is off',
  failureTitle: 'It is not shown that the team can do the work without it',
  question: 'Can the team still do the work the day it is off?',
  why: 'A fallback that nobody has tried is a document, and skills that nobody uses fade.',
  remedy: 'Switch it off for one hour, time the team, and write what came out to `evidence/drills.yaml`.',
  severity: 'medium',
  evidence:
    '`evidence/drills.yaml`: the newest drill of the kind `manual_fallback`, at most `drill_days` old, with who ran it, the day, the cases done by hand, the minutes for each, and the file that says how; seen by an owner of operations. The minutes are printed beside those of `baseline/timings.csv`.',
  kinds: ['E5'],
  noticed:
    'A record that is copied measures what the drill before it measured. Whoever ran the drill or proposes its record cannot attest it, nor can anybody whom `policy/owners.yaml` of the base does not name for operations. A record of the base that was changed or taken out. A procedure that is no file.',
  since: 2,
  blocksFrom: 'production',
  needs: ['drills', 'owners', 'files', 'change', 'measures'],
  evaluate({ measures, ...evidence }, { now, bars }) {
    const mostDays = bars['errors/manual-fallback'].drill_days;
    return judgeDrill(
      evidence,
      {
        kind: 'manual_fallback',
        now,
        mostDays,
        figures: ({ cases, minutes_per_case: minutes }) => [cases, minutes],
        paper: ({ procedure }) => procedure,
      },
      ({ drill, location, days }) =>
        pass(
          `On ${drill.on}, ${days} days ago (≤ ${mostDays}), ${shortId(drill.by)} and the team did ${drill.cases} cases by hand in ${minutes(drill.minutes_per_case)} each (${beside(measures.minutes?.mean ?? null)}), as ${shortId(drill.attested_by)} saw; ${shortId(drill.procedure)} says how.`,
          { location },
        ),
    );
  },
});

const minutes = (count: number): string => `${Number(count.toFixed(1))} min`;

const beside = (mean: number | null): string =>
  mean === null ? 'what a case takes today was not measured' : `today ${minutes(mean)}`;
