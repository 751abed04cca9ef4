import { describe, expect, it } from 'vitest';
import type { Envelope, ProofInput } from '../../action/contract/envelope.ts';
import type { GatedStage } from '../../action/contract/stage.ts';
import type { Check, Circumstances } from '../../action/readiness/check.ts';
import { evaluate, type Situation } from '../../action/readiness/evaluate.ts';
import type { Evidence, Readings } from '../../action/readiness/evidence.ts';
import type { Finding } from '../../action/readiness/finding.ts';
import { NEVER_WAIVED } from '../../action/readiness/policy/waiver.ts';
import type { Proof } from '../../action/readiness/proof/proof.ts';
import { missed, type Result } from '../../action/readiness/result.ts';
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

const PARTS = ['title', 'failureTitle', 'question', 'why', 'remedy', 'evidence', 'noticed'] as const;

/** Tells every story of a check, and those that are the same for all: what is missing, and what is waived. */
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

    it.each(PARTS)('has text as its %s', (part) => {
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

    it.each(check.needs)('is not proven without its %s, and says where it looked', (key) => {
      const missing = { status: 'missing', lookedIn: `The place of ${key}`, remedy: 'Put it there.' };
      const result = ruledOn(check, stories[0], { [key]: missing });
      expect(result).toMatchObject({
        outcome: 'not-proven',
        message: `The place of ${key} was not found.`,
        remedy: expect.stringMatching(/Put it there\.$/),
      });
    });

    // What judges waivers is waived by none.
    const miss = check.id === NEVER_WAIVED ? undefined : stories.find((story) => missed(story));
    it.runIf(miss)('is waived by a waiver of the base, until the day it ends', () => {
      const waived = (expires_on: string) =>
        ruledOn(check, miss, {}, { waivers: [given.waiver({ check: check.id, expires_on })] });
      const critical = check.severity === 'critical' && miss?.at?.stage === 'production';
      expect(waived('2026-11-20').outcome).toBe(critical ? miss?.outcome : 'waived');
      expect(waived('2026-11-19').message).toContain('Not waived: its waiver expired on 2026-11-19');
    });
  });
}

/** What the gate makes of a check, with what is laid over the readings of a story. */
function ruledOn<K extends keyof Evidence>(
  check: Check<K>,
  story: Story | undefined,
  instead: Partial<Record<keyof Evidence, unknown>> = {},
  more: Partial<Situation> = {},
): Result {
  const readings = given.readings(story?.given, instead as Partial<Readings>);
  const situation = { ...given.circumstances(story?.at), day: null, waivers: [], accepted: 2, ...more };
  return evaluate([check as unknown as Check], readings, situation)[0] as Result;
}

/** How a check takes its proof: for how many days it holds, and whether its figures are measured. */
type Terms = { mostDays?: number; measured: boolean };

/**
 * Tells the stories that are the same for every check with a proof of its own: a proof of other files, of another day, of
 * another count, and one that was carried over.
 *
 * @param passing what the check passes on, with its proof
 */
export function tellProofStories<K extends keyof Evidence>(
  check: Check<K>,
  passing: Pick<Story, 'given' | 'at'>,
  { mostDays, measured }: Terms,
): void {
  const key = `proof:${check.id}` as keyof Evidence;
  const proof = passing.given?.[key] as Proof<unknown>;
  const found = (over: Partial<Proof<unknown>>) =>
    check.evaluate(
      given.evidence({ ...passing.given, [key]: { ...proof, ...over } }),
      given.circumstances(passing.at),
    );
  const of = (over: Partial<Envelope<unknown>>) => ({ envelope: { ...proof.envelope, ...over } });
  const inputs = Object.keys(proof.inputsNow) as ProofInput[];

  describe(`${check.id}, by its proof`, () => {
    it('passes on the one of this tree', () => {
      expect(found({})).toMatchObject({ outcome: 'pass' });
    });

    it.each(inputs)('is not proven by one of another %s', (input) => {
      const other = of({ inputs: { ...proof.envelope.inputs, [input]: given.digest('9') } });
      expect(found(other)).toMatchObject({
        outcome: 'not-proven',
        message: expect.stringContaining(`${input} 99999999…, and this tree has`),
      });
    });

    it('is not proven by one that is yet to come', () => {
      const tomorrow = of({ produced_at: '2026-11-21T09:00:00Z' });
      expect(found(tomorrow)).toMatchObject({
        outcome: 'not-proven',
        message: expect.stringContaining('yet to come'),
      });
    });

    it('is not proven by one that counts more than it holds', () => {
      expect(found(of({ n: proof.envelope.n + 1 }))).toMatchObject({
        outcome: 'not-proven',
        message: expect.stringContaining(`says n = ${proof.envelope.n + 1} and holds ${proof.envelope.n}`),
      });
    });

    it.runIf(mostDays !== undefined)(`holds for ${mostDays} days, and not for one more`, () => {
      const made = (days: number) =>
        of({ produced_at: new Date(given.now.getTime() - days * 86_400_000).toISOString() });
      expect(found(made(mostDays as number))).toMatchObject({ outcome: 'pass' });
      expect(found(made((mostDays as number) + 1))).toMatchObject({
        outcome: 'not-proven',
        message: expect.stringContaining(`is ${(mostDays as number) + 1} days old`),
      });
    });

    it.runIf(measured)(
      'is not proven by the figures of the base, once what they are about has changed',
      () => {
        const [first] = inputs as [ProofInput];
        const before = {
          ...proof.envelope,
          inputs: { ...proof.envelope.inputs, [first]: given.digest('8') },
        };
        expect(found({ before })).toMatchObject({
          outcome: 'not-proven',
          message: expect.stringContaining('it was carried over'),
        });
        expect(found({ before: proof.envelope })).toMatchObject({ outcome: 'pass' });
      },
    );
  });
}
