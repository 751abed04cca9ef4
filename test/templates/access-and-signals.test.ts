import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { access } from '../../action/contract/access.ts';
import { signals } from '../../action/contract/signals.ts';
import { BARS } from '../../action/contract/thresholds.ts';
import { daysToDetect } from '../../action/readiness/monitoring/days-to-detect.ts';
import { matrixFault } from '../../action/readiness/security/denials.ts';
import { document } from '../given/rows.ts';
import { ANSWER_SETS, renderKind, textOf } from './render-kind.ts';

describe.each(ANSWER_SETS)('a repository made from %s answers', (_, data) => {
  it('has a matrix of access with somebody to turn away', async () => {
    const matrix = access.parse(parse(textOf(await renderKind(data), 'policy/access.yaml')));
    expect(matrixFault(document('policy/access.yaml', matrix))).toBeNull();
    expect(matrix.roles.map(({ who }) => who)).toContain(data.performer);
    expect(matrix.retention_days).toBe(BARS['security/audit-trail'].retention_days.default);
  });

  it('has no signal yet, and the example of one that tells within two weeks', async () => {
    const text = textOf(await renderKind(data), 'policy/signals.yaml');
    expect(signals.parse(parse(text)).signals).toEqual([]);
    const example = `signals:\n${text
      .split('\n')
      .filter((line) => line.startsWith('#   '))
      .map((line) => line.slice(2))
      .join('\n')}\n`;
    const [signal] = signals.parse({ version: 1, ...parse(example) }).signals;
    if (signal === undefined) throw new Error('expected an example');
    const { worse_by, per_period, period_days, reference_days } = signal;
    const days = daysToDetect({
      reference: { n: (reference_days / period_days) * per_period, value: 0.9 },
      worse: 0.9 - worse_by,
      perPeriod: per_period,
      periodDays: period_days,
    });
    expect(days).toBe(BARS['monitoring/quality-signal'].detect_days.default);
    expect(worse_by).toBeLessThanOrEqual(BARS['monitoring/quality-signal'].worse_by.default);
  });
});
