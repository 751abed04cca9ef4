import { manualFallback } from '../../../action/checks/errors/manual-fallback.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { given } from '../../given.ts';
import { drilled, drillStories, recorded } from '../drill-stories.ts';
import { tellStories } from '../story.ts';

const untimed = { measures: { ...given.evidence().measures, minutes: null } };

tellStories(manualFallback, { severity: 'medium', blocksFrom: 'production' }, [
  {
    it: 'passes, and prints who did how many cases, how fast, beside what a case takes today',
    given: drilled({}),
    outcome: 'pass',
    says: 'On 2026-11-10, 10 days ago (≤ 90), Tia Team and the team did 12 cases by hand in 18.4 min each (today 11.4 min), as Ona Operations saw; docs/by-hand.md says how.',
  },
  {
    it: 'says so when nobody measured what a case takes today',
    given: { ...drilled({}), ...untimed },
    outcome: 'pass',
    says: '(what a case takes today was not measured)',
  },
  {
    it: 'takes the same minutes for another number of cases',
    given: drilled({ minutes_per_case: 19.5 }),
    outcome: 'pass',
  },
  {
    it: 'takes other minutes for the same number of cases',
    given: drilled({ cases: 9 }),
    outcome: 'pass',
  },
  {
    it: 'takes its days from the bar',
    given: drilled({}),
    at: { bars: barsInForce({ version: 1, bars: { 'errors/manual-fallback': { drill_days: 9 } } }) },
    outcome: 'not-proven',
    says: '10 days ago; it holds for 9',
  },
  {
    it: 'is not proven by the drill of the off-switch',
    given: recorded(
      drilled({}).drills.value.drills.filter((one) => one.kind === 'off_switch'),
      [],
    ),
    outcome: 'not-proven',
    says: 'has no drill of the kind `manual_fallback`',
  },
  ...drillStories('manual_fallback', {}),
]);
