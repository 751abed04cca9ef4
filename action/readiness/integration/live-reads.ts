import type { System } from '../../contract/manifest.ts';
import type { ProofResult } from '../../contract/proofs/index.ts';
import { DAY, yetToCome } from '../clock.ts';
import { NOTHING } from '../digest.ts';
import type { Base } from '../evidence.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import type { Proof } from '../proof/proof.ts';
import { hostOf, reachOf } from './hosts.ts';

/** One answer of a system, as the proof has it. */
export type LiveRead = ProofResult<'integration/real-connection'>['systems'][number];

/** What a read is held against. */
export type ReadTerms = {
  proof: Proof<ProofResult<'integration/real-connection'>>;
  base: Base | null;
  now: Date;
  mostDays: number;
};

/** A recording answers with the Date of its day; two clocks differ by less than this. */
const CLOCKS_DIFFER = 10 * 60 * 1000;

/** @returns why a read does not show that this system answered, or `null` */
export function readFault(read: LiveRead, system: System, terms: ReadTerms): Finding | null {
  return (
    hostFault(read, system, terms) ?? contentFault(read, terms.proof.file) ?? recordingFault(read, terms)
  );
}

const at = (file: string) => ({ location: { file, line: null } });

/** The host is held against the list of the base, so that no pull request lists its own stand-in (gate.md, T14). */
function hostFault(read: LiveRead, system: System, { proof, base }: ReadTerms): Finding | null {
  const place = at(proof.file);
  const host = hostOf(read.host);
  const who = `\`${shortId(system.id)}\``;
  if (host === null)
    return notProven(`${who} has “${shortId(read.host)}” as its host, which is none.`, place);
  const proven = `${who} was proven against \`${shortId(host)}\``;
  const reach = reachOf(host);
  if (reach.kind === 'never') return fail(`${proven}, which is ${reach.why}.`, place);
  const ofBase = base?.manifest?.value.systems.find(({ id }) => id === system.id)?.hosts ?? [];
  const allowed = ofBase.length > 0 ? ofBase : system.hosts;
  if (allowed.length === 0)
    return notProven(`${proven}, and poc.yaml lists no host of ${who}.`, {
      remedy: `List the hosts of the tenant as \`hosts:\` of ${who} in \`poc.yaml\`.`,
    });
  if (!allowed.some((one) => hostOf(one) === host))
    return fail(`${proven}; its hosts are ${named(allowed)}${ofBase.length > 0 ? ' at the base' : ''}.`, {
      ...place,
      remedy: `Run it against a host of that list, or let a pull request of its own change \`hosts:\` of ${who}.`,
    });
  return reach.kind === 'private' ? privateFault(proven, reach.why, ofBase.length > 0, proof) : null;
}

/**
 * A system of record may well stand in a network of its own. There the same name or address is another machine on every
 * desk, a container among them: it counts once the base lists it, in a run of CI that is named.
 */
function privateFault(
  proven: string,
  why: string,
  listedAtBase: boolean,
  { file, envelope }: ReadTerms['proof'],
): Finding | null {
  if (!listedAtBase)
    return notProven(`${proven}, ${why}, which the base does not list.`, {
      remedy: 'Merge its entry in `hosts:` of `poc.yaml` first, in a pull request of its own.',
    });
  if (envelope.producer.run_url !== null) return null;
  return notProven(`${proven}, ${why}, and no run of CI is named that saw it.`, {
    ...at(file),
    remedy: 'Let the contract job run in CI, on a runner of that network; it writes `producer.run_url`.',
  });
}

function contentFault(read: LiveRead, file: string): Finding | null {
  const who = `\`${read.id}\``;
  const place = at(file);
  if (read.auth === 'none')
    return fail(`${who} answered without authentication (\`auth: none\`).`, {
      ...place,
      remedy: `Connect to ${who} with the credential that the workflow will use.`,
    });
  if (read.records_read === 0)
    return fail(`0 records were read from ${who}; at least 1 has to be.`, {
      ...place,
      remedy: `Put a record into the sandbox of ${who}, and read it.`,
    });
  if (read.payload === NOTHING || read.response_schema === NOTHING)
    return fail(`The answer of ${who} has the digest of nothing, and says that it holds records.`, place);
  return null;
}

function recordingFault(read: LiveRead, { proof, now, mostDays }: ReadTerms): Finding | null {
  const who = `\`${read.id}\``;
  const place = at(proof.file);
  if (read.server_date === null)
    return notProven(`The answer of ${who} has no Date header, so nothing shows when it was given.`, place);
  const apart = Math.abs(Date.parse(read.server_date) - Date.parse(read.requested_at));
  if (apart > CLOCKS_DIFFER)
    return fail(
      `${who} was asked at ${read.requested_at} and answered with the date ${read.server_date}: a recording.`,
      place,
    );
  if (yetToCome(read.requested_at, now))
    return notProven(`${who} was asked at ${read.requested_at}, which is yet to come.`, place);
  const days = Math.floor((now.getTime() - Date.parse(read.requested_at)) / DAY);
  if (days > mostDays)
    return notProven(`${who} was read ${days} days ago, and at most ${mostDays} may have passed.`, place);
  return unchanged(read, proof);
}

/** What a running system answers changes from day to day; the name under which it is proven does not matter. */
function unchanged(read: LiveRead, { file, before, envelope }: ReadTerms['proof']): Finding | null {
  const old = before?.result.systems.find(
    (one) =>
      one.payload === read.payload &&
      Math.abs(Date.parse(one.requested_at) - Date.parse(read.requested_at)) > DAY,
  );
  if (old !== undefined)
    return fail(
      `\`${read.id}\` answered byte for byte as on ${old.requested_at.slice(0, 10)}: a recording, or a read that shows nothing.`,
      {
        ...at(file),
        remedy: 'Read the newest records rather than a fixed one, and run the contract job again.',
      },
    );
  const twin = envelope.result.systems.find((one) => one.id !== read.id && one.payload === read.payload);
  if (twin === undefined) return null;
  return fail(`\`${read.id}\` and \`${twin.id}\` answered with the same bytes: one is a copy.`, at(file));
}
