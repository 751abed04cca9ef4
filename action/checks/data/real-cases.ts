import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { yetToCome } from '../../readiness/clock.ts';
import { distinctCases, type RealCases, sortRealCases } from '../../readiness/eval/real-cases.ts';
import { fail, notProven, pass } from '../../readiness/finding.ts';
import { percent } from '../../readiness/percent.ts';

export const realCases = defineCheck({
  id: 'data/real-cases',
  title: 'It is built and tested on real cases',
  failureTitle: 'It is not yet tested on enough real cases',
  question: 'Are the cases we build and test on real records?',
  why: 'Invented cases hide the mess that real ones bring; samples that came with the scaffold do not count.',
  remedy: 'Draw real records with `npm run import -- FILE --source-system NAME` and label them.',
  severity: 'critical',
  evidence:
    '`eval/cases/**/*.jsonl`, the cases of the suite `scored`. One counts as real with `origin: real`, `source_system`, `source_ref` (a keyed hash), `sampled_at` and `sampling`. It takes as many as the bar of the stage says, and from pilot on a share of all scored cases.',
  kinds: ['E3'],
  noticed:
    'Invented cases that are called real: they lack the system, the reference, or how and when they were drawn, or are from a day that is yet to come. One record used twice: a `source_ref` that stands in two cases, and texts that are nearly the same, which count once.',
  since: 1,
  blocksFrom: 'explore',
  grace: { explore: 3 },
  needs: ['cases'],
  evaluate({ cases }, circumstances) {
    const found = sortRealCases(cases);
    const [unsupported] = found.unsupported;
    if (unsupported !== undefined) {
      return fail(
        `${found.unsupported.length} cases say that they are real and do not show it: ${unsupported.why}.`,
        {
          location: unsupported.row,
          spots: found.unsupported.map(({ row, why }) => ({
            location: row,
            message: `${row.value.id}: ${why}`,
          })),
          remedy:
            'Give each its system, its hashed reference, when and how it was drawn, or mark it `"origin": "synthetic"`.',
        },
      );
    }
    const early = found.counted.find(({ value }) => yetToCome(value.sampled_at ?? '', circumstances.now));
    if (early !== undefined) {
      return fail(`${early.value.id} was drawn on ${early.value.sampled_at}, which is yet to come.`, {
        location: early,
        remedy: 'Write when this case was drawn.',
      });
    }
    const distinct = distinctCases(found.counted);
    const missing = whatIsMissing(found, distinct.length, circumstances);
    const message = `${summary(found, distinct.length)}${missing === null ? '' : `; ${missing}`}.`;
    return missing === null
      ? pass(message)
      : notProven(message, { location: { file: 'eval/cases', line: null } });
  },
});

function summary({ counted, synthetic }: RealCases, distinct: number): string {
  const systems = [...new Set(counted.map((row) => row.value.source_system))].join(', ');
  const real = `${counted.length} real cases${systems === '' ? '' : ` from ${systems}`}`;
  const alike = counted.length - distinct;
  return [
    real,
    ...(alike === 0 ? [] : [`${alike} repeat another nearly word for word and do not count`]),
    ...(synthetic.length === 0 ? [] : [`${synthetic.length} synthetic ones do not count`]),
  ].join('; ');
}

function whatIsMissing(
  { counted, synthetic }: RealCases,
  distinct: number,
  { stage, bars }: Circumstances,
): string | null {
  const bar = bars['data/real-cases'];
  const wanted = stage === 'explore' ? bar.explore_cases : bar.pilot_cases;
  if (distinct < wanted) return `${wanted} are needed`;
  const real = counted.length / (counted.length + synthetic.length);
  if (stage === 'explore' || real >= bar.pilot_share) return null;
  return `${Math.floor(real * 100)} % of the scored cases are real and ${percent(bar.pilot_share)} are needed`;
}
