import type { CanaryFinding } from '../../contract/drift-report.ts';
import { drop, points } from '../../readiness/percent.ts';
import { shortDay, things } from '../../reporters/words.ts';
import { chance, few, name } from './words.ts';

/** @returns what became of the cases that were asked again. */
export function canarySentence(found: CanaryFinding): string {
  const { state, why_unknown: why } = found;
  if (state === 'unknown') return `Canary cases: not enough data, since ${why}.${figures(found, ' Found: ')}`;
  return state === 'fine'
    ? `The same cases came out no worse: ${figures(found, '')}`
    : `The same cases came out worse: ${figures(found, '')} Does another model answer to this name? Ask the provider, and read what broke.`;
}

function figures({ change, p_adjusted: p, cases, broke, repaired }: CanaryFinding, before: string): string {
  if (change === null || p === null) return '';
  const flips = `of ${things(cases, 'case')}, ${broke} broke and ${repaired} came right`;
  return `${before}${flips}; ${points(change)}, ${chance(p)} (Holm).`;
}

/** @returns which cases came out otherwise, what was compared, and what that could show; a sentence each. */
export function canaryDetails(found: CanaryFinding, now: string): string[] {
  const { fresh, base, smallest_drop: smallest } = found;
  const day = (at: string) => shortDay(at, now);
  const against = base === null ? '' : ` against ${base.from}, made on ${day(base.produced_at)}`;
  const could =
    smallest === null ? 'They could show no drop.' : `They could show a drop of ${drop(smallest)} or more.`;
  return [
    ...flips(found),
    ...scoreIn(found),
    `${name(fresh.file)} of ${few(fresh.models.map(name))}, made on ${day(fresh.produced_at)}${against}.`,
    ...(found.p === null ? [] : [could]),
  ];
}

function scoreIn({ score }: CanaryFinding): string[] {
  if (score === null) return [];
  const { difference, low, high, p_adjusted: p } = score;
  return [`Mean score ${signed(difference)} (${signed(low)}…${signed(high)}), ${chance(p)} (Holm).`];
}

function flips({ flipped, broke, repaired }: CanaryFinding): string[] {
  const idsOf = (side: 'wrong' | 'right') =>
    flipped.filter((one) => one.now === side).map(({ id }) => name(id));
  const list = (what: string, ids: readonly string[], all: number) => {
    const more = all > ids.length ? ` and ${all - ids.length} more` : '';
    return ids.length === 0 ? [] : [`${what}: ${ids.join(', ')}${more}.`];
  };
  return [...list('Broke', idsOf('wrong'), broke), ...list('Came right', idsOf('right'), repaired)];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
