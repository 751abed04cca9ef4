import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataRegister, DataSource } from '../../action/contract/data-register.ts';
import type { EligibleCase, Seed } from '../../action/contract/eligible.ts';
import type { Manifest, System } from '../../action/contract/manifest.ts';
import type { ProofResult } from '../../action/contract/proofs/index.ts';
import type { UsageEvent } from '../../action/contract/usage.ts';
import type { Span } from '../../action/readiness/traces/span.ts';
import { HOST, sha256 } from '../given/proven/integration.ts';
import { logged, otlpFile } from '../given/proven/run-logging.ts';
import { jsonLines, NOW, type Poc } from '../repository-builder.ts';
import type { Deed } from './attack.ts';
import { amend, declare, inTurn } from './policy-deeds.ts';
import { develop, proveAgain, proveWith } from './proof-deeds.ts';

/** What a system exports of its use, with the extract of the system of record and the seeded errors. */
export type Use = { usage: UsageEvent[]; spans: Span[]; eligible: EligibleCase[]; seeds: Seed[] };

const EXPORT = 'usage/export.jsonl';
const TRACES = 'evidence/traces/sample.jsonl';
const ELIGIBLE = 'usage/eligible.csv';
const SEEDS = 'evidence/seeds.jsonl';

const readUse = async (poc: Poc): Promise<Use> => {
  const read = (file: string) => readFile(join(poc.folder, file), 'utf8');
  const lines = (text: string) => text.trimEnd().split('\n');
  const usage = lines(await read(EXPORT)).map((line) => JSON.parse(line) as UsageEvent);
  const eligible = lines(await read(ELIGIBLE)).slice(1);
  return {
    usage,
    spans: logged(usage).spans,
    eligible: eligible.map((line) => {
      const [case_ref = '', closed_at = '', closed_by = ''] = line.split(',');
      return { case_ref, closed_at, closed_by };
    }),
    seeds: lines(await read(SEEDS)).map((line) => JSON.parse(line) as Seed),
  };
};

const writeUse = (poc: Poc, { usage, spans, eligible, seeds }: Use): Promise<void> =>
  poc.write({
    [EXPORT]: jsonLines(usage),
    [TRACES]: otlpFile(spans),
    [ELIGIBLE]: `case_ref,closed_at,closed_by\n${eligible.map((one) => `${one.case_ref},${one.closed_at},${one.closed_by}\n`).join('')}`,
    [SEEDS]: jsonLines(seeds),
  });

/** Hands in another export; its traces are those of its events, unless the edit says others. */
export const exporting =
  (edit: (use: Use) => Partial<Use>): Deed =>
  async (poc) => {
    const before = await readUse(poc);
    const edited = edit(before);
    const { usage, spans } = logged(edited.usage ?? before.usage);
    await writeUse(poc, {
      ...before,
      ...edited,
      usage: edited.spans === undefined ? usage : (edited.usage ?? before.usage),
      spans: edited.spans ?? spans,
    });
    await proveAgain(poc);
  };

/** Changes the events of the export, one by one; `null` takes one out. */
export const events = (edit: (event: UsageEvent) => UsageEvent | null): Deed =>
  exporting(({ usage }) => ({ usage: usage.flatMap((one) => edit(one) ?? []) }));

/** @returns the number by which the made export counts its cases, such as 17 of `msg-100017` */
export const numberOf = (caseRef: string): number => Number(caseRef.slice(4)) - 100_000;

/** @returns a moment so many days later. */
export const daysLater = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * 86_400_000).toISOString();

/** What a POC is judged on: the last so many days. */
export const isOfLast = (days: number, moment: string): boolean =>
  moment >= daysLater(NOW.toISOString(), -days);

/** Three weeks into pilot: the days in which a POC may still win its users are over. */
export const longInPilot: Deed = async (poc) => {
  const amend = async (file: string, day: string) => {
    const text = await readFile(join(poc.folder, file), 'utf8');
    await poc.write({ [file]: text.replaceAll(day, '2026-10-30') });
  };
  await amend('poc.yaml', '2026-11-10');
  await amend('decisions/0001-ship.md', '2026-11-10');
  await proveAgain(poc);
};

/** Changes rows of the register of data. */
export const register = (edit: (sources: DataSource[]) => DataSource[]): Deed =>
  inTurn(
    amend<DataRegister>('policy/data.yaml', (file) => ({ ...file, sources: edit(file.sources) })),
    proveAgain,
  );

/** Changes the people under `users:` in `poc.yaml`. */
export const usersAre = (edit: (users: Manifest['users']) => Manifest['users']): Deed =>
  inTurn(
    declare(({ users, ...manifest }) => ({ ...manifest, users: edit(users) })),
    proveAgain,
  );

/** One more user, whose manager agreed yesterday. */
export const recruit = (pseudonym: string): Deed =>
  usersAre((users) => [...users, { pseudonym, role: 'billing clerk', acknowledged_on: '2026-11-19' }]);

/** Changes the operations of the one system of record. */
export const operationsAre = (edit: (operations: System['operations']) => System['operations']): Deed =>
  inTurn(
    declare(({ systems, ...manifest }) => ({
      ...manifest,
      systems: systems.map((one) => ({ ...one, operations: edit(one.operations) })),
    })),
    proveAgain,
  );

/** Gives the operation that reads another name. */
export const readingAs = (name: string): Deed =>
  operationsAre((operations) => operations.map((one) => (one.access === 'read' ? { ...one, name } : one)));

type Read = ProofResult<'integration/real-connection'>['systems'][number];

/** Works on, and reads the one system of record again. */
export const readingFrom = (over: Partial<Read>): Deed =>
  inTurn(
    develop(),
    proveWith('integration/real-connection', ({ systems }) => ({
      systems: systems.map((one) => ({ ...one, payload: NEWEST, ...over })),
    })),
  );

/** Lists hosts of the one system of record in `poc.yaml`, that of the made POC first. */
export const listHosts = (...more: readonly string[]): Deed =>
  inTurn(
    declare((manifest) => ({
      ...manifest,
      systems: manifest.systems.map((one) => ({ ...one, hosts: [HOST, ...more] })),
    })),
    proveAgain,
  );

const NEWEST = sha256('what was written since');

/** Replaces the sample of traces by these spans, and leaves the usage export as it is. */
export const tracing = (edit: (use: Use) => Span[]): Deed => exporting((use) => ({ spans: edit(use) }));

/** @returns spans with other trace ids. */
export const retraced = (spans: readonly Span[], id: (old: string, i: number) => string): Span[] => {
  const ids = [...new Set(spans.map((one) => one.traceId))];
  const known = new Map(ids.map((old, i) => [old, id(old, i)]));
  return spans.map((one) => ({ ...one, traceId: known.get(one.traceId) ?? one.traceId }));
};
