import type { CatalogueVersion } from '../contract/catalogue.ts';
import type { GatedStage } from '../contract/stage.ts';
import type { Bars } from '../contract/thresholds.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';

/** The eight areas of readiness, weakest first in no order: which is weakest is what the gate finds out. */
export const AREAS = [
  'baseline',
  'scope',
  'data',
  'users',
  'eval',
  'errors',
  'integration',
  'scale',
  'security',
  'monitoring',
  'decision',
] as const;
export type Area = (typeof AREAS)[number];

/** What every check is told besides its evidence. Bars come from the base branch. */
export type Circumstances = {
  now: Date;
  stage: GatedStage;
  bars: Bars;
  /** Every check of the catalogue with its severity, for what names one. */
  catalogue: ReadonlyMap<string, Severity>;
};

/** How bad a miss is, and for how long it can be waived. */
export type Severity = 'critical' | 'high' | 'medium';

/**
 * Evidence, best first (gate.md): E1 a signed report of CI · E2 the same unsigned · E3 a committed file whose numbers the
 * gate recomputes · E4 an export of a running system · E5 a named person's word.
 */
export type EvidenceKind = 'E1' | 'E2' | 'E3' | 'E4' | 'E5';

/**
 * One question about a POC, answered from evidence. All text about a check stands here and nowhere else:
 * the README, the documentation and the comment print it.
 */
export type Check<K extends keyof Evidence = keyof Evidence> = {
  /** `area/name`; also the path of its file. */
  id: `${Area}/${string}`;
  /** A sentence about the project that holds when the check passes. */
  title: string;
  /** A sentence about the project that holds when it does not. */
  failureTitle: string;
  question: string;
  why: string;
  /** What to do, as one sentence that starts with a verb. */
  remedy: string;
  severity: Severity;
  /** What it reads, as sentences for the documentation: files, fields, the bar. */
  evidence: string;
  kinds: readonly EvidenceKind[];
  /** How one might get past it, and what gives that away; sentences for the documentation. */
  noticed: string;
  /** The condition under which the question is pointless, to follow "Not applicable when". */
  notApplicableWhen?: string;
  /** The version of the catalogue that brought it. */
  since: CatalogueVersion;
  /** From this stage on a miss blocks; one stage earlier it warns. */
  blocksFrom: GatedStage;
  /** Days after the start of a stage in which a miss only warns. */
  grace?: Partial<Record<GatedStage, number>>;
  needs: readonly K[];
  /** What some of `needs` settle by themselves, such as that the question is pointless: the others are then not asked for. */
  settles?: { by: readonly K[]; finding(evidence: Pick<Evidence, K>): Finding | null };
  evaluate(evidence: Pick<Evidence, K>, circumstances: Circumstances): Finding;
};

/** Types a check by what it needs: evidence that it did not ask for does not compile. */
export const defineCheck = <K extends keyof Evidence>(check: Check<K>): Check<K> => check;
