import { type BarChange, barChanges } from '../../contract/bar-changes.ts';
import { BASELINE_FILE } from '../../contract/baseline.ts';
import { GUARDED_FILES } from '../../contract/guarded-files.ts';
import { limitsLoosened } from '../../contract/limits.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { OWNERS_FILE } from '../../contract/owners.ts';
import { barsInForce } from '../../contract/thresholds.ts';
import type { Waiver } from '../../contract/waivers.ts';
import type { Base, Evidence, PoliciesThere } from '../evidence.ts';
import { type Document, locate } from '../reading.ts';
import { accessLoosened } from './access-loosened.ts';
import { hostsLoosened } from './hosts-loosened.ts';
import type { Loosening } from './loosening.ts';
import { pricesLoosened } from './prices-loosened.ts';
import { signalsLoosened } from './signals-loosened.ts';

/** Where something can be loosened. */
export type Policies = Pick<
  Evidence,
  'thresholds' | 'manifest' | 'waivers' | 'suppressions' | 'policiesThere' | 'change'
>;

/** @returns everything that a pull request makes easier than its base has it (gate.md, T2). */
export function loosenings(now: Policies, base: Base): Loosening[] {
  return [
    ...ofBars(now.thresholds, base),
    ...(base.manifest === undefined ? [] : ofManifest(base.manifest.value, now.manifest)),
    ...(base.manifest === undefined ? [] : hostsLoosened(base.manifest.value, now.manifest)),
    ...ofWaivers(now.waivers, base.waivers),
    ...ofSuppressions(now.suppressions, base),
    ...ofOwners(now.change.files, base),
    ...ofAccess(now.policiesThere.access, base),
    ...ofLimits(now.policiesThere.limits, base),
    ...ofSignals(now.policiesThere.signals, base),
    ...ofPrices(now.policiesThere.prices, base),
  ];
}

function ofBars(thresholds: Policies['thresholds'], base: Base): Loosening[] {
  const before = base.thresholds?.value;
  const bars = barChanges(barsInForce(before), barsInForce(thresholds.value))
    .filter((one) => one.loosened)
    .map((one) => ({ what: describeLoosening(one), location: locate(thresholds, one.field) }));
  const [was, is] = [before?.catalogue ?? 1, thresholds.value.catalogue ?? 1];
  if (is >= was) return bars;
  const what = `goes back from catalogue ${was} to ${is}, whose newer checks would only warn`;
  return [...bars, { what, location: locate(thresholds, 'catalogue') }];
}

/** A bar that is taken out stands nowhere any more. */
function describeLoosening({ bar, from, to }: BarChange): string {
  if (to === null) return `takes out ${bar}, which was ${from}`;
  return `${from !== null && to < from ? 'lowers' : 'raises'} ${bar} from ${from} to ${to}`;
}

const ORDER = ['explore', 'pilot', 'production'];
const CAPABILITIES = ['writes', 'unattended', 'personal_data', 'llm_judge'] as const;

function ofManifest(before: Manifest, manifest: Document<Manifest>): Loosening[] {
  const after = manifest.value;
  const found: Loosening[] = [];
  const add = (field: string, what: string) => found.push({ what, location: locate(manifest, field) });
  if (ORDER.indexOf(after.stage) >= 0 && ORDER.indexOf(after.stage) < ORDER.indexOf(before.stage))
    add('stage', `moves the stage back from ${before.stage} to ${after.stage}`);
  if (before.stage === 'stopped' && after.stage !== 'stopped') add('stage', 'reopens what was stopped');
  for (const name of CAPABILITIES) {
    if (before.capabilities[name] && !after.capabilities[name])
      add(`capabilities.${name}`, `declares that ${name} no longer applies`);
  }
  if (JSON.stringify(before.evidence) !== JSON.stringify(after.evidence))
    add('evidence', 'changes which files the results are checked against');
  const unnamed = before.untrusted_inputs.filter((one) => !after.untrusted_inputs.includes(one));
  if (unnamed.length > 0) add('untrusted_inputs', `no longer counts ${unnamed.join(', ')} as untrusted`);
  return found;
}

function ofWaivers({ value, ...document }: Policies['waivers'], before: readonly Waiver[]): Loosening[] {
  return value.waivers.flatMap((one, i) => {
    const old = before.filter(({ check }) => check === one.check);
    const longest = old
      .map(({ expires_on: day }) => day)
      .sort()
      .at(-1);
    if (longest !== undefined && one.expires_on <= longest) return [];
    const what =
      longest === undefined
        ? `waives ${one.check} until ${one.expires_on}`
        : `extends the waiver of ${one.check} from ${longest} to ${one.expires_on}`;
    return [{ what, location: locate({ ...document, value }, `waivers.${i}.check`) }];
  });
}

function ofSuppressions(suppressions: Policies['suppressions'], base: Base): Loosening[] {
  const before = new Set(base.suppressions?.value.suppressions.map((one) => JSON.stringify(one)));
  return suppressions.value.suppressions.flatMap((one, i) =>
    before.has(JSON.stringify(one))
      ? []
      : [
          {
            what: `suppresses the finding ${one.rule} in ${one.file}`,
            location: locate(suppressions, `suppressions.${i}.fingerprint`),
          },
        ],
  );
}

/** Who may approve decides about every approval, so it is changed before it is used. */
const ofOwners = (files: readonly string[], base: Base): Loosening[] =>
  base.manifest !== undefined && files.includes(OWNERS_FILE)
    ? [{ what: 'changes who may approve what', location: { file: OWNERS_FILE, line: null } }]
    : [];

const ofAccess = (access: PoliciesThere['access'], { access: before }: Base): Loosening[] =>
  access === null || before === undefined ? [] : accessLoosened(before.value, access);

/** A file that is gone limits nothing; that it is gone is for the check of it to say. */
const ofLimits = (limits: PoliciesThere['limits'], { limits: before }: Base): Loosening[] =>
  limits === null || before === undefined
    ? []
    : limitsLoosened(before.value, limits.value).map((one) => ({
        what: describeLoosening(one),
        location: locate(limits, one.field),
      }));

const ofSignals = (signals: PoliciesThere['signals'], { signals: before }: Base): Loosening[] =>
  signals === null || before === undefined ? [] : signalsLoosened(before.value, signals);

const ofPrices = (prices: PoliciesThere['prices'], { prices: before }: Base): Loosening[] =>
  prices === null || before === undefined ? [] : pricesLoosened(before.value, prices);

/** Names under which a person might look for a file of this gate, and which it does not read. */
const SPELLINGS = [/\.yml$/, /\.json$/, /\.yaml\.(?:bak|orig|local)$/];

/**
 * @returns a file that looks like one of the gate's and is none, such as `policy/thresholds.yml`, with the one that is
 * read; `null` where there is none
 */
export function secondConfiguration(files: ReadonlySet<string>): { file: string; read: string } | null {
  const read = [BASELINE_FILE, ...GUARDED_FILES];
  for (const file of files) {
    const spelling = SPELLINGS.find((one) => one.test(file));
    const meant = spelling === undefined ? undefined : file.replace(spelling, '.yaml');
    if (meant !== undefined && read.includes(meant)) return { file, read: meant };
  }
  return null;
}
