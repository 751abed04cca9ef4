import type { EvalCase } from '../../contract/eval-case.ts';
import { DAY, yetToCome } from '../clock.ts';
import type { Row } from '../reading.ts';
import { sortRealCases } from './real-cases.ts';

/** @returns how many days ago each real scored case was drawn, the newest first; one that is yet to come has no age. */
export const caseAges = (cases: readonly Row<EvalCase>[], now: Date): number[] =>
  sortRealCases(cases)
    .counted.flatMap(({ value }) => value.sampled_at ?? [])
    .filter((moment) => !yetToCome(moment, now))
    .map((moment) => Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / DAY)))
    .sort((a, b) => a - b);
