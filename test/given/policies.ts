import type { Access } from '../../action/contract/access.ts';
import type { DataRegister, DataSource } from '../../action/contract/data-register.ts';
import type { Drill, Drills } from '../../action/contract/drills.ts';
import type { Limits } from '../../action/contract/limits.ts';
import type { Owners } from '../../action/contract/owners.ts';
import type { Prices } from '../../action/contract/prices.ts';
import type { Signal, Signals } from '../../action/contract/signals.ts';
import type { Suppression, Suppressions } from '../../action/contract/suppressions.ts';
import type { Waiver, Waivers } from '../../action/contract/waivers.ts';
import type { Document } from '../../action/readiness/reading.ts';
import { document } from './rows.ts';

export const waiverFile = (waivers: readonly Waiver[] = []): Document<Waivers> =>
  document('policy/waivers.yaml', { version: 1, waivers: [...waivers] });

/** Dana answers for data, Sal for security, Ona for operations, Sam the sponsor for waivers. */
export const owners = (over: Partial<Owners['owners']> = {}): Document<Owners> =>
  document('policy/owners.yaml', {
    version: 1,
    owners: {
      data: ['Dana Data'],
      security: ['Sal Security'],
      operations: ['Ona Operations'],
      waivers: ['Sam Sponsor'],
      ...over,
    },
  });

export const dataSource = (over: Partial<DataSource> = {}): DataSource => ({
  id: 'helpdesk',
  owner: 'Dana Data',
  purpose: 'Sorting incoming messages in this proof of concept.',
  personal_data: 'personal',
  processors: ['embedded'],
  retention_days: 90,
  approved_by: 'Dana Data',
  approved_on: '2026-11-16',
  expires_on: '2027-03-31',
  ...over,
});

export const dataRegister = (sources: readonly DataSource[] = [dataSource()]): Document<DataRegister> =>
  document('policy/data.yaml', { version: 1, sources: [...sources] });

export const access = (over: Partial<Access> = {}): Document<Access> =>
  document('policy/access.yaml', {
    version: 1,
    data_classes: [{ id: 'message', what: 'text of customers' }],
    roles: [
      { id: 'agent', who: 'support agents', may: [{ permission: 'run', data_class: 'message' }] },
      { id: 'auditor', who: 'internal audit', may: [] },
    ],
    retention_days: 180,
    ...over,
  });

export const limits = (over: Partial<Limits> = {}): Document<Limits> =>
  document('policy/limits.yaml', {
    version: 1,
    max_output_tokens: 500,
    max_steps: 4,
    wall_timeout_s: 30,
    cases_per_user_per_day: 200,
    monthly_spend: 500,
    ...over,
  });

export const signal = (over: Partial<Signal> = {}): Signal => ({
  id: 'edits',
  metric: 'edit_rate',
  reference_days: 28,
  worse_by: 0.1,
  per_period: 100,
  period_days: 7,
  owner: 'Ona Operations',
  ...over,
});

export const signals = (list: readonly Signal[] = [signal()]): Document<Signals> =>
  document('policy/signals.yaml', { version: 1, signals: [...list] });

export const prices = (over: Partial<Prices> = {}): Document<Prices> =>
  document('policy/prices.yaml', {
    version: 1,
    as_of: '2026-11-01',
    source: 'price list of the provider',
    currency: 'EUR',
    models: { 'vendor/model-2026-05-01': { input: 1, output: 4 } },
    infrastructure_per_month: 100,
    review_per_case: 0.5,
    monthly_budget: 1500,
    ...over,
  });

export const drills = (list: readonly Drill[] = []): Document<Drills> =>
  document('evidence/drills.yaml', { version: 1, drills: [...list] });

export const suppressions = (list: readonly Suppression[] = []): Document<Suppressions> =>
  document('policy/suppressions.yaml', { version: 1, suppressions: [...list] });
