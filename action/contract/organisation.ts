import { z } from 'zod';
import { text } from './fields.ts';
import { BARS, type Bars, thresholds } from './thresholds.ts';

/** Where the policy of an organisation stands in its repository, unless another path is named. */
export const ORGANISATION_FILE = 'poc-policy.yaml';

const checkId = z
  .string()
  .regex(/^[a-z]+\/[a-z-]+$/, { error: 'expected one check id, such as eval/pass-rate' });

/**
 * `poc-policy.yaml`: what an organisation asks of all its POCs. Written by a platform team in a repository of its own, and
 * read at a pinned commit. It only ever makes a gate stricter: of two bars the stricter is in force.
 */
export const organisation = z
  .strictObject({
    version: z.literal(1),
    name: text.describe('Whose policy this is, for the comment.'),
    bars: thresholds.shape.bars.default({}),
    blocks_from: z
      .record(checkId, z.enum(['explore', 'pilot', 'production']))
      .default({})
      .describe('Checks that block from an earlier stage than the catalogue says.'),
    never_waived: z.array(checkId).default([]).describe('Checks for which no waiver holds.'),
  })
  .meta({
    id: 'organisation',
    title: 'poc-policy.yaml',
    description: 'What an organisation asks of all its POCs.',
  });
export type Organisation = z.infer<typeof organisation>;

/** @returns the bars, each the stricter of the repository's and the organisation's. */
export function tightenedBy(bars: Bars, { bars: theirs }: Pick<Organisation, 'bars'>): Bars {
  const asked = theirs as Record<string, Record<string, number> | undefined>;
  const checks = Object.entries(BARS).map(([check, own]) => {
    const given = (bars as unknown as Record<string, Record<string, number>>)[check] as Record<
      string,
      number
    >;
    const strict = Object.entries(own).map(([name, { tighter }]) => [
      name,
      stricter(given[name] as number, asked[check]?.[name], tighter),
    ]);
    return [check, Object.fromEntries(strict)];
  });
  return { ...bars, ...Object.fromEntries(checks) } as Bars;
}

function stricter(own: number, theirs: number | undefined, tighter: 'higher' | 'lower'): number {
  if (theirs === undefined) return own;
  return tighter === 'higher' ? Math.max(own, theirs) : Math.min(own, theirs);
}
