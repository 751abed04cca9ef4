import { describe, expect, it } from 'vitest';
import type { GatedStage } from '../../action/contract/stage.ts';
import type { Check, Circumstances } from '../../action/readiness/check.ts';
import type { Evidence } from '../../action/readiness/evidence.ts';
import type { Finding } from '../../action/readiness/finding.ts';
import { given } from '../given.ts';

/** What a check is to make of evidence that is in order but for what is given. */
export type Story = {
  /** The rest of a sentence that begins with the id of the check. */
  it: string;
  given?: Partial<Evidence>;
  at?: Partial<Circumstances>;
  outcome: Finding['outcome'];
  /** Part of the message. */
  says?: string;
};

/** The catalogue's entry: how severe, from when it blocks, and the days of grace. */
export type Entry = {
  severity: Check['severity'];
  blocksFrom: GatedStage;
  grace?: Partial<Record<GatedStage, number>>;
};

export function tellStories<K extends keyof Evidence>(
  check: Check<K>,
  entry: Entry,
  stories: readonly Story[],
): void {
  describe(check.id, () => {
    it('is as severe, and blocks from the stage, as the catalogue says', () => {
      const { severity, blocksFrom, grace } = check;
      expect({ severity, blocksFrom, grace }).toEqual({ grace: undefined, ...entry });
    });

    it.each(['title', 'failureTitle', 'question', 'why', 'remedy'] as const)('has text as its %s', (part) => {
      expect(check[part]).toMatch(/^\S.{10,}/);
    });

    for (const story of stories) {
      it(story.it, () => {
        const finding = check.evaluate(given.evidence(story.given), given.circumstances(story.at));
        expect({ outcome: finding.outcome, message: finding.message }).toEqual({
          outcome: story.outcome,
          message: expect.stringContaining(story.says ?? ''),
        });
      });
    }
  });
}
