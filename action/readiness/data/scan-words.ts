import type { Scan, ScanFinding, ScanKind } from '../../contract/proofs/clean-repo.ts';
import { shortId } from '../named-ids.ts';

/** What is looked for, in words, and what is looked at for it. */
const SCANNED = {
  secrets: { name: 'secrets', of: 'files' },
  personal_data: { name: 'personal data', of: 'files' },
  dependencies: { name: 'vulnerable dependencies', of: 'packages' },
} as const satisfies Record<ScanKind, { name: string; of: string }>;

/** @returns what a scan is for, such as `personal data`. */
export const scanName = (kind: ScanKind): string => SCANNED[kind].name;

/** @returns what a scan looked at and what it found, such as `secrets: 0 high in 214 files`. */
export function scanInWords({ scan, looked_at: lookedAt, findings }: Scan): string {
  const { name, of } = SCANNED[scan];
  const found = (['high', 'medium', 'low'] as const).flatMap((severity) => {
    const n = findings.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.times, 0);
    return n === 0 && severity !== 'high' ? [] : [`${n} ${severity}`];
  });
  return `${name}: ${found.join(', ')} in ${lookedAt} ${of}`;
}

/** @returns where a finding stands and by which rule; what was found is said nowhere. */
export const findingInWords = ({ rule, file, line, fingerprint }: ScanFinding): string =>
  `${shortId(rule)} in ${shortId(file)}${line === null ? '' : `:${line}`} (fingerprint ${shortId(fingerprint)})`;
