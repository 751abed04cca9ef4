import { SCANS, type Scan, type ScanFinding, type ScanKind } from '../../contract/proofs/clean-repo.ts';
import { SUPPRESSIONS_FILE } from '../../contract/suppressions.ts';
import { defineCheck } from '../../readiness/check.ts';
import { findingInWords, scanInWords, scanName } from '../../readiness/data/scan-words.ts';
import { mediaFiles, scannedFiles } from '../../readiness/data/scanned-files.ts';
import { ruleOnSuppression, type SuppressionRuling } from '../../readiness/data/suppressed.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';

const SCAN_AGAIN = 'Run `npx poc scan`, and commit what it writes.';

const NO_AUDIT =
  'Commit the lockfile and run `npx poc scan` where npm reaches its registry, or name a report with `--dependencies`.';

export const cleanRepo = defineCheck({
  id: 'data/clean-repo',
  title: 'The repository holds no secret, no raw account data and no dependency known to be vulnerable',
  failureTitle: 'The repository is not shown to be clean',
  question: 'Is the repo free of secrets, raw personal data and known-vulnerable dependencies?',
  why: 'With real cases from the first day on, the files of an eval are a way for data to leak.',
  remedy: SCAN_AGAIN,
  severity: 'critical',
  evidence:
    'The three scans in `evidence/data/clean-repo.json` (secrets, personal data, dependencies), bound to the digest of every file but evidence and results; none may have a finding of severity high that is not suppressed in `policy/suppressions.yaml` of the base, by fingerprint, rule and file, for at most `suppressed_days` more days.',
  kinds: ['E1'],
  noticed:
    'A suppression that comes with the pull request, has run out, has no end in sight or was approved by its author does not count; a path left out of a scan, a file that cannot be searched, more pictures than files that are called so and a scan of fewer files than there are prove nothing; a report of other files has another digest.',
  since: 2,
  blocksFrom: 'explore',
  needs: ['proof:data/clean-repo', 'suppressions', 'change', 'files', 'manifest'],
  evaluate(evidence, { now, bars }) {
    const proof = evidence['proof:data/clean-repo'];
    const { suppressions, change, files, manifest } = evidence;
    const { scans } = proof.envelope.result;
    const mostDays = bars['data/clean-repo'].suppressed_days;
    const terms = { proposed: suppressions.value.suppressions, change, now, mostDays };
    const ruled = scans.flatMap(({ scan, findings }) =>
      findings
        .filter(({ severity }) => severity === 'high')
        .map((finding) => ({ scan, finding, ruling: ruleOnSuppression(finding, terms) })),
    );
    return (
      proofFault(proof, { now, mostDays: null, measured: false }) ??
      found(ruled.filter(isOpen)) ??
      notLookedAt(scans, scannedFiles(files, manifest.value), proof.file) ??
      pass(`${inWords(scans)}.${suppressedInWords(ruled)}`)
    );
  },
});

type Ruled = { scan: ScanKind; finding: ScanFinding; ruling: SuppressionRuling };

const isOpen = ({ ruling }: Ruled): boolean => ruling === null || 'void' in ruling;

const REMEDIES = {
  secrets: (file) =>
    `Revoke the secret, take it out of \`${file}\`, and run \`npx poc scan\`; what was pushed once is known.`,
  personal_data: (file) =>
    `Replace it in \`${file}\` with a hashed reference (\`npx poc eval import\` makes them), and run \`npx poc scan\`.`,
  dependencies: () => 'Run `npm audit fix`, then `npx poc scan`.',
} as const satisfies Record<ScanKind, (file: string) => string>;

function found(open: readonly Ruled[]): Finding | null {
  const [first] = open;
  if (first === undefined) return null;
  const { scan, finding, ruling } = first;
  const voided = ruling !== null && 'void' in ruling ? ` Not suppressed: ${ruling.void}.` : '';
  const more = open.length === 1 ? '' : `, and ${open.length - 1} more of severity high`;
  return fail(`Found ${scanName(scan)}: ${findingInWords(finding)}${more}.${voided}`, {
    location: { file: finding.file, line: finding.line },
    remedy: REMEDIES[scan](finding.file),
    spots: open.map((one) => ({
      location: { file: one.finding.file, line: one.finding.line },
      message: `${scanName(one.scan)}: ${findingInWords(one.finding)}`,
    })),
  });
}

/** A scan that did not look finds nothing. */
function notLookedAt(scans: readonly Scan[], scanned: readonly string[], file: string): Finding | null {
  const needed = Math.max(1, scanned.length);
  const location = { file, line: null };
  const kinds = scans.map(({ scan }) => scan);
  const missing = SCANS.filter((kind) => !kinds.includes(kind));
  if (missing.length > 0)
    return notProven(`Nobody looked for ${missing.map(scanName).join(' and ')}.`, {
      location,
      ...(missing.includes('dependencies') ? { remedy: NO_AUDIT } : {}),
    });
  const twice = SCANS.find((kind) => kinds.indexOf(kind) !== kinds.lastIndexOf(kind));
  if (twice !== undefined)
    return notProven(`There is more than one scan for ${scanName(twice)}.`, { location });
  const without = scans.find(({ excluded }) => excluded.length > 0);
  if (without !== undefined)
    return notProven(
      `${without.excluded.length} paths were not searched for ${scanName(without.scan)}: ${named(without.excluded)}.`,
      {
        location,
        remedy: `Keep as text what can be, and the rest outside the repository; then run \`npx poc scan\`. ${SUPPRESSIONS_FILE} suppresses a finding, never a path.`,
      },
    );
  const media = mediaFiles(scanned).length;
  const passedOver = scans.find((one) => one.media > media);
  if (passedOver !== undefined)
    return notProven(
      `${passedOver.media} files were passed over for ${scanName(passedOver.scan)} as pictures, sounds or fonts; by their names ${media} of ${needed} are.`,
      {
        location,
        remedy: 'Give pictures, sounds and fonts the names that they go by, and run `npx poc scan`.',
      },
    );
  const short = scans.find((one) => one.looked_at + one.media < (one.scan === 'dependencies' ? 1 : needed));
  if (short === undefined) return null;
  const of = short.scan === 'dependencies' ? 'packages' : `of ${needed} files`;
  return notProven(`${short.looked_at + short.media} ${of} were looked at for ${scanName(short.scan)}.`, {
    location,
  });
}

function inWords(scans: readonly Scan[]): string {
  const media = Math.max(...scans.map((one) => one.media));
  const unread = media === 0 ? [] : [`${media} pictures, sounds or fonts hold no text to search`];
  const tools = [...new Set(scans.map(({ tool, version }) => shortId(`${tool} ${version}`, 40)))];
  return [...scans.map(scanInWords), ...unread, `by ${tools.join(', ')}`].join('; ');
}

function suppressedInWords(ruled: readonly Ruled[]): string {
  const until = ruled.flatMap(({ ruling }) => (ruling !== null && 'until' in ruling ? [ruling.until] : []));
  if (until.length === 0) return '';
  return ` Suppressed: ${until.length} of severity high, the first until ${until.sort()[0]}.`;
}
