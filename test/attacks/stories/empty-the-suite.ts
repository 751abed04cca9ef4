import { defineAttack } from '../attack.ts';
import { EXAM, examBut, handIn, logged } from '../deeds.ts';

const never = EXAM.filter(({ suite }) => suite === 'must_never').map(({ id }) => id);
const without = (gone: readonly string[]) =>
  handIn({
    cases: examBut((one) => (gone.includes(one.id) ? null : one)),
    files: logged('Olga Owner', 'out_of_scope', ...gone),
  });

/** Each removal is approved, so that the case set is in order: there is only nothing left that could fail. */
export const emptyTheSuite = defineAttack({
  stage: 'pilot',
  attack: without(never),
  check: 'eval/must-never',
  says: '0 of 30 cases that must never fail.',
  twin: { what: 'takes out half of a suite of 100, with approval', deed: without(never.slice(50)) },
});
