import type { ProofResult } from '../../contract/proofs/index.ts';
import { type Finding, fail, notProven } from '../finding.ts';
import { shortId } from '../named-ids.ts';
import { withoutCanary } from '../proof/named-tests.ts';
import { isAbout, type ToProve, type WriteOperation } from './write-access.ts';

/** One test of an operation that writes. */
export type WriteTest = ProofResult<'integration/write-safety'>['tests'][number];
type Kind = NonNullable<WriteTest['kind']>;
export type WriteReport = { file: string; tests: readonly WriteTest[] };

/** What a kind of test has to show: why it does not, to follow its figures, or `null`. */
const SHOWS = {
  replay: ({ sent, effects }) =>
    sent < 2 ? 'a replay is sent at least twice' : effects === 1 ? null : 'a replay has one effect',
  dry_run: ({ effects, announced, made }) => {
    if (effects > 0) return 'a dry run has none';
    if (announced === null || made === null) return 'nothing says what it announced and what was then made';
    return announced === made ? null : 'what it announced is not what was then made';
  },
  undo: ({ effects }) => (effects === 0 ? null : 'nothing is left of what is undone'),
  approval: ({ effects }) =>
    effects === 0 ? null : 'without an approval the system of record has to refuse it',
  revoked: ({ effects }) => (effects === 0 ? null : 'poc.yaml no longer declares it'),
} as const satisfies Record<Kind, (test: WriteTest) => string | null>;

const WHAT = {
  replay: 'sends the same request twice',
  dry_run: 'announces the change and compares it with the one that is made',
  undo: 'makes the change and takes it back',
  approval: 'asks for it without an approval',
  revoked: 'asks for it, though it was taken away',
} as const satisfies Record<Kind, string>;

const kindsFor = ({ impact }: WriteOperation): Kind[] =>
  impact === 'high' ? ['replay', 'dry_run', 'undo', 'approval'] : ['replay', 'dry_run', 'undo'];

function operationFault(
  operation: WriteOperation,
  kinds: readonly Kind[],
  { file, tests }: WriteReport,
): Finding | null {
  const own = tests.filter((test) => isAbout(test, operation));
  const who = `\`${shortId(operation.name)}\` of \`${operation.system}\``;
  const location = { file, line: null };
  for (const kind of kinds) {
    const ofKind = own.filter((one) => one.kind === kind);
    if (ofKind.length === 0)
      return notProven(`${who} has no test of the kind \`${kind}\`.`, {
        location,
        remedy: `Write a test that ${WHAT[kind]}, and run it.`,
      });
    for (const test of ofKind) {
      const fault = testFault(test, kind);
      if (fault !== null)
        return fail(
          `${who}, \`${kind}\`: sent ${test.sent} times, ${test.effects} effects; ${fault} (${shortId(test.id)}).`,
          { location },
        );
    }
  }
  return null;
}

function testFault(test: WriteTest, kind: Kind): string | null {
  if (test.status !== 'passed') return `the test ${test.status}`;
  if (test.sent === 0) return 'it was never asked for';
  return SHOWS[kind](test);
}

/** @returns a test of what `poc.yaml` does not declare, which shows that the code can do more than it says; or `null` */
export function strayTest({ file, tests }: WriteReport, { kept, gone }: ToProve): Finding | null {
  const stray = withoutCanary(tests).find(
    (test) =>
      !kept.some((one) => isAbout(test, one)) &&
      !(test.kind === 'revoked' && gone.some((one) => isAbout(test, one))),
  );
  if (stray === undefined) return null;
  const what =
    stray.operation === null || stray.system === null
      ? 'no operation'
      : `\`${shortId(stray.operation)}\` of \`${stray.system}\``;
  return fail(`${shortId(stray.id)} is about ${what}, and poc.yaml declares no such write.`, {
    location: { file, line: null },
    remedy: 'Declare the operation in `poc.yaml` with `access: write`, or take it out of the code.',
  });
}

/** @returns why the tests do not show that every operation is safe, or `null` */
export function firstUnsafe(report: WriteReport, { kept, gone }: ToProve): Finding | null {
  for (const one of kept) {
    const fault = operationFault(one, kindsFor(one), report);
    if (fault !== null) return fault;
  }
  for (const one of gone) {
    const fault = operationFault(one, ['revoked'], report);
    if (fault !== null) return fault;
  }
  return null;
}
