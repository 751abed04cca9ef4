import { defineAttack } from '../attack.ts';
import { events, longInPilot, numberOf } from '../use-deeds.ts';

/** One of so many cases is none of the helpdesk. */
const unknown = (oneOf: number) =>
  events((one) =>
    Math.floor(numberOf(one.case_ref) / 4) % oneOf === 0
      ? { ...one, case_ref: `msg-${900_000 + numberOf(one.case_ref)}` }
      : one,
  );

export const tasksThatNobodyHad = defineAttack({
  stage: 'pilot',
  before: longInPilot,
  attack: unknown(4),
  says: '57 of 246 cases are not in usage/eligible.csv',
  check: 'users/real-usage',
  twin: { what: 'has a few cases that turned out not to be eligible', deed: unknown(20) },
});
