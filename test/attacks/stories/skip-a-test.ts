import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, handIn, rowsWith } from '../deeds.ts';

const SKIPPED = { verdict: 'no_verdict', outcome: null, latency_ms: 0 } as const;
const [oversize] = EXAM.filter(({ slices }) => slices.includes('oversize')).map(({ id }) => id);
const more = [...EXAM, aCase(3003, { suite: 'capability' })];

export const skipATest = defineAttack({
  stage: 'pilot',
  attack: handIn({ rows: rowsWith([oversize as string], SKIPPED)(EXAM) }),
  check: 'errors/malformed-input',
  says: 'No case was run of: oversize.',
  twin: {
    what: 'skips what nobody asks for yet',
    deed: handIn({ cases: more, rows: rowsWith(['case-3003'], SKIPPED)(more) }),
  },
});
