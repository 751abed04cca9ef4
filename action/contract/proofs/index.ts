import type { z } from 'zod';
import { accessControl } from './access-control.ts';
import { auditTrail } from './audit-trail.ts';
import { cleanRepo } from './clean-repo.ts';
import { contractDrift } from './contract-drift.ts';
import { dependencyFailure } from './dependency-failure.ts';
import { hardLimits } from './hard-limits.ts';
import { injectionSuite } from './injection-suite.ts';
import { leastPrivilege } from './least-privilege.ts';
import { loadAtVolume } from './load-at-volume.ts';
import { offSwitch } from './off-switch.ts';
import { outputContract } from './output-contract.ts';
import { qualitySignal } from './quality-signal.ts';
import { realConnection } from './real-connection.ts';
import { writeSafety } from './write-safety.ts';

/** Every check that is proven by an envelope of its own, with the kind of its proof. */
export const PROOFS = {
  'data/clean-repo': cleanRepo,
  'errors/dependency-failure': dependencyFailure,
  'errors/output-contract': outputContract,
  'integration/contract-drift': contractDrift,
  'integration/real-connection': realConnection,
  'integration/write-safety': writeSafety,
  'monitoring/off-switch': offSwitch,
  'monitoring/quality-signal': qualitySignal,
  'scale/hard-limits': hardLimits,
  'scale/load-at-volume': loadAtVolume,
  'security/access-control': accessControl,
  'security/audit-trail': auditTrail,
  'security/injection-suite': injectionSuite,
  'security/least-privilege': leastPrivilege,
} as const;

export type ProofId = keyof typeof PROOFS;
export const PROOF_IDS = Object.keys(PROOFS) as ProofId[];

/** What was found out, as a check reads it. */
export type ProofResult<I extends ProofId> = z.infer<(typeof PROOFS)[I]['result']>;

/** @returns the file of a proof: as the path of a check's file is its id, so is that of its proof. */
export const proofFile = (id: ProofId): string => `evidence/${id}.json`;
