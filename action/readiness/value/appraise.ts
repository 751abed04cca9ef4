import type { Bars } from '../../contract/thresholds.ts';
import { isMeasured } from '../../contract/timings.ts';
import { type Grade, gradeOf } from '../../value/grade.ts';
import { savedBy } from '../../value/saved.ts';
import { simulate } from '../../value/simulate.ts';
import { adoptionOf } from '../adoption/coverage.ts';
import { realUse } from '../adoption/events.ts';
import { adoptionByWeek } from '../adoption/weeks.ts';
import { addressableRatio, costPerCase } from './case-cost.ts';
import { errorRate } from './error-rates.ts';
import { compareArms, type Study, summarise } from './study.ts';
import { patternsToday, patternsWithPoc } from './study-patterns.ts';
import type { Adoption, ValueEvidence } from './value-evidence.ts';
import { gapsOf } from './value-gaps.ts';
import { inputsOf, rowsOf, type Sources } from './value-inputs.ts';
import { notesOf } from './value-notes.ts';
import { headlineOf } from './value-words.ts';
import { peopleIn } from './warm-up.ts';

/** @returns what is known of the worth of a POC; the one calculation that the gate, the comment and `poc roi` share. */
export function appraise(sources: Sources): ValueEvidence {
  const { baseline, bars, checkedCases } = sources;
  const study = compareArms(
    sources.timings.rows,
    sources.assisted.rows,
    bars['baseline/measured-timings'].warm_up,
  );
  const usage = realUse(sources.usage, sources.authors);
  const adoption = adoptionOf(usage, baseline.eligible_per_month, sources.eligible.rows);
  const measured = sources.timings.rows.filter((row) => isMeasured(row.value));
  const doubts = { today: patternsToday({ ...sources, usage }, measured), withPoc: patternsWithPoc(sources) };
  const gaps = gapsOf({ ...sources, usage, study, adoption, doubts });
  const sound = !gaps.some(({ spoils }) => spoils === true);
  const known = knownWithoutMoney(sources, study, sound);
  const haircut = haircutOf(known.grade, bars);
  const inputs = gaps.length === 0 ? inputsOf(sources, study, adoption as Adoption, haircut) : null;
  const result = inputs === null ? null : simulate(inputs);
  const evidence: ValueEvidence = {
    ...known,
    haircut,
    adoption,
    weeks: adoptionByWeek(usage, baseline.eligible_per_month),
    errorsToday: errorRate(checkedCases.rows, 'by_hand'),
    errorsWithPoc: errorRate(checkedCases.rows, 'with_poc'),
    costPerCase: sound ? costPerCase(known, baseline, adoption) : null,
    addressableRatio: addressableRatio(known, baseline),
    currency: baseline.value?.currency ?? null,
    locale: baseline.value?.locale ?? 'en',
    doubts,
    gaps,
    inputs,
    result,
    // Of a number that is not there nothing has to be known.
    notes: result === null ? [] : notesOf(sources, study, known.grade),
    headline: null,
  };
  return { ...evidence, headline: headlineOf(evidence, sources.name) };
}

type WithoutMoney = Pick<
  ValueEvidence,
  'today' | 'withPoc' | 'saved' | 'comparison' | 'grade' | 'denominators'
>;

/** @param sound may the two arms be compared? A saving that rework or made-up rows may have eaten is not shown. */
function knownWithoutMoney({ assisted, discarded }: Sources, study: Study, sound: boolean): WithoutMoney {
  const [today, withPoc] = [summarise(study.byHand), summarise(study.withPoc)];
  const tried = assisted.rows.filter(
    ({ value }) => value.arm === 'with_poc' && value.followed === 'yes' && isMeasured(value),
  );
  return {
    today,
    withPoc,
    comparison: today === null || withPoc === null ? null : study.comparison,
    saved:
      !sound || today === null || withPoc === null || today.n < 2 || withPoc.n < 2
        ? null
        : savedBy(rowsOf(study)),
    grade: gradeOf({ comparison: study.comparison, today: sizeOf(today), withPoc: sizeOf(withPoc) }),
    denominators: {
      used: tried.length,
      people: peopleIn(tried),
      refused: assisted.rows.filter(({ value }) => value.followed === 'no').length,
      neverTimed: discarded.rows.length,
    },
  };
}

const sizeOf = (arm: ValueEvidence['today']) => ({ n: arm?.n ?? 0, people: arm?.people ?? 0 });

function haircutOf(grade: Grade, bars: Bars): number {
  const { haircut_a: a, haircut_b: b, haircut_c: c } = bars['baseline/roi-recomputed'];
  return { A: a, B: b, C: c, D: 1 }[grade];
}
