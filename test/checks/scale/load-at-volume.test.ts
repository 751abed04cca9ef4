import { loadAtVolume } from '../../../action/checks/scale/load-at-volume.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import { type Load, load } from '../../given/proven/scale.ts';
import { given } from '../../given.ts';
import { tellProofStories, tellStories } from '../story.ts';

const PROOF = 'proof:scale/load-at-volume';

const under = (over: Partial<Load> = {}, more: Partial<Evidence> = {}): Partial<Evidence> => {
  const result = load(over);
  return { [PROOF]: given.proof('scale/load-at-volume', result, result.sent), ...more };
};

/** As many requests as so many arrivals an hour come to, all answered. */
const at = (arrivals_per_hour: number, minutes = 15, over: Partial<Load> = {}): Partial<Load> => {
  const sent = Math.round((arrivals_per_hour * minutes) / 60);
  return { arrivals_per_hour, minutes, sent, completed: sent, ...over };
};

/** 52,500 cases a month are 2,500 a day and 500 in its busiest hour. */
const busy = (more: Partial<Evidence> = {}) => ({
  baseline: given.baseline({ eligible_per_month: 52_500 }),
  ...more,
});

/** An extract with so many cases closed within one clock hour, and one in another. */
const closed = (count: number): Pick<Evidence, 'eligible'> => {
  const file = 'usage/eligible.csv';
  const one = (n: number) => ({
    case_ref: `closed-${n}`,
    closed_at: n === 0 ? '2026-11-03T08:59:59Z' : `2026-11-03T10:${String(n % 60).padStart(2, '0')}:00+01:00`,
    closed_by: 'user-1',
  });
  return {
    eligible: {
      file,
      rows: given.rows(
        file,
        Array.from({ length: count + 1 }, (_, n) => one(n)),
      ),
    },
  };
};

const PASSING = { given: under(), at: { stage: 'production' } as const };

tellStories(loadAtVolume, { severity: 'high', blocksFrom: 'production' }, [
  {
    it: 'passes at a rate far over the peak hour, and says how far, for how long, on what and how well',
    ...PASSING,
    outcome: 'pass',
    says: '600 arrivals an hour, 52.5 times the peak hour of 11.4 (1200 a month, in 21 days of which the busiest hour has 20 %), for 15 minutes in staging with the live model: 95 % within 2,184 ms, 0 of 150 requests failed (at most 2 %, with 95 % confidence). What gives way first: the rate limit of the model, 60 requests a minute.',
  },
  // The rate, on both sides: 750 are one and a half times the peak hour of 500.
  {
    it: 'passes at one and a half times the peak hour',
    given: under(at(750), busy()),
    outcome: 'pass',
    says: '1.5 times the peak hour of 500',
  },
  {
    it: 'fails under it',
    given: under(at(749), busy()),
    outcome: 'fail',
    says: '749 arrivals an hour are 1.4 times the peak hour of 500 (52500 a month, in 21 days of which the busiest hour has 20 %); 1.5 times are needed.',
  },
  {
    it: 'passes at a rate over the busiest hour that the system of record has seen',
    given: under(at(600), closed(400)),
    outcome: 'pass',
    says: 'the peak hour of 400 (the busiest hour of the extract, 2026-11-03 09:00 UTC)',
  },
  {
    it: 'fails under that one, though it is over the one that follows from the volume',
    given: under(at(600), closed(401)),
    outcome: 'fail',
    says: '600 arrivals an hour are 1.4 times the peak hour of 401 (the busiest hour of the extract, 2026-11-03 09:00 UTC)',
  },
  {
    it: 'keeps to the volume where the extract saw a quieter hour',
    given: under(at(750), busy(closed(400))),
    outcome: 'pass',
    says: 'the peak hour of 500',
  },
  {
    it: 'is not proven where nobody counted the cases of a month',
    given: under({}, { baseline: given.baseline({ eligible_per_month: null }) }),
    outcome: 'not-proven',
    says: 'How many cases a month there are is not known',
  },
  { it: 'passes after ten minutes', given: under(at(600, 10)), outcome: 'pass', says: 'for 10 minutes' },
  {
    it: 'fails after less, which is a smoke test',
    given: under(at(610, 9.9)),
    outcome: 'fail',
    says: 'The load lasted 9.9 minutes; 10 are needed.',
  },
  { it: 'passes with a hundred requests', given: under(at(600, 10)), outcome: 'pass', says: '0 of 100' },
  {
    it: 'is not proven by 99',
    given: under(at(594, 10)),
    outcome: 'not-proven',
    says: '99 requests were sent; 100 are needed before their slowest twentieth says anything.',
  },
  { it: 'passes at ten seconds', given: under({ p95_ms: 10_000 }), outcome: 'pass' },
  {
    it: 'fails over that',
    given: under({ p95_ms: 10_001 }),
    outcome: 'fail',
    says: '95 % were answered within 10,001 ms; 10,000 ms is the most.',
  },
  {
    it: 'passes with one failure in a hundred, and says what that still allows',
    given: under(at(600, 10, { completed: 99, errors: 1 })),
    outcome: 'pass',
    says: '1 of 100 requests failed (at most 4.7 %, with 95 % confidence)',
  },
  {
    it: 'fails with two',
    given: under(at(600, 10, { completed: 98, errors: 2 })),
    outcome: 'fail',
    says: '2 of 100 requests failed (at most 6.2 %, with 95 % confidence); 1 % is the most.',
  },
  {
    it: 'takes its bars from the policy',
    given: under(),
    at: { bars: barsInForce({ version: 1, bars: { 'scale/load-at-volume': { minutes: 16 } } }) },
    outcome: 'fail',
    says: '16 are needed',
  },
  // Tricks, each with its innocent twin.
  {
    it: 'fails with a model that was stubbed, and says so',
    given: under({ model_mode: 'stubbed' }),
    outcome: 'fail',
    says: 'The model was stubbed',
  },
  {
    it: 'is not proven with a model that was replayed',
    given: under({ model_mode: 'recorded' }),
    outcome: 'not-proven',
    says: 'its own limits were not under load',
  },
  {
    it: 'is not proven on somebody’s machine',
    given: under({ environment: 'local' }),
    outcome: 'not-proven',
    says: 'ran on a local machine',
  },
  {
    it: 'passes in production',
    given: under({ environment: 'production' }),
    outcome: 'pass',
    says: 'in production',
  },
  {
    it: 'fails where requests that were never answered are left out of the errors',
    given: under({ sent: 150, completed: 140, errors: 0 }),
    outcome: 'fail',
    says: '10 of 150 requests failed, 10 of them never answered',
  },
  {
    it: 'is not proven by more answers than requests',
    given: under({ completed: 150, errors: 1 }),
    outcome: 'not-proven',
    says: '150 requests completed and 1 failed, of 150 that were sent.',
  },
  {
    it: 'passes with a tenth more sent than due',
    given: under({ sent: 165, completed: 165 }),
    outcome: 'pass',
  },
  {
    it: 'is not proven with more than that',
    given: under({ sent: 166, completed: 166 }),
    outcome: 'not-proven',
    says: '600 arrivals an hour for 15 minutes are 150 requests, and 166 were sent.',
  },
  {
    it: 'is not proven with fewer sent than the rate says',
    given: under({ sent: 134, completed: 134 }),
    outcome: 'not-proven',
    says: 'are 150 requests, and 134 were sent',
  },
  { it: 'passes where 1 % of the arrivals were dropped', given: under({ dropped: 0.01 }), outcome: 'pass' },
  {
    it: 'is not proven where the generator dropped more',
    given: under({ dropped: 0.011 }),
    outcome: 'not-proven',
    says: 'could not send 1.1 % of the arrivals in time; 1 % is the most.',
  },
  {
    it: 'is not proven by answers within no time',
    given: under({ p50_ms: 0, p95_ms: 0 }),
    outcome: 'not-proven',
    says: 'which cannot be',
  },
  {
    it: 'is not proven where the half is slower than the 95 %',
    given: under({ p50_ms: 2185 }),
    outcome: 'not-proven',
    says: 'Half of the answers took 2185 ms or less and 95 % 2184 ms',
  },
  { it: 'passes where both are the same', given: under({ p50_ms: 2184 }), outcome: 'pass' },
  {
    it: 'is not proven where nobody looked for what gives way',
    given: under({ binding_constraint: 'TBD' }),
    outcome: 'not-proven',
    says: '`binding_constraint` says "TBD".',
  },
]);

tellProofStories(loadAtVolume, PASSING, { measured: true });
