import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { poc } from '../repository-builder.ts';

describe('poc checks', () => {
  it('lists every check in one line: id, from which stage it blocks, question', async () => {
    const { code, out, err } = await poc(['checks'], { cwd: '.' });
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines).toHaveLength(CHECKS.length);
    expect(lines).toContain(
      'eval/pass-rate                 pilot       How often is it right, with honest error bars?',
    );
  });

  it('lists them as JSON, with all that is written about each', async () => {
    const { code, out, err } = await poc(['checks', '--json'], { cwd: '.' });
    expect([code, err]).toEqual([0, '']);
    const listed = JSON.parse(out) as { schema: string; checks: Record<string, unknown>[] };
    expect(listed.schema).toBe('poc-checks/v1');
    expect(listed.checks.map((one) => one.id)).toEqual(CHECKS.map((one) => one.id));
    for (const one of listed.checks) {
      expect(Object.keys(one)).toEqual([
        'id',
        'title',
        'failure_title',
        'question',
        'why',
        'remedy',
        'severity',
        'blocks_from',
        'grace_days',
        'evidence',
        'evidence_kinds',
        'noticed',
        'not_applicable_when',
        'since_catalogue',
        'bars',
      ]);
    }
    expect(listed.checks.find((one) => one.id === 'data/real-cases')).toMatchObject({
      severity: 'critical',
      blocks_from: 'explore',
      grace_days: { explore: 3 },
    });
    expect(listed.checks.find((one) => one.id === 'decision/timebox')).toMatchObject({
      grace_days: {},
      bars: {},
      not_applicable_when: null,
    });
    expect(listed.checks.find((one) => one.id === 'eval/grader-validated')).toMatchObject({
      not_applicable_when: expect.stringContaining('no language model grades'),
      bars: { labels: { default: 50, tighter: 'higher', unit: 'rows' } },
    });
  });

  it.each([['--yaml'], ['baseline'], ['--json=yes']])(
    'ends with 2 for %s, on standard error alone',
    async (word) => {
      const ended = await poc(['checks', word], { cwd: '.' });
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(ended.err).toMatch(/^poc checks: .+ See `poc checks --help`\.$/);
    },
  );
});
