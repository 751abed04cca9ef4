import type { ProofResult } from '../../contract/proofs/index.ts';
import { defineCheck } from '../../readiness/check.ts';
import { DAY, yetToCome } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { refreshedAlone, type Snapshot, snapshotFault } from '../../readiness/integration/snapshots.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { percent } from '../../readiness/percent.ts';
import { testsFault } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { locate } from '../../readiness/reading.ts';

type Needed = Pick<
  Evidence,
  'manifest' | 'change' | 'sources' | 'snapshots' | 'proof:integration/contract-drift'
>;
type Terms = { now: Date; days: number; headroom: number };

export const contractDrift = defineCheck({
  id: 'integration/contract-drift',
  title: 'Somebody notices when the vendor changes the API',
  failureTitle: 'Nobody may notice when the vendor changes the API',
  question: 'Who notices when the vendor changes the API?',
  why: 'An API that changes is noticed by a comparison on a Tuesday morning, or by its users at two in the night.',
  remedy:
    'Commit a snapshot of each answer’s shape, compare it with the live system on a schedule, and record it with `npx poc prove integration/contract-drift -- COMMAND`.',
  severity: 'medium',
  evidence:
    '`evidence/integration/contract-drift.json`, for these `systems` of `poc.yaml`: for each system the file of its snapshot, whose digest is that of the file in this tree and that of the live answer; the moment of the comparison, at most `days` ago; what is left of the rate limit at the peak hour, at least `headroom`. A test for each system, which passed, and which failed when it was given another shape. The test `canary` has to fail.',
  kinds: ['E1', 'E3'],
  noticed:
    'A snapshot that is refreshed in a pull request that changes no source file fails, under whatever name the file or the system goes: the alarm was silenced, and nothing was mended. Whether a change of the code is the right one cannot be told. A snapshot of nothing, one that stands for two systems and a test that no difference makes fail count as none.',
  since: 2,
  blocksFrom: 'production',
  needs: ['manifest', 'change', 'sources', 'snapshots', 'proof:integration/contract-drift'],
  evaluate(evidence, { now, bars }) {
    const { manifest, 'proof:integration/contract-drift': proof } = evidence;
    if (manifest.value.systems.length === 0)
      return notProven('poc.yaml names no system (`systems: []`): there is no API to watch.', {
        location: locate(manifest, 'systems'),
        remedy: 'Declare the system of record under `systems:` in `poc.yaml`.',
      });
    const { days, headroom } = bars['integration/contract-drift'];
    const { systems, tests } = proof.envelope.result;
    return (
      proofFault(proof, { now, mostDays: days, measured: true }) ??
      testsFault({ file: proof.file, tests }) ??
      uncovered(evidence) ??
      refreshedAlone(evidence) ??
      firstFault(evidence, { now, days, headroom }) ??
      pass(`${systems.map((one) => told(one, now)).join('; ')}.`)
    );
  },
});

/** Every system of `poc.yaml` has one comparison, and nothing else has. */
function uncovered({ manifest, ...rest }: Needed): Finding | null {
  const { file, envelope } = rest['proof:integration/contract-drift'];
  const declared = manifest.value.systems.map(({ id }) => id);
  const compared = envelope.result.systems.map(({ id }) => id);
  const location = { file, line: null };
  const missing = declared.filter((id) => !compared.includes(id));
  if (missing.length > 0)
    return notProven(
      `${declared.length - missing.length} of ${declared.length} systems were compared; ${named(missing)} was not.`,
      { location },
    );
  const other = compared.filter((id, i) => !declared.includes(id) || compared.indexOf(id) !== i);
  if (other.length === 0) return null;
  return notProven(`${file} compares ${named(other)} twice, or though poc.yaml does not declare it.`, {
    location,
    remedy: 'Compare each system of `poc.yaml` once, and no other.',
  });
}

function firstFault(evidence: Needed, terms: Terms): Finding | null {
  const proof = evidence['proof:integration/contract-drift'];
  for (const one of proof.envelope.result.systems) {
    const fault =
      snapshotFault(one, evidence) ??
      testFault(one, proof.envelope.result, proof.file) ??
      liveFault(one, proof.file, terms);
    if (fault !== null) return fault;
  }
  return null;
}

type Result = ProofResult<'integration/contract-drift'>;

function testFault({ id }: Snapshot, { tests }: Result, file: string): Finding | null {
  const own = tests.filter(({ system }) => system === id);
  const location = { file, line: null };
  if (own.length === 0)
    return notProven(`No test compares \`${id}\` with its snapshot.`, {
      location,
      remedy: `Write a test that fails when \`${id}\` answers in another shape, and run it.`,
    });
  const failed = own.find(({ status }) => status !== 'passed');
  if (failed !== undefined)
    return fail(`${shortId(failed.id)} ${failed.status}: \`${id}\` no longer answers as its snapshot says.`, {
      location,
    });
  const blind = own.find((test) => test.on_another_shape !== 'failed');
  if (blind === undefined) return null;
  const ended = blind.on_another_shape ?? 'not run';
  return fail(
    `${shortId(blind.id)} was ${ended} on another shape, and has to fail there: it notices no change.`,
    {
      location,
      remedy: 'Let the test compare names and types of every field, and run it on a shape that differs.',
    },
  );
}

function liveFault(one: Snapshot, file: string, { now, days, headroom }: Terms): Finding | null {
  const location = { file, line: null };
  if (yetToCome(one.compared_at, now))
    return notProven(`\`${one.id}\` was compared at ${one.compared_at}, which is yet to come.`, { location });
  const age = daysSince(one.compared_at, now);
  if (age > days)
    return notProven(`\`${one.id}\` was compared ${age} days ago, and at most ${days} may have passed.`, {
      location,
    });
  if (one.rate_limit_headroom >= headroom) return null;
  return fail(
    `${percent(one.rate_limit_headroom)} of the rate limit of \`${one.id}\` is left at the peak hour; at least ${percent(headroom)} has to be.`,
    { location, remedy: `Ask the vendor of \`${one.id}\` for a higher limit, or call it less often.` },
  );
}

const daysSince = (moment: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(moment)) / DAY);

const told = ({ id, snapshot, compared_at: at, rate_limit_headroom: left }: Snapshot, now: Date): string =>
  `${id} answers as ${snapshot} says (compared ${daysSince(at, now)} days ago), with ${percent(left)} of its rate limit left at the peak hour`;
