import type { Report, ReportResult } from '../contract/report.ts';
import { headline, place, verdictTitle, whenBlocks } from './words.ts';
import { attributes, element, text } from './xml.ts';

/**
 * Words a report as JUnit XML: a suite for each area, a test for each check. What blocks is a failure, or an error where
 * nothing was proven; what only warns, is not applicable or waived is skipped with its message.
 *
 * @see https://docs.gitlab.com/ci/testing/unit_test_reports/, which tells tests apart by class and name
 */
export function junit(report: Report): string {
  const areas = [...new Set(report.results.map((result) => result.area))];
  const suites = areas.map((area) =>
    suite(
      area,
      report.results.filter((result) => result.area === area),
      report,
    ),
  );
  const all = element(
    'testsuites',
    { name: headline(report), ...counts(report.results) },
    `\n${suites.join('\n')}\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}`;
}

function suite(area: string, results: readonly ReportResult[], report: Report): string {
  const facts = {
    verdict: verdictTitle(report),
    stage: report.stage ?? 'unknown',
    ...(report.as_if === null ? {} : { as_if: report.as_if }),
    folder: report.folder,
    commit: report.commit ?? 'files on disk',
    base: report.base.commit ?? report.base.how,
    version: report.version,
  };
  const tests = results.map((result) => test(result, report)).join('\n');
  const known = { name: area, ...counts(results), timestamp: report.judged_at.slice(0, 19) };
  return element('testsuite', known, `\n${properties(facts)}\n${tests}\n`);
}

function test(result: ReportResult, report: Report): string {
  const { id, area, location, severity, outcome, blocks_from } = result;
  const known = {
    name: id,
    classname: area,
    ...(location === null ? {} : { file: location.file }),
    time: 0,
  };
  return element(
    'testcase',
    known,
    `${properties({ outcome, severity, blocks_from })}${ending(result, report)}`,
  );
}

function ending(result: ReportResult, report: Report): string {
  const kind = kindOf(result);
  if (kind === 'passed') return element('system-out', {}, text(result.message));
  if (kind === 'skipped') return `<skipped${attributes({ message: whySkipped(result, report) })}/>`;
  return element(kind, { message: result.message, type: result.outcome }, text(detail(result)));
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

function kindOf({ blocks, outcome }: ReportResult): Kind {
  if (blocks) return outcome === 'not-proven' ? 'error' : 'failure';
  return outcome === 'pass' ? 'passed' : 'skipped';
}

function whySkipped(result: ReportResult, report: Report): string {
  const { outcome, message, warns, blocks_from, waived_until, waived_by } = result;
  if (outcome === 'not-applicable') return `not applicable: ${message}`;
  if (outcome === 'waived') return `waived until ${waived_until} by ${waived_by}: ${message}`;
  return `${warns ? whenBlocks(result, report) : `blocks from ${blocks_from}`}: ${message}`;
}

/** Where to look and what to do, then the other places. */
function detail(result: ReportResult): string {
  const at = place(result);
  return [
    ...(at === null ? [] : [at]),
    result.message,
    ...(result.remedy === null ? [] : [`→ ${result.remedy}`]),
    ...result.spots.map(({ location, message }) => `${place({ location })}: ${message}`),
    `All about it: npx poc explain ${result.id}`,
  ].join('\n');
}

function counts(results: readonly ReportResult[]) {
  const count = (kind: Kind) => results.filter((result) => kindOf(result) === kind).length;
  return {
    tests: results.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: 0,
  };
}

function properties(facts: Readonly<Record<string, string>>): string {
  const all = Object.entries(facts).map(([name, value]) => `<property${attributes({ name, value })}/>`);
  return element('properties', {}, all.join(''));
}
