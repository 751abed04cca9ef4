import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import { given } from '../given.ts';

describe('a POC that is in order', () => {
  it.each(
    CHECKS.flatMap((check) =>
      (['explore', 'pilot', 'production'] as const).map((stage) => [check.id, stage, check] as const),
    ),
  )('passes %s in %s', (_, stage, check) => {
    expect(check.evaluate(given.evidence(), given.circumstances({ stage }))).toMatchObject({
      outcome: 'pass',
    });
  });
});
