import type { Manifest, System } from '../../contract/manifest.ts';
import type { Base } from '../evidence.ts';

/** An operation that writes, and whether a person has to approve each. */
export type WriteOperation = { system: string; name: string; impact: 'low' | 'high' };

const writingOperations = ({ operations }: System) => operations.filter((one) => one.access === 'write');

/** @returns whether a system is written to: by its own word, or by that of an operation. */
export const isWrittenTo = (system: System): boolean =>
  system.access === 'write' || writingOperations(system).length > 0;

/** @returns every operation that writes, once. */
export const writeOperations = (manifest: Manifest): WriteOperation[] =>
  manifest.systems.flatMap((system) =>
    writingOperations(system).map(({ name, impact }) => ({ system: system.id, name, impact })),
  );

/** @returns whether a POC says nowhere that it writes. */
export const onlyReads = ({ systems, capabilities }: Manifest): boolean =>
  !capabilities.writes && !systems.some(isWrittenTo);

/** Stands for whatever a system is asked for, where the base names no operation that writes to it. */
const WHATEVER = '*';

const sameOperation = (a: WriteOperation, b: WriteOperation): boolean =>
  a.system === b.system && a.name === b.name;

/** @returns whether a test is about an operation. */
export const isAbout = (
  test: { system: string | null; operation: string | null },
  { system, name }: WriteOperation,
): boolean => test.system === system && (name === WHATEVER || test.operation === name);

/** What wrote at the base, and that this tree has no longer. */
function takenAway(manifest: Manifest, base: Base | null): WriteOperation[] {
  if (base?.manifest === undefined) return [];
  const now = writeOperations(manifest);
  const before = writeOperations(base.manifest.value);
  const gone = before.filter((old) => !now.some((one) => sameOperation(one, old)));
  const writtenTo = new Set([...before, ...now].map(({ system }) => system));
  const unnamed = base.manifest.value.systems
    .filter(({ id, access }) => access === 'write' && !writtenTo.has(id))
    .map(({ id }) => ({ system: id, name: WHATEVER, impact: 'low' as const }));
  return [...gone, ...unnamed];
}

/** The operations that write, and those of the base that no longer may. */
export type ToProve = { kept: readonly WriteOperation[]; gone: readonly WriteOperation[] };

/** @returns what has to be proven. What the base calls high impact stays so in the pull request that lowers it. */
export function operationsToProve(manifest: Manifest, base: Base | null): ToProve {
  const before = base?.manifest === undefined ? [] : writeOperations(base.manifest.value);
  const wasHigh = (one: WriteOperation): boolean =>
    before.some((old) => sameOperation(old, one) && old.impact === 'high');
  const kept = writeOperations(manifest).map((one) =>
    wasHigh(one) ? { ...one, impact: 'high' as const } : one,
  );
  return { kept, gone: takenAway(manifest, base) };
}

const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that say how something is called and not what it does. */
const GENERIC = listOf(`
  any api call code command custom do endpoint eval exec execute generic graphql http https invoke
  method operation passthrough perform proxy query raw request rest rpc run script send shell sql statement tool`);

/** Words that say that something is changed. */
const CHANGING = listOf(`
  add apply approve archive assign cancel change close confirm create delete disable edit enable escalate
  forward insert mark merge modify move patch pay post publish put refund reject remove rename reopen replace
  reply reset resolve save send set submit tag transfer update upload upsert write`);

/** Words of a scope that let more than read. */
const WRITING = listOf(`
  admin create delete edit full insert manage modify owner readwrite root rw send update upload write`);

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');

/** What is declared as reading and can write, or can do anything. `field` is its place in `poc.yaml`. */
export type HiddenWrite = { field: string; what: string };

/** @returns the first write that stands behind another name, or `null`. */
export function hiddenWrite({ systems }: Manifest): HiddenWrite | null {
  for (const [i, system] of systems.entries()) {
    const found = hiddenIn(system);
    if (found !== null) return { ...found, field: `systems.${i}.${found.field}` };
  }
  return null;
}

function hiddenIn(system: System): HiddenWrite | null {
  const generic = system.operations.find(({ name }) => isGeneric(name));
  if (generic !== undefined)
    return { field: 'operations', what: `\`${generic.name}\` of \`${system.id}\` can do anything` };
  const changing = system.operations.find(({ name, access }) => access === 'read' && isChanging(name));
  if (changing !== undefined)
    return { field: 'operations', what: `\`${changing.name}\` of \`${system.id}\` is declared as reading` };
  if (isWrittenTo(system)) return null;
  const scope = system.scopes.find(mayWrite);
  if (scope === undefined) return null;
  return {
    field: 'scopes',
    what: `\`${system.id}\` is declared as read, and its scope \`${scope}\` lets it write`,
  };
}

/** A name of punctuation alone, such as `*`, says nothing either. */
const isGeneric = (name: string): boolean => wordsOf(name).every((word) => GENERIC.has(word));

const isChanging = (name: string): boolean => CHANGING.has(wordsOf(name)[0] ?? '');

/** What ends in reading is reading, such as `admin.directory.user.readonly`. */
function mayWrite(scope: string): boolean {
  if (scope.split(/[.:/\s]+/).includes('*')) return true;
  const words = wordsOf(scope);
  const narrowed = ['read', 'readonly'].includes(words.at(-1) ?? '');
  return words.some((word) => WRITING.has(word) && !(narrowed && word === 'admin'));
}
