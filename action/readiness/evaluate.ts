import type { Waiver } from '../contract/waivers.ts';
import type { Area, Check, Circumstances } from './check.ts';
import { canBlock, effectOf } from './effect.ts';
import type { Readings } from './evidence.ts';
import type { FindingDetail } from './finding.ts';
import { findingOf } from './finding-of.ts';
import { asOrganised, neverWaived } from './policy/organisation.ts';
import { ruleOnWaiver, type WaiverRuling } from './policy/waiver.ts';
import { readValue } from './reading.ts';
import { missed, type Outcome, type Result } from './result.ts';

/** Everything that deciding about one check takes. `day` counts from the start of the stage; `null` if unknown. */
export type Situation = Omit<Circumstances, 'catalogue'> & {
  day: number | null;
  waivers: readonly Waiver[];
  /** The version of the catalogue that the base has accepted. */
  accepted: number;
};

/** @returns a result for each check, in the order given. One check that throws does not take the others down. */
export function evaluate(catalogue: readonly Check[], readings: Readings, situation: Situation): Result[] {
  const policy = readValue(readings.organisation) ?? null;
  const checks = catalogue.map((check) => asOrganised(check, policy));
  const change = readValue(readings.change);
  const severities = new Map(checks.map(({ id, severity }) => [id as string, severity]));
  return checks.map((check) => {
    const result = judge(check, readings, { ...situation, catalogue: severities });
    return canBlock(change, result) ? result : { ...result, blocks: false };
  });
}

function judge(check: Check, readings: Readings, situation: Situation & Circumstances): Result {
  const finding = findingOf(check, readings, situation);
  const effect = effectOf(check, situation);
  const ruling = missed(finding) ? rulingOn(check, readings, situation) : null;
  const outcome: Outcome = ruling?.holds ? 'waived' : finding.outcome;
  const detail: FindingDetail = finding.outcome === 'not-applicable' ? {} : finding;
  return {
    id: check.id,
    area: check.id.split('/')[0] as Area,
    severity: check.severity,
    blocksFrom: check.blocksFrom,
    title: missed(finding) ? check.failureTitle : check.title,
    outcome,
    effect,
    blocks: missed({ outcome }) && effect.kind === 'blocks',
    message: ruling?.holds === false ? `${finding.message} Not waived: ${ruling.why}.` : finding.message,
    location: detail.location ?? null,
    remedy: missed(finding) ? (detail.remedy ?? check.remedy) : null,
    spots: detail.spots ?? [],
    cause: missed({ outcome }) ? (detail.cause ?? null) : null,
    unsigned: missed({ outcome }) && detail.unsigned === true,
    waiver: ruling?.holds ? ruling.waiver : null,
  };
}

/** A waiver that holds may still not be the repository's to give. */
function rulingOn(check: Check, readings: Readings, { waivers, stage, now }: Situation): WaiverRuling {
  const ruling = ruleOnWaiver(check, waivers, stage, now);
  const why = neverWaived(check.id, readValue(readings.organisation) ?? null);
  return ruling?.holds && why !== null ? { holds: false, why } : ruling;
}
