import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import { UnusableSetting } from '../setting.ts';

export const DRILLS_FILE = 'evidence/drills.yaml';
export const RUNBOOK = 'docs/runbook.md';
export const PROCEDURE = 'docs/by-hand.md';

/** A drill that is under way: when somebody said go. */
export const begun = z.strictObject({
  kind: z.enum(['off_switch', 'manual_fallback']),
  at: z.iso.datetime(),
  by: z.string().min(1),
});
export type Begun = z.infer<typeof begun>;

const MINUTE = 60_000;

/** @returns minutes from one moment to another, to the second; never 0, since that is no drill. */
export const minutesBetween = (from: Date, to: Date): number =>
  Math.max(0.02, Math.round(((to.getTime() - from.getTime()) / MINUTE) * 100) / 100);

/**
 * When the last model was called after somebody said go: by the run log, and not by when the switch was moved, because
 * what counts is when it was quiet.
 *
 * @param log lines of the run log
 */
export function lastCall(log: string, since: Date): Date | null {
  const line = z.looseObject({ ts: z.iso.datetime(), calls: z.number(), latency_ms: z.number() });
  const ends = log
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => line.safeParse(JSON.parse(text)))
    .flatMap(({ data }) =>
      data !== undefined && data.calls > 0 ? [Date.parse(data.ts) + data.latency_ms] : [],
    )
    .filter((end) => end >= since.getTime());
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

/** @returns the criteria of the runbook: the list under the heading that starts with "When". @throws UnusableFile */
export function criteriaOf(runbook: string): string[] {
  if (!existsSync(runbook)) throw noCriteria(runbook, 'no file');
  const [, section = ''] =
    /^## When[^\n]*\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(readFileSync(runbook, 'utf8')) ?? [];
  const criteria = section.split('\n').flatMap((line) => /^[-*] +(.+)/.exec(line)?.slice(1) ?? []);
  if (criteria.length === 0) throw noCriteria(runbook, 'no criterion');
  return criteria;
}

const noCriteria = (file: string, found: string): UnusableFile =>
  new UnusableFile(
    `${file}: found ${found}; expected a heading that starts with "When" and a list under it. Write when it is switched off.`,
  );

/** @throws UnusableSetting when a drill is recorded by whoever held it */
export function checkWitness(by: string, attestedBy: string): void {
  if (by.trim().toLowerCase() !== attestedBy.trim().toLowerCase()) return;
  throw new UnusableSetting(
    `--attested-by: found ${attestedBy}, who held the drill; expected somebody else who saw it. Name them.`,
  );
}
