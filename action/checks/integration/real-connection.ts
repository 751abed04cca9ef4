import { defineCheck } from '../../readiness/check.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { type LiveRead, type ReadTerms, readFault } from '../../readiness/integration/live-reads.ts';
import { named } from '../../readiness/named-ids.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { locate } from '../../readiness/reading.ts';

export const realConnection = defineCheck({
  id: 'integration/real-connection',
  title: 'It is connected to the real system of record',
  failureTitle: 'It is not shown to be connected to the real system of record',
  question: 'Does it talk to the real system of record, not an export?',
  why: 'A demo on a CSV file proves nothing about sign-in, paging, limits and permissions.',
  remedy:
    'Point the adapter at the sandbox tenant, run the contract job nightly, and record it with `npx poc prove integration/real-connection -- COMMAND`.',
  severity: 'critical',
  evidence:
    '`evidence/integration/real-connection.json`, for this source and these `systems` of `poc.yaml`: for each system the host that answered, how it was signed in to, the records that were read, the digests of the answer and of its shape, the Date header of the answer and the moment of the request. The host is one of `systems[].hosts`, as the base lists them; at least one record was read; the read is at most `days` old.',
  kinds: ['E1'],
  noticed:
    'A local host, a tunnel, a stand-in or a name that nobody can own fails in any spelling, even where it is listed. A host on a private network counts where the base lists it and a run of CI is named. A recording has an old Date header, or the payload of an earlier day; two systems that answer with the same bytes are one.',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['manifest', 'change', 'proof:integration/real-connection'],
  evaluate(evidence, { now, bars }) {
    const { manifest, change, 'proof:integration/real-connection': proof } = evidence;
    if (manifest.value.systems.length === 0)
      return notProven('poc.yaml names no system of record (`systems: []`): it is connected to nothing.', {
        location: locate(manifest, 'systems'),
        remedy: 'Declare the system of record under `systems:` in `poc.yaml`, and connect to its sandbox.',
      });
    const { days } = bars['integration/real-connection'];
    const reads = proof.envelope.result.systems;
    return (
      proofFault(proof, { now, mostDays: days, measured: true }) ??
      undeclared(evidence, reads) ??
      firstFault(evidence, { proof, base: change.base, now, mostDays: days }) ??
      pass(`${reads.map(told).join('; ')}.`)
    );
  },
});

type Needed = Pick<Evidence, 'manifest' | 'proof:integration/real-connection'>;

function undeclared({ manifest, ...rest }: Needed, reads: readonly LiveRead[]): Finding | null {
  const declared = new Set(manifest.value.systems.map(({ id }) => id));
  const others = reads.filter(({ id }) => !declared.has(id)).map(({ id }) => id);
  if (others.length === 0) return null;
  const { file } = rest['proof:integration/real-connection'];
  return notProven(`${file} proves ${named(others)}, which poc.yaml does not declare.`, {
    location: { file, line: null },
    remedy: 'Declare it under `systems:` in `poc.yaml`, or take it out of the contract job.',
  });
}

function firstFault({ manifest }: Needed, terms: ReadTerms): Finding | null {
  const { systems } = manifest.value;
  const { result } = terms.proof.envelope;
  const missing = systems.filter(({ id }) => !result.systems.some((read) => read.id === id));
  if (missing.length > 0)
    return notProven(
      `${systems.length - missing.length} of ${systems.length} systems are proven; ${named(missing.map(({ id }) => id))} is not.`,
      { location: { file: terms.proof.file, line: null } },
    );
  for (const system of systems) {
    for (const read of result.systems.filter(({ id }) => id === system.id)) {
      const fault = readFault(read, system, terms);
      if (fault !== null) return fault;
    }
  }
  return null;
}

const told = ({ id, host, environment, auth, records_read: n, requested_at: on }: LiveRead): string =>
  `${id}: ${n} ${n === 1 ? 'record' : 'records'} from ${host} (${environment}, ${auth}) on ${on.slice(0, 10)}`;
