import type { Location } from '../contract/problem.ts';
import type { Finding } from './finding.ts';

/** @returns the finding at a place, where it does not name a place of its own. */
export const located = (finding: Finding, location: Location): Finding =>
  finding.outcome === 'not-applicable' ? finding : { ...finding, location: finding.location ?? location };
