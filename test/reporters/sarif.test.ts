import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import type { Report, ReportResult } from '../../action/contract/report.ts';
import { checkMarkdown } from '../../action/reporters/check-page.ts';
import { sarif } from '../../action/reporters/sarif.ts';
import { aReport, aResult } from './a-report.ts';

const SCHEMA = new URL(
  '../sarif/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  import.meta.url,
);
const missing = !existsSync(SCHEMA);
const named = missing
  ? 'SARIF by its schema (SKIPPED: it is not here; fetch it with `npm ci --prefix test/sarif --ignore-scripts`)'
  : 'SARIF by its schema';

type Result = {
  ruleId: string;
  ruleIndex?: number;
  level: string;
  message: { text: string };
  locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }];
  partialFingerprints: { primaryLocationLineHash: string };
};
type Rule = { id: string; name: string } & Record<string, { text: string; markdown?: string }>;
type Run = {
  tool: { driver: { name: string; semanticVersion: string; rules: Rule[] } };
  automationDetails: { id: string };
  results: Result[];
};

const runOf = (report: Report): Run => (JSON.parse(sarif(report, CHECKS)) as { runs: [Run] }).runs[0];
const resultsOf = (...results: ReportResult[]): Result[] => runOf(aReport({ results })).results;

const blocked = aResult({
  outcome: 'fail',
  blocks: true,
  message: '3 of 40 cases broke.',
  remedy: 'Mend them.',
  location: { file: 'eval/cases/cases.jsonl', line: 12, column: 3 },
  spots: [
    { location: { file: 'eval/cases/cases.jsonl', line: 12 }, message: 'case-1 broke' },
    { location: { file: 'eval/cases/cases.jsonl', line: 20 }, message: 'case-2 broke' },
  ],
});
const HOSTILE = 'a\u0000\u001b[2J\ud800"<script>]]>\n../../%00?#';

describe.skipIf(missing && process.env.CI === undefined)(named, () => {
  const { $schema: _, id: __, ...schema } = missing ? {} : JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  const faultsOf = (text: string) => (validate(JSON.parse(text)) ? [] : validate.errors);

  it.each([
    ['nothing that blocks', aReport()],
    ['what blocks, at two places', aReport({ results: [blocked] })],
    ['a POC in a folder', aReport({ folder: 'pocs/a b', results: [blocked] })],
    [
      'text that is hostile',
      aReport({
        folder: HOSTILE,
        results: [{ ...blocked, message: HOSTILE, location: { file: HOSTILE, line: null } }],
      }),
    ],
  ])('is valid for %s', (_, report) => {
    expect(faultsOf(sarif(report, CHECKS))).toEqual([]);
  });

  it('is not valid without its level: the schema can say no', () => {
    expect(
      faultsOf(sarif(aReport({ results: [blocked] }), CHECKS).replaceAll('"error"', '"bad"')),
    ).not.toEqual([]);
  });
});

describe('SARIF for code scanning', () => {
  it('has every check as a rule, with its page as help, within what GitHub shows', () => {
    const { driver } = runOf(aReport()).tool;
    expect([driver.name, driver.semanticVersion]).toEqual(['create-poc', '0.1.0']);
    expect(driver.rules.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    for (const [index, rule] of driver.rules.entries()) {
      expect(rule.help?.markdown).toBe(checkMarkdown(CHECKS[index] as (typeof CHECKS)[number]));
      expect(rule.name.length).toBeLessThanOrEqual(255);
      for (const part of ['shortDescription', 'fullDescription'])
        expect(rule[part]?.text.length).toBeLessThanOrEqual(1024);
    }
  });

  it('has an error for what blocks, a warning for what will, and nothing for the rest', () => {
    const results = resultsOf(
      aResult({ id: 'users/named-users', outcome: 'not-proven', warns: true, message: 'Too few.' }),
      aResult({ id: 'eval/must-never' }),
      aResult({ id: 'decision/record', outcome: 'waived' }),
      aResult({ id: 'data/real-cases', outcome: 'fail', blocks_from: 'production' }),
      { ...blocked, spots: [] },
    );
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['eval/pass-rate', 'error'],
      ['users/named-users', 'warning'],
    ]);
    const [first] = results;
    expect(CHECKS[first?.ruleIndex as number]?.id).toBe('eval/pass-rate');
  });

  it('has a result at each place, from the root of the repository', () => {
    const { results, automationDetails } = runOf(aReport({ folder: 'pocs/a b', results: [blocked] }));
    const places = results.map(({ locations: [{ physicalLocation: at }] }) => [
      at.artifactLocation.uri,
      at.region,
    ]);
    expect(places).toEqual([
      ['pocs/a%20b/eval/cases/cases.jsonl', { startLine: 12, startColumn: 3 }],
      ['pocs/a%20b/eval/cases/cases.jsonl', { startLine: 20 }],
    ]);
    expect(results.map(({ message }) => message.text)).toEqual([
      '3 of 40 cases broke.\nMend them.',
      'case-2 broke',
    ]);
    expect(automationDetails.id).toBe('create-poc/pocs/a%20b/');
  });

  it('stands in poc.yaml where nothing is to be edited at a place, for GitHub shows no result without one', () => {
    const at = ({ locations: [one] }: Result) => one.physicalLocation;
    const results = [{ ...blocked, location: null, spots: [] }];
    expect(runOf(aReport({ folder: 'pocs/a', results })).results.map(at)).toMatchObject([
      { artifactLocation: { uri: 'pocs/a/poc.yaml' }, region: { startLine: 1 } },
    ]);
    expect(resultsOf(...results).map(at)).toMatchObject([{ artifactLocation: { uri: 'poc.yaml' } }]);
  });

  it('plants no link, and nothing that turns its text round, from a repository', () => {
    const message = 'See [the fix](https://example.com) \u202Eoops\u001b[2J [1](2)';
    const [result] = resultsOf({ ...blocked, message, remedy: null, spots: [] });
    expect(result?.message.text).toBe('See [the fix]\u200B(https://example.com) oops [1]\u200B(2)');
  });

  const hashes = (result: ReportResult) =>
    resultsOf(result).map((one) => one.partialFingerprints.primaryLocationLineHash);

  it('keeps its fingerprints when lines move, and when the check counts anew', () => {
    const moved = {
      ...blocked,
      message: '4 of 41 cases broke.',
      location: { file: 'eval/cases/cases.jsonl', line: 99 },
      spots: blocked.spots.map((spot) => ({ ...spot, location: { ...spot.location, line: 7 } })).slice(1),
    };
    expect(hashes(moved)).toEqual(hashes(blocked));
  });

  it('has another fingerprint for another check, file, case or occurrence', () => {
    const spot = (message: string, line: number) => ({ location: { file: 'a', line }, message });
    const all = [
      ...hashes(blocked),
      ...hashes({ ...blocked, id: 'eval/must-never', spots: [] }),
      ...hashes({ ...blocked, location: { file: 'other', line: 12 }, spots: [] }),
      ...hashes({ ...blocked, spots: [spot('same', 1), spot('same', 2), spot('other', 3)] }).slice(1),
    ];
    expect(new Set(all).size).toBe(7);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{16}:[12]$/);
    expect(all.filter((one) => one.endsWith(':2'))).toHaveLength(1);
  });

  it('keeps the 5,000 results that GitHub shows, those that block first', () => {
    const spots = Array.from({ length: 4999 }, (_, i) => ({
      location: { file: 'a', line: i + 1 },
      message: `case-${i} broke`,
    }));
    const warns = aResult({ id: 'users/named-users', outcome: 'fail', warns: true });
    const results = resultsOf(warns, { ...blocked, spots });
    expect(results).toHaveLength(5000);
    expect(new Set(results.map(({ level }) => level))).toEqual(new Set(['error']));
    expect(resultsOf(warns, { ...blocked, spots: spots.slice(1) }).at(-1)?.level).toBe('warning');
  });
});
