import { describe, expect, it } from 'vitest';
import type { Report } from '../../action/contract/report.ts';
import { verdictSentence } from '../../action/reporters/verdict-words.ts';
import { aReport, aResult, aValue } from './a-report.ts';

const said = (over: Partial<Report>) => verdictSentence(aReport(over));
const open = (id: string, more = {}) => aResult({ id, outcome: 'not-proven', remedy: 'Do it.', ...more });
const saving = (low: number) => aValue({ saved_minutes: { mean: low + 1, low, high: low + 2 } });

describe('why a verdict is what it is', () => {
  it('is what is proven of what guards the next stage, for one that is ready', () => {
    const results = [
      aResult(),
      aResult({ id: 'data/permission', outcome: 'waived', waived_until: '2027-01-12' }),
      aResult({ id: 'eval/grader-validated', outcome: 'not-applicable' }),
      aResult({ id: 'monitoring/off-switch', outcome: 'not-proven', blocks_from: 'production' }),
    ];
    expect(said({ verdict: 'ship', results })).toBe(
      '1 of 2 checks that guard pilot are proven, 1 waived, the first until 12 Jan 2027.',
    );
    expect(said({ verdict: 'ship', results: [aResult()] })).toBe(
      '1 of 1 checks that guard pilot are proven.',
    );
  });

  it('is the least that is saved and what is left, for one that is worth finishing', () => {
    const results = [open('scale/hard-limits'), open('monitoring/off-switch', { blocks_from: 'production' })];
    expect(said({ verdict: 'harden', results, value: saving(8.94) })).toBe(
      'Value holds: at least 8.9 min saved a case. 1 check left for pilot. 12 days to the decision.',
    );
  });

  it.each([null, saving(0), saving(-1)])('names no minutes where none are sure to be saved (%#)', (value) => {
    expect(said({ verdict: 'harden', value })).toMatch(/^Value holds\. 0 checks left/);
  });

  it('counts what passes today and will not by the bars of the next stage', () => {
    const results = [aResult({ id: 'data/real-cases' })];
    const ahead = [open('data/real-cases')];
    expect(said({ verdict: 'harden', results, ahead })).toContain('1 check left for pilot.');
  });

  it('is the day and the next evidence to get, for one that goes on', () => {
    const results = [open('users/real-usage'), open('baseline/measured-timings')];
    expect(said({ results })).toBe(
      '2 of 14 days used. Next evidence to get: baseline/measured-timings. Do it.',
    );
  });

  it('says what to do also for a check that passes by the bars of today', () => {
    const results = [aResult({ id: 'baseline/measured-timings', remedy: null })];
    expect(said({ results, ahead: [open('baseline/measured-timings')] })).toBe(
      '2 of 14 days used. Next evidence to get: baseline/measured-timings. Do it.',
    );
  });

  it('leaves out what blocks, which stands below it', () => {
    const results = [open('baseline/measured-timings', { blocks: true }), open('eval/pass-rate')];
    expect(said({ results })).toBe('2 of 14 days used. Next evidence to get: eval/pass-rate. Do it.');
    expect(said({ results: [open('eval/pass-rate', { blocks: true })] })).toBeNull();
  });

  it('is nothing where the verdict says its own reason, and where nothing is known', () => {
    expect(said({ verdict: 'stop' })).toBeNull();
    expect(said({ verdict: 'cannot-judge' })).toBeNull();
    expect(said({ poc: null, results: [] })).toBeNull();
  });
});
