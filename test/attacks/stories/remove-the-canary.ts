import { defineAttack } from '../attack.ts';
import { EXAM, examBut, handIn, logged } from '../deeds.ts';

const [canary] = EXAM.filter(({ slices }) => slices.includes('canary')) as [(typeof EXAM)[number]];
const without = examBut((one) => (one === canary ? null : one));
const other = { ...canary, id: 'case-990', input: { subject: '', body: 'wrong on purpose' } };
const files = logged('Olga Owner', 'duplicate', canary.id);

/** It always failed, so that nobody minds when it goes. */
export const removeTheCanary = defineAttack({
  stage: 'pilot',
  attack: handIn({ cases: without, files }),
  check: 'errors/malformed-input',
  says: 'No canary was run, so nothing shows that this test can fail.',
  twin: { what: 'puts another in its place', deed: handIn({ cases: [...without, other], files }) },
});
