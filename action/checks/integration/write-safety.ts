import type { Manifest } from '../../contract/manifest.ts';
import { defineCheck } from '../../readiness/check.ts';
import type { Base, Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';
import { changingRequest } from '../../readiness/integration/tool-calls.ts';
import {
  hiddenWrite,
  isWrittenTo,
  onlyReads,
  operationsToProve,
  type ToProve,
  writeOperations,
} from '../../readiness/integration/write-access.ts';
import { firstUnsafe, strayTest } from '../../readiness/integration/write-tests.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { type Document, locate } from '../../readiness/reading.ts';

type Needed = Pick<Evidence, 'manifest' | 'change' | 'traces' | 'proof:integration/write-safety'>;

export const writeSafety = defineCheck({
  id: 'integration/write-safety',
  title: 'Retries, duplicates and wrong answers do no damage to the system of record',
  failureTitle: 'Retries, duplicates or wrong answers may damage the system of record',
  question: 'Can a retry, a duplicate or a wrong answer damage the system of record?',
  why: 'A model that is wrong once is a mistake to correct; one that is wrong once and books it twice is damage.',
  remedy:
    'Add an idempotency key and a compensating action to each write, and record their tests with `npx poc prove integration/write-safety -- COMMAND`.',
  severity: 'critical',
  evidence:
    '`evidence/integration/write-safety.json`, for this source and these `systems` of `poc.yaml`: tests of each operation with `access: write`. `replay`: sent at least twice, one effect. `dry_run`: no effect, and what it announced is what was then made. `undo`: no effect left. With `impact: high` also `approval`: asked for without one, the system of record has no effect. The test `canary` has to fail.',
  kinds: ['E1'],
  noticed:
    'A write behind a generic tool: an operation whose name says nothing (`execute`, `call_api`, `sql`) fails, and so do one that is declared as reading and named for a change, a scope that lets a system write that is declared as read, and a trace with a PUT, PATCH or DELETE to its host. A test of an operation that `poc.yaml` does not declare fails. One that the base declares and this tree does not needs a test that it is `revoked`, and an impact that this pull request lowers counts as the base has it.',
  notApplicableWhen:
    'no system and no operation of `poc.yaml` has `access: write` and `capabilities.writes` is false, here and at the base',
  since: 2,
  blocksFrom: 'production',
  needs: ['manifest', 'change', 'traces', 'proof:integration/write-safety'],
  settles: { by: ['manifest', 'change', 'traces'], finding: settled },
  evaluate(evidence, { now }) {
    const { manifest, change } = evidence;
    return settled(evidence) ?? tested(evidence, operationsToProve(manifest.value, change.base), now);
  },
});

/** What needs no test to be said: that a write is hidden, that there is none, or that nothing names it. */
function settled({
  manifest,
  change,
  traces,
}: Omit<Needed, 'proof:integration/write-safety'>): Finding | null {
  return (
    hidden(manifest) ??
    seenWriting(manifest.value, traces.rows) ??
    withoutWrites(manifest.value, change.base) ??
    withoutOperations(manifest)
  );
}

function hidden(manifest: Document<Manifest>): Finding | null {
  const found = hiddenWrite(manifest.value);
  if (found === null) return null;
  return fail(`${shortId(found.what, 200)}: a write may stand behind it.`, {
    location: locate(manifest, found.field),
    remedy:
      'Name each operation for what it does, with its `access`, and ask for no scope that goes further.',
  });
}

function seenWriting({ systems }: Manifest, spans: Evidence['traces']['rows']): Finding | null {
  const readOnly = systems.filter((system) => !isWrittenTo(system));
  const request = changingRequest(spans, readOnly);
  if (request === null) return null;
  return fail(
    `A trace shows \`${shortId(request.what)}\`, a write to a system that poc.yaml declares as read.`,
    {
      location: request.location,
      remedy: 'Declare the write as an operation of the system in `poc.yaml`, or take it out of the code.',
    },
  );
}

function withoutWrites(manifest: Manifest, base: Base | null): Finding | null {
  if (!onlyReads(manifest) || !onlyReads(base?.manifest?.value ?? manifest)) return null;
  return notApplicable('No system is written to, here or at the base: `capabilities.writes` is false.');
}

/** A system that is written to by no operation that has a name cannot be tested. */
function withoutOperations(manifest: Document<Manifest>): Finding | null {
  const { systems } = manifest.value;
  if (onlyReads(manifest.value)) return null;
  const writes = new Set(writeOperations(manifest.value).map(({ system }) => system));
  const unnamed = systems.findIndex(({ id, access }) => access === 'write' && !writes.has(id));
  if (unnamed < 0 && writes.size > 0) return null;
  const found =
    unnamed < 0
      ? 'capabilities.writes is true, and no operation has `access: write`'
      : `\`${systems[unnamed]?.id}\` has \`access: write\`, and no operation that writes`;
  return notProven(`${found}: nothing says what is to be tested.`, {
    location: locate(manifest, unnamed < 0 ? 'capabilities.writes' : `systems.${unnamed}`),
    remedy: 'List what it writes under `operations:` of the system, each with its `access` and `impact`.',
  });
}

function tested(evidence: Needed, toProve: ToProve, now: Date): Finding {
  const proof = evidence['proof:integration/write-safety'];
  const { tests } = proof.envelope.result;
  const report = { file: proof.file, tests };
  // Its digests make it old: as long as code and systems stay, so does what a retry does.
  const terms = { now, mostDays: null, measured: true };
  return (
    nothingNamed(evidence.manifest, toProve) ??
    proofFault(proof, terms) ??
    testsFault(report) ??
    strayTest(report, toProve) ??
    firstUnsafe(report, toProve) ??
    pass(told(toProve, withoutCanary(tests).length))
  );
}

function nothingNamed(manifest: Document<Manifest>, { kept, gone }: ToProve): Finding | null {
  if (kept.length + gone.length > 0) return null;
  return notProven(
    'The base says that it writes (`capabilities.writes`), and names nothing that it writes to.',
    {
      location: locate(manifest, 'capabilities.writes'),
      remedy: 'Name what it wrote to under `systems:`, and prove that it no longer does.',
    },
  );
}

function told({ kept, gone }: ToProve, tests: number): string {
  const high = kept.filter(({ impact }) => impact === 'high').length;
  const writes = `${kept.length} operations that write (${high} of high impact)`;
  const over = gone.length === 0 ? '' : `; ${gone.length} of the base no longer do`;
  const names = kept.length === 0 ? '' : `: ${named(kept.map(({ name }) => name))}`;
  return `${tests} tests passed of ${writes}${names}${over}.`;
}
