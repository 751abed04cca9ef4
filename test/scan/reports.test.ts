import { describe, expect, it } from 'vitest';
import { advisoriesIn, npmAudit } from '../../action/scan/npm-audit.ts';
import { findingsIn, sarif, toolOf } from '../../action/scan/sarif.ts';

const advisory = (over: object = {}) => ({
  source: 1,
  name: 'left',
  dependency: 'left',
  title: 'It breaks',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  severity: 'high',
  range: '<2',
  ...over,
});

const audit = (...via: unknown[]) =>
  npmAudit.parse({
    auditReportVersion: 2,
    vulnerabilities: { left: { name: 'left', severity: 'high', via } },
    metadata: { vulnerabilities: { total: via.length }, dependencies: { prod: 3, total: 5 } },
  });

describe('a report of npm audit', () => {
  it.each([
    ['critical', 'high'],
    ['high', 'high'],
    ['moderate', 'medium'],
    ['low', 'low'],
    ['info', 'low'],
    ['unheard-of', 'high'],
  ])('has %s as %s', (severity, expected) => {
    expect(advisoriesIn(audit(advisory({ severity })), 'package-lock.json')).toMatchObject([
      { rule: 'GHSA-aaaa-bbbb-cccc/left', severity: expected, file: 'package-lock.json', line: null },
    ]);
  });

  it('has an advisory once, and none for what only hangs on it', () => {
    expect(advisoriesIn(audit(advisory(), advisory(), 'left'), 'package-lock.json')).toHaveLength(1);
    expect(
      advisoriesIn(audit(advisory(), advisory({ source: 2, url: null })), 'x').map(({ rule }) => rule),
    ).toEqual(['GHSA-aaaa-bbbb-cccc/left', 'npm-2/left']);
  });

  it.each([
    ['of another version', { auditReportVersion: 1 }],
    ['that is an error', { message: 'offline', error: {} }],
    ['without packages', { auditReportVersion: 2, vulnerabilities: {}, metadata: {} }],
  ])('%s is none', (_, json) => {
    expect(npmAudit.safeParse(json).success).toBe(false);
  });
});

const report = (result: object, rule: object = {}, run: object = {}) =>
  sarif.parse({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'gitleaks', semanticVersion: 'v8.0.0', rules: [{ id: 'a-token', ...rule }] },
        },
        results: [
          {
            ruleId: 'a-token',
            message: { text: 'a-token has detected a secret' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'src/a%20b.ts' },
                  region: { startLine: 3, snippet: { text: 'the-secret' } },
                },
              },
            ],
            ...result,
          },
        ],
        ...run,
      },
    ],
  });

describe('a report in SARIF', () => {
  it('has its findings with tool, rule and place, and never with what was found', () => {
    const findings = findingsIn(report({}), 'secrets');
    expect(findings).toMatchObject([
      { rule: 'gitleaks/a-token', severity: 'high', file: 'src/a b.ts', line: 3, times: 1 },
    ]);
    expect(JSON.stringify(findings)).not.toContain('the-secret');
  });

  it.each([
    ['a level of its own', { level: 'error' }, {}, 'high'],
    ['no level at all', {}, {}, 'medium'],
    ['the level of its rule', {}, { defaultConfiguration: { level: 'note' } }, 'low'],
    ['a score of 7', { level: 'note' }, { properties: { 'security-severity': '7.0' } }, 'high'],
    ['a score of 6.9', { level: 'error' }, { properties: { 'security-severity': '6.9' } }, 'medium'],
    ['a score of 4', {}, { properties: { 'security-severity': 4 } }, 'medium'],
    ['a score of 3.9', {}, { properties: { 'security-severity': '3.9' } }, 'low'],
  ])('has a finding with %s', (_, result, rule, severity) => {
    expect(findingsIn(report(result, rule), 'dependencies')).toMatchObject([{ severity }]);
  });

  it('has a secret as high whatever its level, and in spite of its own suppressions', () => {
    const result = { level: 'note', suppressions: [{ kind: 'inSource' }] };
    expect(findingsIn(report(result), 'secrets')).toMatchObject([{ severity: 'high' }]);
  });

  it('tells findings apart where it quotes nothing, and takes a place as it is', () => {
    const at = (startLine: number) => ({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///%E0' }, region: { startLine } } }],
    });
    const [one] = findingsIn(report(at(1)), 'secrets');
    const [two] = findingsIn(report(at(2)), 'secrets');
    expect(one?.fingerprint).not.toBe(two?.fingerprint);
    expect(one?.file).toBe('file:///%E0');
    expect(findingsIn(report({ locations: [] }), 'secrets')).toMatchObject([{ file: 'unknown', line: null }]);
  });

  it('says how much it looked at only where it lists it', () => {
    expect(toolOf(report({}))).toEqual({ tool: 'gitleaks', version: 'v8.0.0', lookedAt: 0 });
    expect(toolOf(report({}, {}, { artifacts: [{}, {}] })).lookedAt).toBe(2);
  });

  it.each([
    ['of another version', { version: '2.0.0', runs: [{ tool: { driver: { name: 'x' } }, results: [] }] }],
    ['without a run', { version: '2.1.0', runs: [] }],
    ['without results', { version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } } }] }],
  ])('%s is none', (_, json) => {
    expect(sarif.safeParse(json).success).toBe(false);
  });
});
