import type { Grade } from '../value/grade.ts';
import { checkedByOthers } from './error-rates.ts';
import { captureOf } from './money.ts';
import type { Sources } from './value-inputs.ts';

/** Of the cases that were begun so many may be discarded before a reader has to know (gate.md, T13). */
const MOST_DISCARDED = 0.1;

function discardedNote({ timings, assisted, discarded }: Sources): string[] {
  const begun = timings.rows.length + assisted.rows.length + discarded.rows.length;
  if (discarded.rows.length <= begun * MOST_DISCARDED) return [];
  return [`${discarded.rows.length} of ${begun} cases that were begun were discarded and count nowhere.`];
}

/** Another system may take other minutes; whether it does, only timing it again can tell. */
function changedNote({ assisted, systemChangedAt: changed }: Sources): string[] {
  const last = assisted.rows.reduce((most, row) => Math.max(most, Date.parse(row.value.stopped_at)), 0);
  if (changed === null || last === 0 || Date.parse(changed) <= last) return [];
  return [
    `The code or the prompts were changed on ${changed.slice(0, 10)}, after the last timing with the POC: what was timed was an earlier version.`,
  ];
}

/** @returns what a reader has to know of the number, or of its parts while there is none. */
export function notesOf(sources: Sources, grade: Grade): string[] {
  const { baseline, bars, checkedCases } = sources;
  const { value } = baseline;
  const capture =
    value === null ? null : captureOf(value, bars['baseline/roi-recomputed'].capture_without_owner);
  const looked = (arm: 'by_hand' | 'with_poc') => checkedByOthers(checkedCases.rows, arm).length > 0;
  return [
    ...(grade === 'C' ? ['Few cases or people were timed (grade C): for use inside, not to be quoted.'] : []),
    ...changedNote(sources),
    ...discardedNote(sources),
    ...(capture?.note == null ? [] : [capture.note]),
    ...(looked('by_hand') ? [] : ['Errors of today’s work were not counted, so they are taken as none.']),
    ...(looked('with_poc')
      ? []
      : ['Errors with the POC were not counted, so as many are assumed as could have gone unseen (3 in n).']),
    ...(value?.hourly_cost.basis === 'wage'
      ? ['Only the wage is known; the cost of an hour is made of it by the usual share of wages.']
      : []),
  ];
}
