import type { LimitName } from '../../../action/contract/limits.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import type { Proven } from './proven.ts';

export type Load = ProofResult<'scale/load-at-volume'>;
export type Trip = ProofResult<'scale/hard-limits'>['tests'][number];

/** A quarter of an hour in staging: 1,200 cases a month have a peak hour of 11.4, and this is more than fifty times that. */
export const load = (over: Partial<Load> = {}): Load => ({
  environment: 'staging',
  model_mode: 'live',
  arrivals_per_hour: 600,
  minutes: 15,
  sent: 150,
  completed: 150,
  errors: 0,
  p50_ms: 912,
  p95_ms: 2184,
  dropped: 0,
  binding_constraint: 'the rate limit of the model, 60 requests a minute',
  ...over,
});

/** A test that asked for twice as much as it was set to. */
export const trip = (limit: LimitName, set_to: number, over: Partial<Trip> = {}): Trip => ({
  id: `stops at ${limit}`,
  status: 'passed',
  duration_ms: 12.4,
  limit,
  set_to,
  asked_for: set_to * 2,
  stopped_at: set_to,
  ...over,
});

export const CANARY: Trip = {
  id: 'canary',
  status: 'failed',
  duration_ms: 1.7,
  limit: null,
  set_to: 1,
  asked_for: 2,
  stopped_at: 2,
};

/** A test for each limit, and the canary. */
export const trips = (over: Partial<Record<LimitName, Partial<Trip>>> = {}): Trip[] => [
  trip('max_output_tokens', 50, over.max_output_tokens),
  trip('max_steps', 3, over.max_steps),
  trip('wall_timeout_s', 1, { stopped_at: 1.004, duration_ms: 1009.3, ...over.wall_timeout_s }),
  trip('cases_per_user_per_day', 5, over.cases_per_user_per_day),
  trip('monthly_spend', 2, { stopped_at: 1.98, ...over.monthly_spend }),
  CANARY,
];

const LIMITS = `version: 1
max_output_tokens: 200
max_steps: 4
wall_timeout_s: 30
cases_per_user_per_day: 100
monthly_spend: 500
`;

const prices = (day: string): string => `version: 1
as_of: ${day}
source: price list of the provider
currency: EUR
models:
  vendor/model-2026-05-01: { input: 1, output: 4 }
infrastructure_per_month: 100
review_per_case: 0.5
monthly_budget: 1500
`;

/** A POC that was under load, whose limits were tripped, and whose prices are a week old. */
export const scale = (now: Date) =>
  ({
    results: {
      'scale/load-at-volume': { result: load(), n: load().sent },
      'scale/hard-limits': { result: { tests: trips() }, n: trips().length - 1 },
    },
    files: {
      'policy/limits.yaml': LIMITS,
      'policy/prices.yaml': prices(new Date(now.getTime() - 7 * 86_400_000).toISOString().slice(0, 10)),
    },
  }) satisfies Proven;
