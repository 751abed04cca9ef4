import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import type { ReportResult } from '../../action/contract/report.ts';
import { junit } from '../../action/reporters/junit.ts';
import { aReport, aResult } from './a-report.ts';

type Node = { name: string; attributes: Record<string, string>; text: string; children: Node[] };

/** Reads XML as strictly as its specification wants. */
function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: attributes as Record<string, string>, text: '', children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    (open.at(-1) as Node).text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  return root.children[0] as Node;
}

const testOf = (result: ReportResult, more: Parameters<typeof aReport>[0] = {}): Node => {
  const [suite] = parsed(junit(aReport({ results: [result], ...more }))).children;
  return suite?.children.find((node) => node.name === 'testcase') as Node;
};
const endingOf = (result: ReportResult, more = {}) => testOf(result, more).children.at(-1) as Node;
const named = (node: Node): Record<string, string> =>
  Object.fromEntries(
    node.children
      .find((one) => one.name === 'properties')
      ?.children.map(({ attributes }) => [attributes.name, attributes.value]) ?? [],
  );

const blocked = aResult({
  outcome: 'fail',
  blocks: true,
  message: '2 cases broke.',
  remedy: 'Mend them.',
  location: { file: 'eval/cases/a.jsonl', line: 3 },
  spots: [{ location: { file: 'eval/cases/a.jsonl', line: 9 }, message: 'case-2 broke' }],
});

describe('JUnit XML', () => {
  it('has a suite for each area and a test for each check, and counts them', () => {
    const results = [
      blocked,
      aResult({ id: 'eval/must-never', outcome: 'not-proven', blocks: true }),
      aResult({ id: 'eval/no-regression', outcome: 'not-applicable' }),
      aResult({ id: 'data/real-cases', outcome: 'fail', warns: true }),
      aResult({ id: 'data/permission' }),
    ];
    const all = parsed(junit(aReport({ results, blocked: true })));
    expect([all.name, all.attributes]).toMatchObject([
      'testsuites',
      { tests: '5', failures: '1', errors: '1', skipped: '2' },
    ]);
    expect(all.children.map(({ name, attributes }) => [name, attributes])).toMatchObject([
      ['testsuite', { name: 'eval', tests: '3', failures: '1', errors: '1', skipped: '1' }],
      ['testsuite', { name: 'data', tests: '2', failures: '0', errors: '0', skipped: '1' }],
    ]);
    const tests = all.children.flatMap(({ children }) => children).filter(({ name }) => name === 'testcase');
    expect(tests.map(({ attributes: { classname, name } }) => [classname, name])).toEqual(
      results.map(({ area, id }) => [area, id]),
    );
  });

  it('says of each suite what was judged, and of each test how it matters', () => {
    const [suite] = parsed(junit(aReport({ results: [blocked] }))).children as [Node];
    expect(named(suite)).toEqual({
      verdict: 'Continue: not proven either way',
      stage: 'explore',
      folder: '.',
      commit: 'a'.repeat(40),
      base: 'b'.repeat(40),
      version: '0.1.0',
    });
    expect(suite.attributes.timestamp).toBe('2026-11-22T09:00:00');
    expect(named(testOf(blocked))).toEqual({ outcome: 'fail', severity: 'critical', blocks_from: 'pilot' });
    const asIf = parsed(junit(aReport({ results: [blocked], as_if: 'pilot' }))).children as [Node];
    expect(named(asIf[0]).as_if).toBe('pilot');
  });

  it('fails with the place, the message, the remedy and every other place', () => {
    const { name, attributes, text } = endingOf(blocked);
    expect([name, attributes]).toEqual(['failure', { message: '2 cases broke.', type: 'fail' }]);
    expect(text.split('\n')).toEqual([
      'eval/cases/a.jsonl:3',
      '2 cases broke.',
      '→ Mend them.',
      'eval/cases/a.jsonl:9: case-2 broke',
      'All about it: npx poc explain eval/pass-rate',
    ]);
    expect(testOf(blocked).attributes.file).toBe('eval/cases/a.jsonl');
  });

  it.each<[string, Partial<ReportResult>, string, string]>([
    ['an error where nothing was proven', { outcome: 'not-proven', blocks: true }, 'error', 'All is well.'],
    [
      'skipped where it blocks the next stage',
      { outcome: 'fail', warns: true },
      'skipped',
      'blocks pilot: All is well.',
    ],
    [
      'skipped while its grace runs',
      { outcome: 'not-proven', warns: true, grace_days_left: 2 },
      'skipped',
      'blocks in 2 days: All is well.',
    ],
    [
      'skipped where it blocks later',
      { outcome: 'fail', blocks_from: 'production' },
      'skipped',
      'blocks from production: All is well.',
    ],
    [
      'skipped where it is not applicable',
      { outcome: 'not-applicable' },
      'skipped',
      'not applicable: All is well.',
    ],
    [
      'skipped where it is waived',
      { outcome: 'waived', waived_until: '2026-12-01', waived_by: 'Ada' },
      'skipped',
      'waived until 2026-12-01 by Ada: All is well.',
    ],
  ])('is %s', (_, over, name, message) => {
    const ending = endingOf(aResult(over));
    expect([ending.name, ending.attributes.message]).toEqual([name, message]);
  });

  it('prints what was read where it passed', () => {
    const { name, text } = endingOf(aResult({ message: '63 of 70' }));
    expect([name, text]).toEqual(['system-out', '63 of 70']);
  });

  const HOSTILE = ']]> </failure> <!-- & &amp; "\' \u0000\u001b[2J\u0007\ufffe\ud800 a\tb\r\nc 😀';
  const READ = ']]> </failure> <!-- & &amp; "\' \ufffd\ufffd[2J\ufffd\ufffd\ufffd a\tb\r\nc 😀';

  it('holds text of the repository as it is, but for what XML cannot hold', () => {
    const hostile = {
      ...blocked,
      message: HOSTILE,
      remedy: HOSTILE,
      location: { file: HOSTILE, line: null },
      spots: [{ location: { file: HOSTILE, line: 1 }, message: HOSTILE }],
    };
    const report = { folder: HOSTILE, base: { commit: null, how: HOSTILE } };
    const { attributes, text } = endingOf(hostile, report);
    expect(attributes.message).toBe(READ);
    expect(text.startsWith(`${READ}\n${READ}\n→ ${READ}\n${READ}:1: ${READ}\n`)).toBe(true);
    expect(testOf(hostile, report).attributes.file).toBe(READ);
    const waived = aResult({ outcome: 'waived', waived_by: HOSTILE, message: HOSTILE });
    expect(endingOf(waived).attributes.message).toContain(READ);
  });

  it('can be read for every check that there is', () => {
    const results = CHECKS.map(({ id, evidence }) => aResult({ id, blocks: true, message: evidence }));
    expect(parsed(junit(aReport({ results }))).attributes.failures).toBe(String(CHECKS.length));
  });
});
