import { ACCESS_FILE, access } from '../contract/access.ts';
import { DATA_FILE, dataRegister } from '../contract/data-register.ts';
import { DRILLS_FILE, type Drills, drills } from '../contract/drills.ts';
import { LIMITS_FILE, limits } from '../contract/limits.ts';
import { OWNERS_FILE, type Owners, owners } from '../contract/owners.ts';
import { PRICES_FILE, prices } from '../contract/prices.ts';
import { SIGNALS_FILE, signals } from '../contract/signals.ts';
import { SUPPRESSIONS_FILE, type Suppressions, suppressions } from '../contract/suppressions.ts';
import { WAIVERS_FILE, type Waivers, waivers } from '../contract/waivers.ts';
import { type Document, type Reading, readValue } from '../readiness/reading.ts';
import type { Tree } from './tree.ts';
import { readYaml } from './yaml-file.ts';

const restore = (file: string): string =>
  `Write \`${file}\`; \`npm create poc\` makes one that can be copied.`;

export const readAccess = (tree: Tree) => readYaml(tree, ACCESS_FILE, access, restore(ACCESS_FILE));
export const readDataRegister = (tree: Tree) => readYaml(tree, DATA_FILE, dataRegister, restore(DATA_FILE));
export const readLimits = (tree: Tree) => readYaml(tree, LIMITS_FILE, limits, restore(LIMITS_FILE));
export const readPrices = (tree: Tree) => readYaml(tree, PRICES_FILE, prices, restore(PRICES_FILE));
export const readSignals = (tree: Tree) => readYaml(tree, SIGNALS_FILE, signals, restore(SIGNALS_FILE));

/** Without the file nothing was drilled. */
export const readDrills = async (tree: Tree): Promise<Reading<Document<Drills>>> =>
  orEmpty(await readYaml(tree, DRILLS_FILE, drills, ''), DRILLS_FILE, { version: 1, drills: [] });

/** Without the file nothing is suppressed. */
export const readSuppressions = async (tree: Tree): Promise<Reading<Document<Suppressions>>> =>
  orEmpty(await readYaml(tree, SUPPRESSIONS_FILE, suppressions, ''), SUPPRESSIONS_FILE, {
    version: 1,
    suppressions: [],
  });

/** Without the file nothing is waived. */
export const readWaiverFile = async (tree: Tree): Promise<Reading<Document<Waivers>>> =>
  orEmpty(await readYaml(tree, WAIVERS_FILE, waivers, ''), WAIVERS_FILE, { version: 1, waivers: [] });

const NOBODY: Owners = { version: 1, owners: { data: [], security: [], operations: [], waivers: [] } };

/** The owners in force: those of the base, so that nobody appoints whoever approves them. Without a file there are none. */
export async function readOwners(tree: Tree, base: Tree | null): Promise<Reading<Document<Owners>>> {
  const reading = await readYaml(base ?? tree, OWNERS_FILE, owners, '');
  // What the base has broken is simply not there; what this tree breaks is told.
  const known = base !== null && reading.status === 'invalid' ? NO_OWNERS : reading;
  return orEmpty(known, OWNERS_FILE, NOBODY);
}

const NO_OWNERS = { status: 'missing', lookedIn: OWNERS_FILE, remedy: '' } as const;

const orEmpty = <T>(reading: Reading<Document<T>>, file: string, value: T): Reading<Document<T>> =>
  reading.status === 'missing' ? { status: 'read', value: { file, value, lines: {} } } : reading;

/** Policies of a base. What it does not have, or has broken, is simply not there. */
export async function readBasePolicies(tree: Tree) {
  const [own, register, suppressed, drilled, signalled, limited, allowed, priced] = await Promise.all([
    readYaml(tree, OWNERS_FILE, owners, ''),
    readDataRegister(tree),
    readSuppressions(tree),
    readDrills(tree),
    readSignals(tree),
    readLimits(tree),
    readAccess(tree),
    readPrices(tree),
  ]);
  return {
    owners: readValue(own),
    dataRegister: readValue(register),
    suppressions: readValue(suppressed),
    drills: readValue(drilled),
    signals: readValue(signalled),
    limits: readValue(limited),
    access: readValue(allowed),
    prices: readValue(priced),
  };
}
