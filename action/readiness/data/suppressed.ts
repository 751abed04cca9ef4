import type { ScanFinding } from '../../contract/proofs/clean-repo.ts';
import { SUPPRESSIONS_FILE, type Suppression } from '../../contract/suppressions.ts';
import { dayOf, daysAfter } from '../clock.ts';
import type { Change } from '../evidence.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isProposer } from '../policy/proposer.ts';

/** What decides whether a finding may be left as it is. */
export type SuppressionTerms = {
  /** Those of this tree. They count only where there is no base. */
  proposed: readonly Suppression[];
  change: Change;
  now: Date;
  /** For how many more days one may hold. */
  mostDays: number;
};

/** A finding that is suppressed until a day, or why it is not; `null` where nobody asked for it. */
export type SuppressionRuling = { until: string } | { void: string } | null;

/** Looks for the suppression of one finding: by its fingerprint, its rule and its file, never by a pattern. */
export function ruleOnSuppression(finding: ScanFinding, terms: SuppressionTerms): SuppressionRuling {
  const { proposed, change } = terms;
  const inForce = change.base === null ? proposed : (change.base.suppressions?.value.suppressions ?? []);
  const found = inForce.find((one) => isAbout(one, finding));
  if (found !== undefined) {
    const why = whyVoid(found, terms);
    return why === null ? { until: found.expires_on } : { void: why };
  }
  return proposed.some((one) => isAbout(one, finding))
    ? { void: `its suppression in ${SUPPRESSIONS_FILE} is new, and those of ${change.base?.how} count` }
    : null;
}

const isAbout = (one: Suppression, { fingerprint, rule, file }: ScanFinding): boolean =>
  one.fingerprint === fingerprint && one.rule === rule && one.file === file;

function whyVoid(one: Suppression, { change, now, mostDays }: SuppressionTerms): string | null {
  const today = dayOf(now);
  if (one.expires_on < today) return `its suppression expired on ${one.expires_on}`;
  if (one.expires_on > daysAfter(today, mostDays))
    return `its suppression runs until ${one.expires_on}, and one may run ${mostDays} more days`;
  if (isPlaceholder(one.reason)) return `its suppression has no reason but "${one.reason}"`;
  if (isProposer(one.approved_by, change))
    return `its suppression was approved by ${one.approved_by}, who proposes this`;
  return null;
}
