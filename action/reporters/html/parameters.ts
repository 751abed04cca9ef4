import type { ReportFigures } from '../../contract/report-value.ts';
import { percent } from '../../readiness/percent.ts';
import type { Numbers } from './numbers.ts';

/** One parameter moved alone, and what the net then is. */
export type Swing = ReportFigures['tornado'][number];
type Parameter = { name: string; show: (at: number, numbers: Numbers) => string };

const share = (at: number): string => percent(at);
const minutes = (at: number, numbers: Numbers): string => `${numbers.minutes(at)} min`;
const money = (at: number, numbers: Numbers): string => numbers.money(at);

/** What each parameter is called, and how its values are written. */
export const PARAMETERS = {
  minutes_today: { name: 'Minutes a case today', show: minutes },
  minutes_with_poc: { name: 'Minutes a case with the POC', show: minutes },
  adoption: { name: 'Share of cases on which it is used', show: share },
  capture: { name: 'Share of freed hours that counts', show: share },
  cases_per_year: { name: 'Cases a year', show: (at, numbers) => numbers.amount(at) },
  errors_today: { name: 'Errors today', show: share },
  errors_with_poc: { name: 'Errors with the POC', show: share },
  cost_per_error: { name: 'Cost of one error', show: money },
  run_per_case: { name: 'Cost to run, a case', show: money },
} as const satisfies Record<Swing['parameter'], Parameter>;
