import { expectFinite, expectShare } from './range.ts';

/** An answer, how sure the system was of it, and whether it was right. Confidence only orders here; any scale will do. */
export type Ranked = { confidence: number; right: boolean };

/** Answers with one and the same confidence: they can only be accepted together. */
export type Tie = { confidence: number; trials: number; wrong: number };

/**
 * @returns the answers by confidence, the surest first
 * @throws RangeError for a confidence that is not finite
 */
export function ties(answers: readonly Ranked[]): Tie[] {
  for (const { confidence } of answers) expectFinite('A confidence', confidence);
  const found: Tie[] = [];
  for (const { confidence, right } of [...answers].sort((a, b) => b.confidence - a.confidence)) {
    if (found.at(-1)?.confidence !== confidence) found.push({ confidence, trials: 0, wrong: 0 });
    const last = found.at(-1) as Tie;
    last.trials += 1;
    last.wrong += right ? 0 : 1;
  }
  return found;
}

/**
 * The risk-coverage curve: the share of wrong answers among the 1, 2, … n surest ones. Within a tie it is the mean over
 * all orders, so that the figure does not hang on the order in the file.
 *
 * @throws RangeError as `ties`
 * @see R. El-Yaniv and Y. Wiener, J. Mach. Learn. Res. 11 (2010) 1605–1641
 */
export function riskCoverage(answers: readonly Ranked[]): number[] {
  const risks: number[] = [];
  let wrong = 0;
  for (const tie of ties(answers)) {
    const before = risks.length;
    for (let one = 1; one <= tie.trials; one += 1)
      risks.push((wrong + (tie.wrong * one) / tie.trials) / (before + one));
    wrong += tie.wrong;
  }
  return risks;
}

/**
 * The area under the risk-coverage curve, AURC: the mean risk over all coverages. 0 is best. Accepting at random has the
 * share of wrong answers.
 *
 * @returns `null` for no answers
 * @throws RangeError as `ties`
 * @see Y. Geifman, G. Uziel and R. El-Yaniv, ICLR (2019), arXiv:1805.08206
 */
export function aurc(answers: readonly Ranked[]): number | null {
  const risks = riskCoverage(answers);
  return risks.length === 0 ? null : risks.reduce((sum, one) => sum + one, 0) / risks.length;
}

/**
 * The excess of AURC over that of an oracle, which puts every wrong answer last: 0 is the best order there is. The
 * oracle's area is summed exactly, where the paper takes its limit for many answers.
 *
 * @returns `null` for no answers
 * @throws RangeError as `ties`
 * @see Y. Geifman, G. Uziel and R. El-Yaniv, ICLR (2019), arXiv:1805.08206, section 3
 */
export function excessAurc(answers: readonly Ranked[]): number | null {
  const area = aurc(answers);
  if (area === null) return null;
  const oracle = answers.map(({ right }) => ({ confidence: right ? 1 : 0, right }));
  return area - (aurc(oracle) as number);
}

/**
 * The most answers that can be accepted with at most this share of wrong ones, as counted: no bound, so the next answers
 * may well be worse.
 *
 * @throws RangeError as `ties`, or for a risk outside 0 to 1
 */
export function acceptedAtRisk(answers: readonly Ranked[], risk: number): number {
  expectShare('risk', risk);
  let [accepted, wrong, most] = [0, 0, 0];
  for (const tie of ties(answers)) {
    accepted += tie.trials;
    wrong += tie.wrong;
    if (wrong / accepted <= risk) most = accepted;
  }
  return most;
}
