import { evalRecord } from '../../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
  type XmlCase,
} from '../format.ts';
import { type Annotations, annotationsOf } from '../shared/annotations.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../shared/fields.ts';
import { instantNote } from '../shared/instant-cases.ts';
import { momentOf } from '../shared/moment-of.ts';
import { namesByFile } from '../shared/names-by-file.ts';
import { retriedNote } from '../shared/retried-note.ts';
import { type JudgedCase, judgeCase } from './junit-case.ts';
import { countSuites } from './junit-suites.ts';

/** JUnit XML of any test runner: pytest, vitest, jest-junit, xunit, and DeepEval through pytest. */
export const junit: Format = {
  id: 'junit',
  name: 'JUnit XML',
  kind: 'xml',
  cannotTell: [
    'a wrong answer from an exception in the test',
    'attempts at a case from cases of the same name',
    'how long the system took (a time is that of the whole test), unless the test says so in a property',
  ],
  recognise,
  reader,
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'xml' || !['testsuites', 'testsuite'].includes(head.root.name)) return OTHER;
  // promptfoo writes its errors in a way of its own.
  if (head.root.attributes.name === 'promptfoo') return OTHER;
  return FITS;
}

const NO_CASES: Fault = {
  found: 'no test case',
  expected: 'at least one',
  remedy: 'Look at why the run collected none (an error on import, or a filter), and run it again.',
};

type Counted = {
  cases: number;
  flaky: number;
  crashed: number;
  times: number[];
  latest: string | null;
  /** What each suite says of how many tests it has. */
  stated: (number | null)[];
};

function reader(head: Head, output: Output): Reader {
  const root = head.kind === 'xml' ? head.root : { name: '', attributes: {} };
  const nameOf = namesByFile();
  const suites = countSuites();
  const counted: Counted = { cases: 0, flaky: 0, crashed: 0, times: [], latest: null, stated: [] };
  const report = (fault: Fault | null): void => {
    if (fault !== null) output.fault(fault);
  };
  return {
    element(value, place) {
      const test = xmlCaseOf(value);
      const judged = judgeCase(test);
      suites.add(test.suite, judged);
      count(test, judged, counted);
      const name = nameIn(test);
      if (name === null) return output.fault(NO_NAME, place);
      const { caseId, ...said } = annotationsOf(test.properties);
      const id = caseId ?? nameOf(name, fileOf(test));
      output.record(
        evalRecord({ ...said, ...withMetrics(said, judged), id, verdict: judged.verdict, row: place.row }),
      );
    },
    suite(attributes) {
      const fault = suites.close(attributes);
      if (fault !== null) counted.crashed += 1;
      counted.stated.push(numberOf(attributes.tests));
      report(fault);
    },
    end() {
      const moment = counted.latest ?? momentOf(root.attributes.timestamp);
      if (moment !== null) output.producedAt(moment);
      for (const note of notesOn(root.attributes, counted)) output.note(note);
      // A root that is a suite itself was closed like one.
      if (root.name === 'testsuites') report(suites.root(root.attributes, counted.crashed === 0));
      if (counted.cases === 0 && counted.crashed === 0) output.fault(NO_CASES);
    },
  };
}

function xmlCaseOf(value: unknown): XmlCase {
  const { attributes, suite, children, properties } = fieldsOf(value);
  return {
    attributes: fieldsOf(attributes) as XmlCase['attributes'],
    suite: fieldsOf(suite) as XmlCase['suite'],
    children: listOf(children) as XmlCase['children'],
    properties: properties instanceof Map ? properties : new Map(),
  };
}

function count(test: XmlCase, judged: JudgedCase, counted: Counted): void {
  counted.cases += 1;
  if (judged.flaky) counted.flaky += 1;
  // Surefire writes 1,234.5 for more than a thousand seconds.
  const seconds = numberOf(test.attributes.time?.replaceAll(',', ''));
  // A test that broke off says nothing of how long a model would have taken.
  if (seconds !== null && (judged.verdict === 'pass' || judged.verdict === 'fail'))
    counted.times.push(seconds * 1000);
  const moment = momentOf(test.suite.timestamp);
  if (moment !== null && (counted.latest === null || moment > counted.latest)) counted.latest = moment;
}

function nameIn({ attributes }: XmlCase): string | null {
  const names = [textOf(attributes.classname), textOf(attributes.name)].filter((one) => one !== null);
  return names.length === 0 ? null : names.join(' > ');
}

/** jest-junit names the file in the suite alone, and runners with one suite name none. */
const fileOf = ({ attributes, suite }: XmlCase): string =>
  attributes.file ?? suite.file ?? suite.filepath ?? suite.name ?? '';

/** What DeepEval's metrics say in the failure, unless the test said it itself. */
function withMetrics(said: Omit<Annotations, 'caseId'>, { evaluators, reason }: JudgedCase) {
  if (evaluators.length === 0) return { reason };
  const [sole] = evaluators.length === 1 ? evaluators : [];
  return {
    reason,
    evaluators,
    score: said.score ?? sole?.score ?? null,
    threshold: said.threshold ?? sole?.threshold ?? null,
  };
}

const NO_NAME: Fault = {
  found: 'a `testcase` without `name` and `classname`',
  expected: 'one of them',
  remedy: 'Use the file as the test runner wrote it.',
};

function notesOn(root: XmlCase['suite'], { cases, flaky, times, stated }: Counted): string[] {
  const only = stated.length === 1 ? (stated[0] ?? null) : null;
  const tests = numberOf(root.tests) ?? only;
  return [
    // Runners count subtests, parameters or files in it; what is there is what was counted.
    tests === null || tests === cases
      ? null
      : `The file says \`tests="${tests}"\`. Cases in it: ${cases}; those count.`,
    flaky === 0 ? null : retriedNote(flaky),
    instantNote(times),
  ].filter((note) => note !== null);
}
