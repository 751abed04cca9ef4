import { MANIFEST_FILE, type System } from '../../contract/manifest.ts';
import type { Grant } from '../../contract/proofs/least-privilege.ts';
import { defineCheck } from '../../readiness/check.ts';
import { DAY, dayOf } from '../../readiness/clock.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { granted, strayGrant, tooMany, tooWide } from '../../readiness/security/grants.ts';
import { listScopes, scopesOf, unasked, without } from '../../readiness/security/scopes.ts';

export const leastPrivilege = defineCheck({
  id: 'security/least-privilege',
  title: 'It holds no scope but those that this workflow needs',
  failureTitle: 'It is not shown to hold only the scopes that this workflow needs',
  question: 'Does it hold only the scopes that this workflow needs?',
  why: 'What a credential may do, a mistake or an attacker may do too.',
  remedy:
    'Drop the scopes that `poc.yaml` does not name, issue a credential for this workflow alone, and export its grants again.',
  evidence:
    '`systems[].scopes` of `poc.yaml`, and `evidence/security/least-privilege.json`: the scopes of each principal as the provider lists them, exported no longer ago than `security/least-privilege days` of `policy/thresholds.yaml`. Every granted scope is declared, none is a wildcard or an administrator’s, none changes anything in a system that is only read. A scope that the base does not have needs somebody of security (`policy/owners.yaml`) as code owner of `poc.yaml`.',
  kinds: ['E3', 'E4'],
  noticed:
    'The exported grants are compared, not the manifest alone, so declaring less hides nothing; a wildcard in the manifest fails as one in the grants does. A second principal of the same system is looked at like the first. An export of another manifest, an old one and an empty one prove nothing.',
  severity: 'high',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['proof:security/least-privilege', 'manifest', 'owners', 'change'],
  evaluate({ 'proof:security/least-privilege': proof, manifest, owners, change }, { now, bars }) {
    const { file, envelope } = proof;
    const { grants } = envelope.result;
    const { systems } = manifest.value;
    const most = bars['security/least-privilege'].days;
    return (
      undeclared(systems) ??
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      strayGrant(file, grants, systems) ??
      tooWide(file, grants, systems) ??
      tooMany(file, grants, systems) ??
      unshown(file, grants, systems) ??
      outOfDate(file, grants, { now, most, made: envelope.produced_at }) ??
      unasked({ manifest, owners, change }) ??
      pass(describe(grants, systems))
    );
  },
});

function undeclared(systems: readonly System[]): Finding | null {
  const location = { file: MANIFEST_FILE, line: null };
  if (systems.length === 0)
    return notProven(`${MANIFEST_FILE} declares no system, so there is nothing that grants could exceed.`, {
      location,
      remedy: 'List under `systems` what the workflow connects to, with every scope that it needs.',
    });
  const bare = systems.filter(({ scopes }) => scopes.length === 0);
  if (bare.length === 0) return null;
  return notProven(`${MANIFEST_FILE} names no scope of ${named(bare.map(({ id }) => id))}.`, {
    location,
    remedy: `Write every scope that ${bare[0]?.id} needs under its \`scopes\`, by the name of the provider.`,
  });
}

/** An export that lists nothing was not one of the grants. */
function unshown(file: string, grants: readonly Grant[], systems: readonly System[]): Finding | null {
  const unseen = systems.filter(({ id }) => !grants.some(({ system }) => system === id)).map(({ id }) => id);
  const empty = grants.filter(({ scopes }) => scopes.length === 0).map(({ principal }) => principal);
  const vague = grants.filter((one) => isPlaceholder(one.exported_by) || isPlaceholder(one.principal));
  const detail = {
    location: { file, line: null },
    remedy: 'Export what the provider granted to each account that this workflow uses.',
  };
  if (unseen.length > 0) return notProven(`No grants were exported for ${named(unseen)}.`, detail);
  if (empty.length > 0) return notProven(`The export lists no scope of ${named(empty)}.`, detail);
  if (vague.length === 0) return null;
  return notProven(
    `${vague.length} of ${grants.length} grants do not say whose they are, or what listed them.`,
    detail,
  );
}

type Dates = { now: Date; most: number; made: string };

function outOfDate(file: string, grants: readonly Grant[], { now, most, made }: Dates): Finding | null {
  const location = { file, line: null };
  const late = grants.find(({ exported_at: at }) => Date.parse(at) > Date.parse(made));
  if (late !== undefined)
    return notProven(
      `The grants of ${shortId(late.principal)} are of ${late.exported_at}, after the file that holds them (${made}).`,
      { location },
    );
  const old = grants.find(({ exported_at: at }) => ageOf(at, now) > most);
  if (old === undefined) return null;
  return notProven(
    `The grants of ${shortId(old.principal)} were exported ${ageOf(old.exported_at, now)} days ago and may be ${most} days old.`,
    { location, remedy: 'Export the grants again.' },
  );
}

const ageOf = (moment: string, now: Date): number => Math.floor((now.getTime() - Date.parse(moment)) / DAY);

function describe(grants: readonly Grant[], systems: readonly System[]): string {
  const declared = scopesOf(systems);
  const spare = without(declared, granted(grants));
  const holders = new Set(grants.map(({ principal }) => principal));
  const [oldest = ''] = grants.map(({ exported_at: at }) => dayOf(new Date(at))).sort();
  const unused = spare.length === 0 ? '' : ` Declared and not granted: ${listScopes(spare)}.`;
  return `${named([...holders])} holds ${declared.length - spare.length} of ${declared.length} scopes that ${MANIFEST_FILE} names for ${named(systems.map(({ id }) => id))}, and no other; exported ${oldest}.${unused}`;
}
