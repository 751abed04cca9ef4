import type { RowVerdict } from '../../../contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { totalFault } from '../shared/stated-total.ts';

/** `promptfoo eval -o results.junit.xml`: a suite for each provider and prompt. The poorest of promptfoo's outputs. */
export const promptfooJunit: Format = {
  id: 'promptfoo-junit',
  name: 'promptfoo JUnit XML',
  kind: 'xml',
  cannotTell: [
    'a check that crashed from an answer that was refused or a provider that failed',
    'an attempt at a case from another case, unless the tests have descriptions of their own',
    'how long the system took (a time may be that of promptfoo’s cache) and what it cost',
    'scores of answers that passed',
    'cases without an assertion, which promptfoo lets pass',
  ],
  recognise,
  reader,
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'xml' || head.root.name !== 'testsuites' || head.root.attributes.name !== 'promptfoo')
    return OTHER;
  return head.first.length > 0 ? FITS : NO_TESTS;
}

const NO_TESTS: Recognition = {
  answer: 'refused',
  found: 'a result of promptfoo without a test case',
  expected: 'at least one',
  remedy:
    'Look at why `promptfoo eval` ran no test (a filter, or a test file that is empty), and run it again.',
};

type Counted = { tests: number; failures: number; errors: number; unnamed: number; latest: string };

function reader(head: Head, output: Output): Reader {
  const counted: Counted = { tests: 0, failures: 0, errors: 0, unnamed: 0, latest: '' };
  return {
    element(value, place) {
      const test = caseOf(value);
      count(test, counted);
      const record = recordOf(test, place.row);
      if ('found' in record) return output.fault(record, place);
      if (record.id.startsWith('test ')) counted.unnamed += 1;
      output.record(record);
    },
    end() {
      if (counted.latest !== '') output.producedAt(counted.latest);
      if (counted.unnamed > 0) output.note(unnamedNote(counted.unnamed));
      const stated = head.kind === 'xml' ? head.root.attributes : {};
      for (const field of ['tests', 'failures', 'errors'] as const) {
        const fault = totalFault(numberOf(stated[field]), counted[field], `testsuites ${field}`);
        if (fault !== null) output.fault(fault);
      }
    },
  };
}

/** A test case of which nothing is sure. */
type TestCase = { attributes: Fields; suite: Fields; children: readonly Fields[] };

function caseOf(value: unknown): TestCase {
  const { attributes, suite, children } = fieldsOf(value);
  return {
    attributes: fieldsOf(attributes),
    suite: fieldsOf(suite),
    children: listOf(children).filter(isFields),
  };
}

const unnamedNote = (count: number): string =>
  `Cases without a description: ${count}. They are known by their number, which changes when a test is added before them, and which is another for each attempt with --repeat.`;

function count({ children, suite }: TestCase, counted: Counted): void {
  counted.tests += 1;
  if (children.some(({ name }) => name === 'failure')) counted.failures += 1;
  if (children.some(({ name }) => name === 'error')) counted.errors += 1;
  const moment = momentOf(suite.timestamp) ?? '';
  if (moment > counted.latest) counted.latest = moment;
}

/**
 * `test 3: description`. The number counts repeats on, so that the description is the better id; where several cases
 * share one, they are taken for attempts at one, which claims less than the other way about.
 */
const NAME = /^(test \d+)(?:: (.+))?$/s;

function recordOf({ attributes, suite, children }: TestCase, row: number): EvalRecord | Fault {
  const [, number, description] = NAME.exec(textOf(attributes.name) ?? '') ?? [];
  const id = description ?? number;
  if (id === undefined) return wrongName(attributes.name);
  const child = children.find(({ name }) => VERDICTS.has(name));
  const verdict = VERDICTS.get(child?.name) ?? 'pass';
  const text = textOf(child?.text)?.trim() ?? '';
  return evalRecord({
    id,
    variant: textOf(suite.name) ?? textOf(attributes.classname),
    verdict,
    score: verdict === 'fail' ? numberOf(/^Score: (\S+)/.exec(text)?.[1]) : null,
    reason: verdict === 'pass' ? null : reasonOf(text),
    row,
  });
}

const VERDICTS: ReadonlyMap<unknown, RowVerdict> = new Map<unknown, RowVerdict>([
  ['failure', 'fail'],
  ['error', 'system_error'],
  ['skipped', 'no_verdict'],
]);

const wrongName = (name: unknown): Fault => ({
  found: `\`name\` of a test case: ${shown(name)}`,
  expected: 'a name such as "test 3: description"',
  remedy: 'Use the file as promptfoo wrote it; better, run `promptfoo eval` with `-o results.json`.',
});
