import type { RowVerdict } from '../../contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from './format.ts';
import { annotationsOf } from './shared/annotations.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, own, textOf } from './shared/fields.ts';
import { instantNote } from './shared/instant-cases.ts';
import { momentOf } from './shared/moment-of.ts';
import { baseName, namesByFile } from './shared/names-by-file.ts';
import { retriedNote } from './shared/retried-note.ts';
import { reasonOf, shown } from './shared/shown.ts';
import { totalFault } from './shared/stated-total.ts';
import { textsOf } from './shared/texts-of.ts';

/** What `vitest --reporter=json` and `jest --json` write: an element for each test file, with its tests inside. */
export const vitestJest: Format = {
  id: 'vitest-jest',
  name: 'vitest or jest JSON',
  kind: 'json',
  cannotTell: [
    'a wrong answer from an exception in the test',
    'how long the system took (a duration is that of the whole test), unless the test says so in `meta`',
  ],
  recognise,
  reader,
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
  const report = head.outline;
  const total = own(report, 'numTotalTests');
  const files = own(report, 'testResults');
  if (typeof total !== 'number')
    return looksLikeOne(files) ? { answer: 'lacks', field: '`numTotalTests`' } : OTHER;
  if (!Array.isArray(files)) return { answer: 'lacks', field: '`testResults`' };
  return (head.lengths.get('testResults') ?? 0) > 0 ? FITS : NO_FILES;
}

const looksLikeOne = (files: unknown): boolean =>
  Array.isArray(own(fieldsOf(listOf(files)[0]), 'assertionResults'));

const NO_FILES: Recognition = {
  answer: 'refused',
  found: 'no test file in `testResults`',
  expected: 'at least one',
  remedy: 'Look at why the run found none (a filter, or a folder without tests), and run it again.',
};

const STATUSES: ReadonlyMap<unknown, RowVerdict> = new Map<unknown, RowVerdict>([
  ['passed', 'pass'],
  ['failed', 'fail'],
  ['skipped', 'no_verdict'],
  ['pending', 'no_verdict'],
  ['todo', 'no_verdict'],
  ['disabled', 'no_verdict'],
  ['focused', 'no_verdict'],
]);

type Counted = {
  tests: number;
  pass: number;
  fail: number;
  crashes: number;
  retried: number;
  times: number[];
};
type NameOf = (name: string, file: string) => string;

function reader(head: Head, output: Output): Reader {
  const report = fieldsOf(head.kind === 'json' ? head.outline : null);
  const produced = momentOf(own(report, 'startTime'));
  if (produced !== null) output.producedAt(produced);
  const nameOf = namesByFile();
  const counted: Counted = { tests: 0, pass: 0, fail: 0, crashes: 0, retried: 0, times: [] };
  return {
    from: ['testResults'],
    element(value, place) {
      const file = fieldsOf(value);
      // Jest's results in memory, as some reporters write them, name both fields otherwise.
      const path = textOf(own(file, 'name')) ?? textOf(own(file, 'testFilePath')) ?? '';
      const tests = own(file, 'assertionResults') ?? own(file, 'testResults');
      if (!Array.isArray(tests))
        return output.fault(wrong('assertionResults', tests, 'the list of its tests'), place);
      const failed = counted.fail;
      for (const test of tests) {
        const record = recordOf(fieldsOf(test), { path, nameOf, counted });
        if ('found' in record) output.fault(record, place);
        else output.record(record, test);
      }
      // A file that fails although none of its tests does has crashed: some or all of them did not run.
      if (own(file, 'status') !== 'failed' || counted.fail > failed) return;
      counted.crashes += 1;
      output.fault(crash(file, path, tests.length), place);
    },
    end() {
      const note = instantNote(counted.times);
      if (note !== null) output.note(note);
      if (counted.retried > 0) output.note(retriedNote(counted.retried));
      for (const fault of disagreements(report, counted)) output.fault(fault);
    },
  };
}

function recordOf(
  test: Fields,
  around: { path: string; nameOf: NameOf; counted: Counted },
): EvalRecord | Fault {
  const { path, nameOf, counted } = around;
  counted.tests += 1;
  const verdict = STATUSES.get(own(test, 'status'));
  const name = textOf(own(test, 'fullName')) ?? titleOf(test);
  if (verdict === undefined)
    return wrong('status', own(test, 'status'), `one of ${[...STATUSES.keys()].join(', ')}`);
  if (name === null) return wrong('fullName', own(test, 'fullName'), 'the name of the test');
  count(test, verdict, counted);
  const { caseId, ...said } = annotationsOf(Object.entries(fieldsOf(own(test, 'meta'))));
  return evalRecord({
    ...said,
    id: caseId ?? nameOf(path === '' ? name : `${baseName(path)} > ${name}`, path),
    verdict,
    slices: said.slices.length > 0 ? said.slices : textsOf(own(test, 'tags')),
    reason: verdict === 'fail' ? reasonOf(listOf(own(test, 'failureMessages'))[0]) : null,
    row: counted.tests,
  });
}

function count(test: Fields, verdict: RowVerdict, counted: Counted): void {
  if (verdict !== 'pass' && verdict !== 'fail') return;
  counted[verdict] += 1;
  if (verdict === 'pass' && (numberOf(own(test, 'invocations')) ?? 1) > 1) counted.retried += 1;
  const duration = numberOf(own(test, 'duration'));
  if (duration !== null) counted.times.push(duration);
}

function titleOf(test: Fields): string | null {
  const title = textOf(own(test, 'title'));
  return title === null
    ? null
    : [...listOf(own(test, 'ancestorTitles')).map(textOf), title].filter(Boolean).join(' ');
}

const wrong = (field: string, value: unknown, expected: string): Fault => ({
  found: `\`${field}\`: ${shown(value)}`,
  expected,
  remedy: 'Use the file as the test runner wrote it.',
});

const crash = (file: Fields, path: string, tests: number): Fault => ({
  found: `${shown(path)} failed, and ${tests === 0 ? 'has no test' : 'none of its tests did'}: ${shown(own(file, 'message') ?? own(file, 'failureMessage') ?? '')}`,
  expected: 'a file whose tests all ran',
  remedy: 'Correct what the message says, and run it again.',
});

/** Where a crash was told already, the numbers that follow from it say nothing new. */
function disagreements(report: Fields, counted: Counted): Fault[] {
  const say = (field: string, number: number): Fault | null => totalFault(own(report, field), number, field);
  const crashes = numberOf(own(report, 'numRuntimeErrorTestSuites')) ?? 0;
  const found = [
    say('numTotalTests', counted.tests),
    say('numPassedTests', counted.pass),
    say('numFailedTests', counted.fail),
    crashes > counted.crashes ? say('numRuntimeErrorTestSuites', counted.crashes) : null,
    own(report, 'wasInterrupted') === true ? INTERRUPTED : null,
  ].filter((fault) => fault !== null);
  const silent = own(report, 'success') === false && counted.fail + counted.crashes + found.length === 0;
  return silent ? [UNSUCCESSFUL] : found;
}

const INTERRUPTED: Fault = {
  found: '`wasInterrupted`: true',
  expected: 'a run to its end',
  remedy: 'Run it again, without `--bail`.',
};

const UNSUCCESSFUL: Fault = {
  found: '`success` is false, and no test or file failed',
  expected: 'the reason in the file',
  remedy:
    'Look at what the run printed (an error outside of the tests, or a coverage threshold), and correct it.',
};
