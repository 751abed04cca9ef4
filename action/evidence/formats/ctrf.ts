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
import { at, type Fields, fieldsOf, isFields, numberOf, own, textOf } from './shared/fields.ts';
import { instantNote } from './shared/instant-cases.ts';
import { momentOf } from './shared/moment-of.ts';
import { baseName, namesByFile } from './shared/names-by-file.ts';
import { retriedNote } from './shared/retried-note.ts';
import { reasonOf, shown } from './shared/shown.ts';
import { totalFault } from './shared/stated-total.ts';
import { textsOf } from './shared/texts-of.ts';

/** Common Test Report Format. Reports from before version 0.0.0 of it do not name themselves. */
export const ctrf: Format = {
  id: 'ctrf',
  name: 'CTRF JSON',
  kind: 'json',
  cannotTell: [
    'a wrong answer from an exception in the test',
    'how long the system took (a duration is that of the whole test), unless the test says so in `extra`',
  ],
  recognise,
  reader,
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'json') return OTHER;
  const named = at(head.outline, 'reportFormat') === 'CTRF';
  const shaped = isFields(at(head.outline, 'results.tool')) && isFields(at(head.outline, 'results.summary'));
  const tests = at(head.outline, 'results.tests');
  if (!named && !shaped) return OTHER;
  if (!Array.isArray(tests)) return { answer: 'lacks', field: '`results.tests`' };
  return (head.lengths.get('results.tests') ?? 0) > 0 ? FITS : NO_TESTS;
}

const NO_TESTS: Recognition = {
  answer: 'refused',
  found: 'no test in `results.tests`',
  expected: 'at least one',
  remedy: 'Look at why the run collected none, and run it again.',
};

const STATUSES: ReadonlyMap<string, RowVerdict> = new Map<string, RowVerdict>([
  ['passed', 'pass'],
  ['failed', 'fail'],
  ['skipped', 'no_verdict'],
  ['pending', 'no_verdict'],
  // What the tool has no word for: interrupted, timed out, inconclusive.
  ['other', 'no_verdict'],
]);

type Counted = { tests: number; retried: number; byStatus: Map<unknown, number>; times: number[] };

const verdictIn = (status: unknown): RowVerdict | undefined =>
  typeof status === 'string' ? STATUSES.get(status) : undefined;

function reader(head: Head, output: Output): Reader {
  const outline = head.kind === 'json' ? head.outline : null;
  const produced = momentOf(at(outline, 'timestamp')) ?? momentOf(at(outline, 'results.summary.stop'));
  if (produced !== null) output.producedAt(produced);
  const nameOf = namesByFile();
  const counted: Counted = { tests: 0, retried: 0, byStatus: new Map(), times: [] };
  return {
    from: ['results.tests'],
    element(value, place) {
      const test = fieldsOf(value);
      count(test, counted);
      const record = recordOf(test, nameOf, place.row);
      if ('found' in record) output.fault(record, place);
      else output.record(record);
    },
    end() {
      const note = instantNote(counted.times);
      if (note !== null) output.note(note);
      if (counted.retried > 0) output.note(retriedNote(counted.retried));
      for (const fault of disagreements(at(outline, 'results.summary'), counted)) output.fault(fault);
    },
  };
}

function count(test: Fields, counted: Counted): void {
  const status = own(test, 'status');
  const duration = numberOf(own(test, 'duration'));
  const isRetried = own(test, 'flaky') === true || (numberOf(own(test, 'retries')) ?? 0) > 0;
  counted.tests += 1;
  counted.byStatus.set(status, (counted.byStatus.get(status) ?? 0) + 1);
  if (status === 'passed' && isRetried) counted.retried += 1;
  if (duration !== null && (status === 'passed' || status === 'failed')) counted.times.push(duration);
}

function disagreements(summary: unknown, counted: Counted): Fault[] {
  const total = totalFault(at(summary, 'tests'), counted.tests, 'results.summary.tests');
  const byStatus = [...STATUSES.keys()].map((status) =>
    totalFault(at(summary, status), counted.byStatus.get(status) ?? 0, `results.summary.${status}`),
  );
  return [total, ...byStatus].filter((fault) => fault !== null);
}

function recordOf(
  test: Fields,
  nameOf: (name: string, file: string) => string,
  row: number,
): EvalRecord | Fault {
  const name = textOf(own(test, 'name'));
  const verdict = verdictIn(own(test, 'status'));
  if (name === null) return wrong('name', own(test, 'name'), 'the name of the test');
  if (verdict === undefined)
    return wrong('status', own(test, 'status'), `one of ${[...STATUSES.keys()].join(', ')}`);
  const { caseId, ...said } = annotationsOf(Object.entries(fieldsOf(own(test, 'extra'))));
  const file = textOf(own(test, 'filePath')) ?? '';
  return evalRecord({
    ...said,
    id: caseId ?? textOf(own(test, 'testId')) ?? nameOf(pathOf(test, name, baseName(file)), file),
    verdict,
    slices: said.slices.length > 0 ? said.slices : textsOf(own(test, 'tags')),
    reason: verdict === 'pass' ? null : reasonOf(own(test, 'message')),
    row,
  });
}

const wrong = (field: string, value: unknown, expected: string): Fault => ({
  found: `\`${field}\`: ${shown(value)}`,
  expected,
  remedy: 'Use the report as the tool wrote it.',
});

/** Some reporters put the suite into the name, some the name into the suite. */
function pathOf(test: Fields, name: string, file: string): string {
  const suite = own(test, 'suite');
  const around = Array.isArray(suite) ? textsOf(suite).join(' > ') : (textOf(suite) ?? '');
  const inner = around.endsWith(name) ? around : name;
  const full = around === '' || inner.startsWith(around) ? inner : `${around} > ${inner}`;
  return file === '' || full.includes(file) ? full : `${file} > ${full}`;
}
