import type { ReportFigures, ReportValue } from '../contract/report-value.ts';
import type { ArmSummary, ErrorRate, ValueEvidence } from '../readiness/value/value-evidence.ts';
import type { Swing, ValueResult, Varying } from '../value/business-case.ts';
import type { Parameters } from '../value/model.ts';

/** @returns what is known of the worth, as the published JSON. */
export function toValue(value: ValueEvidence): ReportValue {
  const { denominators: counted, result } = value;
  return {
    headline: value.headline,
    not_proven: value.gaps.map(({ what, remedy }) => `${what} ${remedy}`),
    grade: value.grade,
    haircut: value.haircut,
    currency: value.currency,
    locale: value.locale,
    today: toArm(value.today),
    with_poc: toArm(value.withPoc),
    saved_minutes:
      value.saved === null
        ? null
        : { mean: value.saved.difference, low: value.saved.low, high: value.saved.high },
    comparison: value.comparison,
    adoption: toAdoption(value.adoption),
    adoption_weeks: value.weeks.map((week) => ({ ...week })),
    errors_today: toErrors(value.errorsToday),
    errors_with_poc: toErrors(value.errorsWithPoc),
    denominators: {
      used: counted.used,
      people: counted.people,
      refused: counted.refused,
      never_timed: counted.neverTimed,
    },
    cost_per_case:
      value.costPerCase === null
        ? null
        : { today: value.costPerCase.today, with_poc: value.costPerCase.withPoc },
    figures: result === null ? null : toFigures(result),
    notes: [...value.notes],
  };
}

function toAdoption(adoption: ValueEvidence['adoption']): ReportValue['adoption'] {
  if (adoption === null) return null;
  const { attempted, eligible, share, from, to, users } = adoption;
  return { attempted, eligible, share, from, to, users };
}

function toArm(arm: ArmSummary | null): ReportValue['today'] {
  if (arm === null) return null;
  const { n, warmUp, people, mean, median, interval, logNormal } = arm;
  return {
    n,
    warm_up: warmUp,
    people,
    mean,
    median,
    low: interval === null ? null : Math.max(0, interval.low),
    high: interval?.high ?? null,
    log_normal: logNormal,
  };
}

function toErrors(errors: ErrorRate | null): ReportValue['errors_today'] {
  if (errors === null) return null;
  const { wrong, checked, rate, interval } = errors;
  return { wrong, checked, rate, low: interval.low, high: interval.high };
}

/** JSON has no infinity: what never happens is null. */
const finite = (amount: number): number | null => (Number.isFinite(amount) ? amount : null);

function toFigures(result: ValueResult): ReportFigures {
  const { atMean, mean, breakEven, paybackMonths } = result;
  return {
    parameters: toParameters(mean),
    hours: result.hours,
    net: result.net,
    payback_months: { p50: finite(paybackMonths.p50), p90: finite(paybackMonths.p90) },
    roi_12_months: result.roi,
    net_positive: result.netPositive,
    lines: {
      labour: atMean.labour,
      errors: atMean.errors,
      haircut: atMean.haircut,
      run: 0 - atMean.run,
      net: atMean.net,
      build: mean.build,
    },
    break_even: {
      minutes_saved: breakEven.minutesSaved,
      adoption: breakEven.adoption,
      cases_per_year: breakEven.casesPerYear,
    },
    tornado: result.tornado.map(toSwing),
    npv: result.npv,
    slideware: result.slideware,
  };
}

const toParameters = (mean: Parameters): ReportFigures['parameters'] => ({
  minutes_today: mean.minutesToday,
  minutes_with_poc: mean.minutesWithPoc,
  adoption: mean.adoption,
  cases_per_year: mean.casesPerYear,
  errors_today: mean.errorsToday,
  errors_with_poc: mean.errorsWithPoc,
  cost_per_error: mean.costPerError,
  hourly: mean.hourly,
  capture: mean.capture,
  run_per_case: mean.runPerCase,
  run_per_year: mean.runPerYear,
  build: mean.build,
  haircut: mean.haircut,
});

const PARAMETERS = {
  minutesToday: 'minutes_today',
  minutesWithPoc: 'minutes_with_poc',
  adoption: 'adoption',
  capture: 'capture',
  casesPerYear: 'cases_per_year',
  errorsToday: 'errors_today',
  errorsWithPoc: 'errors_with_poc',
  costPerError: 'cost_per_error',
  runPerCase: 'run_per_case',
} as const satisfies Record<Varying, ReportFigures['tornado'][number]['parameter']>;

const toSwing = ({
  parameter,
  atP10,
  atP90,
  netAtP10,
  netAtP90,
}: Swing): ReportFigures['tornado'][number] => ({
  parameter: PARAMETERS[parameter],
  at_p10: atP10,
  at_p90: atP90,
  net_at_p10: netAtP10,
  net_at_p90: netAtP90,
});
