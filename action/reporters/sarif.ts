import type { Report } from '../contract/report.ts';
import type { Check } from '../readiness/check.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { printable } from '../text/printable.ts';
import { wellFormed } from '../text/well-formed.ts';
import { checkMarkdown } from './check-page.ts';
import { checkText } from './check-text.ts';
import { type Remark, remarksOf } from './remarks.ts';

/**
 * What GitHub keeps of a run: of 25,000 results it shows 5,000, and refuses more. Those that block come first here.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
const MOST_RESULTS = 5000;
/** Characters of the name, and of the short and the full description of a rule. */
const NAME = 255;
const DESCRIPTION = 1024;
/** Of a path in the repository, which is the base of all URIs. */
const ROOT = '%SRCROOT%';

const SEVERITY = { critical: 'error', high: 'error', medium: 'warning' } as const;

/**
 * Words a report as SARIF 2.1.0: what blocks is an error, what will block a warning, at every place that a person would
 * edit. Paths are relative to the root of the repository, and fingerprints leave out the line.
 *
 * @param checks the rules, whether or not they found anything
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(report: Report, checks: readonly Check[]): string {
  const indices = new Map(checks.map(({ id }, index) => [id as string, index]));
  const seen = new Map<string, number>();
  const results = remarksOf(report)
    .slice(0, MOST_RESULTS)
    .map((remark) => toResult(remark, report, indices, seen));
  const run = {
    tool: {
      driver: {
        name: 'create-poc',
        semanticVersion: report.version,
        rules: checks.map(toRule),
      },
    },
    // What stands before the last stroke is the category: each POC of a repository has its own alerts.
    automationDetails: { id: `create-poc/${report.folder === '.' ? '' : `${encoded(report.folder)}/`}` },
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    results,
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(log, null, 2);
}

const toRule = (check: Check) => ({
  id: check.id,
  name: cut(check.title, NAME),
  shortDescription: { text: cut(check.question, DESCRIPTION) },
  fullDescription: { text: cut(`${check.question} ${check.why}`, DESCRIPTION) },
  help: { text: checkText(check, false), markdown: checkMarkdown(check) },
  defaultConfiguration: { level: 'error' as const },
  properties: {
    tags: [check.id.split('/')[0], check.severity],
    precision: 'high',
    'problem.severity': SEVERITY[check.severity],
  },
});

function toResult(
  remark: Remark,
  report: Report,
  indices: ReadonlyMap<string, number>,
  seen: Map<string, number>,
) {
  const { result, message, line, column } = remark;
  // GitHub shows nothing without a place; what a POC is stands in its manifest.
  const file = remark.file ?? (report.folder === '.' ? 'poc.yaml' : `${report.folder}/poc.yaml`);
  const ruleIndex = indices.get(result.id);
  return {
    ruleId: result.id,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: result.blocks ? 'error' : 'warning',
    message: { text: tame(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encoded(file), uriBaseId: ROOT },
          region: { startLine: line ?? 1, ...(column === null ? {} : { startColumn: column }) },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: identity(remark, file, seen) },
  };
}

/** The remark of the check itself is the same whatever it counts; others are told apart by what they say, then by their number. */
function identity({ result, ofCheck, message }: Remark, file: string, seen: Map<string, number>): string {
  const hash = fingerprint(JSON.stringify([result.id, file, ofCheck ? null : message]));
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `${hash}:${count}`;
}

/** Text of a repository plants no link: in a message of SARIF `[words](where)` is one. */
const tame = (message: string): string =>
  wellFormed(message)
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(/\](?=\()/g, ']\u200B');

/** @returns a path as the reference of a URI; what no URI can hold becomes the replacement character. */
const encoded = (path: string): string => wellFormed(path).split('/').map(encodeURIComponent).join('/');

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
