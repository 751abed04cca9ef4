import type { Fields } from '../src/answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../src/fields.ts';
import { sameValue } from '../src/values/values.ts';

/**
 * How one field of a document was read: `right`, `empty` (rightly: the document does not say it), `wrong` (another value),
 * `missing` (there was a value), `invented` (there was none).
 */
export const VERDICTS = ['right', 'empty', 'wrong', 'missing', 'invented'] as const;
export type Verdict = (typeof VERDICTS)[number];

export function fieldVerdict(name: FieldName, wanted: Fields, given: Fields): Verdict {
  if (wanted[name] === null) return given[name] === null ? 'empty' : 'invented';
  if (given[name] === null) return 'missing';
  return sameValue(typeOf(name), wanted[name], given[name]) ? 'right' : 'wrong';
}

/** How often a field was read how, over all answers. Precision and recall are shares from 0 to 1, or `null` of nothing. */
export type FieldScore = Record<Verdict, number> & { precision: number | null; recall: number | null };

export type Pair = { wanted: Fields; given: Fields };

/** @returns a score for each field, in the order of `src/fields.ts`. */
export const scoreFields = (pairs: readonly Pair[]): Record<FieldName, FieldScore> =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, scoreField(name, pairs)])) as Record<
    FieldName,
    FieldScore
  >;

function scoreField(name: FieldName, pairs: readonly Pair[]): FieldScore {
  const verdicts = pairs.map(({ wanted, given }) => fieldVerdict(name, wanted, given));
  const count = (...of: Verdict[]) => verdicts.filter((one) => of.includes(one)).length;
  const share = (of: number) => (of === 0 ? null : count('right') / of);
  return {
    ...(Object.fromEntries(VERDICTS.map((one) => [one, count(one)])) as Record<Verdict, number>),
    precision: share(count('right', 'wrong', 'invented')),
    recall: share(count('right', 'wrong', 'missing')),
  };
}
