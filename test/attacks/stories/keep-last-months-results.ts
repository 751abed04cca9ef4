import { NOW } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { handIn } from '../deeds.ts';

const daysAgo = (days: number) =>
  handIn({ run: { produced_at: new Date(NOW.getTime() - days * 86_400_000).toISOString() } });

export const keepLastMonthsResults = defineAttack({
  stage: 'pilot',
  attack: daysAgo(31),
  check: 'eval/results-fresh',
  says: 'The results are 31 days old; 14 days is the most.',
  twin: { what: 'keeps those of two weeks ago', deed: daysAgo(14) },
});
