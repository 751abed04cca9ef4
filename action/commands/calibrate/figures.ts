import type { Confidence } from '../../contract/confidence.ts';
import type { Auroc } from '../../statistics/auroc.ts';
import { calibrationError, reliability } from '../../statistics/calibration-error.ts';
import {
  acceptedAtRisk,
  aurc,
  excessAurc,
  type Ranked,
  riskCoverage,
} from '../../statistics/risk-coverage.ts';
import type { Demand, Threshold } from '../../statistics/selective-risk.ts';
import { rounded } from './combine.ts';

const CURVE_POINTS = 20;

/**
 * The answers in the order that is tested, and with the confidence that a fit had which had not seen them. One signal
 * orders them by itself: nothing was fitted to the labels, so nothing has to be held out.
 */
export type Measured = { order: Ranked[]; honest: Ranked[] };

/** @returns what would be answered, and how much of that wrong. */
export function riskOf(
  threshold: Threshold | null,
  trials: number,
): Pick<Confidence, 'coverage' | 'risk' | 'risk_upper'> {
  if (threshold === null) return { coverage: 0, risk: null, risk_upper: null };
  const { accepted, wrong, upper } = threshold;
  return {
    coverage: rounded(accepted / trials),
    risk: rounded(wrong / accepted),
    risk_upper: rounded(upper),
  };
}

/** @returns the figures that do not hang on the threshold. */
export function figuresOf({ order, honest }: Measured, area: Auroc | null, { risk }: Demand, trials: number) {
  const risks = riskCoverage(order);
  const bins = reliability(honest);
  const orNull = (figure: number | null) => (figure === null ? null : rounded(figure));
  return {
    error_rate: orNull(risks.at(-1) ?? null),
    coverage_at_risk: trials === 0 ? 0 : rounded(acceptedAtRisk(order, risk) / trials),
    auroc: area && { value: rounded(area.value), low: rounded(area.low), high: rounded(area.high) },
    aurc: orNull(aurc(order)),
    e_aurc: orNull(excessAurc(order)),
    ece: orNull(calibrationError(bins)),
    reliability: bins.map((bin) => ({
      trials: bin.trials,
      confidence: rounded(bin.confidence),
      right: rounded(bin.right),
    })),
    curve: curveOf(risks, trials),
  };
}

/** At equal steps of the answers that there are, so that the last point is all of them. */
function curveOf(risks: readonly number[], trials: number): Confidence['curve'] {
  const points = Math.min(CURVE_POINTS, risks.length);
  return Array.from({ length: points }, (_, index) => {
    const accepted = Math.round(((index + 1) * risks.length) / points);
    return { coverage: rounded(accepted / trials), risk: rounded(risks[accepted - 1] as number) };
  });
}
