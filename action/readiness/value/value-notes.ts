import type { Grade } from '../../value/grade.ts';
import { dayOf } from '../clock.ts';
import { countedErrors } from './error-rates.ts';
import { captureOf } from './money.ts';
import { type Study, summarise } from './study.ts';
import type { Sources } from './value-inputs.ts';

/** Of the cases that were begun in an arm so many may be discarded before a reader has to know (gate.md, T13). */
const MOST_DISCARDED = 0.1;

/** The slow ones are the first to go; counted by arm, so that the other does not hide them. */
function discardedNotes({ timings, assisted, discarded }: Sources): string[] {
  const gone = (arm: string) => discarded.rows.filter(({ value }) => value.arm === arm).length;
  const kept = (arm: string) => assisted.rows.filter(({ value }) => value.arm === arm).length;
  const arms = [
    { name: 'by hand', kept: timings.rows.length + kept('by_hand'), gone: gone('') + gone('by_hand') },
    { name: 'with the POC', kept: kept('with_poc'), gone: gone('with_poc') },
  ];
  return arms
    .filter((arm) => arm.gone > (arm.kept + arm.gone) * MOST_DISCARDED)
    .map(
      (arm) =>
        `${arm.gone} of ${arm.kept + arm.gone} cases begun ${arm.name} were discarded and count nowhere.`,
    );
}

/** Another system may take other minutes; whether it does, only timing it again can tell. Half of the cases decide. */
function changedNote({ systemChangedAt: changed }: Sources, { withPoc }: Study): string[] {
  const moments = withPoc.counted.map((row) => Date.parse(row.value.stopped_at)).sort((a, b) => a - b);
  const middle = moments[Math.floor(moments.length / 2)];
  if (changed === null || middle === undefined || Date.parse(changed) <= middle) return [];
  return [
    `The code or the prompts were changed on ${changed.slice(0, 10)}, after half of the timings with the POC: those were of an earlier version.`,
  ];
}

/** Who is watched works otherwise: only what was measured alike in both arms cancels out. */
function methodNote({ byHand, withPoc }: Study): string[] {
  const methods = (arm: Study['byHand']) =>
    [...new Set(arm.counted.map(({ value }) => value.method))].sort().join(', ');
  const [hand, poc] = [methods(byHand), methods(withPoc)];
  return hand === poc
    ? []
    : [`By hand was measured by ${hand}, with the POC by ${poc}: part of the difference may be that.`];
}

/** A mean that a few long cases make is no usual case. */
function skewNote({ byHand }: Study): string[] {
  const arm = summarise(byHand);
  if (arm === null || arm.mean <= 2 * arm.median) return [];
  return [
    `A few long cases make the mean by hand: it is ${arm.mean.toFixed(1)} minutes, and half of the cases took ${arm.median.toFixed(1)} or less.`,
  ];
}

/** Rows that do not say which task was timed cannot be held against a unit that was redefined. */
function taskNote({ byHand }: Study): string[] {
  const silent = byHand.counted.filter(({ value }) => value.task === '').length;
  return silent === 0
    ? []
    : [`${silent} of ${byHand.counted.length} timings by hand do not say which task was timed.`];
}

/** @returns what a reader has to know of the number, or of its parts while there is none. */
export function notesOf(sources: Sources, study: Study, grade: Grade): string[] {
  const { baseline, bars, checkedCases } = sources;
  const { value } = baseline;
  const capture =
    value === null
      ? null
      : captureOf(value, bars['baseline/roi-recomputed'].capture_without_owner, dayOf(sources.now));
  const errors = countedErrors(
    checkedCases.rows,
    bars['baseline/error-cost'].cases,
    study.withPoc.counted.length,
  );
  return [
    ...(grade === 'C' ? ['Few cases or people were timed (grade C): for use inside, not to be quoted.'] : []),
    ...changedNote(sources, study),
    ...discardedNotes(sources),
    ...methodNote(study),
    ...skewNote(study),
    ...taskNote(study),
    ...(capture?.note == null ? [] : [capture.note]),
    ...(errors.errorsToday !== null
      ? []
      : ['Too few finished cases of today were looked at again, so their errors are taken as none.']),
    ...(errors.errorsWithPoc !== null
      ? []
      : ['Errors with the POC were not counted, so as many are assumed as could have gone unseen (3 in n).']),
    ...(value?.hourly_cost.basis === 'wage'
      ? ['Only the wage is known; the cost of an hour is made of it by the usual share of wages.']
      : []),
  ];
}
