import { describe, expect, it } from 'vitest';
import { terminalReport } from '../../action/reporters/terminal.ts';
import { headline, positionOf } from '../../action/reporters/words.ts';
import { aReport, aResult } from './a-report.ts';

const blocked = aResult({ outcome: 'fail', blocks: true });
const asIf = (over: Parameters<typeof aReport>[0] = {}) =>
  aReport({ as_if: 'pilot', next_stage: 'production', ...over });

describe('a report of another stage', () => {
  it.each([
    [asIf(), '🔎 Continue: not proven either way; as if in pilot, nothing would block'],
    [asIf({ results: [blocked] }), '🔎 Continue: not proven either way; as if in pilot, 1 thing would block'],
    [aReport({ results: [blocked] }), '🔎 Continue: not proven either way; 1 thing blocks this pull request'],
  ])('says so in its first line', (report, line) => {
    expect(headline(report)).toBe(line);
  });

  it('says so where it stands, and over what would block', () => {
    expect(positionOf(asIf())[0]).toBe('as if in pilot → production');
    expect(positionOf(aReport())[0]).toBe('explore → pilot');
    expect(terminalReport(asIf({ results: [blocked] }), false)).toContain('\nWould block in pilot\n');
    expect(terminalReport(aReport({ results: [blocked] }), false)).toContain('\nBlocks this pull request\n');
  });
});
