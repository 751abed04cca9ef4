import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, failing, handIn } from '../deeds.ts';

/** The even ones were right; their copies have ids and references of their own, and another space. */
const copies = [2, 4, 6].map((n) => {
  const { input, slices } = EXAM[n - 1] as (typeof EXAM)[number];
  const { subject, body } = input as { subject: string; body: string };
  return aCase(2000 + n, { input: { body: ` ${body.toUpperCase()}`, subject }, slices, expected: 'bill' });
});
const others = [2, 4, 6].map((n) => aCase(2000 + n, { slices: ['reminders'] }));

export const duplicateThePassingCases = defineAttack({
  stage: 'explore',
  poc: { results: failing('case-3') },
  attack: handIn({ cases: [...EXAM, ...copies], rows: failing('case-3')([...EXAM, ...copies]) }),
  check: 'eval/case-set-integrity',
  says: 'case case-2002 repeats the input of case-2; case case-2004 repeats the input of case-4; case case-2006 repeats the input of case-6.',
  twin: {
    what: 'adds as many cases of their own',
    deed: handIn({ cases: [...EXAM, ...others], rows: failing('case-3')([...EXAM, ...others]) }),
  },
});
