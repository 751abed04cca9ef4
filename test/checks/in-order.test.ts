import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { given } from '../given.ts';

describe('a POC that is in order', () => {
  it.each(
    CHECKS.flatMap((check) =>
      (['explore', 'pilot', 'production'] as const).map((stage) => [check, stage] as const),
    ),
  )('passes $0.id in $1', (check, stage) => {
    expect(check.evaluate(given.evidence(), given.circumstances({ stage }))).toMatchObject({
      outcome: 'pass',
    });
  });
});
